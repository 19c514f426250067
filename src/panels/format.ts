// Figures as the panels print them, beyond what the canvas needs: simulated times, values of parameters.
import { STEPS_PER_DAY, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import type { ParameterRow } from '../params/parameter.ts'
import { readNumber } from '../params/setting.ts'
import { groupDigits } from '../params/words.ts'
import { formatClockSeconds, formatCount, formatDay, formatUsd, typeset } from '../view/numbers.ts'

const MINUS = '\u2212'

/** day 2 · 10:42:17 */
export function formatMoment(step: number): string {
  return `${formatDay(step)} · ${formatClockSeconds(step)}`
}

/** The step of a moment as anyone would type it: day 2 · 10:42:17, 2 10:42, or 10:42 for the first day.
 * Null for anything else. */
export function readMoment(typed: string): number | null {
  const match = /^(?:(?:day\s*)?(\d{1,2})[\s·,]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/i.exec(
    typed.trim(),
  )
  if (match === null) return null
  const [, day = '1', hours, minutes, seconds = '0'] = match
  if (Number(day) < 1 || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return null
  return (
    (Number(day) - 1) * STEPS_PER_DAY +
    Number(hours) * STEPS_PER_HOUR +
    Number(minutes) * STEPS_PER_MINUTE +
    Number(seconds)
  )
}

/** 100×, −4.2 %, $62M, off: a parameter's value as short as it can be said. */
export function formatValue(row: ParameterRow, value: number): string {
  if (row.choices !== undefined) return typeset(row.choices[value] ?? String(value))
  if (value === row.off) return 'off'
  if (row.unit === 'M USD') return formatUsd(value * 1e6)
  if (row.unit === 'x') return `${value}×`
  const digits = groupDigits(Math.abs(value))
  const number = value < 0 ? MINUS + digits : digits
  return row.unit === 'count' || row.unit === '' ? number : `${number} ${row.unit}`
}

/** −3 %, +2.5 %: the change of value that news is of. */
export function formatChange(percent: number): string {
  return typeset(`${percent > 0 ? '+' : ''}${percent} %`)
}

/** Per cent as anyone would type it: −3 %, -3, +2.5. Null for anything else. */
export function readPercent(typed: string): number | null {
  const percent = readNumber(typed.replace(MINUS, '-').replace('%', '').trim())
  return Number.isNaN(percent) ? null : percent
}

/** What was typed, with our own marks turned into those that a parameter is read by. */
export function plainTyped(row: ParameterRow, typed: string): string {
  const text = typed.trim().replace(MINUS, '-').replace('×', 'x')
  if (row.unit !== 'M USD') return text
  const billions = /^\$?([\d.,]+)\s*B$/i.exec(text)
  if (billions !== null) return String(Number(billions[1]) * 1000)
  return text.replace(/^\$/, '').replace(/\s*M$/i, '')
}

/** 24×, 3,600×, 1.2×: simulated seconds a second. */
export function formatFactor(factor: number): string {
  if (!Number.isFinite(factor)) return 'max'
  if (factor < 10) return `${factor.toFixed(1)}×`
  const rounded = factor < 100 ? Math.round(factor) : Number(factor.toPrecision(3))
  return `${groupDigits(rounded)}×`
}

/** 271,000, 3,120, 94: a count or a price in three digits, written out. */
export function roundCount(value: number): string {
  const size = Math.abs(value)
  if (size < 100) return formatCount(value)
  return formatCount(Number(value.toPrecision(3)))
}

/** $1,031, −$0.30: a visitor's own dollars, whole ones, and below a hundred to the cent. */
export function formatSum(usd: number, signed = false): string {
  const size = Math.abs(usd)
  const cents = Math.round(size * 100) / 100
  const digits = cents >= 100 ? formatCount(size) : cents === 0 ? '0' : cents.toFixed(2)
  const sign = usd < 0 && cents > 0 ? MINUS : signed ? '+' : ''
  return `${sign}$${size >= 1e6 ? formatUsd(size).slice(1) : digits}`
}

/** Of work in the background: "48 s", "12 min". */
export function timeLeft(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}
