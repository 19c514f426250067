// Positions as tiles: a row of tiles a population, a tile a leverage bucket, area its dollars. All tiles
// share one scale, so that what closes leaves the picture: it shrinks as open interest does.
import type { CohortTiles } from '../threads/frames.ts'
import type { Region } from './layout.ts'

export interface Tile extends Region {
  readonly population: number
  readonly leverageBucket: number
  readonly longUsd: number
  readonly shortUsd: number
  readonly traders: number
  readonly liquidatedUsd: number
}

export interface TileRow extends Region {
  readonly population: number
  readonly usd: number
  readonly tiles: readonly Tile[]
}

/** Rows below this share of all dollars are too thin to read, but keep their area. */
export function layTiles(cohorts: CohortTiles, area: Region, fullUsd: number): TileRow[] {
  const byPopulation = new Map<number, number[]>()
  for (let row = 0; row < cohorts.count; row++) {
    if (cohorts.longUsd[row] + cohorts.shortUsd[row] <= 0) continue
    const rows = byPopulation.get(cohorts.population[row]) ?? []
    rows.push(row)
    byPopulation.set(cohorts.population[row], rows)
  }
  const pixelsPerUsd = area.height / Math.max(1, fullUsd)
  let top = area.top
  return [...byPopulation]
    .map(([population, rows]) => ({ population, rows, usd: dollarsOf(cohorts, rows) }))
    .sort((a, b) => b.usd - a.usd || a.population - b.population)
    .map(({ population, rows, usd }) => {
      const height = usd * pixelsPerUsd
      const place = { left: area.left, top, width: area.width, height }
      top += height
      return { ...place, population, usd, tiles: tilesOf(cohorts, rows, usd, place) }
    })
}

function tilesOf(cohorts: CohortTiles, rows: number[], rowUsd: number, place: Region): Tile[] {
  let left = place.left
  return rows
    .toSorted((a, b) => cohorts.leverageBucket[a] - cohorts.leverageBucket[b])
    .map((row) => {
      const longUsd = cohorts.longUsd[row]
      const shortUsd = cohorts.shortUsd[row]
      const width = (place.width * (longUsd + shortUsd)) / rowUsd
      const tile = {
        left,
        top: place.top,
        width,
        height: place.height,
        population: cohorts.population[row],
        leverageBucket: cohorts.leverageBucket[row],
        longUsd,
        shortUsd,
        traders: cohorts.traders[row],
        liquidatedUsd: cohorts.liquidatedUsd[row],
      }
      left += width
      return tile
    })
}

function dollarsOf(cohorts: CohortTiles, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + cohorts.longUsd[row] + cohorts.shortUsd[row], 0)
}

export function totalUsd(cohorts: CohortTiles): number {
  let usd = 0
  for (let row = 0; row < cohorts.count; row++) usd += cohorts.longUsd[row] + cohorts.shortUsd[row]
  return usd
}

/** 20–50×, 100×+, 1×. */
export function bucketWords(buckets: readonly number[], bucket: number): string {
  const low = buckets[bucket]
  const next = buckets[bucket + 1]
  if (next === undefined) return `${low}×+`
  return next - low === 1 ? `${low}×` : `${low}\u2013${next}×`
}

/** Copies tiles, and moves the copy's dollars towards newer ones of the same pairs; true while they move. */
export function easeTiles(shown: CohortTiles, aim: CohortTiles, share: number): boolean {
  let rest = 0
  for (let row = 0; row < aim.count; row++) {
    for (const column of ['longUsd', 'shortUsd', 'liquidatedUsd'] as const) {
      const gap = aim[column][row] - shown[column][row]
      shown[column][row] += gap * share
      rest += Math.abs(gap)
    }
    shown.traders[row] = aim.traders[row]
  }
  return rest > totalUsd(aim) * 1e-4
}

export function copyTiles(tiles: CohortTiles): CohortTiles {
  return {
    count: tiles.count,
    population: tiles.population.slice(),
    leverageBucket: tiles.leverageBucket.slice(),
    longUsd: tiles.longUsd.slice(),
    shortUsd: tiles.shortUsd.slice(),
    traders: tiles.traders.slice(),
    liquidatedUsd: tiles.liquidatedUsd.slice(),
  }
}

export function samePairs(a: CohortTiles, b: CohortTiles): boolean {
  if (a.count !== b.count) return false
  for (let row = 0; row < a.count; row++) {
    const differs =
      a.population[row] !== b.population[row] || a.leverageBucket[row] !== b.leverageBucket[row]
    if (differs) return false
  }
  return true
}
