// Margin formulas of one venue: maintenance, initial margin, liquidation price, bankruptcy price.
// With signed lots q, k quote units per tick and lot, entry notional E (signed) and margin M, equity
// at a mark p is M + q p k - E. Solving equity = maintenance for p gives the published formula
// LP = (WB + cum - s q EP) / (q (MMR - s)). A coin-margined (inverse) contract is worth k / p coins, so
// that a long has q contracts of value -k / p: the same sums in one over the price, with the sign
// turned. Sources of its formulas: Bybit "Liquidation Price (Inverse Contract)", Binance "COIN-M".
// Ticks, lots, money of the venue (quote units, or units of the coin). ODD submodel: Exchange: margin.
import type { Columns } from '../../base/columns.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import type { MarginSchedule } from './marginSchedule.ts'

/** Tiers that a liquidation price may pass on its way from the entry price. */
const MOST_TIER_STEPS = 64

export class Margin {
  /** By table, then by book; spot books have none and are never asked. */
  private readonly tables: readonly (readonly MarginSchedule[])[]
  /** By table: the highest leverage in any book. */
  private readonly mostLeverage: readonly number[]
  /** Money of one lot at one tick, by book. Of a coin-margined contract: times the ticks of the price. */
  readonly unitQuote: readonly number[]
  /** Contracts of a fixed face in dollars, margined and settled in the coin. */
  readonly inverse: boolean
  /** 0: scale of all maintenance rates; 1: highest leverage allowed to new positions now; 2: one over
   * it, the least initial margin; 3: the table in force. */
  private readonly policy: Float64Array

  constructor(
    columns: Columns,
    name: string,
    schedules: readonly MarginSchedule[],
    unitQuote: readonly number[],
    leverageLimit: number,
    tables: readonly (readonly MarginSchedule[])[] = [],
    table = 0,
    inverse = false,
  ) {
    this.tables = tables.length > 0 ? tables : [schedules]
    this.mostLeverage = this.tables.map((table) =>
      table.reduce((most, schedule) => Math.max(most, schedule.maxLeverage), 1),
    )
    this.unitQuote = unitQuote
    this.inverse = inverse
    this.policy = columns.f64(`${name}.marginPolicy`, 4)
    this.policy[0] = 1
    this.table = table
    this.leverageLimit = leverageLimit
  }

  /** By book: the schedules in force. */
  get schedules(): readonly MarginSchedule[] {
    return this.tables[this.policy[3]!]!
  }

  get table(): number {
    return this.policy[3]!
  }

  /** Puts a table in force (liquidation prices are to be rebuilt); a venue of one table keeps it. */
  set table(table: number) {
    this.policy[3] = table < this.tables.length ? table : 0
  }

  /** Highest leverage that the table in force offers in any book. */
  get rulebookLeverage(): number {
    return this.mostLeverage[this.policy[3]!]!
  }

  get maintenanceScale(): number {
    return this.policy[0]!
  }

  set maintenanceScale(scale: number) {
    this.policy[0] = scale
  }

  get leverageLimit(): number {
    return this.policy[1]!
  }

  set leverageLimit(leverage: number) {
    this.policy[1] = leverage
    this.policy[2] = 1 / leverage
  }

  /** One over the highest leverage allowed now: no position opens with less margin over notional. */
  get leastInitialRate(): number {
    return this.policy[2]!
  }

  /** Notional of a position at a fractional price, not rounded. */
  exactQuote(book: number, absLots: number, priceTicks: number): number {
    if (this.inverse) return (absLots * this.unitQuote[book]!) / priceTicks
    return absLots * priceTicks * this.unitQuote[book]!
  }

  /** Notional of a position at a fractional price, rounded to whole units; never below zero. */
  notionalQuote(book: number, absLots: number, priceTicks: number): number {
    return Math.floor(this.exactQuote(book, absLots, priceTicks) + 0.5)
  }

  /** A notional with the sign in which it enters a position of these signed lots: what a buy adds to
   * the entry notional. The coins that a contract is worth fall as the price rises, so a coin-margined
   * long stands below zero. */
  signedQuote(lots: number, notionalQuote: number): number {
    return lots < 0 !== this.inverse ? -notionalQuote : notionalQuote
  }

  /** Value of signed lots at a fractional price, whole units. */
  valueQuote(book: number, lots: number, priceTicks: number): number {
    return this.signedQuote(lots, this.notionalQuote(book, lots < 0 ? -lots : lots, priceTicks))
  }

