// The crowd's cells: every trader has one place, picking is drawing turned round, zooming moves nobody.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellGrid,
  cellSize,
  firstRankAt,
  keepInside,
  largestZoom,
  levelAt,
  panBy,
  placeOfRank,
  pointOfRank,
  rankUnder,
  ranksInCell,
  shownRank,
  SMALLEST_CELL,
  zoomAbout,
  type CellGrid,
  type CellView,
} from './cellMap.ts'

const grid = fc
  .tuple(
    fc.integer({ min: 1, max: 2_000_000 }),
    fc.integer({ min: 320, max: 1_600 }),
    fc.integer({ min: 200, max: 1_000 }),
  )
  .map(([count, width, height]) => cellGrid(count, width, height))
const share = fc.double({ min: 0, max: 0.999999, noNaN: true })

/** A look from near, about a point. */
function lookAt(cells: CellGrid, zoomShare: number, x: number, y: number): CellView {
  const view = { zoom: 1, left: 0, top: 0 }
  const factor = largestZoom(cells) ** zoomShare
  zoomAbout(view, x * cells.width, y * cells.height, factor, cells)
  return view
}

describe('places', () => {
  it('the grid has room for all, in cells that can be seen', () => {
    fc.assert(
      fc.property(grid, (cells) => {
        expect(cells.columns * cells.rows * 4 ** cells.levels).toBeGreaterThanOrEqual(cells.count)
        const size = cellSize({ zoom: 1, left: 0, top: 0 }, 0, cells)
        // A handful of cells in a long region may be flat.
        const isSeen = Math.min(size.x, size.y) > SMALLEST_CELL * 0.85
        expect(isSeen || cells.columns <= 3).toBe(true)
      }),
    )
  })

  it('a rank is found again at its place', () => {
    fc.assert(
      fc.property(grid, share, (cells, at) => {
        const rank = Math.floor(at * cells.count)
        const place = placeOfRank(rank, cells, { x: 0, y: 0 })
        expect(firstRankAt(place.x, place.y, cells.levels, cells)).toBe(rank)
      }),
    )
  })

  it('two ranks never share a place', () => {
    const cells = cellGrid(4_000, 60, 50)
    const seen = new Set<string>()
    for (let rank = 0; rank < cells.count; rank++) {
      const { x, y } = placeOfRank(rank, cells, { x: 0, y: 0 })
      seen.add(`${x} ${y}`)
    }
    expect(seen.size).toBe(cells.count)
  })

  it('a coarser cell holds exactly the ranks of its four finer ones', () => {
    fc.assert(
      fc.property(grid, share, (cells, at) => {
        fc.pre(cells.levels > 0)
        const rank = Math.floor(at * cells.count)
        const place = placeOfRank(rank, cells, { x: 0, y: 0 })
        for (let level = 0; level <= cells.levels; level++) {
          const drop = cells.levels - level
          const first = firstRankAt(place.x >> drop, place.y >> drop, level, cells)
          expect(rank).toBeGreaterThanOrEqual(first)
          expect(rank).toBeLessThan(first + ranksInCell(level, cells))
          const shown = shownRank(first, level, cells)
          expect(shown).toBeGreaterThanOrEqual(first)
          expect(shown).toBeLessThan(first + ranksInCell(level, cells))
        }
      }),
    )
  })

  it('ranks run from left to right', () => {
    const cells = cellGrid(400_000, 840, 472)
    const view = { zoom: 1, left: 0, top: 0 }
    const far = pointOfRank(1_000, view, cells)
    const near = pointOfRank(399_000, view, cells)
    expect(far.x).toBeLessThan(10)
    expect(near.x).toBeGreaterThan(830)
  })
})

describe('picking', () => {
  it('finds the trader that is drawn under the point, however near', () => {
    fc.assert(
      fc.property(grid, share, share, share, (cells, at, zoomShare, y) => {
        const rank = Math.floor(at * cells.count)
        const whole = pointOfRank(rank, { zoom: 1, left: 0, top: 0 }, cells)
        const view = lookAt(
          cells,
          zoomShare,
          whole.x / cells.width,
          Math.min(y, whole.y / cells.height),
        )
        const point = pointOfRank(rank, view, cells)
        const level = levelAt(view.zoom, cells)
        const found = rankUnder(point.x, point.y, view, level, cells)
        const ranks = ranksInCell(level, cells)
        expect(found).toBe(Math.floor(rank / ranks) * ranks)
      }),
      { numRuns: 300 },
    )
  })

  it('finds nobody outside the map', () => {
    const cells = cellGrid(1_000, 840, 472)
    const view = { zoom: 1, left: 0, top: 0 }
    expect(rankUnder(-1, 5, view, 0, cells)).toBe(-1)
    expect(rankUnder(5, 473, view, 0, cells)).toBe(-1)
  })
})

describe('zooming', () => {
  it('keeps the point under the pointer where it is', () => {
    fc.assert(
      fc.property(grid, share, share, (cells, x, y) => {
        const view = { zoom: 1, left: 0, top: 0 }
        const px = x * cells.width
        const py = y * cells.height
        zoomAbout(view, px, py, 3, cells)
        expect(view.left + px / view.zoom).toBeCloseTo(px, 6)
        expect(view.top + py / view.zoom).toBeCloseTo(py, 6)
      }),
    )
  })

  it('never leaves the map and never goes past a dot of its largest size', () => {
    fc.assert(
      fc.property(grid, share, fc.integer({ min: -900, max: 900 }), (cells, zoomShare, dx) => {
        const view = lookAt(cells, zoomShare, 0.5, 0.5)
        panBy(view, dx, -dx, cells)
        keepInside(view, cells)
        expect(view.left).toBeGreaterThanOrEqual(0)
        expect(view.left + cells.width / view.zoom).toBeLessThanOrEqual(cells.width + 1e-6)
        expect(view.zoom).toBeLessThanOrEqual(largestZoom(cells) + 1e-9)
      }),
    )
  })

  it('shows finer cells the nearer it comes, down to one trader a cell', () => {
    const cells = cellGrid(2_000_000, 840, 472)
    let level = -1
    for (let zoom = 1; zoom <= largestZoom(cells); zoom *= 1.3) {
      expect(levelAt(zoom, cells)).toBeGreaterThanOrEqual(level)
      level = levelAt(zoom, cells)
    }
    expect(level).toBe(cells.levels)
  })
})
