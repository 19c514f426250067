// Leveraged retail traders: open on an opinion (value, trend, mood, noise), hold for a time that falls
// with leverage, take profit, stop out, panic, top up, learn from losses, leave. One perpetual position
// at a time, isolated margin. ODD submodel "Retail, leveraged" (after Chiarella, Iori and Perello 2009).
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import { drawExponential, drawUniform, drawWord } from '../base/keyedRandom.ts'
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import { TimingWheel } from '../base/timingWheel.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { assetOf, DEPTH_BY_ASSET } from '../market/shares.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE, Side } from '../market/units.ts'
import { fearOf } from './perception.ts'
import { Purpose, type Residence } from './residence.ts'
import { RetailOpinion } from './retailOpinion.ts'
import { addToWinner, close, topUp } from './retailOrders.ts'
import { attachTriggers } from './retailTriggers.ts'
import {
  LARGEST_ORDER_USD,
  limitThrough,
  meanHoldSteps,
  notionalUsd,
  setLeverage,
  wantedLeverage,
} from './sizing.ts'

/** Sleepers whose rows are touched ahead, as many as fit the nearest cache with what they need. */
const BLOCK = 64

/** A trader's own record, and where its fields lie in it (compare `shifts.ts`). */
const TRADER_BYTES = 16
export const TRADER_I32 = 2
export const TRADER_U8 = 4

export const RetailState = { Flat: 0, InMarket: 1, Left: 2 } as const

/** Caution is kept in steps of half a percent. */
const CAUTION_UNIT = 0.005
const CAUTION_FADES = 0.85
/** The next look comes after this part of the time the position is still meant to live, on average. */
const LOOK_PART = 1
const LONGEST_LOOK_AWAY = 8 * STEPS_PER_HOUR
const SHORTEST_LOOK_AWAY = 60
/** Who leaves stays away this long at least. */
const AWAY_HOURS = 20
/** What an opening order brings beyond the margin: fees and slippage. */
const MARGIN_RESERVE = 1.02
/** Slippage an opening order accepts, fraction. */
const SLIP = 0.005
const FEE_RESERVE = 0.0012

export class RetailLeveraged {
  readonly count: number
  readonly state: Uint8Array
  readonly holdUntil: Int32Array
  readonly wheel: TimingWheel
  private readonly caution: Uint8Array
  /** Wallet, purse and margin when the position was opened, USD: what a loss is measured against. */
  readonly stakeUsd: Int32Array
  private readonly due: Int32Array
  private readonly home: Residence
  private readonly opinion: RetailOpinion
  /** Keeps the reads of `touch` from being dropped; means nothing. */
  touched = 0

  /** Accounts 0 to count - 1 of the venue are this population's, and so are its rows 0 to count - 1: an
   * account's one row has its number. */
  constructor(columns: Columns, home: Residence, count: number) {
    this.count = count
    this.home = home
    this.opinion = new RetailOpinion(home)
    const name = `${home.name}.retail`
    const records = columns.records(count, TRADER_BYTES)
    this.state = columns.u8In(records, 8, `${name}.state`, count)
    this.holdUntil = columns.i32In(records, 0, `${name}.holdUntil`, count)
    this.caution = columns.u8In(records, 9, `${name}.caution`, count)
    this.stakeUsd = columns.i32In(records, 4, `${name}.stakeUsd`, count)
    this.wheel = new TimingWheel(columns, `${name}.wheel`, count)
    this.due = new Int32Array(Math.max(256, Math.ceil(count / 50)))
  }

  decide(step: number, board: BoardPage): void {
    const woken = this.wheel.take(step, this.due)
    for (let from = 0; from < woken; from += BLOCK) {
      const to = from + BLOCK < woken ? from + BLOCK : woken
      this.touch(from, to)
      for (let index = from; index < to; index++) this.wake(this.due[index]!, step, board)
    }
    this.alarm(step, board)
  }

  /**
   * Reads what the next block of sleepers will look at: they lie far apart in memory, and misses that
   * do not depend on each other overlap. Changes nothing.
   */
  private touch(from: number, to: number): void {
    const { due, state } = this
    const { rowLots, rowBook, rowStopTicks, rowOffset } = this.home.statements
    let sum = 0
    // Loops of one or two reads: the shorter, the more of its misses are under way at once.
    for (let index = from; index < to; index++) sum += rowStopTicks[due[index]! << I32]!
    for (let index = from; index < to; index++) {
      const row = due[index]!
      sum += rowBook[row]! + state[row << TRADER_U8]!
    }
    // Who has no position may open one, with what its account has.
    for (let index = from; index < to; index++) {
      const account = due[index]!
      if (rowLots[account << F64] === 0) sum += rowOffset[account << I32]!
    }
    this.touched = sum
  }

