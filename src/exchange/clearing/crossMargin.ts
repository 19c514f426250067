// Cross margin: one wallet backs all of an account's positions and resting orders. An order passes
// when free collateral (equity - initial margin of positions with their resting orders - cash that
// resting spot bids reserve) covers what it adds. That is a sum over all rows at the marks of the moment,
// and is only made where the room (`collateralRoom.ts`) does not answer. Lots, quote units.
// ODD submodel: Exchange: margin.
import type { Columns } from '../../base/columns.ts'
import { F64, I32, U16 } from '../../base/shifts.ts'
import { Side } from '../../market/units.ts'
import type { Accounts } from './accounts.ts'
import { CollateralRoom, TIER_ROOM } from './collateralRoom.ts'
import type { Margin } from './margin.ts'
import type { Positions } from './positions.ts'

/** Whole units in each of two rows, and what the doubles of a sum may lose. */
const ROUNDING = 2

export class CrossMargin {
  /** By cross index * bookCount + book: lots resting to buy and to sell. */
  readonly restingBuyLots: Float64Array
  readonly restingSellLots: Float64Array
  /** By cross index. Cash that resting spot bids reserve, their highest fee included. */
  readonly reservedCashQuote: Float64Array
  private readonly room: CollateralRoom
  /** By cross index * bookCount + book: the most initial margin that the row needs, as `room` counts it. Not state. */
  private readonly mostRequired: Float64Array
  /** By cross index * bookCount + book: the tiers last found, where the next search begins. Accounts
   * differ in size, so that one place for all would be the wrong one half the time. Not state. */
  private readonly exposureTier: Uint8Array
  private readonly positionTier: Uint8Array
  private readonly accounts: Accounts
  private readonly positions: Positions
  private readonly margin: Margin
  private readonly markTicks: Float64Array
  private readonly crossIndex: Uint16Array
  private readonly rowLots: Float64Array
  private readonly rowOffset: Int32Array
  private readonly bookCount: number
  private readonly assetCount: number

  constructor(columns: Columns, name: string, crossCapacity: number, positions: Positions) {
    this.positions = positions
    this.accounts = positions.accounts
    this.margin = positions.margin
    this.markTicks = positions.prices.markTicks
    this.crossIndex = positions.accounts.crossIndex
    this.rowLots = positions.accounts.rowLots
    this.rowOffset = positions.accounts.rowOffset
    this.bookCount = this.accounts.bookCount
    this.assetCount = this.bookCount >> 1
    const rows = crossCapacity * this.bookCount
    this.restingBuyLots = columns.f64(`${name}.restingBuyLots`, rows)
    this.restingSellLots = columns.f64(`${name}.restingSellLots`, rows)
    this.reservedCashQuote = columns.f64(`${name}.reservedCashQuote`, crossCapacity)
    this.room = new CollateralRoom(crossCapacity)
    this.mostRequired = new Float64Array(rows)
    this.exposureTier = new Uint8Array(rows)
    this.positionTier = new Uint8Array(rows)
  }

  /** Forgets what is known of an account whose money or position changed. */
  invalidate(account: number): void {
    this.room.forget(this.crossIndex[account << U16]!)
  }

  /** The same of all accounts: rates, marks or money changed, or the state was another's. */
  invalidateAll(): void {
    this.room.forgetAll()
  }

  /** Adds the widest relative move of a mark in this step. */
  addPath(move: number): void {
    this.room.addPath(move)
  }

  /** Collateral that is free at the marks of now, at least. */
  leastFree(account: number): number {
    return this.room.least(this.crossIndex[account << U16]!)
  }

  /** Equity without coins: wallet plus unrealised profit of all perpetual rows. */
  equityQuote(account: number): number {
    const row = this.rowOffset[account << I32]!
    let equity = this.accounts.walletQuote[account << F64]!
    for (let book = this.assetCount; book < this.bookCount; book++) {
      equity += this.positions.unrealisedQuote(row + book)
    }
    return equity
  }

  /** Sum of the maintenance margins of all positions. */
  maintenanceQuote(account: number): number {
    const row = this.rowOffset[account << I32]!
    let sum = 0
    for (let book = this.assetCount; book < this.bookCount; book++) {
      if (this.rowLots[(row + book) << F64] !== 0) sum += this.rowMaintenanceQuote(row + book, book)
    }
    return sum
  }

  /** Whether the account of a cross index is covered without being asked: see `isCovered`. */
  isSafe(cross: number): boolean {
    return this.room.isSafe(cross)
  }

