// Law 1: under zero-intelligence flow the mean spread is (m/a) (A + B e^0.75), e = s d / m, with A = 0.28
// and B = 1.86 (Farmer, Patelli and Zovko 2005). Our book against a plain simulation of the same flow,
// and both against the paper's curve.
import { keysFromSeed } from '../../base/keyedRandom.ts'
import { distanceOf, fitPowerLaw, meanOf } from './estimate.ts'
import { spreadInPlainArrays } from './plainFlow.ts'
import { spreadInOurBook } from './randomFlow.ts'
import { check } from './result.ts'
import type { Progress } from './progress.ts'
import type { FlowShape } from './randomFlow.ts'
import type { Estimate } from './estimate.ts'
import type { SpreadPoint, SpreadResult } from './result.ts'

const GRANULARITIES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
const QUICK_GRANULARITIES = [0.05, 0.1, 0.2, 0.5, 1]
const PAPER_EXPONENT = 0.75
const WINDOW = 20

/** Set before the full sample was drawn, that of the exponent before anything was measured. */
const TOLERANCE = { standardErrors: 3.5, exponent: 0.1, curve: 0.2 }

/** The paper's f(e). */
export function paperSpread(granularity: number): number {
  return 0.28 + 1.86 * granularity ** PAPER_EXPONENT
}

export async function measureSpreads(isQuick: boolean, progress: Progress): Promise<SpreadResult> {
  const replicas = isQuick ? 4 : 40
  const granularities = isQuick ? QUICK_GRANULARITIES : GRANULARITIES
  const points: SpreadPoint[] = []
  for (const granularity of granularities) {
    await progress.tell(`law 1: spread at e = ${granularity}`)
    points.push(measurePoint(granularity, replicas, isQuick ? 0.2 : 1))
  }
  const fit = fitOf(points, ({ ourBook }) => ourBook)
  const plain = fitOf(points, ({ plainArrays }) => plainArrays)
  const farthest = Math.max(...points.map((point) => distanceOf(point.ourBook, point.plainArrays)))
  const { standardErrors, exponent, curve } = TOLERANCE
  return {
    law: 1,
    points,
    offset: fit.offset,
    prefactor: fit.prefactor,
    exponent: fit.exponent,
    plainExponent: plain.exponent,
    checks: [
      check(
        'our book and the plain simulation: farthest apart, in standard errors',
        { value: farthest, error: 0 },
        0,
        standardErrors,
      ),
      check('exponent of e, our book', fit.exponent, PAPER_EXPONENT, exponent),
      check('exponent of e, plain simulation', plain.exponent, PAPER_EXPONENT, exponent),
      curveCheck('m of one side', points, (point) => point.paperOneSide, curve),
      curveCheck('m of both sides', points, (point) => point.paperBothSides, curve),
    ],
  }
}

function measurePoint(granularity: number, replicas: number, scale: number): SpreadPoint {
  const shape: FlowShape = {
    granularity,
    window: WINDOW,
    warmUp: 8 / granularity,
    length: scale * (100 / granularity + 500),
  }
  const keys = keysFromSeed(`law 1, e ${granularity}`)
  const seed = Math.round(granularity * 1e6)
  const each = (measure: (replica: number) => number) =>
    meanOf(Array.from({ length: replicas }, (_, replica) => measure(replica)))
  return {
    granularity,
    ourBook: each((replica) => spreadInOurBook(shape, keys, replica)),
    plainArrays: each((replica) => spreadInPlainArrays(shape, seed + replica)),
    paperOneSide: paperSpread(granularity),
    // With m for both sides the unit m/a is twice as long and e half as large.
    paperBothSides: 2 * paperSpread(granularity / 2),
  }
}

function fitOf(points: readonly SpreadPoint[], column: (point: SpreadPoint) => Estimate) {
  const x = points.map(({ granularity }) => granularity)
  return fitPowerLaw({ x, y: points.map(column) }, true)
}

/** The point at which our book lies farthest from the paper's curve, as a ratio. */
function curveCheck(
  counting: string,
  points: readonly SpreadPoint[],
  paper: (point: SpreadPoint) => number,
  tolerance: number,
) {
  const ratios = points.map((point) => ({
    value: point.ourBook.value / paper(point),
    error: point.ourBook.error / paper(point),
  }))
  const farthest = ratios.reduce((one, other) =>
    Math.abs(one.value - 1) >= Math.abs(other.value - 1) ? one : other,
  )
  return check(`our book over the paper's curve, ${counting}: worst ratio`, farthest, 1, tolerance)
}
