// The pictures of a score: prices of the seeds over those of 65 real days, and what sold in the fall.
import { REAL_BTC_PATH } from '../../observe/realPaths.ts'
import { quantileOf } from '../../observe/statistics.ts'
import { GIVEN, OTHER, OURS } from '../plots/svg.ts'
import type { TopLevelSpec } from 'vega-lite'
import type { Decomposition } from '../decomposition.ts'
import type { PricePath } from './pricePaths.ts'

const HOURS_BEFORE = -36
const HOURS_AFTER = 48

export function fanSpec(paths: readonly PricePath[]): TopLevelSpec {
  const isShown = ({ hour }: { readonly hour: number }) =>
    hour >= HOURS_BEFORE && hour <= HOURS_AFTER
  const real = REAL_BTC_PATH.filter(isShown).map(
    ({ hour, quantiles: [q10, q25, q50, q75, q90] }) => ({
      hour,
      q10,
      q25,
      q50,
      q75,
      q90,
    }),
  )
  const seeds = paths.flatMap(({ seed, points }) =>
    points.filter(isShown).map((point) => ({ ...point, seed })),
  )
  const x = {
    field: 'hour',
    type: 'quantitative' as const,
    title: 'hours from the trough',
    axis: { grid: false, values: [-36, -24, -12, 0, 12, 24, 36, 48] },
    scale: { nice: false },
  }
  const y = (field: string) => ({
    field,
    type: 'quantitative' as const,
    title: 'change of Bitcoin since 24 hours before the trough',
    axis: { grid: false, format: '~%' },
  })
  const band = (low: string, high: string, opacity: number) => ({
    data: { values: real },
    mark: { type: 'area' as const, color: GIVEN, opacity },
    encoding: { x, y: y(low), y2: { field: high } },
  })
  return {
    width: 620,
    height: 320,
    title: 'The seeds over 65 real days',
    background: 'white',
    padding: 12,
    layer: [
      band('q10', 'q90', 0.18),
      band('q25', 'q75', 0.22),
      {
        data: { values: real },
        mark: { type: 'line', color: GIVEN, strokeWidth: 1.5, strokeDash: [5, 3] },
        encoding: { x, y: y('q50') },
      },
      {
        data: { values: seeds },
        mark: { type: 'line', color: OURS, strokeWidth: 0.8, opacity: 0.35 },
        encoding: { x, y: y('change'), detail: { field: 'seed', type: 'nominal' as const } },
      },
      {
        data: { values: medianPath(paths).filter(isShown) },
        mark: { type: 'line', color: OURS, strokeWidth: 2.5 },
        encoding: { x, y: y('change') },
      },
    ],
  }
}

/** Median over the seeds at each hour that at least half of them have. */
function medianPath(paths: readonly PricePath[]): { hour: number; change: number }[] {
  const byHour = new Map<number, number[]>()
  for (const { points } of paths) {
    for (const { hour, change } of points) {
      byHour.set(hour, [...(byHour.get(hour) ?? []), change])
    }
  }
  return [...byHour]
    .filter(([, changes]) => 2 * changes.length >= paths.length)
    .map(([hour, changes]) => ({ hour, change: quantileOf(changes, 0.5) }))
    .toSorted((a, b) => a.hour - b.hour)
}

export function sourcesSpec({ sources }: Decomposition): TopLevelSpec {
  const rows = sources
    .filter(({ sellsUsd }) => sellsUsd.median > 0)
    .toSorted((a, b) => b.sellsUsd.median - a.sellsUsd.median)
    .map(({ source, share, netUsd }) => ({
      source,
      share: share.median,
      low: share.low,
      high: share.high,
      what: netUsd.median > 0 ? 'sold more than it bought' : 'bought more than it sold',
    }))
  const y = {
    field: 'source',
    type: 'nominal' as const,
    title: null,
    sort: rows.map(({ source }) => source),
  }
  const x = (field: string) => ({
    field,
    type: 'quantitative' as const,
    title: 'share of taker sells from high to low',
    axis: { grid: false, format: '~%' },
  })
  return {
    width: 460,
    height: { step: 22 },
    title: 'Who sold in the fall',
    background: 'white',
    padding: 12,
    layer: [
      {
        data: { values: rows },
        mark: { type: 'bar', height: 13 },
        encoding: {
          y,
          x: x('share'),
          color: {
            field: 'what',
            type: 'nominal' as const,
            title: null,
            legend: { labelLimit: 240 },
            scale: {
              domain: ['sold more than it bought', 'bought more than it sold'],
              range: [OTHER, OURS],
            },
          },
        },
      },
      {
        data: { values: rows },
        mark: { type: 'rule', color: '#14202b', strokeWidth: 1.5 },
        encoding: { y, x: x('low'), x2: { field: 'high' } },
      },
    ],
  }
}
