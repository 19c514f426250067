// Colours as eyes see them, for the tests: WCAG 2.2 contrast; dichromacy after Machado, Oliveira and
// Fernandes (2009), severity 1; CIE76 distance.
import { writeRgb, type Colour } from '../view/colours.ts'

export type Rgb = readonly [number, number, number]

export function linear(colour: Colour): Rgb {
  const out = new Float32Array(3)
  writeRgb(colour, out)
  return [...out].map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb
}

export function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

export const EYES = {
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

export function seen(colour: Colour, eye: readonly number[]): Rgb {
  const [r, g, b] = linear(colour)
  const row = (at: number): number =>
    Math.min(1, Math.max(0, eye[at] * r + eye[at + 1] * g + eye[at + 2] * b))
  return [row(0), row(3), row(6)]
}

export function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

export function distance(a: Colour, b: Colour, eye: readonly number[]): number {
  const [one, other] = [lab(seen(a, eye)), lab(seen(b, eye))]
  return Math.sqrt(one.reduce((sum, value, axis) => sum + (value - other[axis]) ** 2, 0))
}