  /**
   * Whether equity covers maintenance. Asked of every account in every step, so the answer is put off
   * while it cannot have changed: with `slack` to spare on a notional of `gross`, marks that move by m
   * cost at most m x gross in value and half of that in maintenance (the highest rate there is). Coins
   * that a contract is worth grow by m / (1 - m) as its price falls: within what is doubled here.
   */
  isCovered(account: number): boolean {
    const cross = this.crossIndex[account << U16]!
    if (this.room.isSafe(cross) || this.isCoveredByRoom(cross)) return true
    const { assetCount, bookCount, margin, markTicks, positionTier, rowLots } = this
    const { rowEntryQuote } = this.accounts
    const { inverse, schedules, unitQuote } = margin
    const first = this.rowOffset[account << I32]!
    const firstIndex = cross * bookCount
    const scale = margin.maintenanceScale
    let equity = this.accounts.walletQuote[account << F64]!
    let bound = 1
    let gross = 1
    for (let book = assetCount; book < bookCount; book++) {
      const lots = rowLots[(first + book) << F64]!
      if (lots === 0) continue
      const absLots = lots < 0 ? -lots : lots
      const mark = markTicks[book]!
      const unit = unitQuote[book]!
      const notional = inverse ? (absLots * unit) / mark : absLots * mark * unit
      const value = lots < 0 !== inverse ? -notional : notional
      equity += value - rowEntryQuote[(first + book) << F64]! - 1
      const schedule = schedules[book]!
      const tier = schedule.tierFrom(positionTier[firstIndex + book]!, notional)
      positionTier[firstIndex + book] = tier
      // Without the tiers' amounts: never below maintenance.
      bound += scale * notional * schedule.maintenanceRateIn(tier, absLots)
      gross += notional
    }
    const slack = equity - bound
    if (slack < 0) return this.equityQuote(account) >= this.maintenanceQuote(account)
    this.room.trust(cross, slack / (gross * (2 + scale)))
    return true
  }

  /** Initial margin is never below maintenance, unless a policy scales that: who has collateral to spare
   * for orders is covered. */
  private isCoveredByRoom(cross: number): boolean {
    return this.margin.maintenanceScale <= 1 && this.room.trustRoom(cross)
  }

  rowMaintenanceQuote(row: number, book: number): number {
    const lots = this.rowLots[row << F64]!
    const absLots = lots < 0 ? -lots : lots
    const notional = this.margin.notionalQuote(book, absLots, this.markTicks[book]!)
    return this.margin.maintenanceQuote(book, absLots, notional)
  }

  /** Whether free collateral covers what `lots` more on a side would add to the initial margin. */
  allows(account: number, book: number, side: Side, lots: number): boolean {
    const cross = this.crossIndex[account << U16]!
    const index = cross * this.bookCount + book
    const buys = this.restingBuyLots[index]! + (side === Side.Buy ? lots : 0)
    const sells = this.restingSellLots[index]! + (side === Side.Sell ? lots : 0)
    const held = this.rowLots[(this.rowOffset[account << I32]! + book) << F64]!
    const exposure = exposureOf(held, buys, sells)
    const most = this.required(index, book, exposure, TIER_ROOM) - this.mostRequired[index]!
    if (this.room.least(cross) - most >= ROUNDING) return true
    const free = this.freeQuote(account)
    const before = exposureOf(held, this.restingBuyLots[index]!, this.restingSellLots[index]!)
    const added = this.required(index, book, exposure, 1) - this.required(index, book, before, 1)
    return added <= 0 || added <= free
  }

  /** Whether a spot bid may reserve so much more cash. */
  hasCash(account: number, neededQuote: number): boolean {
    const cross = this.crossIndex[account << U16]!
    const cash = this.accounts.walletQuote[account << F64]! - this.reservedCashQuote[cross]!
    if (neededQuote > cash) return false
    return (
      this.room.least(cross) - neededQuote >= ROUNDING || neededQuote <= this.freeQuote(account)
    )
  }

  /** Cash that a spot bid may still reserve. */
  freeCashQuote(account: number): number {
    const free = this.freeQuote(account)
    const cross = this.crossIndex[account << U16]!
    const cash = this.accounts.walletQuote[account << F64]! - this.reservedCashQuote[cross]!
    return free < cash ? free : cash
  }

  restingSell(account: number, book: number): number {
    return this.restingSellLots[this.crossIndex[account << U16]! * this.bookCount + book]!
  }

