// A verdict as icon and word, and figures of the scorecard by their unit.
import type { Verdict } from '../threads/frames.ts'
import { formatCount, formatPercent, formatUsd } from '../view/numbers.ts'

export const VERDICTS: Readonly<Record<Verdict, { readonly icon: string; readonly word: string }>> =
  {
    within: { icon: '✓', word: 'as the article says' },
    near: { icon: '≈', word: 'nearly' },
    off: { icon: '✗', word: 'not so' },
    pending: { icon: '…', word: 'not known' },
    'not-modelled': { icon: '–', word: 'not modelled' },
  }

/** Claims in a few words, as the narrow column has room for. */
export const CLAIM_LABELS: Readonly<Record<string, string>> = {
  C01: 'over $1.2B in 24 h',
  C02: 'traders > 400,000',
  C03: 'in BTC and ETH',
  C04: 'market cap about −5 %',
  C05: 'entered above 20×',
  C06: 'machines sold on',
  C07: 'news came first',
  C08: 'altcoins fell along',
  C09: 'on Binance, FTX, Bybit',
  C10: 'spreads widened',
  C11: 'volume +30–50 %',
  C12: 'no collapse',
  C13: 'bids came back',
  C14: 'partly recovered',
  C15: 'into stablecoins',
  C16: 'holders stayed active',
  C17: 'declined after',
  C18: 'institutions bought',
  C19: 'retail bore losses',
  C20: 'retail cut leverage',
  C21: 'venues limited leverage',
  C22: 'policies compared',
  C23: 'wash trading',
}

export function formatFigure(value: number | null, unit: string): string {
  if (value === null) return ''
  switch (unit) {
    case 'USD':
      return formatUsd(value)
    case 'share':
    case 'fraction':
      return formatPercent(value, unit === 'fraction')
    case 'ratio':
      return `×${short(value)}`
    case 'h':
      return `${short(value)} h`
    case 'venues':
      return formatCount(value)
    case 'traders':
      return value >= 10_000 ? `${Math.round(value / 1000)}k` : formatCount(value)
    default:
      return short(value)
  }
}

function short(value: number): string {
  const size = Math.abs(value)
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2
  return value.toFixed(digits).replace('-', '\u2212')
}
