// Cross margin: one wallet backs all of an account's positions and resting orders. An order passes
// when free collateral (equity - initial margin of positions with their resting orders - cash that
// resting spot bids reserve) covers what it adds. Free collateral is computed once a step per
// account, when first asked, and kept up to date after. Lots, quote units.
// ODD submodel: Exchange: margin.
import type { Columns } from '../../base/columns.ts'
import { F64, I32, U16 } from '../../base/shifts.ts'
import { Side } from '../../market/units.ts'
import type { Accounts } from './accounts.ts'
import type { Margin } from './margin.ts'
import type { Positions } from './positions.ts'

const STALE = -1
/** A cross account is asked again after marks have moved this far, whatever its slack. */
const LONGEST_MOVE = 0.05

export class CrossMargin {
  /** By cross index * bookCount + book: lots resting to buy and to sell. */
  readonly restingBuyLots: Float64Array
  readonly restingSellLots: Float64Array
  /** Initial margin counted for the row in freeQuote. */
  private readonly requiredQuote: Float64Array
  /** By cross index. Cash that resting spot bids reserve, their highest fee included. */
  readonly reservedCashQuote: Float64Array
  private readonly freeQuote: Float64Array
  /** Step for which freeQuote holds, or STALE. */
  private readonly freeStep: Int32Array
  /** How far marks have moved since the start: the widest relative move of each step, added up. */
  private readonly path: Float64Array
  /** Path up to which the account is sure to be covered if nothing is booked on it; 0 asks anew. */
  private readonly safePath: Float64Array
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
    this.requiredQuote = columns.f64(`${name}.requiredQuote`, rows)
    this.exposureTier = new Uint8Array(rows)
    this.positionTier = new Uint8Array(rows)
    this.reservedCashQuote = columns.f64(`${name}.reservedCashQuote`, crossCapacity)
    this.freeQuote = columns.f64(`${name}.freeQuote`, crossCapacity)
    this.freeStep = columns.i32(`${name}.freeStep`, crossCapacity).fill(STALE)
    this.path = columns.f64(`${name}.markPath`, 1)
    this.safePath = columns.f64(`${name}.safePath`, crossCapacity)
  }

  /** Forgets the free collateral of an account whose money or position changed. */
  invalidate(account: number): void {
    const cross = this.crossIndex[account << U16]!
    this.freeStep[cross] = STALE
    this.safePath[cross] = 0
  }

  invalidateAll(): void {
    this.freeStep.fill(STALE)
    this.safePath.fill(0)
  }

  /** Adds the widest relative move of a mark in this step. */
  addPath(move: number): void {
    this.path[0] += move
  }

  /** Free collateral now; may be below zero. */
  free(account: number, step: number): number {
    const cross = this.crossIndex[account << U16]!
    if (this.freeStep[cross] !== step) this.recompute(account, cross, step)
    return this.freeQuote[cross]!
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
    return this.path[0]! < this.safePath[cross]!
  }

  /**
   * Whether equity covers maintenance. Asked of every account in every step, so the answer is put off
   * while it cannot have changed: with `slack` to spare on a notional of `gross`, marks that move by m
   * cost at most m x gross in value and half of that in maintenance (the highest rate there is). Coins
   * that a contract is worth grow by m / (1 - m) as its price falls: within what is doubled here.
   */
  isCovered(account: number): boolean {
    const cross = this.crossIndex[account << U16]!
    if (this.isSafe(cross)) return true
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
    const move = slack / (gross * (2 + scale))
    this.safePath[cross] = this.path[0]! + (move < LONGEST_MOVE ? move : LONGEST_MOVE)
    return true
  }

  rowMaintenanceQuote(row: number, book: number): number {
    const lots = this.rowLots[row << F64]!
    const absLots = lots < 0 ? -lots : lots
    const notional = this.margin.notionalQuote(book, absLots, this.markTicks[book]!)
    return this.margin.maintenanceQuote(book, absLots, notional)
  }

  /** What `lots` more resting (or trading) on a side would add to the margin required by the row. */
  addedByOrder(account: number, book: number, side: Side, lots: number): number {
    const index = this.crossIndex[account << U16]! * this.bookCount + book
    const buys = this.restingBuyLots[index]! + (side === Side.Buy ? lots : 0)
    const sells = this.restingSellLots[index]! + (side === Side.Sell ? lots : 0)
    const held = this.rowLots[(this.rowOffset[account << I32]! + book) << F64]!
    const added = this.required(index, book, held, buys, sells) - this.requiredQuote[index]!
    return added > 0 ? added : 0
  }

  /** Changes what rests on a perpetual book; `lots` below zero when orders go. */
  addResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account << U16]!
    const index = cross * this.bookCount + book
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[index] += lots
    if (book < this.assetCount || this.freeStep[cross] === STALE) return
    const held = this.rowLots[(this.rowOffset[account << I32]! + book) << F64]!
    const buys = this.restingBuyLots[index]!
    const required = this.required(index, book, held, buys, this.restingSellLots[index]!)
    this.freeQuote[cross] -= required - this.requiredQuote[index]!
    this.requiredQuote[index] = required
  }

  /** A resting order was filled: the position changes too, so free collateral is counted anew. */
  fillResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account << U16]!
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[cross * this.bookCount + book] -= lots
    this.freeStep[cross] = STALE
  }

  /** Changes the cash that spot bids reserve. */
  addReservedCash(account: number, amountQuote: number): void {
    const cross = this.crossIndex[account << U16]!
    this.reservedCashQuote[cross] += amountQuote
    this.freeQuote[cross] -= amountQuote
  }

  /** Cash that a spot bid may still reserve. */
  freeCashQuote(account: number, step: number): number {
    const free = this.free(account, step)
    const cross = this.crossIndex[account << U16]!
    const cash = this.accounts.walletQuote[account << F64]! - this.reservedCashQuote[cross]!
    return free < cash ? free : cash
  }

  restingSell(account: number, book: number): number {
    return this.restingSellLots[this.crossIndex[account << U16]! * this.bookCount + book]!
  }

  /** One pass over the rows, with all it needs at hand: it is asked after every fill. */
  private recompute(account: number, cross: number, step: number): void {
    const { assetCount, bookCount, margin, markTicks, requiredQuote, rowLots } = this
    const { exposureTier, restingBuyLots, restingSellLots } = this
    const { rowEntryQuote, walletQuote } = this.accounts
    const { inverse, leastInitialRate, schedules, unitQuote } = margin
    const first = this.rowOffset[account << I32]!
    const firstIndex = cross * bookCount
    let equity = walletQuote[account << F64]!
    for (let book = assetCount; book < bookCount; book++) {
      const held = rowLots[(first + book) << F64]!
      const long = held + restingBuyLots[firstIndex + book]!
      const short = restingSellLots[firstIndex + book]! - held
      const exposure = long > short ? long : short
      let required = 0
      if (exposure !== 0) {
        const mark = markTicks[book]!
        const unit = unitQuote[book]!
        const notional = inverse ? (exposure * unit) / mark : exposure * mark * unit
        const schedule = schedules[book]!
        const tier = schedule.tierFrom(exposureTier[firstIndex + book]!, notional)
        exposureTier[firstIndex + book] = tier
        const bySize = schedule.initialRateIn(tier, exposure)
        required = notional * (bySize > leastInitialRate ? bySize : leastInitialRate)
        if (held !== 0) {
          const absLots = held < 0 ? -held : held
          const exact = inverse ? (absLots * unit) / mark : absLots * mark * unit
          const value = Math.floor(exact + 0.5)
          equity += (held < 0 !== inverse ? -value : value) - rowEntryQuote[(first + book) << F64]!
        }
      }
      requiredQuote[firstIndex + book] = required
    }
    let free = equity - this.reservedCashQuote[cross]!
    for (let book = assetCount; book < bookCount; book++) free -= requiredQuote[firstIndex + book]!
    this.freeQuote[cross] = free
    this.freeStep[cross] = step
  }

  /** Initial margin of the larger of the two positions that the resting orders could lead to. */
  private required(index: number, book: number, held: number, buys: number, sells: number): number {
    const { exposureTier, margin } = this
    const long = held + buys
    const short = sells - held
    const exposure = long > short ? long : short
    if (exposure === 0) return 0
    const notional = margin.exactQuote(book, exposure, this.markTicks[book]!)
    const schedule = margin.schedules[book]!
    const tier = schedule.tierFrom(exposureTier[index]!, notional)
    exposureTier[index] = tier
    const bySize = schedule.initialRateIn(tier, exposure)
    const { leastInitialRate } = margin
    return notional * (bySize > leastInitialRate ? bySize : leastInitialRate)
  }
}
