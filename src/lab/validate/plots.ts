// A picture for each law as SVG, from the same figures as the tables.
import type { TopLevelSpec } from 'vega-lite'
import type { Estimate } from './estimate.ts'
import { GIVEN, OTHER, OURS, svgOf } from '../plots/svg.ts'
import { paperSpread } from './spreadLaw.ts'
import type { FactsResult, LeverageResult } from './result.ts'
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
  if (result.law === 3) return impactSpec(result)
  return result.law === 4 ? leverageSpec(result) : factsSpec(result)
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

function leverageSpec({ levels }: LeverageResult): TopLevelSpec {
  const measured = levels.map(({ maxLeverage, tailExponent }) =>
    bar(maxLeverage, tailExponent, 'our market'),
  )
  const cubic = levels.map(({ maxLeverage }) => ({ x: maxLeverage, y: 3, what: 'cubic tail' }))
  return layered(
    'Tail exponent of one-minute returns against the highest leverage',
    { title: 'highest leverage on offer', type: 'log' },
    { title: 'Hill exponent, largest 5 %', type: 'linear' },
    ['our market', 'cubic tail'],
    [OURS, GIVEN],
    measured,
    cubic,
  )
}

/** Each fact in half widths of its real band: 0 its middle, -1 and 1 its ends. */
function factsSpec({ facts }: FactsResult): TopLevelSpec {
  const told = facts.filter(({ ours }) => Number.isFinite(ours.value))
  const rows = told.map(({ name, ours, real: [low, high] }) => {
    const half = (high - low) / 2
    const at = (value: number) => (value - (low + high) / 2) / half
    return {
      name,
      value: at(ours.value),
      low: at(ours.value - ours.error),
      high: at(ours.value + ours.error),
    }
  })
  const y = {
    field: 'name',
    type: 'nominal' as const,
    title: null,
    sort: facts.map(({ name }) => name),
    axis: { labelLimit: 240 },
  }
  const x = (field: string) => ({
    field,
    type: 'quantitative' as const,
    title: 'half widths of the real band',
    axis: { grid: false },
  })
  return {
    ...SIZE,
    height: { step: 26 },
    title: 'Stylised facts beside real ones',
    background: 'white',
    padding: 12,
    layer: [
      {
        data: { values: [{ from: -1, to: 1 }] },
        mark: { type: 'rect', color: GIVEN, opacity: 0.18 },
        encoding: { x: x('from'), x2: { field: 'to' } },
      },
      {
        data: { values: rows },
        mark: { type: 'rule', color: OURS, strokeWidth: 1.5 },
        encoding: { y, x: x('low'), x2: { field: 'high' } },
      },
      {
        data: { values: rows },
        mark: { type: 'point', filled: true, size: 45, color: OURS },
        encoding: { y, x: x('value') },
      },
    ],
  }
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
