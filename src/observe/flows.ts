// Sources of taker flow: who trades and why in one word. An order's cause splits into several flows where
// different populations share it (a value desk's opinion is not a crowd's). ODD submodel: Observation.
import { Cause, CAUSE_COUNT, Population } from '../market/kinds.ts'

/** Causes that populations share, split. The flow of a cause's other populations has its number. */
const SPLITS: readonly { readonly cause: Cause; readonly population: Population }[] = [
  { cause: Cause.Opinion, population: Population.Institution },
  { cause: Cause.Opinion, population: Population.RetailSpot },
  { cause: Cause.Exit, population: Population.Institution },
  { cause: Cause.Panic, population: Population.RetailSpot },
  { cause: Cause.Arbitrage, population: Population.Institution },
  { cause: Cause.Backstop, population: Population.Venue },
]

export const FLOW_COUNT = CAUSE_COUNT + SPLITS.length
const MOST_POPULATIONS = 16

/** By cause * 16 + population. */
const FLOW_OF = Uint8Array.from({ length: CAUSE_COUNT * MOST_POPULATIONS }, (_, place) => {
  const cause = Math.floor(place / MOST_POPULATIONS)
  const split = SPLITS.findIndex(
    (row) => row.cause === cause && row.population === place % MOST_POPULATIONS,
  )
  return split < 0 ? cause : CAUSE_COUNT + split
})

/** By cause: all flows that it splits into. */
export const FLOWS_OF_CAUSE: readonly (readonly number[])[] = Array.from(
  { length: CAUSE_COUNT },
  (_, cause) => [
    cause,
    ...SPLITS.flatMap((row, split) => (row.cause === cause ? [CAUSE_COUNT + split] : [])),
  ],
)

/** The flow of a trade whose taker that is. */
export function flowOf(cause: number, population: number): number {
  return FLOW_OF[cause * MOST_POPULATIONS + population]
}

export interface FlowSource {
  readonly name: string
  readonly flows: readonly number[]
}

const { Institution, RetailSpot, Venue } = Population

/** Every flow belongs to one source, so that the parts add up to all genuine taker volume. */
export const FLOW_SOURCES: readonly FlowSource[] = [
  {
    name: 'value desks on news',
    flows: [flowOf(Cause.Opinion, Institution), flowOf(Cause.Exit, Institution), Cause.Bargain],
  },
  { name: 'execution flow', flows: [Cause.Execution] },
  { name: 'panic exits', flows: [Cause.Panic] },
  { name: 'planned exits', flows: [Cause.Exit] },
  { name: 'new retail positions', flows: [Cause.Opinion] },
  { name: 'stop losses', flows: [Cause.StopLoss] },
  { name: 'take profits', flows: [Cause.TakeProfit] },
  { name: 'liquidation engines', flows: [Cause.Liquidation, Cause.Deleveraging] },
  { name: 'fund work-off', flows: [flowOf(Cause.Backstop, Venue)] },
  { name: 'momentum bots', flows: [Cause.Momentum] },
  { name: 'makers de-risking', flows: [Cause.DeRisk] },
  { name: 'arbitrage', flows: [Cause.Arbitrage] },
  { name: 'basis desks', flows: [flowOf(Cause.Arbitrage, Institution)] },
  {
    name: 'spot retail',
    flows: [flowOf(Cause.Panic, RetailSpot), flowOf(Cause.Opinion, RetailSpot)],
  },
  { name: 'long-term holders', flows: [Cause.Holder] },
  { name: 'others', flows: [Cause.Quote, Cause.Wash, Cause.Backstop, Cause.LeverageCut] },
]
