// A leverage cap that holds for open positions: announced, it leaves a grace time; what is above it then is
// reduced by the venue, with market orders in small parts. No liquidation: the owner keeps the rest.
// Leverage is entry notional over margin (isolated), notional over equity (cross). Lots, quote units.
// Source: announcements of Binance and FTX (July 2021); pace and order are our choice.
// ODD submodel: Policy: leverage cut.
import type { Columns } from '../base/columns.ts'
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { TimeInForce } from './matching/book.ts'
import type { VenueChecks } from './venueChecks.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** All cuts of a book in a step, as a share of its daily volume: FTX's limit for liquidations. */
const CUT_OF_DAILY_VOLUME = 0.0001
const LEAST_CUT_LOTS = 10
/** Rows looked at in a step: the order of accounts decides who is reduced first. */
const ROWS_PER_STEP = 4096

const Phase = { Idle: 0, Grace: 1, Cutting: 2 } as const
/** Places of `state`. */
const PHASE = 0
const CAP = 1
const SINCE = 2

export class VenueLeverageCut {
  /** Phase, the cap it is about, the step in which that came. */
  private readonly state: Float64Array
  /** By perpetual: the next row to look at. */
  private readonly cursor: Int32Array
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private readonly checks: VenueChecks
  /** By cross account, of the step: notional above the cap, and its share of the notional. Not state. */
  private readonly excessQuote: Float64Array
  private readonly excessShare: Float64Array
  /** Whether a cross account was above the cap in this step. Not state. */
  private crossAbove = false

  constructor(
    columns: Columns,
    name: string,
    parts: VenueParts,
    trading: VenueTrading,
    checks: VenueChecks,
  ) {
    this.state = columns.f64(`${name}.leverageCut`, 3)
    this.cursor = columns.i32(`${name}.leverageCutCursor`, parts.assetCount)
    this.excessQuote = new Float64Array(parts.accounts.crossAccount.length)
    this.excessShare = new Float64Array(parts.accounts.crossAccount.length)
    this.parts = parts
    this.trading = trading
    this.checks = checks
  }

  work(step: number): void {
    const { state } = this
    const { controls } = this.parts
    const cap = controls.capsOpenPositions ? controls.leverageCap : 0
    if (cap !== state[CAP]) {
      // A higher cap asks nothing new: what was begun under the lower one goes on to it.
      const lower = cap > 0 && (state[CAP] === 0 || cap < state[CAP]!)
      if (cap === 0) state[PHASE] = Phase.Idle
      else if (lower) {
        state[PHASE] = Phase.Grace
        state[SINCE] = step
      }
      state[CAP] = cap
    }
    if (state[PHASE] === Phase.Grace && step - state[SINCE]! >= controls.capGraceSteps) {
      state[PHASE] = Phase.Cutting
      this.cursor.fill(0)
    }
    if (state[PHASE] === Phase.Cutting) this.cut(cap, step)
  }

  private cut(cap: number, step: number): void {
    const { assetCount, bookCount, halted, tallies } = this.parts
    this.crossAbove = false
    this.measureCross(cap)
    let busy = false
    for (let book = assetCount; book < bookCount; book++) {
      if (halted[book] !== 0) {
        busy = true
        continue
      }
      const daily = tallies.dailyVolumeLots(book, step) * CUT_OF_DAILY_VOLUME
      const budget = Math.max(Math.ceil(daily), LEAST_CUT_LOTS)
      const left = this.cutCross(book, budget)
      if (this.cutIsolated(cap, book, left)) busy = true
    }
    if (!busy && !this.crossAbove) this.state[PHASE] = Phase.Idle
  }

  /** Before anything of this step is cut: each account gives the same share of each position. */
  private measureCross(cap: number): void {
    const { accounts, cross } = this.parts
    for (let index = 0; index < accounts.crossCount; index++) {
      const account = accounts.crossAccount[index]!
      this.excessQuote[index] = 0
      if (accounts.state[account << U8] !== AccountState.Open || accounts.isOwn(account)) continue
      const gross = this.grossQuote(account)
      const most = Math.max(0, cross.equityQuote(account) * cap)
      if (gross <= most) continue
      this.excessQuote[index] = gross - most
      this.excessShare[index] = 1 - most / gross
    }
  }

  /** Returns the budget left. */
  private cutCross(book: number, budget: number): number {
    const { accounts, margin, prices } = this.parts
    const lotQuote = margin.notionalQuote(book, 1, prices.markTicks[book]!)
    let left = budget
    for (let index = 0; index < accounts.crossCount && left > 0; index++) {
      const excess = this.excessQuote[index]!
      if (excess === 0) continue
      const account = accounts.crossAccount[index]!
      const row = accounts.rowOffset[account << I32]! + book
      const held = Math.abs(accounts.rowLots[row << F64]!)
      // Without this the rounding of a book would let an account that is just above give a lot a step.
      if (held === 0 || lotQuote > excess) continue
      const lots = Math.min(Math.ceil(held * this.excessShare[index]!), left)
      this.crossAbove = true
      left -= this.close(account, row, book, lots)
    }
    return left
  }

