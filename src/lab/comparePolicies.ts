// The policies that are tried against the day (C22), one row each: what B sets. All are parameters of the
// table.
import { snap } from '../params/grid.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { ChangedSettings } from '../params/linkState.ts'
import type { Settings } from '../params/scenario.ts'

export interface PolicyRow {
  readonly id: string
  readonly words: string
  /** What B sets, where A has `of`. */
  readonly settings: (of: Settings) => ChangedSettings
}

export const POLICIES: readonly PolicyRow[] = [
  {
    id: 'cap-20x',
    words: 'leverage cap 20x on new positions',
    settings: () => ({ leverageCap: 20 }),
  },
  {
    id: 'cap-10x',
    words: 'leverage cap 10x on new positions',
    settings: () => ({ leverageCap: 10 }),
  },
  {
    id: 'cap-10x-all',
    words: 'leverage cap 10x, on open positions too after its grace time',
    settings: () => ({ leverageCap: 10, capScope: 1 }),
  },
  { id: 'menu-20x', words: 'venues offer 20x at most', settings: () => ({ maxLeverage: 20 }) },
  { id: 'no-limits', words: 'no temporary limits', settings: () => ({ volatilityLimit: 0 }) },
  {
    id: 'tight-limits',
    words: 'temporary limits at half the trigger, to 5x',
    settings: ({ volatilityLimit }) => ({
      volatilityLimit: snap(rowOf('volatilityLimit'), volatilityLimit / 2),
      volatilityLimitLeverage: 5,
    }),
  },
  { id: 'tiers-2024', words: 'margin tiers of 2024', settings: () => ({ tierTable: 1 }) },
  {
    id: 'maintenance',
    words: 'maintenance margin half as high again',
    settings: ({ maintenanceScale }) => ({
      maintenanceScale: snap(rowOf('maintenanceScale'), maintenanceScale * 1.5),
    }),
  },
  { id: 'immediate', words: 'liquidation at once', settings: () => ({ liquidationEngine: 1 }) },
  { id: 'step-down', words: 'liquidation by steps', settings: () => ({ liquidationEngine: 2 }) },
  {
    id: 'rate-limited',
    words: 'liquidation rate-limited, with backstop providers',
    settings: () => ({ liquidationEngine: 3 }),
  },
  { id: 'mark-index', words: 'mark price from the index', settings: () => ({ markPrice: 1 }) },
  {
    id: 'mark-own-book',
    words: "mark price from the venue's own book",
    settings: () => ({ markPrice: 2 }),
  },
  { id: 'mark-last', words: 'mark price is the last trade', settings: () => ({ markPrice: 3 }) },
  {
    id: 'funds-double',
    words: 'insurance funds doubled',
    settings: ({ insuranceFunds }) => ({
      insuranceFunds: snap(rowOf('insuranceFunds'), insuranceFunds * 2),
    }),
  },
  { id: 'funds-none', words: 'no insurance funds', settings: () => ({ insuranceFunds: 0 }) },
  { id: 'no-deleveraging', words: 'no auto-deleveraging', settings: () => ({ deleveraging: 0 }) },
  { id: 'pro-rata', words: 'deleveraging pro rata', settings: () => ({ deleveragingRanking: 1 }) },
  { id: 'breaker', words: 'circuit breaker at 5 %', settings: () => ({ circuitBreaker: 5 }) },
  {
    id: 'obligation',
    words: 'makers keep 30 % of calm depth',
    settings: () => ({ obligation: 30 }),
  },
  {
    id: 'transparency',
    words: 'venues publish their liquidation maps',
    settings: () => ({ transparency: 1 }),
  },
  { id: 'backstop', words: 'liquidity backstop of $200M', settings: () => ({ backstop: 200 }) },
]

/** Share of the policies that a comparison of all rows reports: each has a parameter. */
export const POLICIES_REPORTED_SHARE = 1
