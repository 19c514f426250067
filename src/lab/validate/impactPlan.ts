// What law 3 measures and how often: the full plan and a quick one for tests.
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../../market/units.ts'
import type { ChangedSettings } from '../../params/linkState.ts'

export interface ImpactPlan {
  readonly seeds: readonly string[]
  readonly settings: ChangedSettings
  readonly warmUpSteps: number
  /** Length of the orders. */
  readonly orderSteps: number
  /** Q / V_D, rising. */
  readonly shares: readonly number[]
  /** The size whose impact is followed after the end, and until when, in lengths of the order. */
  readonly decayShare: number
  readonly decayAfter: readonly number[]
  /** Starts a seed that are followed so long, and that are not. */
  readonly longStarts: number
  readonly shortStarts: number
  /** One size worked over other lengths, at the long starts. */
  readonly durationShare: number
  readonly durationSteps: readonly number[]
  readonly mechanismShares: readonly [number, number]
  readonly mechanismStarts: number
  readonly mechanisms: readonly Mechanism[]
}

export interface Mechanism {
  readonly name: string
  readonly changed: ChangedSettings
}

/** What is turned, one at a time, to see what the impact comes from. */
const MECHANISMS: readonly Mechanism[] = [
  { name: 'as it is', changed: {} },
  { name: 'value desks with twice the capital', changed: { valueCapacity: 1040 } },
  { name: 'value desks with half the capital', changed: { valueCapacity: 260 } },
  { name: 'market makers show three times the depth', changed: { bookDepth: 198 } },
  { name: 'quotes refill four times as fast', changed: { refill: 6000 } },
  { name: 'market makers bear four times the inventory', changed: { inventoryLimit: 160 } },
  { name: 'no momentum bots', changed: { momentumCapital: 0 } },
]

export const FULL_PLAN: ImpactPlan = {
  seeds: ['impact 1', 'impact 2', 'impact 3'],
  settings: {},
  warmUpSteps: STEPS_PER_HOUR,
  orderSteps: 30 * STEPS_PER_MINUTE,
  shares: [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01],
  decayShare: 0.01,
  decayAfter: [1, 3, 10],
  longStarts: 2,
  shortStarts: 4,
  durationShare: 0.002,
  durationSteps: [5 * STEPS_PER_MINUTE, 2 * STEPS_PER_HOUR],
  mechanismShares: [0.001, 0.01],
  mechanismStarts: 5,
  mechanisms: MECHANISMS,
}

export const QUICK_PLAN: ImpactPlan = {
  seeds: ['impact 1'],
  settings: { tradersPerAgent: 100 },
  warmUpSteps: 10 * STEPS_PER_MINUTE,
  orderSteps: 5 * STEPS_PER_MINUTE,
  shares: [0.0002, 0.0006, 0.002],
  decayShare: 0.002,
  decayAfter: [1],
  longStarts: 2,
  shortStarts: 0,
  durationShare: 0.0006,
  durationSteps: [2 * STEPS_PER_MINUTE],
  mechanismShares: [0.0002, 0.002],
  mechanismStarts: 2,
  mechanisms: MECHANISMS.slice(0, 2),
}