  /** The price at which signed lots have this value; Infinity where a coin-margined short has none. */
  priceTicksOf(book: number, lots: number, valueQuote: number): number {
    if (!this.inverse) return valueQuote / (lots * this.unitQuote[book]!)
    const price = (-lots * this.unitQuote[book]!) / valueQuote
    return price > 0 ? price : Infinity
  }

  maintenanceQuote(book: number, absLots: number, notionalQuote: number): number {
    const schedule = this.schedules[book]!
    const rate = schedule.maintenanceRate(absLots, notionalQuote)
    return this.policy[0]! * (notionalQuote * rate - schedule.maintenanceAmountQuote(notionalQuote))
  }

  /** Initial margin over notional of an exposure, by its size and the venue's limit now. */
  initialRate(book: number, absLots: number, notionalQuote: number): number {
    const bySize = this.schedules[book]!.initialRate(absLots, notionalQuote)
    const byLimit = this.policy[2]!
    return bySize > byLimit ? bySize : byLimit
  }

  /** The price at which equity equals maintenance; may lie at or below 0 for a safe long. */
  liquidationPriceTicks(
    book: number,
    lots: number,
    entryQuote: number,
    marginQuote: number,
  ): number {
    if (this.inverse) return this.inverseLiquidationTicks(book, lots, entryQuote, marginQuote)
    const schedule = this.schedules[book]!
    const unit = this.unitQuote[book]!
    const scale = this.policy[0]!
    const absLots = lots < 0 ? -lots : lots
    // Maintenance is continuous in the price, so the tier that holds its own solution is the answer.
    let notional = entryQuote < 0 ? -entryQuote : entryQuote
    let price = 0
    for (let pass = 0; pass < MOST_TIER_STEPS; pass++) {
      const rate = scale * schedule.maintenanceRate(absLots, notional)
      const amount = scale * schedule.maintenanceAmountQuote(notional)
      price = (entryQuote - marginQuote - amount) / (unit * (lots - rate * absLots))
      const atPrice = price > 0 ? price * absLots * unit : 0
      const sameTier =
        schedule.maintenanceRate(absLots, atPrice) * scale === rate &&
        schedule.maintenanceAmountQuote(atPrice) * scale === amount
      if (sameTier) break
      notional = atPrice
    }
    return price
  }

  /** Equity M - s N - E (side s: 1 for a long) equals maintenance r N - a at a notional of N coins; the
   * price is that at which the contracts are worth N. Infinity: a short that its coins cover in full. */
  private inverseLiquidationTicks(
    book: number,
    lots: number,
    entryQuote: number,
    marginQuote: number,
  ): number {
    const schedule = this.schedules[book]!
    const scale = this.policy[0]!
    const absLots = lots < 0 ? -lots : lots
    const side = lots > 0 ? 1 : -1
    if (lots < 0 && entryQuote <= marginQuote) return Infinity
    let notional = entryQuote < 0 ? -entryQuote : entryQuote
    for (let pass = 0; pass < MOST_TIER_STEPS; pass++) {
      const rate = scale * schedule.maintenanceRate(absLots, notional)
      const amount = scale * schedule.maintenanceAmountQuote(notional)
      notional = (marginQuote - entryQuote + amount) / (rate + side)
      // Below zero where a lower tier holds the answer.
      if (!(notional > 0)) notional = 0
      const sameTier =
        schedule.maintenanceRate(absLots, notional) * scale === rate &&
        schedule.maintenanceAmountQuote(notional) * scale === amount
      if (sameTier) break
    }
    return (absLots * this.unitQuote[book]!) / notional
  }

  /** Whole ticks at which the mark liquidates the row: never while equity still covers; 0 never. */
  liquidationTicks(book: number, lots: number, entryQuote: number, marginQuote: number): number {
    const price = this.liquidationPriceTicks(book, lots, entryQuote, marginQuote)
    if (lots > 0) {
      const ticks = Math.floor(price)
      return ticks < 1 ? 0 : ticks < LEVEL_COUNT ? ticks : LEVEL_COUNT - 1
    }
    const ticks = Math.ceil(price)
    return ticks >= LEVEL_COUNT ? 0 : ticks > 1 ? ticks : 1
  }

  /** The price at which equity is 0: entry x (1 - side / leverage) for margin = notional / leverage, and
   * of coin-margined contracts entry x leverage / (leverage + side). */
  bankruptcyPriceTicks(
    book: number,
    lots: number,
    entryQuote: number,
    marginQuote: number,
  ): number {
    return this.priceTicksOf(book, lots, entryQuote - marginQuote)
  }
}
