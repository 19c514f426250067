// Margin schedules: how much collateral a position of a given size needs. Two kinds: a table of tiers
// by notional (Binance, Bybit) and a rule by the square root of the size (FTX). Notional in quote
// units, rates as fractions. ODD submodel: Exchange: margin.

/** One tier: holds notional up to and including `notionalTo`. */
export interface MarginTier {
  /** USD; Infinity in the last row of an unbounded table. */
  readonly notionalTo: number
  readonly maintenanceRate: number
  /** USD; makes maintenance = notional x rate - amount continuous over tiers. */
  readonly amount: number
  readonly maxLeverage: number
}

export interface MarginSchedule {
  /** Highest leverage of the smallest position. */
  readonly maxLeverage: number
  /** Maintenance = notional x rate - amount, before any policy scales it. */
  maintenanceRate(absLots: number, notionalQuote: number): number
  maintenanceAmountQuote(notionalQuote: number): number
  /** Initial margin over notional: one over the highest leverage at this size. */
  initialRate(absLots: number, notionalQuote: number): number
  /** The tier that holds this notional; the search begins at another one. */
  tierFrom(near: number, notionalQuote: number): number
  /** The rates of a tier. */
  maintenanceRateIn(tier: number, absLots: number): number
  initialRateIn(tier: number, absLots: number): number
  /** Upper bound of the tier below the one that holds this notional; 0 in the lowest. Quote units. */
  lowerTierBoundQuote(notionalQuote: number): number
}

export class TierSchedule implements MarginSchedule {
  readonly maxLeverage: number
  private readonly boundQuote: Float64Array
  private readonly rate: Float64Array
  private readonly amountQuote: Float64Array
  private readonly initial: Float64Array
  /** The row behind the table: what no tier holds keeps the last one's maintenance, and needs full
   * collateral to open. */
  private readonly beyond: number
  /** The tier last found: the next notional mostly lies in it too. Only where the search begins. */
  private found = 0

  constructor(tiers: readonly MarginTier[], quoteUnitsPerUsd: number) {
    const last = tiers[tiers.length - 1]!
    const rows = [...tiers, { ...last, notionalTo: Infinity, maxLeverage: 1 }]
    this.beyond = tiers.length
    this.maxLeverage = tiers[0]!.maxLeverage
    this.boundQuote = Float64Array.from(rows, (tier) => tier.notionalTo * quoteUnitsPerUsd)
    this.rate = Float64Array.from(rows, (tier) => tier.maintenanceRate)
    this.amountQuote = Float64Array.from(rows, (tier) => tier.amount * quoteUnitsPerUsd)
    this.initial = Float64Array.from(rows, (tier) => 1 / tier.maxLeverage)
  }

  maintenanceRate(_absLots: number, notionalQuote: number): number {
    return this.rate[this.tierOf(notionalQuote)]!
  }

  maintenanceAmountQuote(notionalQuote: number): number {
    return this.amountQuote[this.tierOf(notionalQuote)]!
  }

  initialRate(_absLots: number, notionalQuote: number): number {
    return this.initial[this.tierOf(notionalQuote)]!
  }

  maintenanceRateIn(tier: number, _absLots: number): number {
    return this.rate[tier]!
  }

  initialRateIn(tier: number, _absLots: number): number {
    return this.initial[tier]!
  }

  lowerTierBoundQuote(notionalQuote: number): number {
    const tier = Math.min(this.tierOf(notionalQuote), this.beyond - 1)
    return tier === 0 ? 0 : this.boundQuote[tier - 1]!
  }

  tierFrom(near: number, notionalQuote: number): number {
    const { beyond, boundQuote } = this
    // Another table may have had more tiers.
    let tier = near < beyond ? near : beyond
    while (notionalQuote > boundQuote[tier]!) tier++
    while (tier > 0 && notionalQuote <= boundQuote[tier - 1]!) tier--
    return tier
  }

  private tierOf(notionalQuote: number): number {
    const tier = this.tierFrom(this.found, notionalQuote)
    this.found = tier
    return tier
  }
}

/** Initial = max(1 / maxLeverage, factor x sqrt(coins)), maintenance = 0.6 x initial. */
export class SizeRootSchedule implements MarginSchedule {
  readonly maxLeverage: number
  private readonly factor: number
  private readonly coinsPerLot: number
  private readonly floor: number

  constructor(maxLeverage: number, factor: number, coinsPerLot: number) {
    this.maxLeverage = maxLeverage
    this.factor = factor
    this.coinsPerLot = coinsPerLot
    this.floor = 1 / maxLeverage
  }

  tierFrom(_near: number, _notionalQuote: number): number {
    return 0
  }

  maintenanceRateIn(_tier: number, absLots: number): number {
    return this.maintenanceRate(absLots, 0)
  }

  initialRateIn(_tier: number, absLots: number): number {
    return this.initialRate(absLots, 0)
  }

  maintenanceRate(absLots: number, notionalQuote: number): number {
    const rate = MAINTENANCE_OVER_INITIAL * this.initialRate(absLots, notionalQuote)
    return rate < 1 ? rate : 1
  }

  maintenanceAmountQuote(_notionalQuote: number): number {
    return 0
  }

  initialRate(absLots: number, _notionalQuote: number): number {
    const bySize = this.factor * Math.sqrt(absLots * this.coinsPerLot)
    return bySize > this.floor ? bySize : this.floor
  }

  lowerTierBoundQuote(_notionalQuote: number): number {
    return 0
  }
}

const MAINTENANCE_OVER_INITIAL = 0.6
