// The crowd's cells: which trader lies where. Ranks run down columns from left to right; a cell splits
// into four, and those again, so that a closer look refines what was there and moves nobody.
// The shader of the cell layer does the same arithmetic; change both or neither.

export interface CellGrid {
  /** Ranks placed. */
  readonly count: number
  /** How often a coarse cell splits into four until each rank has its own. */
  readonly levels: number
  /** Coarse columns and rows. */
  readonly columns: number
  readonly rows: number
  /** The whole map at zoom 1, CSS pixels. */
  readonly width: number
  readonly height: number
}

/** Coarse cells are at least this wide, so that each is seen. */
export const SMALLEST_CELL = 1.9
/** How far rows are pushed sideways in the middle, so that the front is a shore and not a wall. */
const WAVE_PIXELS = 13

export function cellGrid(count: number, width: number, height: number): CellGrid {
  let levels = 0
  const most = (width * height) / (SMALLEST_CELL * SMALLEST_CELL)
  while (Math.ceil(count / 4 ** levels) > most) levels++
  const coarse = Math.max(1, Math.ceil(count / 4 ** levels))
  const size = Math.sqrt((width * height) / coarse)
  const rows = Math.max(1, Math.min(coarse, Math.round(height / size)))
  return { count, levels, columns: Math.ceil(coarse / rows), rows, width, height }
}

export interface CellPlace {
  x: number
  y: number
}

/** Column and row of a rank at the finest level. */
export function placeOfRank(rank: number, grid: CellGrid, out: CellPlace): CellPlace {
  const inCell = 4 ** grid.levels
  const cell = Math.floor(rank / inCell)
  let rest = rank % inCell
  let x = Math.floor(cell / grid.rows)
  let y = cell % grid.rows
  for (let level = grid.levels - 1; level >= 0; level--) {
    const quarter = Math.floor(rest / 4 ** level)
    rest %= 4 ** level
    x = x * 2 + (quarter >> 1)
    y = y * 2 + (quarter & 1)
  }
  out.x = x
  out.y = y
  return out
}

/** The first rank of the cell in a column and row of a level; the cell holds ranksInCell of them. */
export function firstRankAt(x: number, y: number, level: number, grid: CellGrid): number {
  const coarseX = x >> level
  const coarseY = y >> level
  let cell = coarseX * grid.rows + coarseY
  for (let bit = level - 1; bit >= 0; bit--) {
    cell = cell * 4 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1)
  }
  return cell * ranksInCell(level, grid)
}

export function ranksInCell(level: number, grid: CellGrid): number {
  return 4 ** (grid.levels - level)
}

/** The rank that a cell of several shows: fixed by the cell, any of them as likely. */
export function shownRank(firstRank: number, level: number, grid: CellGrid): number {
  const ranks = ranksInCell(level, grid)
  return firstRank + (mixBits(firstRank) % ranks)
}

/** Sideways push of a coarse row at a place, in map pixels: none at both edges. */
function push(row: number, u: number, grid: CellGrid): number {
  const y = row * (grid.height / grid.rows)
  const wave =
    0.5 * Math.sin(y * 0.021 + 1) + 0.32 * Math.sin(y * 0.057 + 2) + 0.18 * Math.sin(y * 0.131)
  return WAVE_PIXELS * wave * 4 * (u / grid.width) * (1 - u / grid.width)
}

/** From a place on the map to the place in the even grid, and back. */
export function unpushed(u: number, row: number, grid: CellGrid): number {
  return u + push(row, u, grid)
}

export function pushed(x: number, row: number, grid: CellGrid): number {
  let u = x
  for (let turn = 0; turn < 6; turn++) u = x - push(row, u, grid)
  return u
}

/** What part of the map is seen: zoom 1 shows all of it. */
export interface CellView {
  zoom: number
  /** Map pixels at the region's top left. */
  left: number
  top: number
}

