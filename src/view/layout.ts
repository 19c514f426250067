// Where things lie on the canvas, for desktop and phone sizes. CSS pixels, origin top left.
// Regions never overlap, except that the map's legend floats over the map.

export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What the page lays over the canvas and the drawing must keep clear of. */
export interface Insets {
  readonly top: number
  readonly bottom: number
}

export type SizeClass = 'desktop' | 'phone'

export interface MarketLayout {
  readonly sizeClass: SizeClass
  readonly whole: Region
  /** The heat map, full height above the time axis. */
  readonly map: Region
  /** The part of the map's height where prices may lie, free of what the page lays over it. */
  readonly plot: Region
  /** Where the present is: right of it the map waits for what comes. */
  readonly nowX: number
  /** Price labels, scars and the price tag. */
  readonly axis: Region
  readonly ahead: Region
  /** The harbour column; on a phone a strip without words. */
  readonly harbour: Region
  readonly harbourHasWords: boolean
  readonly timeAxis: Region
  /** Legend of circles and depth: at the left of the map, below, where a falling price has not been; on a
   * phone at the right, above. */
  readonly legend: Region
}

export const PHONE_BELOW = 600
const TIME_AXIS_HEIGHT = 22

export function sizeClassOf(width: number): SizeClass {
  return width < PHONE_BELOW ? 'phone' : 'desktop'
}

export function marketLayout(width: number, height: number, insets: Insets): MarketLayout {
  const sizeClass = sizeClassOf(width)
  const phone = sizeClass === 'phone'
  const roomy = width >= 760
  const axisWidth = phone ? 54 : 56
  const aheadWidth = phone ? Math.round(clamp(width * 0.17, 44, 72)) : roomy ? 118 : 92
  const harbourWidth = phone ? 16 : roomy ? 90 : 76
  const mapWidth = Math.max(40, Math.round(width - axisWidth - aheadWidth - harbourWidth))
  const mapHeight = Math.max(40, height - TIME_AXIS_HEIGHT)
  const lead = phone ? 14 : 34
  const legendWidth = Math.min(mapWidth - 8, phone ? 150 : 176)
  const legendHeight = phone ? 34 : 78
  const top = Math.min(insets.top, mapHeight * 0.3)
  const bottom = Math.min(insets.bottom, mapHeight * 0.3)
  return {
    sizeClass,
    whole: region(0, 0, width, height),
    map: region(0, 0, mapWidth, mapHeight),
    plot: region(0, top, mapWidth, mapHeight - top - bottom),
    nowX: mapWidth - lead,
    axis: region(mapWidth, 0, axisWidth, mapHeight),
    ahead: region(mapWidth + axisWidth, 0, aheadWidth, height),
    harbour: region(mapWidth + axisWidth + aheadWidth, 0, harbourWidth, height),
    harbourHasWords: !phone,
    timeAxis: region(0, mapHeight, mapWidth + axisWidth, TIME_AXIS_HEIGHT),
    legend: region(
      phone ? mapWidth - legendWidth - 4 : 14,
      phone ? top + 2 : mapHeight - bottom - legendHeight - (roomy ? 8 : 52),
      legendWidth,
      legendHeight,
    ),
  }
}

export interface CrowdLayout {
  readonly sizeClass: SizeClass
  readonly whole: Region
  /** Where cells lie: all of the canvas below the page's header. */
  readonly cells: Region
  /** Top of the count labels, middle of the words at the bottom. */
  readonly labelTop: number
  readonly noteBottom: number
}

export function crowdLayout(width: number, height: number, insets: Insets): CrowdLayout {
  const top = Math.min(insets.top, height * 0.3)
  const phone = sizeClassOf(width) === 'phone'
  return {
    sizeClass: sizeClassOf(width),
    whole: region(0, 0, width, height),
    cells: region(0, top, width, Math.max(40, height - top)),
    labelTop: top + (phone ? 10 : 24),
    noteBottom: height - 12,
  }
}

export interface CohortLayout {
  /** A line of words over the tiles. */
  readonly legend: Region
  /** Names of the populations, left of their tiles. */
  readonly names: Region
  readonly tiles: Region
}

export function cohortLayout(width: number, height: number, insets: Insets): CohortLayout {
  const top = Math.min(insets.top, height * 0.3) + 34
  const foot = Math.min(insets.bottom, height * 0.3) + 22
  const names = sizeClassOf(width) === 'phone' ? 112 : 132
  const tall = Math.max(40, height - top - foot)
  return {
    legend: region(names, top - 26, Math.max(40, width - names - 14), 20),
    names: region(0, top, names, tall),
    tiles: region(names, top, Math.max(40, width - names - 14), tall),
  }
}

export interface TraderLayout {
  readonly ring: {
    readonly x: number
    readonly y: number
    readonly radius: number
    readonly stroke: number
  }
  readonly ladder: Region
  readonly diary: Region
}

/** Ring, ladder and diary side by side; on a phone ring and ladder above the diary. */
export function traderLayout(width: number, height: number, insets: Insets): TraderLayout {
  const top = Math.min(insets.top, height * 0.3) + 8
  const tall = Math.max(120, height - top - Math.min(insets.bottom, height * 0.3) - 8)
  const phone = sizeClassOf(width) === 'phone'
  const upper = phone ? tall * 0.7 : tall
  const ringWidth = phone ? width * 0.56 : Math.min(380, width * 0.38)
  // A phone's ring has its words below, three lines of them.
  const radius = phone
    ? Math.max(32, Math.min(ringWidth / 2 - 14, upper / 2 - 35))
    : Math.max(40, Math.min(ringWidth / 2 - 14, upper / 2 - 34, 170))
  const ladderLeft = ringWidth + (phone ? 14 : 24)
  const ladderTop = top + upper / 2 - Math.min(upper / 2 - 16, 170)
  const ladder = region(
    ladderLeft,
    ladderTop,
    phone ? width - ladderLeft - 8 : 150,
    Math.min(upper - 32, 340),
  )
  const diary = phone
    ? region(16, top + upper + 4, width - 32, tall - upper - 4)
    : region(right(ladder) + 20, ladderTop, width - right(ladder) - 34, ladder.height)
  const y = phone ? top + radius + 4 : top + upper / 2 - 6
  const ring = { x: ringWidth / 2, y, radius, stroke: phone ? 12 : 18 }
  return { ring, ladder, diary }
}

export function right(area: Region): number {
  return area.left + area.width
}

export function bottom(area: Region): number {
  return area.top + area.height
}

export function contains(area: Region, x: number, y: number): boolean {
  return x >= area.left && x < right(area) && y >= area.top && y < bottom(area)
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}

function region(left: number, top: number, width: number, height: number): Region {
  return { left, top, width, height }
}