  private grossQuote(account: number): number {
    const { accounts, assetCount, bookCount, margin, prices } = this.parts
    const first = accounts.rowOffset[account << I32]!
    let gross = 0
    for (let book = assetCount; book < bookCount; book++) {
      const lots = Math.abs(accounts.rowLots[(first + book) << F64]!)
      if (lots !== 0) gross += margin.notionalQuote(book, lots, prices.markTicks[book]!)
    }
    return gross
  }

  /** Goes on from the row where the last step stopped; true while there are rows to come. */
  private cutIsolated(cap: number, book: number, budget: number): boolean {
    const { accounts, assetCount } = this.parts
    const { rowTotal } = accounts
    const perpetual = book - assetCount
    let row = this.cursor[perpetual]!
    let left = budget
    for (let seen = 0; seen < ROWS_PER_STEP && row < rowTotal && left > 0; seen++) {
      if (accounts.rowBook[row] === book && accounts.rowLots[row << F64] !== 0) {
        const wanted = this.excessLots(cap, row, book)
        if (wanted > 0) {
          const lots = Math.min(wanted, left)
          const closed = this.reduce(cap, row, book, lots)
          left -= closed
          // The row is looked at again in the next step: the rest of it, or what rounding left.
          if (closed < lots) break
          continue
        }
        this.keepTo(cap, row)
      }
      row++
    }
    this.cursor[perpetual] = row
    return row < rowTotal
  }

  /** Lots whose closing brings a position of an open isolated account down to the cap; 0 if it is. */
  private excessLots(cap: number, row: number, book: number): number {
    const { accounts, margin, positions, prices } = this.parts
    const account = accounts.rowAccount[row]!
    if (accounts.marginMode[account << U8] === MarginMode.Cross) return 0
    if (accounts.state[account << U8] !== AccountState.Open) return 0
    const lots = accounts.rowLots[row << F64]!
    const absLots = lots < 0 ? -lots : lots
    const entry = Math.abs(accounts.rowEntryQuote[row << F64]!)
    const short = entry / cap - accounts.rowMarginQuote[row << F64]!
    if (short <= 0) return 0
    // Closing all would free entry / cap, less the fee and what is lost on it at the mark.
    const notional = margin.notionalQuote(book, absLots, prices.markTicks[book]!)
    const lost = -positions.unrealisedQuote(row)
    const frees = entry / cap - this.trading.takerFeeQuote(notional) - (lost > 0 ? lost : 0)
    return frees <= short ? absLots : Math.min(Math.ceil((absLots * short) / frees), absLots)
  }

  /** Closes lots of an isolated row; the margin that they free stays with the rest. */
  private reduce(cap: number, row: number, book: number, lots: number): number {
    const { accounts, ledger, positions } = this.parts
    const account = accounts.rowAccount[row]!
    const walletBefore = accounts.walletQuote[account << F64]!
    const closed = this.close(account, row, book, lots)
    if (closed === 0 || accounts.rowLots[row << F64] === 0) return closed
    const freed = accounts.walletQuote[account << F64]! - walletBefore
    const entry = Math.abs(accounts.rowEntryQuote[row << F64]!)
    const short = Math.ceil(entry / cap) - accounts.rowMarginQuote[row << F64]!
    const moved = Math.min(short, freed)
    if (moved > 0) {
      ledger.walletToMargin(account, row, moved)
      positions.refresh(account, row)
    }
    return closed
  }

  /** A position within the cap may not take out again what keeps it there. */
  private keepTo(cap: number, row: number): void {
    const { accounts } = this.parts
    if (accounts.marginMode[accounts.rowAccount[row]! << U8] === MarginMode.Cross) return
    const most = Math.floor(cap)
    if (accounts.rowLeverage[row << U8]! > most) accounts.rowLeverage[row << U8] = Math.max(most, 1)
  }

  /** A reduce-only market order; returns the lots filled. */
  private close(account: number, row: number, book: number, lots: number): number {
    const { accounts, tallies } = this.parts
    const side = accounts.rowLots[row << F64]! > 0 ? Side.Sell : Side.Buy
    let limitTicks = this.checks.bandTicks(book, side)
    if (limitTicks === 0) return 0
    if (accounts.marginMode[account << U8] === MarginMode.Isolated) {
      limitTicks = this.checks.clampAtBankruptcy(row, book, side, limitTicks)
    }
    tallies.countMessages(1)
    this.trading.take(
      account,
      row,
      book,
      side,
      limitTicks,
      lots,
      TimeInForce.ImmediateOrCancel,
      -1,
      Cause.LeverageCut,
      true,
    )
    return this.trading.filledLots
  }
}
