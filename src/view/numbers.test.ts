// Figures on the canvas: three significant digits, true minus signs, simulated times.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatClock,
  formatClockSeconds,
  formatCount,
  formatDay,
  formatLeverage,
  formatPercent,
  formatPrice,
  formatShortCount,
  formatUsd,
  formatUsdChange,
  typeset,
} from './numbers.ts'

describe('dollars', () => {
  it.each([
    [0, '$0'],
    [940, '$940'],
    [4_100_000, '$4.1M'],
    [812_000_000, '$812M'],
    [1_194_000_000, '$1.19B'],
    [62_000, '$62k'],
    [999_600, '$1M'],
    [-740_000_000, '\u2212$740M'],
  ])('prints %d as %s', (usd, words) => {
    expect(formatUsd(usd)).toBe(words)
  })

  it('signs a change', () => {
    expect(formatUsdChange(740e6)).toBe('+$740M')
    expect(formatUsdChange(-2e3)).toBe('\u2212$2k')
  })

  it('never prints more than three digits, and stays within half a per cent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 9e14, noNaN: true }), (usd) => {
        const words = formatUsd(usd)
        expect(words.replace(/[^0-9]/g, '').length).toBeLessThanOrEqual(3)
        const scale = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 }[words.at(-1) ?? ''] ?? 1
        const value = Number.parseFloat(words.slice(1)) * scale
        expect(Math.abs(value / usd - 1)).toBeLessThanOrEqual(0.0051)
      }),
    )
  })
})

describe('other figures', () => {
  it('prints prices with the decimals that their marks need', () => {
    expect(formatPrice(46_120)).toBe('46,120')
    expect(formatPrice(47_000, 1_000)).toBe('47,000')
    expect(formatPrice(0.18234)).toBe('0.1823')
    expect(formatPrice(151.5, 0.5)).toBe('151.5')
  })

  it('prints counts in full or short', () => {
    expect(formatCount(271_400)).toBe('271,400')
    expect(formatCount(1_161_000)).toBe('1,161,000')
    expect(formatShortCount(1_024_855)).toBe('1.02M')
    expect(formatShortCount(940)).toBe('940')
  })

  it('prints per cents with a true minus and none before zero', () => {
    expect(formatPercent(-0.061)).toBe('\u22126.1 %')
    expect(formatPercent(0.12, true)).toBe('+12 %')
    expect(formatPercent(-0.0001)).toBe('0.0 %')
  })

  it('prints leverage', () => {
    expect(formatLeverage(24)).toBe('24×')
    expect(formatLeverage(2.5)).toBe('2.5×')
    expect(formatLeverage(100)).toBe('100×')
  })

  it("sets the shell's words in the page's type, and leaves names, ranges and flags alone", () => {
    expect(typeset('Max leverage 5x, Shock size -8 %')).toBe('Max leverage 5×, Shock size −8 %')
    expect(typeset('low (-2.2 %), -$152M, x1.09')).toBe('low (−2.2 %), −$152M, ×1.09')
    expect(typeset('auto-deleveraging, 2 - 1, 0x1f, C01-C23')).toBe(
      'auto-deleveraging, 2 - 1, 0x1f, C01-C23',
    )
  })

  it('counts days from one and hours from midnight', () => {
    expect(formatDay(0)).toBe('day 1')
    expect(formatDay(86_400)).toBe('day 2')
    expect(formatClock(86_400 + 10 * 3_600 + 42 * 60)).toBe('10:42')
    expect(formatClockSeconds(38_537)).toBe('10:42:17')
    expect(formatClock(-60)).toBe('23:59')
  })
})
