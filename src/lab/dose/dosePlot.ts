// Dose and response as a picture: a dot a run, a diamond for each day that happened.
import { GIVEN, OURS } from '../plots/svg.ts'
import type { TopLevelSpec } from 'vega-lite'
import type { DosePoint, RealDose } from './dose.ts'

/** Small letters on white. */
const LABEL = '#55626e'

export function doseSpec({
  points,
  real,
}: {
  readonly points: readonly DosePoint[]
  readonly real: readonly RealDose[]
}): TopLevelSpec {
  const percent = (title: string) => ({
    type: 'quantitative' as const,
    title,
    axis: { grid: false, format: '~%' },
    scale: { zero: true, nice: true },
  })
  const x = { field: 'dose', ...percent('liquidated over open interest') }
  const y = { field: 'fall', ...percent('fall of Bitcoin, high to low') }
  return {
    width: 460,
    height: 300,
    title: 'Dose and response',
    background: 'white',
    padding: 12,
    layer: [
      {
        data: { values: points.map((point) => ({ ...point })) },
        mark: { type: 'point', filled: true, size: 40, opacity: 0.8 },
        encoding: { x, y, color: colourOf(points) },
      },
      {
        data: { values: real.map((day) => ({ ...day })) },
        mark: { type: 'point', shape: 'diamond', size: 70, color: GIVEN, strokeWidth: 1.5 },
        encoding: { x, y },
      },
      ...[false, true].map((isBelow) => ({
        data: {
          values: real.filter((day) => isCrowded(day, real) === isBelow).map((day) => ({ ...day })),
        },
        mark: {
          type: 'text' as const,
          align: 'left' as const,
          dx: 7,
          dy: isBelow ? 9 : -5,
          fontSize: 10,
          color: LABEL,
        },
        encoding: { x, y, text: { field: 'date', type: 'nominal' as const } },
      })),
    ],
  }
}

/** One shock needs no scale of colours. */
function colourOf(points: readonly DosePoint[]) {
  const shocks = new Set(points.map(({ shockSize }) => shockSize))
  if (shocks.size < 2) return { value: OURS }
  return {
    field: 'shockSize',
    type: 'quantitative' as const,
    title: 'shock, %',
    scale: { range: ['#08304a', '#7fc4e3'] },
    legend: { format: '.1f', tickCount: Math.min(6, shocks.size) },
  }
}

/** Another day stands just above: its label goes where this one's would. */
function isCrowded(day: RealDose, real: readonly RealDose[]): boolean {
  return real.some(
    ({ dose, fall }) =>
      fall > day.fall && fall - day.fall < 0.02 && Math.abs(dose - day.dose) < 0.08,
  )
}
