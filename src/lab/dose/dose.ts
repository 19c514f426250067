// Dose and response: dollars liquidated for each dollar of open interest, against how deep the price
// fell, across sizes of the shock, with the days that happened beside them.
import { REAL_DAYS } from '../../observe/realDays.ts'
import { correlationOf, meanOf } from '../../observe/statistics.ts'
import { spreadOf, type Spread } from '../spread.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface DosePoint {
  readonly shockSize: number
  readonly seed: string
  /** Liquidated in the worst 24 h over open interest at the event day's start. */
  readonly dose: number
  /** Of BTC, high to low; and beyond what its value lost meanwhile. Positive: a fall. */
  readonly fall: number
  readonly fallBeyondValue: number
  readonly liquidatedUsd: number
  readonly traders: number
}

export interface DoseLevel {
  readonly shockSize: number
  readonly seeds: number
  readonly dose: Spread
  readonly fall: Spread
  readonly fallBeyondValue: Spread
  readonly liquidatedUsd: Spread
  readonly traders: Spread
}

export interface RealDose {
  readonly date: string
  readonly scenario: string
  /** Liquidations of all coins as feeds report them, over open interest of BTC futures: another measure than
   * the runs' own, and only its order counts. */
  readonly dose: number
  readonly fall: number
}

export interface DoseResponse {
  readonly levels: readonly DoseLevel[]
  readonly points: readonly DosePoint[]
  /** Least squares over all points: fall beyond value = from + slope x dose. Null below three points. */
  readonly line: {
    readonly from: number
    readonly slope: number
    readonly correlation: number
  } | null
  readonly real: readonly RealDose[]
}

export const REAL_DOSES: readonly RealDose[] = REAL_DAYS.map(
  ({ date, scenarioId, liquidatedUsd, openInterestUsd: [before], btcFall }) => ({
    date,
    scenario: scenarioId,
    dose: liquidatedUsd / before,
    fall: -btcFall,
  }),
)

/** Null for a run that ends before its event day. */
export function dosePoint(
  shockSize: number,
  { seed, measures }: Pick<RunFigures, 'seed' | 'measures'>,
): DosePoint | null {
  const { liquidatedOverOpenInterest: dose, btcFall, fallBeyondValue } = measures
  if (dose === undefined || btcFall === undefined || fallBeyondValue === undefined) return null
  return {
    shockSize,
    seed,
    dose,
    fall: -btcFall,
    fallBeyondValue: -fallBeyondValue,
    liquidatedUsd: measures['liquidatedWorst24hUsd'] ?? 0,
    traders: measures['tradersLiquidatedWorst24h'] ?? 0,
  }
}

export function doseResponseOf(points: readonly DosePoint[]): DoseResponse {
  const shocks = [...new Set(points.map(({ shockSize }) => shockSize))].toSorted((a, b) => b - a)
  return {
    levels: shocks.map((shockSize) => {
      const own = points.filter((point) => point.shockSize === shockSize)
      const of = (name: keyof DosePoint) => spreadOf(own.map((point) => point[name] as number))!
      return {
        shockSize,
        seeds: own.length,
        dose: of('dose'),
        fall: of('fall'),
        fallBeyondValue: of('fallBeyondValue'),
        liquidatedUsd: of('liquidatedUsd'),
        traders: of('traders'),
      }
    }),
    points,
    line: lineThrough(points),
    real: REAL_DOSES,
  }
}

function lineThrough(points: readonly DosePoint[]): DoseResponse['line'] {
  const doses = points.map(({ dose }) => dose)
  const falls = points.map(({ fallBeyondValue }) => fallBeyondValue)
  const correlation = correlationOf(doses, falls)
  if (correlation === null) return null
  const meanDose = meanOf(doses)
  const meanFall = meanOf(falls)
  const products = doses.map((dose, index) => (dose - meanDose) * (falls[index]! - meanFall))
  const squares = doses.map((dose) => (dose - meanDose) ** 2)
  const slope = meanOf(products) / meanOf(squares)
  return { from: meanFall - slope * meanDose, slope, correlation }
}
