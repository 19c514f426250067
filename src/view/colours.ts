// The palette, as 0xRRGGBB. A side is a hue and a fill: longs solid blue, shorts hollow amber.
// Two themes of the same names; the tests hold their contrast and their distance for colour-blind eyes.

export type Colour = number

export interface Palette {
  readonly ground: Colour
  /** Behind labels that lie over data. */
  readonly plate: Colour
  readonly hairline: Colour
  readonly text: Colour
  readonly muted: Colour
  readonly price: Colour
  /** The price of B, beside it. */
  readonly other: Colour
  /** Real falls, behind it. */
  readonly fan: Colour
  /** Thin dark (or light) edge that parts the price line and the discs from what lies below. */
  readonly edge: Colour
  readonly long: Colour
  readonly short: Colour
  /** Text on a solid long. */
  readonly onLong: Colour
  /** Text on a tile, which is darker than a long. */
  readonly onTile: Colour
  /** The pale heart of a liquidation. */
  readonly core: Colour
  readonly coin: Colour
  /** Text and waterline on the harbour. */
  readonly coinText: Colour
  readonly harbourWater: Colour
  readonly harbourDeep: Colour
  readonly tag: Colour
  readonly tagText: Colour
  /** Depth from none to full, evenly spaced. */
  readonly depth: readonly [Colour, Colour, Colour, Colour, Colour]
  /** Liquidated some time ago. */
  readonly ember: Colour
  /** The empty middle of the crowd. */
  readonly ash: Colour
  /** 1 where light is added to the ground, 0 where ink is laid on it. */
  readonly glow: number
}

export type Theme = 'dark' | 'light'

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  dark: {
    ground: 0x0b0f14,
    plate: 0x0b0f14,
    hairline: 0x24303d,
    text: 0xe8eef5,
    muted: 0x8b9bab,
    price: 0xffffff,
    other: 0xf0c36a,
    fan: 0xb58be0,
    edge: 0x0b0f14,
    long: 0x4fa8ff,
    short: 0xf59e2e,
    onLong: 0x06121f,
    onTile: 0xffffff,
    core: 0xffe7f1,
    coin: 0x406e5b,
    coinText: 0xcfe8dc,
    harbourWater: 0x3b6654,
    harbourDeep: 0x1c362d,
    tag: 0xe8eef5,
    tagText: 0x0b0f14,
    depth: [0x0b0f14, 0x101a26, 0x1b3148, 0x366089, 0x86b6e2],
    ember: 0xb98a92,
    ash: 0x100f13,
    glow: 1,
  },
  light: {
    ground: 0xf7f9fb,
    plate: 0xffffff,
    hairline: 0xd3dbe3,
    text: 0x14202b,
    muted: 0x566575,
    price: 0x0c141c,
    other: 0x8a5a00,
    fan: 0x8a5cc0,
    edge: 0xf7f9fb,
    long: 0x1a73d9,
    short: 0xb35c00,
    onLong: 0xffffff,
    onTile: 0x0c141c,
    core: 0xffe7f1,
    coin: 0x406e5b,
    coinText: 0x10261d,
    harbourWater: 0x8fbaa6,
    harbourDeep: 0xb9d6c8,
    tag: 0x14202b,
    tagText: 0xf7f9fb,
    depth: [0xf7f9fb, 0xe3ebf3, 0xc3d4e6, 0x94b4d4, 0x5f8dbb],
    ember: 0x9a6570,
    ash: 0xe9e6e8,
    glow: 0,
  },
}

/** Red, green and blue as fractions, into three places of a uniform. */
export function writeRgb(colour: Colour, out: Float32Array, offset = 0): void {
  out[offset] = ((colour >> 16) & 255) / 255
  out[offset + 1] = ((colour >> 8) & 255) / 255
  out[offset + 2] = (colour & 255) / 255
}

/** The colour and an opacity as the shape shader reads them: red in the lowest byte, alpha in the highest. */
export function packColour(colour: Colour, alpha: number): number {
  const red = (colour >> 16) & 255
  const green = (colour >> 8) & 255
  const blue = colour & 255
  const opacity = Math.max(0, Math.min(255, Math.round(alpha * 255)))
  return ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0
}

export function cssColour(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}

/** From a to b by a fraction, channel by channel. */
export function mixColour(a: Colour, b: Colour, fraction: number): Colour {
  const channel = (shift: number): number => {
    const from = (a >> shift) & 255
    return Math.round(from + (((b >> shift) & 255) - from) * fraction)
  }
  return (channel(16) << 16) | (channel(8) << 8) | channel(0)
}