/** The level to draw: the finest whose cells are still seen. */
export function levelAt(zoom: number, grid: CellGrid): number {
  const size = (Math.min(grid.width / grid.columns, grid.height / grid.rows) * zoom) / SMALLEST_CELL
  let level = 0
  while (level < grid.levels && size >= 2 ** (level + 1)) level++
  return level
}

/** Side of a drawn cell in CSS pixels. */
export function cellSize(view: CellView, level: number, grid: CellGrid): CellPlace {
  const parts = 2 ** level
  return {
    x: (grid.width / grid.columns / parts) * view.zoom,
    y: (grid.height / grid.rows / parts) * view.zoom,
  }
}

/** The first rank of the cell under a point of the region, or -1 where no cell lies. */
export function rankUnder(
  x: number,
  y: number,
  view: CellView,
  level: number,
  grid: CellGrid,
): number {
  const u = view.left + x / view.zoom
  const v = view.top + y / view.zoom
  if (u < 0 || v < 0 || u >= grid.width || v >= grid.height) return -1
  const parts = 2 ** level
  const cellHeight = grid.height / grid.rows
  const even = unpushed(u, Math.floor(v / cellHeight), grid)
  const column = Math.floor((even / grid.width) * grid.columns * parts)
  const row = Math.floor((v / grid.height) * grid.rows * parts)
  if (column < 0 || column >= grid.columns * parts) return -1
  const rank = firstRankAt(column, row, level, grid)
  return rank < grid.count ? rank : -1
}

/** The middle of a rank's own cell, in pixels of the region. */
export function pointOfRank(rank: number, view: CellView, grid: CellGrid): CellPlace {
  const place = placeOfRank(rank, grid, { x: 0, y: 0 })
  const parts = 2 ** grid.levels
  const even = ((place.x + 0.5) / (grid.columns * parts)) * grid.width
  const v = ((place.y + 0.5) / (grid.rows * parts)) * grid.height
  const u = pushed(even, Math.floor(v / (grid.height / grid.rows)), grid)
  return { x: (u - view.left) * view.zoom, y: (v - view.top) * view.zoom }
}

/** Where between two ranks the map's columns part, in pixels of the region, at the height of a row. */
export function edgeOfRank(rank: number, row: number, view: CellView, grid: CellGrid): number {
  const column = rank / 4 ** grid.levels / grid.rows
  const even = (column / grid.columns) * grid.width
  return (pushed(even, row, grid) - view.left) * view.zoom
}

/** A finest cell grows to this many pixels and no further. */
const LARGEST_DOT = 64

export function largestZoom(grid: CellGrid): number {
  const finest = Math.min(grid.width / grid.columns, grid.height / grid.rows) / 2 ** grid.levels
  return Math.max(1, LARGEST_DOT / finest)
}

/** Zooms about a point of the region, in place; the point stays where it is. */
export function zoomAbout(
  view: CellView,
  x: number,
  y: number,
  factor: number,
  grid: CellGrid,
): void {
  const zoom = Math.min(largestZoom(grid), Math.max(1, view.zoom * factor))
  view.left += x / view.zoom - x / zoom
  view.top += y / view.zoom - y / zoom
  view.zoom = zoom
  keepInside(view, grid)
}

export function panBy(view: CellView, dx: number, dy: number, grid: CellGrid): void {
  view.left -= dx / view.zoom
  view.top -= dy / view.zoom
  keepInside(view, grid)
}

export function keepInside(view: CellView, grid: CellGrid): void {
  view.left = Math.min(grid.width - grid.width / view.zoom, Math.max(0, view.left))
  view.top = Math.min(grid.height - grid.height / view.zoom, Math.max(0, view.top))
}

/** The same bits as the shader's: a rank scattered over 31 bits. */
export function mixBits(rank: number): number {
  let bits = Math.imul(rank ^ 0x27d4eb2d, 0x85ebca6b)
  bits ^= bits >>> 15
  bits = Math.imul(bits, 0xc2b2ae35)
  bits ^= bits >>> 13
  return (bits >>> 1) & 0x7fff_ffff
}
