// The palette's promises: enough contrast to be seen, and sides that colour-blind eyes tell apart.
// WCAG 2.2 contrast; dichromacy after Machado, Oliveira and Fernandes (2009), severity 1; CIE76 distance.
import { describe, expect, it } from 'vitest'
import { mixColour, packColour, PALETTES, writeRgb, type Colour, type Theme } from './colours.ts'

type Rgb = readonly [number, number, number]

function linear(colour: Colour): Rgb {
  const out = new Float32Array(3)
  writeRgb(colour, out)
  return [...out].map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const EYES = {
  typical: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
} as const

function seen(colour: Colour, eye: readonly number[]): Rgb {
  const [r, g, b] = linear(colour)
  const row = (at: number): number =>
    Math.min(1, Math.max(0, eye[at] * r + eye[at + 1] * g + eye[at + 2] * b))
  return [row(0), row(3), row(6)]
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function distance(a: Colour, b: Colour, eye: readonly number[]): number {
  const [one, other] = [lab(seen(a, eye)), lab(seen(b, eye))]
  return Math.sqrt(one.reduce((sum, value, axis) => sum + (value - other[axis]) ** 2, 0))
}

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