  /** Changes what rests on a book; `lots` below zero when orders go. */
  addResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account << U16]!
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[cross * this.bookCount + book] += lots
    if (book >= this.assetCount) this.restate(account, cross, book)
  }

  /** A resting order was filled, and its position is about to grow by as much: no more margin. */
  fillResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account << U16]!
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[cross * this.bookCount + book] -= lots
  }

  /** Changes the cash that spot bids reserve. */
  addReservedCash(account: number, amountQuote: number): void {
    const cross = this.crossIndex[account << U16]!
    this.reservedCashQuote[cross] += amountQuote
    this.room.add(cross, -amountQuote, 0)
  }

  /** Cash went into the wallet, or (below zero) out of it, for coins. */
  noteCash(account: number, amountQuote: number): void {
    const cross = this.crossIndex[account << U16]!
    this.room.add(cross, amountQuote - ROUNDING, 0)
    this.room.unsettle(cross)
  }

  /** Signed lots were booked at a notional signed alike, and a fee. `rested`: they had been counted as a
   * resting order. */
  noteTrade(
    account: number,
    book: number,
    lots: number,
    notionalQuote: number,
    feeQuote: number,
    rested: boolean,
  ): void {
    const cross = this.crossIndex[account << U16]!
    const { margin, room } = this
    room.unsettle(cross)
    if (!room.isKnown(cross)) return
    const absLots = lots < 0 ? -lots : lots
    const worth = margin.exactQuote(book, absLots, this.markTicks[book]!)
    const gained = margin.signedQuote(lots, worth) - notionalQuote - feeQuote
    room.add(cross, gained - ROUNDING, 2 * worth)
    if (!rested) this.restate(account, cross, book)
  }

  /** The margin that a row needs, counted anew at the mark of now. */
  private restate(account: number, cross: number, book: number): void {
    if (!this.room.isKnown(cross)) return
    const index = cross * this.bookCount + book
    const held = this.rowLots[(this.rowOffset[account << I32]! + book) << F64]!
    const exposure = exposureOf(held, this.restingBuyLots[index]!, this.restingSellLots[index]!)
    const most = this.required(index, book, exposure, TIER_ROOM)
    const added = most - this.mostRequired[index]!
    this.mostRequired[index] = most
    this.room.add(cross, -added, added > 0 ? 2 * added : 0)
  }

  /** Initial margin of an exposure at the mark, in the tier of a notional that is `room` times as large. */
  private required(index: number, book: number, exposure: number, room: number): number {
    if (exposure === 0) return 0
    const { exposureTier, margin } = this
    const notional = margin.exactQuote(book, exposure, this.markTicks[book]!)
    const schedule = margin.schedules[book]!
    const tier = schedule.tierFrom(exposureTier[index]!, notional * room)
    exposureTier[index] = tier
    const bySize = schedule.initialRateIn(tier, exposure)
    const { leastInitialRate } = margin
    return notional * (bySize > leastInitialRate ? bySize : leastInitialRate)
  }

  /**
   * Free collateral now, in full; may be below zero. In the same pass the room: of marks that move by m
   * in all, a position loses at most m of its value and needs m of its margin more; twice that, so that
   * moves one upon the other and coins that a contract is worth (m / (1 - m) more) lie within it.
   */
  freeQuote(account: number): number {
    const { bookCount, margin, markTicks, rowLots } = this
    const cross = this.crossIndex[account << U16]!
    const first = this.rowOffset[account << I32]!
    let free = this.equityQuote(account) - this.reservedCashQuote[cross]!
    let room = free - ROUNDING
    let reach = 1
    for (let book = this.assetCount; book < bookCount; book++) {
      const index = cross * bookCount + book
      const held = rowLots[(first + book) << F64]!
      const exposure = exposureOf(held, this.restingBuyLots[index]!, this.restingSellLots[index]!)
      const most = this.required(index, book, exposure, TIER_ROOM)
      this.mostRequired[index] = most
      free -= this.required(index, book, exposure, 1)
      room -= most + 1
      reach += most + margin.exactQuote(book, held < 0 ? -held : held, markTicks[book]!)
    }
    this.room.set(cross, room, 2 * reach)
    return free
  }
}

/** Lots of the larger of the two positions that the resting orders could lead to. */
function exposureOf(held: number, buys: number, sells: number): number {
  const long = held + buys
  const short = sells - held
  return long > short ? long : short
}
