// Figures as a reader meets them: three significant digits, units spelled out, plain ASCII signs.
// ODD submodel: Observation.

const SCALES = [
  { from: 1e12, divisor: 1e12, suffix: 'T' },
  { from: 999.5e6, divisor: 1e9, suffix: 'B' },
  { from: 999.5e3, divisor: 1e6, suffix: 'M' },
  { from: 999.5, divisor: 1e3, suffix: 'k' },
  { from: 0, divisor: 1, suffix: '' },
] as const

/** 1_190_000_000 is "$1.19B". */
export function usdInWords(usd: number): string {
  const sign = usd < 0 ? '-' : ''
  const size = Math.abs(usd)
  const scale = SCALES.find((candidate) => size >= candidate.from) ?? SCALES[SCALES.length - 1]
  return `${sign}$${threeDigits(size / scale.divisor)}${scale.suffix}`
}

/** A price: 46120.4 is "$46,120", 0.2012 is "$0.201". */
export function priceInWords(usd: number): string {
  return `$${usd >= 1_000 ? countInWords(usd) : threeDigits(usd)}`
}

/** 0.123 is "12.3 %". */
export function percentInWords(fraction: number, digits = 1): string {
  const text = (fraction * 100).toFixed(digits)
  return `${/^-0(\.0*)?$/.test(text) ? text.slice(1) : text} %`
}

/** 9 %, 0.3 %: a share that comes near nothing is not told as nothing. */
export function smallPercent(share: number): string {
  return percentInWords(share, share < 0.01 ? 1 : 0)
}

/** 406123 is "406,123". */
export function countInWords(count: number): string {
  const digits = Math.abs(Math.round(count)).toFixed(0)
  let grouped = ''
  for (let index = 0; index < digits.length; index++) {
    if (index > 0 && (digits.length - index) % 3 === 0) grouped += ','
    grouped += digits[index]
  }
  return count <= -0.5 ? `-${grouped}` : grouped
}

/** At most three significant digits, no trailing zeros behind the point. */
export function threeDigits(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3
  const text = value.toFixed(decimals)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** Step 124_937 is "day 2, 10:42". */
export function timeInWords(step: number): string {
  const day = Math.floor(step / 86_400) + 1
  const hour = Math.floor((step % 86_400) / 3_600)
  const minute = Math.floor((step % 3_600) / 60)
  return `day ${day}, ${pad(hour)}:${pad(minute)}`
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
