// Refuses instruments and margin tables that could not be traded exactly: each problem names its row
// and the reason. ODD submodel: Exchange: rulebooks.
import { LEVEL_COUNT } from '../../market/instruments.ts'
import type { Asset } from '../../market/instruments.ts'
import { QUOTE_UNITS_PER_USD } from '../../market/units.ts'
import type { MarginTier } from '../clearing/marginSchedule.ts'
import type { Rulebook } from './rulebook.ts'

export interface InstrumentProblem {
  /** Such as "SOL" or "SOL tier 3 on Binance". */
  readonly row: string
  readonly reason: string
}

const RELATIVE_TOLERANCE = 1e-9

export function checkInstruments(
  rulebook: Rulebook,
  assets: readonly Asset[],
): readonly InstrumentProblem[] {
  const problems: InstrumentProblem[] = []
  for (const asset of assets) {
    for (const reason of assetProblems(asset)) problems.push({ row: asset.symbol, reason })
    for (const [index, table] of [rulebook, ...rulebook.tables].entries()) {
      if (index - 1 === rulebook.startTable) continue
      const name = index === 0 ? rulebook.name : `${rulebook.name}, table ${index}`
      for (const { tier, reason } of tierProblems(table.marginTiers(asset, assets))) {
        problems.push({ row: `${asset.symbol} tier ${tier + 1} on ${name}`, reason })
      }
    }
  }
  return problems
}

function assetProblems(asset: Asset): string[] {
  const reasons: string[] = []
  const { tickSizeUsd, lotSizeCoins, quoteUnitsPerTickLot, initialPriceUsd } = asset
  if (!(tickSizeUsd > 0) || !(lotSizeCoins > 0)) reasons.push('tick and lot size must be above 0')
  const units = tickSizeUsd * lotSizeCoins * QUOTE_UNITS_PER_USD
  if (!(quoteUnitsPerTickLot >= 1) || Math.floor(quoteUnitsPerTickLot) !== quoteUnitsPerTickLot) {
    reasons.push(
      `tick x lot is ${quoteUnitsPerTickLot} quote units: not a whole number, so notional is not exact`,
    )
  }
  if (!(Math.abs(units - quoteUnitsPerTickLot) <= RELATIVE_TOLERANCE * quoteUnitsPerTickLot)) {
    reasons.push(`tick x lot is ${units} quote units, not the ${quoteUnitsPerTickLot} it says`)
  }
  const ticks = initialPriceUsd / tickSizeUsd
  if (!(ticks >= 1 && ticks < LEVEL_COUNT)) {
    reasons.push(`the initial price is ${ticks} ticks, outside 1 to ${LEVEL_COUNT - 1}`)
  }
  return reasons
}

interface TierProblem {
  readonly tier: number
  readonly reason: string
}

export function tierProblems(tiers: readonly MarginTier[]): readonly TierProblem[] {
  const problems: TierProblem[] = []
  for (let tier = 0; tier < tiers.length; tier++) {
    const row = tiers[tier]!
    const say = (reason: string) => problems.push({ tier, reason })
    if (!(row.maintenanceRate > 0 && row.maintenanceRate < 1)) {
      say(`a maintenance rate of ${row.maintenanceRate} is not between 0 and 1`)
    }
    if (!(row.maxLeverage >= 1)) say(`a leverage of ${row.maxLeverage} is below 1`)
    if (row.maintenanceRate * row.maxLeverage >= 1) {
      say(
        `leverage ${row.maxLeverage} asks for less margin than maintenance ${row.maintenanceRate}`,
      )
    }
    const below = tiers[tier - 1]
    const expected =
      below === undefined
        ? 0
        : below.amount + below.notionalTo * (row.maintenanceRate - below.maintenanceRate)
    if (!(Math.abs(row.amount - expected) <= RELATIVE_TOLERANCE * Math.max(1, expected))) {
      say(`amount ${row.amount} leaves a jump: ${expected} would be continuous`)
    }
    if (below !== undefined) {
      if (!(row.notionalTo > below.notionalTo)) say('its upper bound is not above the tier below')
      if (row.maintenanceRate < below.maintenanceRate) say('its rate is below the tier below')
      if (row.maxLeverage > below.maxLeverage) say('its leverage is above the tier below')
    }
  }
  return problems
}