  private wake(account: number, step: number, board: BoardPage): void {
    const { statements } = this.home
    let stays = true
    if (statements.rowLots[account << F64] !== 0) {
      stays = !this.manage(account, step, board)
    } else if (this.state[account << TRADER_U8] === RetailState.InMarket) {
      this.learn(account, step, board)
      stays = false
    } else {
      this.state[account << TRADER_U8] = RetailState.Flat
      stays =
        this.wantsIn(this.home.firstAgent + account, step, board) && this.open(account, step, board)
    }
    this.wheel.schedule(
      account,
      step + (stays ? this.nextLook(account, step) : this.nextIdea(account, step)),
    )
  }

  /** Steps until the next look at an open position: the shorter it is meant to live, the sooner. */
  private nextLook(account: number, step: number): number {
    const left = Math.max(20, this.holdUntil[account << TRADER_I32]! - step)
    const pause = clamp(left * LOOK_PART, SHORTEST_LOOK_AWAY, LONGEST_LOOK_AWAY)
    const draw = drawExponential(this.home.keys, this.home.firstAgent + account, step, Purpose.Wake)
    return Math.min(Math.max(20, Math.ceil(pause * draw)), left)
  }

  /** Steps until someone without a position thinks of trading again. */
  private nextIdea(account: number, step: number): number {
    const { settings, keys, firstAgent } = this.home
    const draw = drawExponential(keys, firstAgent + account, step, Purpose.Wake)
    const away = this.state[account << TRADER_U8] === RetailState.Left ? AWAY_HOURS : 0
    return Math.ceil((away + settings.openEvery * draw) * STEPS_PER_HOUR)
  }

  /** Fear keeps most people from opening anything. */
  private wantsIn(agent: number, step: number, board: BoardPage): boolean {
    const fear = fearOf(board, 0, true)
    return drawUniform(this.home.keys, agent, step, Purpose.Open) > 0.6 * fear
  }

  /** After a position that someone else closed: what was lost is remembered, some leave. */
  private learn(account: number, step: number, board: BoardPage): void {
    const { statements, settings, keys, firstAgent } = this.home
    const agent = firstAgent + account
    this.state[account << TRADER_U8] = RetailState.Flat
    const nowUsd = this.home.money.usdOf(
      statements.walletQuote[account << F64]! + statements.purseQuote[account << F64]!,
      board.consensusTicks[0]!,
    )
    const stake = this.stakeUsd[account << TRADER_I32]!
    if (stake <= 0 || nowUsd > stake * 0.9) return
    const lost = clamp((stake - nowUsd) / stake / 0.3, 0, 1)
    const lesson = (settings.caution / 100) * lost
    this.caution[account << TRADER_U8] = Math.min(
      180,
      this.caution[account << TRADER_U8]! + lesson / CAUTION_UNIT,
    )
    if (drawUniform(keys, agent, step, Purpose.Leave) < settings.leaveShare / 100)
      this.leave(account, step, board)
  }

  private leave(account: number, step: number, board: BoardPage): void {
    const { settings, keys, firstAgent, queue, statements } = this.home
    this.state[account << TRADER_U8] = RetailState.Left
    const agent = firstAgent + account
    const flight = (settings.flight / 100) * (0.5 + fearOf(board, 0, true))
    if (drawUniform(keys, agent, step, Purpose.Flight) < flight) {
      const request = queue.next(RequestKind.Withdraw, account, 0)
      queue.amountQuote[request] = statements.walletQuote[account << F64]!
    }
  }

  private open(account: number, step: number, board: BoardPage): boolean {
    const { statements, settings, keys, firstAgent, queue, assetCount, money } = this.home
    const agent = firstAgent + account
    const { assetShares, boardRow } = this.home
    const asset = assetOf(drawUniform(keys, agent, step, Purpose.Asset), assetCount, assetShares)
    const book = perpetualBook(asset, assetCount)
    const place = this.home.firstBook + book
    const isLong = this.opinion.of(agent, asset, step, board) > 0
    const touch = isLong ? board.askTicks[place]! : board.bidTicks[place]!
    if (touch === 0 || board.halted[place] === 1) return false
    const fear = fearOf(board, asset, true)
    const cautious =
      (1 - this.caution[account << TRADER_U8]! * CAUTION_UNIT) *
      (1 - 0.25 * fear) *
      (1 - this.opinion.wariness(agent, board))
    const venueLimit = Math.min(board.leverageLimit[boardRow]!, this.home.assetLeverage[asset]!)
    const limit = Math.min(settings.maxLeverage, venueLimit)
    const liked = wantedLeverage(keys, agent, this.home.venueLeverage, settings)
    const leverage = setLeverage(keys, agent, liked * cautious, limit)
    const traders = statements.traders[account << U16]!
    const usd = notionalUsd(keys, agent, liked, leverage, traders, settings) * traders
    this.caution[account << TRADER_U8] = Math.floor(
      this.caution[account << TRADER_U8]! * CAUTION_FADES,
    )
    const purse = statements.purseQuote[account << F64]!
    const wallet = statements.walletQuote[account << F64]!
    const costPerNotional = MARGIN_RESERVE / leverage + FEE_RESERVE
    const affordableUsd = money.usdOf((wallet + purse) / costPerNotional, touch)
    const largestUsd = LARGEST_ORDER_USD * (DEPTH_BY_ASSET[this.home.firstAsset + asset] ?? 0.1)
    const lots = money.lotsFor(asset, Math.min(usd, affordableUsd, largestUsd), touch)
    if (lots < 1) return false
    const need = Math.ceil(money.notional(asset, lots, touch) * costPerNotional)
    const request = queue.order(
      RequestKind.ImmediateOrCancel,
      account,
      book,
      isLong ? Side.Buy : Side.Sell,
      limitThrough(touch, isLong, SLIP),
      lots,
      Cause.Opinion,
      NO_SLOT,
    )
    queue.leverage[request] = leverage
    queue.amountQuote[request] = need > wallet ? Math.min(purse, need - wallet) : 0
    attachTriggers(this.home, request, agent, step, isLong, touch, leverage)
    const hold = meanHoldSteps(liked, settings) * drawExponential(keys, agent, step, Purpose.Hold)
    this.holdUntil[account << TRADER_I32] = step + 30 + Math.ceil(hold)
    this.stakeUsd[account << TRADER_I32] = Math.floor(money.usdOf(wallet + purse, touch))
    this.state[account << TRADER_U8] = RetailState.InMarket
    return true
  }

