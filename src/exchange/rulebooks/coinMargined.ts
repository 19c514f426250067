// The rulebook of a venue's coin markets: its own, with margin tables in coins of position. Rates are
// fractions. Sources: Binance "Leverage and Margin in Coin-Margined Futures Contracts" (bounds of BTC
// and ETH of 2021; maintenance rates as of the linear tables at the same leverage), Bybit "Risk Limit
// (Inverse Contract)" (steps of 150 BTC), "Liquidation Price (Inverse Contract)" (maintenance from
// 0.5 % for BTC, from 1 % for ETH). ODD submodel: Exchange: coin-margined contracts.
import type { Asset } from '../../market/instruments.ts'
import { UNITS_PER_COIN } from '../../market/instruments.ts'
import { TierSchedule } from '../clearing/marginSchedule.ts'
import type { MarginTier } from '../clearing/marginSchedule.ts'
import type { Rulebook } from './rulebook.ts'
import { bybitRiskLimits } from './tierTables.ts'

type Bound = readonly [coinsTo: number, maintenanceRate: number, maxLeverage: number]

export const BINANCE_COIN_BTC = tiersOf([
  [5, 0.004, 125],
  [10, 0.005, 100],
  [20, 0.01, 50],
  [50, 0.025, 20],
  [100, 0.05, 10],
  [200, 0.1, 5],
  [400, 0.125, 4],
  [1000, 0.15, 3],
  [1500, 0.25, 2],
  [Infinity, 0.5, 1],
])

export const BINANCE_COIN_ETH = tiersOf([
  [100, 0.005, 100],
  [500, 0.0065, 75],
  [1000, 0.01, 50],
  [2000, 0.025, 20],
  [4000, 0.05, 10],
  [6000, 0.1, 5],
  [8000, 0.125, 4],
  [10_000, 0.15, 3],
  [15_000, 0.25, 2],
  [Infinity, 0.5, 1],
])

const BYBIT_STEP_BTC = 150
/** Not found: as many dollars as BTC's step at the prices of the default market (our assumption). */
const BYBIT_STEP_ETH = 2000
const BYBIT_LEVEL_COUNT = 50

/** Half the leverage of BTC's first limit, twice its maintenance, and steps as wide in rates. */
const BYBIT_COIN_ETH = tiersOf(
  Array.from({ length: BYBIT_LEVEL_COUNT }, (_, level) => [
    (level + 1) * BYBIT_STEP_ETH,
    (10 + 5 * level) / 1000,
    1 / ((200 + 75 * level) / 10_000),
  ]),
)

/** Amounts, in coins, that keep maintenance continuous over the tiers. */
function tiersOf(bounds: readonly Bound[]): readonly MarginTier[] {
  const tiers: MarginTier[] = []
  for (const [notionalTo, maintenanceRate, maxLeverage] of bounds) {
    const below = tiers.at(-1)
    const amount =
      below === undefined
        ? 0
        : below.amount + below.notionalTo * (maintenanceRate - below.maintenanceRate)
    tiers.push({ notionalTo, maintenanceRate, amount, maxLeverage })
  }
  return tiers
}

/** A venue's rulebook for its coin markets. Tables count coins where the venue's own count dollars. */
export function coinMargined(rulebook: Rulebook): Rulebook {
  const marginTiers = ({ symbol }: Asset): readonly MarginTier[] => {
    const isBtc = symbol === 'BTC'
    if (rulebook.name === 'Bybit') {
      return isBtc ? bybitRiskLimits(BYBIT_STEP_BTC, BYBIT_LEVEL_COUNT) : BYBIT_COIN_ETH
    }
    return isBtc ? BINANCE_COIN_BTC : BINANCE_COIN_ETH
  }
  return {
    ...rulebook,
    name: `${rulebook.name}, coin-margined`,
    tables: [],
    startTable: 0,
    marginTiers,
    marginSchedule: (asset) => new TierSchedule(marginTiers(asset), UNITS_PER_COIN),
  }
}
