// Figures as the canvas prints them: three significant digits, true minus signs, simulated clock times.
// Text only; nothing here measures or draws.

const MINUS = '\u2212'
const STEPS_PER_DAY = 86_400

/** Words that the shell shares, in the page's type: −3 for -3, 20× for 20x, ×1.1 for x1.1. */
export function typeset(words: string): string {
  return words
    .replace(/(^|[\s(])-(?=[$\d])/g, `$1${MINUS}`)
    .replace(/(\d)x\b/g, '$1×')
    .replace(/\bx(?=\d)/g, '×')
}

/** Three significant digits without trailing zeros: 4.1, 62, 1.19. */
function significant(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const fixed = value.toFixed(digits)
  return digits === 0 ? fixed : fixed.replace(/\.?0+$/, '')
}

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
]

/** $812M, $1.19B, $62k, -$740M. */
export function formatUsd(usd: number): string {
  const size = Math.abs(usd)
  const sign = usd < 0 ? MINUS : ''
  for (const [scale, letter] of SCALES) {
    // 999.6 thousand rounds to 1,000k: it is 1M.
    if (size >= scale * 0.9995) return `${sign}$${significant(size / scale)}${letter}`
  }
  return `${sign}$${significant(size)}`
}

/** A change of dollars, with its sign: +$740M. */
export function formatUsdChange(usd: number): string {
  return usd < 0 ? formatUsd(usd) : `+${formatUsd(usd)}`
}

/** A price as an axis prints it: 46,120 but 0.1823; decimals follow the spacing of the marks. */
export function formatPrice(priceUsd: number, spacingUsd = priceUsd / 1000): string {
  const decimals = spacingUsd >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(spacingUsd)))
  return grouped(priceUsd.toFixed(decimals))
}

/** 271,400. */
export function formatCount(count: number): string {
  return grouped(Math.round(count).toFixed(0))
}

/** 1.02M, 215k, 940. */
export function formatShortCount(count: number): string {
  return count < 1_000 ? `${Math.round(count)}` : formatUsd(count).replace('$', '')
}

/** -6.1 %, with one decimal below ten per cent. */
export function formatPercent(fraction: number, signed = false): string {
  const percent = fraction * 100
  const size = Math.abs(percent)
  const text = size >= 9.95 ? size.toFixed(0) : size.toFixed(1)
  const sign = percent < 0 && Number(text) !== 0 ? MINUS : signed ? '+' : ''
  return `${sign}${text} %`
}

/** 24×, 2.5×. */
export function formatLeverage(leverage: number): string {
  return `${significant(leverage)}×`
}

/** Time of the simulated day: 10:42. */
export function formatClock(step: number): string {
  const minutes = Math.floor((((step % STEPS_PER_DAY) + STEPS_PER_DAY) % STEPS_PER_DAY) / 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** Time of the simulated day with seconds: 10:42:17. */
export function formatClockSeconds(step: number): string {
  return `${formatClock(step)}:${pad(Math.floor(((step % 60) + 60) % 60))}`
}

/** The first day is day 1. */
export function formatDay(step: number): string {
  return `day ${Math.floor(step / STEPS_PER_DAY) + 1}`
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

function grouped(digits: string): string {
  const [whole = '', decimals] = digits.split('.')
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', MINUS)
  return decimals === undefined ? marked : `${marked}.${decimals}`
}
