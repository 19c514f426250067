// The palette's promises: enough contrast to be seen, and sides that colour-blind eyes tell apart.
// WCAG 2.2 contrast; dichromacy after Machado, Oliveira and Fernandes (2009), severity 1; CIE76 distance.
import { describe, expect, it } from 'vitest'
import { contrast, distance, EYES, linear, luminance } from '../testing/colourEyes.ts'
import { mixColour, packColour, PALETTES, type Theme } from './colours.ts'

describe.each(Object.keys(PALETTES) as Theme[])('the %s palette', (theme) => {
  const palette = PALETTES[theme]

  it.each(['text', 'muted'] as const)('prints %s at 4.5 to 1 or better', (name) => {
    expect(contrast(palette[name], palette.ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette[name], palette.plate)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['long', 'short', 'coin', 'price'] as const)('shows %s at 3 to 1 or better', (name) => {
    expect(contrast(palette[name], palette.ground)).toBeGreaterThanOrEqual(3)
  })

  it('prints words on tags, longs and water at 4.5 to 1 or better', () => {
    expect(contrast(palette.tagText, palette.tag)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.onLong, palette.long)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.coinText, palette.harbourWater)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.coinText, palette.harbourDeep)).toBeGreaterThanOrEqual(4.5)
  })

  it('keeps the core of a liquidation apart from the disc that holds it', () => {
    expect(contrast(palette.core, palette.long)).toBeGreaterThanOrEqual(2)
  })

  it.each(Object.entries(EYES))(
    'tells longs, shorts and stablecoins apart for %s',
    (_eye, matrix) => {
      const { long, short, coin } = palette
      expect(distance(long, short, matrix)).toBeGreaterThan(40)
      // Stablecoins are squares besides.
      expect(distance(long, coin, matrix)).toBeGreaterThan(15)
      expect(distance(short, coin, matrix)).toBeGreaterThan(15)
    },
  )

  it('grows brighter, or darker, with depth and never turns back', () => {
    const steps = palette.depth.map((colour) => luminance(linear(colour)))
    const sorted = steps.toSorted((a, b) => (theme === 'dark' ? a - b : b - a))
    expect(steps).toEqual(sorted)
    expect(palette.depth[0]).toBe(palette.ground)
  })

  it('keeps the price line readable over the deepest book', () => {
    expect(contrast(palette.price, palette.depth[3])).toBeGreaterThanOrEqual(3)
  })
})

describe('colour arithmetic', () => {
  it('packs red lowest and opacity highest', () => {
    expect(packColour(0x123456, 1)).toBe(0xff563412)
    expect(packColour(0x123456, 0)).toBe(0x00563412)
  })

  it('mixes channel by channel', () => {
    expect(mixColour(0x000000, 0xffffff, 0.5)).toBe(0x808080)
    expect(mixColour(0x102030, 0xffffff, 0)).toBe(0x102030)
  })
})