  /** A look at an open position: panic, time over, top up, add to a winner. True when it is closed. */
  private manage(account: number, step: number, board: BoardPage): boolean {
    const { statements, settings, keys, firstAgent, assetCount, firstBook, money } = this.home
    const agent = firstAgent + account
    const row = account
    const book = statements.rowBook[row]!
    const asset = book - assetCount
    const lots = statements.rowLots[row << F64]!
    const isLong = lots > 0
    const mark = board.markTicks[firstBook + book]!
    const worth = money.value(asset, lots, mark)
    const profit = worth - statements.rowEntryQuote[row << F64]!
    const margin = statements.rowMarginQuote[row << F64]!
    const loss = margin > 0 ? clamp(-profit / margin, -1, 1.2) : 0
    const fear = fearOf(board, asset, isLong)
    const panic = settings.panicHazard * (settings.panic / 100) * fear * clamp(0.2 + loss, 0, 1.2)
    if (panic > 0 && drawUniform(keys, agent, step, Purpose.Panic) < panic) {
      close(this.home, account, book, lots, Cause.Panic)
      if (drawUniform(keys, agent, step, Purpose.Leave) < settings.leaveShare / 100)
        this.leave(account, step, board)
      return true
    }
    if (step >= this.holdUntil[account << TRADER_I32]!) {
      close(this.home, account, book, lots, Cause.Exit)
      this.state[account << TRADER_U8] = RetailState.Flat
      return true
    }
    const liquidation = statements.rowLiquidationTicks[row << I32]!
    const roomLeft = liquidation > 0 ? Math.abs(mark - liquidation) / mark : 1
    const leverage = Math.max(1, statements.rowLeverage[row << U8]!)
    const cap = settings.capScope === 1 ? settings.leverageCap : 0
    const entry = Math.abs(statements.rowEntryQuote[row << F64]!)
    if (cap > 0 && entry > margin * cap) {
      topUp(this.home, account, agent, book, Math.ceil(entry / cap) - margin)
    } else if (roomLeft < 0.3 / leverage) {
      topUp(this.home, account, agent, book, Math.floor(margin * 0.5))
    } else if (loss < -0.5 && drawUniform(keys, agent, step, Purpose.Add) < 0.03) {
      addToWinner(this.home, account, book, lots, leverage)
    }
    return false
  }

  /** In alarm, phones buzz: some holders look at once instead of at their own time. */
  private alarm(step: number, board: BoardPage): void {
    const { keys, settings, statements, number } = this.home
    const fear = fearOf(board, 0, true)
    if (fear <= 0.05) return
    const expected = (this.count * (settings.alertRate / 100) * fear) / STEPS_PER_MINUTE
    const looks =
      Math.floor(expected) +
      (drawUniform(keys, number, step, Purpose.Alert) < expected - Math.floor(expected) ? 1 : 0)
    const { due } = this
    for (let from = 0; from < looks; from += BLOCK) {
      const count = from + BLOCK < looks ? BLOCK : looks - from
      for (let index = 0; index < count; index++) {
        const word = drawWord(keys, number * 100_003 + from + index, step, Purpose.AlertWho)
        due[index] = (word >>> 0) % this.count
      }
      this.touch(0, count)
      for (let index = 0; index < count; index++) {
        const account = due[index]!
        if (statements.rowLots[account << F64] !== 0) this.manage(account, step, board)
      }
    }
  }
}
