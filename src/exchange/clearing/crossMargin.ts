// Cross margin: one wallet backs all of an account's positions and resting orders. An order passes
// when free collateral (equity - initial margin of positions with their resting orders - cash that
// resting spot bids reserve) covers what it adds. Free collateral is computed once a step per
// account, when first asked, and kept up to date after. Lots, quote units.
// ODD submodel: Exchange: margin.
import type { Columns } from '../../base/columns.ts'
import { Side } from '../../market/units.ts'
import type { Accounts } from './accounts.ts'
import type { Margin } from './margin.ts'
import type { Positions } from './positions.ts'

const STALE = -1

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
    this.reservedCashQuote = columns.f64(`${name}.reservedCashQuote`, crossCapacity)
    this.freeQuote = columns.f64(`${name}.freeQuote`, crossCapacity)
    this.freeStep = columns.i32(`${name}.freeStep`, crossCapacity).fill(STALE)
  }

  /** Forgets the free collateral of an account whose money or position changed. */
  invalidate(account: number): void {
    this.freeStep[this.crossIndex[account]!] = STALE
  }

  /** Free collateral now; may be below zero. */
  free(account: number, step: number): number {
    const cross = this.crossIndex[account]!
    if (this.freeStep[cross] !== step) this.recompute(account, cross, step)
    return this.freeQuote[cross]!
  }

  /** Equity without coins: wallet plus unrealised profit of all perpetual rows. */
  equityQuote(account: number): number {
    const row = this.rowOffset[account]!
    let equity = this.accounts.walletQuote[account]!
    for (let book = this.assetCount; book < this.bookCount; book++) {
      equity += this.positions.unrealisedQuote(row + book)
    }
    return equity
  }

  /** Sum of the maintenance margins of all positions. */
  maintenanceQuote(account: number): number {
    const row = this.rowOffset[account]!
    let sum = 0
    for (let book = this.assetCount; book < this.bookCount; book++) {
      if (this.rowLots[row + book] !== 0) sum += this.rowMaintenanceQuote(row + book, book)
    }
    return sum
  }

  /**
   * Whether equity covers maintenance. Asked of every account in every step: first against a bound
   * that leaves out the tiers' amounts, then, if that fails, exactly.
   */
  isCovered(account: number): boolean {
    const { margin, markTicks, rowLots } = this
    const { rowEntryQuote } = this.accounts
    const first = this.rowOffset[account]!
    const scale = margin.maintenanceScale
    let equity = this.accounts.walletQuote[account]!
    let bound = 1
    for (let book = this.assetCount; book < this.bookCount; book++) {
      const lots = rowLots[first + book]!
      if (lots === 0) continue
      const value = lots * markTicks[book]! * margin.unitQuote[book]!
      const notional = value < 0 ? -value : value
      equity += value - rowEntryQuote[first + book]! - 1
      const absLots = lots < 0 ? -lots : lots
      bound += scale * notional * margin.schedules[book]!.maintenanceRate(absLots, notional)
    }
    return equity >= bound || this.equityQuote(account) >= this.maintenanceQuote(account)
  }

  rowMaintenanceQuote(row: number, book: number): number {
    const lots = this.rowLots[row]!
    const absLots = lots < 0 ? -lots : lots
    const notional = this.margin.notionalQuote(book, absLots, this.markTicks[book]!)
    return this.margin.maintenanceQuote(book, absLots, notional)
  }

  /** What `lots` more resting (or trading) on a side would add to the margin required by the row. */
  addedByOrder(account: number, book: number, side: Side, lots: number): number {
    const index = this.crossIndex[account]! * this.bookCount + book
    const buys = this.restingBuyLots[index]! + (side === Side.Buy ? lots : 0)
    const sells = this.restingSellLots[index]! + (side === Side.Sell ? lots : 0)
    const held = this.rowLots[this.rowOffset[account]! + book]!
    const added = this.required(book, held, buys, sells) - this.requiredQuote[index]!
    return added > 0 ? added : 0
  }

  /** Changes what rests on a perpetual book; `lots` below zero when orders go. */
  addResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account]!
    const index = cross * this.bookCount + book
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[index] += lots
    if (book < this.assetCount || this.freeStep[cross] === STALE) return
    const held = this.rowLots[this.rowOffset[account]! + book]!
    const required = this.required(
      book,
      held,
      this.restingBuyLots[index]!,
      this.restingSellLots[index]!,
    )
    this.freeQuote[cross] -= required - this.requiredQuote[index]!
    this.requiredQuote[index] = required
  }

  /** A resting order was filled: the position changes too, so free collateral is counted anew. */
  fillResting(account: number, book: number, side: Side, lots: number): void {
    const cross = this.crossIndex[account]!
    const resting = side === Side.Buy ? this.restingBuyLots : this.restingSellLots
    resting[cross * this.bookCount + book] -= lots
    this.freeStep[cross] = STALE
  }

  /** Changes the cash that spot bids reserve. */
  addReservedCash(account: number, amountQuote: number): void {
    const cross = this.crossIndex[account]!
    this.reservedCashQuote[cross] += amountQuote
    this.freeQuote[cross] -= amountQuote
  }

  /** Cash that a spot bid may still reserve. */
  freeCashQuote(account: number, step: number): number {
    const free = this.free(account, step)
    const cross = this.crossIndex[account]!
    const cash = this.accounts.walletQuote[account]! - this.reservedCashQuote[cross]!
    return free < cash ? free : cash
  }

  restingSell(account: number, book: number): number {
    return this.restingSellLots[this.crossIndex[account]! * this.bookCount + book]!
  }

  private recompute(account: number, cross: number, step: number): void {
    const { rowLots, rowOffset } = this
    const row = rowOffset[account]!
    let free = this.equityQuote(account) - this.reservedCashQuote[cross]!
    for (let book = this.assetCount; book < this.bookCount; book++) {
      const index = cross * this.bookCount + book
      const buys = this.restingBuyLots[index]!
      const required = this.required(book, rowLots[row + book]!, buys, this.restingSellLots[index]!)
      this.requiredQuote[index] = required
      free -= required
    }
    this.freeQuote[cross] = free
    this.freeStep[cross] = step
  }

  /** Initial margin of the larger of the two positions that the resting orders could lead to. */
  private required(book: number, held: number, buys: number, sells: number): number {
    const long = held + buys
    const short = sells - held
    const exposure = long > short ? long : short
    if (exposure === 0) return 0
    const notional = exposure * this.markTicks[book]! * this.margin.unitQuote[book]!
    return notional * this.margin.initialRate(book, exposure, notional)
  }
}
