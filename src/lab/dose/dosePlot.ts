// Dose and response as a picture: a dot a run, a diamond for each day that happened.
import { GIVEN } from '../plots/svg.ts'
import type { TopLevelSpec } from 'vega-lite'
import type { DosePoint, RealDose } from './dose.ts'

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
        encoding: {
          x,
          y,
          color: {
            field: 'shockSize',
            type: 'quantitative' as const,
            title: 'shock, %',
            scale: { range: ['#08304a', '#7fc4e3'] },
          },
        },
      },
      {
        data: { values: real.map((day) => ({ ...day })) },
        mark: { type: 'point', shape: 'diamond', size: 70, color: GIVEN, strokeWidth: 1.5 },
        encoding: { x, y },
      },
      {
        data: { values: real.map((day) => ({ ...day })) },
        mark: { type: 'text', align: 'left', dx: 7, dy: -5, fontSize: 10, color: GIVEN },
        encoding: { x, y, text: { field: 'date', type: 'nominal' as const } },
      },
    ],
  }
}
