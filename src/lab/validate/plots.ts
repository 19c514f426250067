// A picture for each law as SVG, from the same figures as the tables.
import type { TopLevelSpec } from 'vega-lite'
import type { Estimate } from './estimate.ts'
import { GIVEN, OTHER, OURS, svgOf } from '../plots/svg.ts'
import { paperSpread } from './spreadLaw.ts'
import type { ImpactResult, LawResult, QueueResult, SpreadResult } from './result.ts'

const SIZE = { width: 420, height: 280 }
const CURVE_POINTS = 40
/** Between the outermost points and the frame, pixels. */
const PADDING = 10

type Row = Record<string, number | string>

export function plotOf(result: LawResult): Promise<string> {
  return svgOf(specOf(result))
}

function specOf(result: LawResult): TopLevelSpec {
  if (result.law === 1) return spreadSpec(result)
  if (result.law === 2) return queueSpec(result)
  return impactSpec(result)
}

function spreadSpec({ points }: SpreadResult): TopLevelSpec {
  const measured = points.flatMap(({ granularity: e, ourBook, plainArrays }) => [
    bar(e, ourBook, 'our book'),
    bar(e * 1.06, plainArrays, 'plain simulation'),
  ])
  const curve = spaced(points[0]!.granularity, points.at(-1)!.granularity).flatMap((e) => [
    { x: e, y: paperSpread(e), what: 'paper, m of one side' },
    { x: e, y: 2 * paperSpread(e / 2), what: 'paper, m of both sides' },
  ])
  return layered(
    'Mean spread under zero-intelligence flow',
    { title: 'e = s d / m', type: 'log' },
    { title: 'mean spread, in m/a', type: 'log' },
    ['our book', 'plain simulation', 'paper, m of one side', 'paper, m of both sides'],
    [OURS, OTHER, GIVEN, '#bbbbbb'],
    measured,
    curve,
  )
}

function queueSpec({ cells }: QueueResult): TopLevelSpec {
  const names = [1, 2, 3, 4, 5].map((ask) => `ask queue of ${ask}`)
  const measured = cells.map(({ bidOrders, askOrders, ourBook }) =>
    bar(bidOrders, ourBook, names[askOrders - 1]!),
  )
  const curve = cells.map(({ bidOrders, askOrders, exact }) => ({
    x: bidOrders,
    y: exact,
    what: names[askOrders - 1]!,
  }))
  return layered(
    'The next move of the mid is up: our book (points), exact (lines)',
    { title: 'orders in the best bid queue', type: 'linear', step: 1 },
    { title: 'probability', type: 'linear', step: 0.1 },
    names,
    ['#0b6e99', '#4f9d69', '#b59b00', '#d1661b', '#8f3b76'],
    measured,
    curve,
  )
}

function impactSpec(result: ImpactResult): TopLevelSpec {
  const { points, exponent, dailyVolatility } = result
  const measured = points
    .filter(({ impactBps }) => impactBps.value > 0)
    .map(({ share, impactBps }) => bar(share, impactBps, 'our market'))
  const middle = points.reduce((one, other) =>
    other.impactBps.value / other.impactBps.error > one.impactBps.value / one.impactBps.error
      ? other
      : one,
  )
  const curve = spaced(points[0]!.share, points.at(-1)!.share).flatMap((share) => [
    { x: share, y: 1e4 * dailyVolatility * Math.sqrt(share), what: 'square root, Y = 1' },
    {
      x: share,
      y: middle.impactBps.value * (share / middle.share) ** exponent.value,
      what: 'fitted exponent',
    },
  ])
  return layered(
    'Impact of a meta-order at its end',
    { title: 'size over daily volume, Q / V_D', type: 'log' },
    { title: 'impact, basis points', type: 'log' },
    ['our market', 'fitted exponent', 'square root, Y = 1'],
    [OURS, '#7fb2c8', GIVEN],
    measured,
    curve,
  )
}

function bar(x: number, { value, error }: Estimate, what: string): Row {
  return { x, y: value, low: Math.max(value - error, value / 20), high: value + error, what }
}

function spaced(from: number, to: number): number[] {
  return Array.from(
    { length: CURVE_POINTS },
    (_, n) => from * (to / from) ** (n / (CURVE_POINTS - 1)),
  )
}

interface Axis {
  /** Smallest step between ticks. */
  readonly step?: number
  readonly title: string
  readonly type: 'log' | 'linear'
}

/** Points with error bars over lines, one colour a name. */
function layered(
  title: string,
  x: Axis,
  y: Axis,
  names: readonly string[],
  colours: readonly string[],
  points: readonly Row[],
  lines: readonly Row[],
): TopLevelSpec {
  const axisOf = (axis: Axis) => ({
    type: 'quantitative' as const,
    title: axis.title,
    scale: {
      type: axis.type,
      nice: false,
      padding: PADDING,
      ...(axis.type === 'linear' ? { zero: false } : {}),
    },
    axis: { grid: false, ...(axis.step === undefined ? {} : { tickMinStep: axis.step }) },
  })
  const encoding = {
    x: { field: 'x', ...axisOf(x) },
    y: { field: 'y', ...axisOf(y) },
    color: {
      field: 'what',
      type: 'nominal' as const,
      title: null,
      legend: { labelLimit: 240, symbolType: 'circle' },
      sort: [...names],
      scale: { domain: [...names], range: [...colours] },
    },
  }
  return {
    ...SIZE,
    title,
    background: 'white',
    padding: 12,
    layer: [
      { data: { values: [...lines] }, mark: { type: 'line', strokeWidth: 1.5 }, encoding },
      {
        data: { values: [...points] },
        mark: { type: 'rule', strokeWidth: 1.5 },
        encoding: {
          ...encoding,
          y: { field: 'low', ...axisOf(y) },
          y2: { field: 'high' },
        },
      },
      { data: { values: [...points] }, mark: { type: 'point', filled: true, size: 36 }, encoding },
    ],
  }
}
