// The grid's colours: figures can be read on all of them, and to every eye more is lighter.
import { expect, test } from 'vitest'
import { contrast, EYES, luminance, seen } from '../testing/colourEyes.ts'
import { cellColour, cssColour, textOn } from './cellColours.ts'

const SHARES = Array.from({ length: 101 }, (_, index) => index / 100)

test('a figure is read on every cell', () => {
  for (const share of SHARES) {
    const colour = cellColour(share)
    expect(contrast(colour, textOn(colour))).toBeGreaterThanOrEqual(4.5)
  }
})

test.each(Object.entries(EYES))('more is lighter to eyes of %s', (_, eye) => {
  const lightness = SHARES.map((share) => luminance(seen(cellColour(share), eye)))
  expect(lightness).toEqual(lightness.toSorted((one, other) => one - other))
  expect(new Set(lightness).size).toBe(SHARES.length)
})

test('what lies beyond the ends has the colour of the end', () => {
  expect([cellColour(-1), cellColour(2)]).toEqual([cellColour(0), cellColour(1)])
  expect(cssColour(0x00224e)).toBe('#00224e')
})
