// General flashes by WCAG 2.3.1 in a row of pictures: pairs of opposing changes of relative luminance by a
// tenth or more whose darker picture is below 0.8. More than three within a second may lie on no larger
// area than a quarter of 341 by 256 pixels.

export interface Picture {
  readonly timeMs: number
  /** Relative luminance of each place, 0 to 255. */
  readonly light: Uint8Array
}

export const FLASHES_A_SECOND = 3
export const LARGE_AREA = 0.25 * 341 * 256

const CHANGE = 0.1 * 255
const BRIGHT = 0.8 * 255

/** Per place the moments at which its light has turned, by a tenth or more since the turn before. */
export function turnsOf(pictures: readonly Picture[]): number[][] {
  const places = pictures[0]?.light.length ?? 0
  return Array.from({ length: places }, (_, place) => {
    const turns: number[] = []
    let low = Infinity
    let high = -Infinity
    let way = 0
    for (const { timeMs, light } of pictures) {
      const now = light[place]
      low = Math.min(low, now)
      high = Math.max(high, now)
      const isRise = way <= 0 && now - low >= CHANGE && low < BRIGHT
      const isFall = way >= 0 && high - now >= CHANGE && now < BRIGHT
      if (!isRise && !isFall) continue
      turns.push(timeMs)
      way = isRise ? 1 : -1
      low = high = now
    }
    return turns
  })
}

/** The most places at once that flash more often than three times within the second before. */
export function mostFlashing(turns: readonly (readonly number[])[]): number {
  const flashing: { from: number; until: number }[] = []
  for (const row of turns) {
    let until = -Infinity
    for (let turn = 2 * FLASHES_A_SECOND; turn < row.length; turn++) {
      if (row[turn] - row[turn - 2 * FLASHES_A_SECOND] > 1_000) continue
      if (row[turn] >= until) flashing.push({ from: row[turn], until: row[turn] + 1_000 })
      else flashing[flashing.length - 1].until = row[turn] + 1_000
      until = row[turn] + 1_000
    }
  }
  const steps = flashing.flatMap(({ from, until }) => [
    { at: from, by: 1 },
    { at: until, by: -1 },
  ])
  steps.sort((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  let most = 0
  for (const { by } of steps) most = Math.max(most, (now += by))
  return most
}
