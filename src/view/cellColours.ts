// Colours of a grid's cells, from the least value to the largest: dark blue to pale yellow, ever lighter to
// every eye (after cividis: J. R. Nuñez, C. R. Anderton and R. S. Renslow, 2018). The same in both themes.
import { mixColour, writeRgb, type Colour } from './colours.ts'

/** Evenly spaced. */
const STOPS: readonly Colour[] = [
  0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55,
  0xfee838,
]
const WHITE: Colour = 0xffffff
const BLACK: Colour = 0x000000

/** `share`: 0 at the least value, 1 at the largest. */
export function cellColour(share: number): Colour {
  const place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1)
  const below = Math.min(STOPS.length - 2, Math.floor(place))
  return mixColour(STOPS[below], STOPS[below + 1], place - below)
}

/** Black or white, whichever is read better on a colour. */
export function textOn(colour: Colour): Colour {
  const rgb = new Float32Array(3)
  writeRgb(colour, rgb)
  const [red, green, blue] = [...rgb].map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return (luminance + 0.05) ** 2 > 1.05 * 0.05 ? BLACK : WHITE
}

export function cssColour(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}
