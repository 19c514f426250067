// What is counted as flashing: three flashes a second are not, four are; and only where they are.
import { describe, expect, it } from 'vitest'
import { mostFlashing, turnsOf, type Picture } from './flashes.ts'

const MS_A_PICTURE = 1000 / 60

/** Two seconds of a field of 100 places of which some blink between two lights. */
function film(blinking: number, flashesASecond: number, low = 20, high = 200): Picture[] {
  return Array.from({ length: 120 }, (_, picture) => {
    const timeMs = picture * MS_A_PICTURE
    const isLit = Math.floor(timeMs * 0.002 * flashesASecond + 0.25) % 2 === 1
    const light = new Uint8Array(100).fill(low)
    if (isLit) light.fill(high, 0, blinking)
    return { timeMs, light }
  })
}

describe('flashing', () => {
  it('begins with the fourth flash within a second', () => {
    expect(mostFlashing(turnsOf(film(40, 2.9)))).toBe(0)
    expect(mostFlashing(turnsOf(film(40, 4.5)))).toBe(40)
  })

  it('is neither a change below a tenth nor one among bright pictures', () => {
    expect(mostFlashing(turnsOf(film(40, 10, 100, 120)))).toBe(0)
    expect(mostFlashing(turnsOf(film(40, 10, 210, 255)))).toBe(0)
  })

  it('is neither a light that only rises nor one that only once falls', () => {
    const rising = film(100, 10).map((picture, index) => ({
      ...picture,
      light: new Uint8Array(100).fill(index * 2),
    }))
    expect(mostFlashing(turnsOf(rising))).toBe(0)
    expect(turnsOf(film(1, 0.6))[0]).toHaveLength(2)
  })
})
