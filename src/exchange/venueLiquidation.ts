// The liquidation desk of a venue: takes in the rows that crossed their liquidation price, asks the
// procedure in force what to do about each position, places what it returns, and passes on what the
// book did not take. Ticks, lots, quote units.
// ODD submodel: Exchange: liquidation.
import { F64, U16, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { LiquidationEngineChoice } from '../market/controls.ts'
import { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { ROW_ANNOUNCED, ROW_COUNTED } from './clearing/accounts.ts'
import { ForcedKind, immediate, rateLimited, stepDown } from './clearing/liquidation.ts'
import { waitRoomTicks } from './clearing/liquidation.ts'
import type { Distress, ForcedAction, LiquidationProcedure } from './clearing/liquidation.ts'
import { PAUSE_BEGINS, sliceThenWhole } from './clearing/sliceThenWhole.ts'
import { GONE, LiquidationQueue } from './liquidationQueue.ts'
import type { QueueDesk } from './liquidationQueue.ts'
import { TimeInForce } from './matching/book.ts'
import type { VenueAutoClose } from './venueAutoClose.ts'
import type { VenueBackstop } from './venueBackstop.ts'
import { VenueDistress } from './venueDistress.ts'
import type { VenueOracle } from './venueOracle.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** By LiquidationEngineChoice; Rulebook never asks. */
const PROCEDURES: readonly LiquidationProcedure[] = [
  immediate,
  immediate,
  stepDown,
  rateLimited,
  sliceThenWhole,
]

/** Actions that leave nothing with the account: its traders are counted as liquidated whole. */
const WHOLE_KINDS: readonly ForcedKind[] = [
  ForcedKind.OrderThenTakeover,
  ForcedKind.Takeover,
  ForcedKind.Deleverage,
]

export class VenueLiquidation implements QueueDesk {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private readonly backstop: VenueBackstop
  private readonly autoClose: VenueAutoClose
  private readonly oracle: VenueOracle
  private readonly states: VenueDistress
  private readonly action: ForcedAction = { kind: ForcedKind.Wait, lots: 0, limitTicks: 0 }
  private readonly queue: LiquidationQueue
  /** How far the mark may go before the row just worked can do anything but wait. */
  private roomTicks = 0

  constructor(
    parts: VenueParts,
    trading: VenueTrading,
    backstop: VenueBackstop,
    autoClose: VenueAutoClose,
    oracle: VenueOracle,
  ) {
    this.parts = parts
    this.trading = trading
    this.backstop = backstop
    this.autoClose = autoClose
    this.oracle = oracle
    this.states = new VenueDistress(parts)
    this.queue = new LiquidationQueue(parts.bookCount - parts.assetCount)
  }

  /** Isolated rows from `first` to the end of the queue have just crossed: they enter liquidation. */
  enterQueued(book: number, first: number): void {
    const { accounts, positions } = this.parts
    const queued = this.queue.byPerpetual[book - this.parts.assetCount]!
    let row = first
    while (row >= 0) {
      const next = positions.liquidationIndex.behind(row)
      const account = accounts.rowAccount[row]!
      this.enter(account)
      positions.setTriggers(row, 0, 0)
      if (this.engine() === LiquidationEngineChoice.Immediate) this.announceAll(account, row, book)
      queued.append(row)
      row = next
    }
  }

  /** Forced orders of this step: every isolated row in liquidation, oldest first. */
  work(step: number): void {
    const { accounts, assetCount, bookCount, halted, margin, positions, prices } = this.parts
    const engine = this.engine()
    this.states.startStep(step, engine === LiquidationEngineChoice.RateLimited)
    this.queue.startStep(step, engine, margin, positions.liquidationIndex)
    for (let book = assetCount; book < bookCount; book++) {
      const queued = this.queue.byPerpetual[book - assetCount]!
      if (queued.count === 0 || halted[book] !== 0) continue
      queued.work(book, prices.markTicks[book]!, this, accounts)
    }
  }

  /** Rows in liquidation were changed from outside: by funding, or with the whole state. */
  forget(): void {
    this.queue.forget()
  }

  sendsSlices(book: number): boolean {
    return this.states.slicesLeft(book) > 0
  }

  workQueued(row: number, book: number): number {
    const { accounts } = this.parts
    const account = accounts.rowAccount[row]!
    this.roomTicks = 0
    this.workIsolated(account, row, book)
    return accounts.state[account << U8] === AccountState.InLiquidation ? this.roomTicks : GONE
  }

  engine(): number {
    const choice = this.parts.controls.liquidationEngine
    return choice === LiquidationEngineChoice.Rulebook
      ? this.parts.rulebook.liquidationEngine
      : choice
  }

  enter(account: number): void {
    this.parts.accounts.state[account << U8] = AccountState.InLiquidation
    this.parts.tallies.countMessages(this.trading.slots.cancelAll(account, -1))
  }

  /** One step less of a pause; at 1 it is over. */
  countPause(account: number): void {
    const { pauseSteps } = this.parts.accounts
    if (pauseSteps[account]! > 1) pauseSteps[account]!--
  }

  announceAll(account: number, row: number, book: number): void {
    const { accounts } = this.parts
    this.announce(account, row, book, accounts.rowLots[row << F64]!)
    accounts.rowFlags[row << U8] |= ROW_ANNOUNCED
  }

  /** Signed lots of a row are closed by force: the event, and the step's sums. */
  private announce(account: number, row: number, book: number, lots: number): void {
    const { accounts, coin, events, margin, prices, tallies } = this.parts
    const absLots = lots < 0 ? -lots : lots
    const mark = prices.markTicks[book]!
    // In dollars: a contract of a fixed face is liquidated for that face.
    const notional =
      coin === undefined ? margin.notionalQuote(book, absLots, mark) : absLots * coin.faceQuote
    const first = (accounts.rowFlags[row << U8]! & ROW_COUNTED) === 0
    tallies.liquidatedLots[book] += absLots
    tallies.countLiquidation(lots > 0, notional, first ? accounts.traders[account << U16]! : 0)
    accounts.rowFlags[row << U8] |= ROW_COUNTED
    events.add(
      EventKind.Liquidation,
      book,
      lots > 0 ? Side.Sell : Side.Buy,
      Cause.Liquidation,
      account,
      this.parts.accounts.fundAccount,
      Math.floor(mark + 0.5),
      absLots,
      notional,
      this.entryLeverage(account, row),
    )
  }

  /** Leverage at entry: of a cross account, notional over wallet to one decimal. */
  private entryLeverage(account: number, row: number): number {
    const { accounts } = this.parts
    if (accounts.marginMode[account << U8] === MarginMode.Isolated)
      return accounts.rowLeverage[row << U8]!
    const entry = Math.abs(accounts.rowEntryQuote[row << F64]!)
    const wallet = Math.max(accounts.walletQuote[account << F64]!, entry / 100)
    return Math.floor((entry * 10) / wallet + 0.5) / 10
  }

  private workIsolated(account: number, row: number, book: number): void {
    const { accounts, positions } = this.parts
    this.countPause(account)
    if (accounts.rowLots[row << F64] !== 0) {
      const equity = accounts.rowMarginQuote[row << F64]! + positions.unrealisedQuote(row)
      const notional = this.workRow(account, row, book, equity)
      if (accounts.rowLots[row << F64] === 0) this.settleFlatRow(account, row, notional)
    }
    if (accounts.rowLots[row << F64] === 0) this.reopen(account, row, book)
  }

  /** Recovered or flat: the account may trade again. */
  private reopen(account: number, row: number, book: number): void {
    const { accounts, positions } = this.parts
    positions.liquidationIndex.unlink(row, book - this.parts.assetCount)
    accounts.rowFlags[row << U8] &= ~(ROW_ANNOUNCED | ROW_COUNTED)
    accounts.state[account << U8] = AccountState.Open
    accounts.pauseSteps[account] = 0
    positions.refresh(account, row)
  }

  /** What a liquidation leaves of isolated margin: the clearance fee to the fund, the rest back. */
  private settleFlatRow(account: number, row: number, notionalQuote: number): void {
    const { accounts, ledger, positions, rulebook } = this.parts
    const left = accounts.rowMarginQuote[row << F64]!
    if (left < 0) {
      positions.coverDeficit(account, row, false)
      return
    }
    const fee = Math.min(left, Math.floor(rulebook.clearanceFeeRate * notionalQuote))
    if (fee > 0) {
      ledger.walletToMargin(accounts.fundAccount, row, -fee)
      positions.logFund(accounts.rowBook[row]!, account, fee, 0)
    }
    ledger.walletToMargin(account, row, fee - left)
  }

  /** One position: what the procedure says, done. Returns its notional at the mark before. */
  workRow(account: number, row: number, book: number, equityQuote: number): number {
    const { accounts } = this.parts
    const { action } = this
    const distress = this.states.describe(account, row, book, equityQuote)
    const notional = distress.notionalQuote
    const announced = (accounts.rowFlags[row << U8]! & ROW_ANNOUNCED) !== 0
    if (announced) immediate(distress, action)
    else PROCEDURES[this.engine()]!(distress, action)
    if (action.kind === ForcedKind.Wait) {
      this.roomTicks = this.roomToWait(distress)
      return notional
    }
    if (action.kind === ForcedKind.Recovered) {
      if (accounts.marginMode[account << U8] === MarginMode.Isolated)
        this.reopen(account, row, book)
      return notional
    }
    const whole = WHOLE_KINDS.includes(action.kind)
    if (whole && !announced) this.announceAll(account, row, book)
    const sign = distress.long ? 1 : -1
    if (this.parts.controls.liquidationsOffBook) {
      if (!whole) this.announce(account, row, book, sign * action.lots)
      if (action.kind === ForcedKind.Order) this.states.countSlice(book, action.lots)
      this.backstop.closeAtMark(account, row, sign * action.lots)
    } else if (action.kind === ForcedKind.AutoClose) {
      this.announce(account, row, book, sign * action.lots)
      this.autoClose.close(account, row, sign * action.lots, equityQuote)
    } else if (action.kind === ForcedKind.Takeover) {
      this.backstop.takeOver(account, row, equityQuote)
    } else if (action.kind === ForcedKind.Deleverage) {
      const before = this.backing(account, row)
      this.backstop.deleverageAccount(account, row, this.oracle.previousTicks(book))
      if (accounts.rowLots[row << F64] !== 0) {
        this.backstop.takeOver(account, row, equityQuote + this.backing(account, row) - before)
      }
    } else {
      this.placeForced(account, row, book, whole)
    }
    const isSlice = action.kind === ForcedKind.FirstSlice
    // A slice that nobody buys is no partial liquidation: it is sent again in the next second.
    if (isSlice && Math.abs(accounts.rowLots[row << F64]!) < distress.absLots) {
      accounts.pauseSteps[account] = PAUSE_BEGINS
    }
    return notional
  }

  /** Of the rate-limited engine, which keeps thousands of rows waiting; others let none wait for long. */
  private roomToWait(distress: Distress): number {
    if (this.engine() !== LiquidationEngineChoice.RateLimited) return 0
    if (distress.inverse || distress.pauseSteps > 1) return 0
    return waitRoomTicks(distress, this.parts.margin.maintenanceScale)
  }

  /** The forced order, and the takeover of what the book left of a whole position. */
  private placeForced(account: number, row: number, book: number, whole: boolean): void {
    const { accounts, tallies } = this.parts
    const { action } = this
    const distress = this.states.now
    const sign = distress.long ? 1 : -1
    const before = this.backing(account, row)
    this.trading.take(
      account,
      row,
      book,
      distress.long ? Side.Sell : Side.Buy,
      action.limitTicks,
      action.lots,
      TimeInForce.ImmediateOrCancel,
      -1,
      Cause.Liquidation,
      true,
    )
    tallies.countMessages(1)
    const filled = this.trading.filledLots
    tallies.closedInBookLots[book] += filled
    this.states.countSlice(book, filled)
    if (!whole) {
      if (filled > 0) this.announce(account, row, book, sign * filled)
      else if (this.engine() === LiquidationEngineChoice.StepDown) {
        // Nobody buys even one tier's worth: the whole position goes over.
        this.announceAll(account, row, book)
        this.backstop.takeOver(account, row, distress.equityQuote)
      }
      return
    }
    if (accounts.rowLots[row << F64] === 0) return
    // What is left of the position's collateral after the part that was filled.
    const left = distress.equityQuote + this.backing(account, row) - before
    this.backstop.takeOver(account, row, left)
  }

  /** Money that moves with a position while it is closed: its collateral, and its profit at the mark. */
  private backing(account: number, row: number): number {
    const { accounts, positions } = this.parts
    const cross = accounts.marginMode[account << U8] === MarginMode.Cross
    const money = cross
      ? accounts.walletQuote[account << F64]!
      : accounts.rowMarginQuote[row << F64]!
    return money + positions.unrealisedQuote(row)
  }
}
