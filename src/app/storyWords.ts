// The figures that a caption may state, by the name in its braces: all of the run that is shown, at the
// moment that is shown, none written down beforehand.
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import { formatCount, formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { formatMoment } from '../panels/format.ts'
import { runRecord } from './runRecord.ts'
import { rowAt } from './shown.ts'
import type { LabState } from './store.ts'

const UNKNOWN = '…'

interface Shown {
  readonly state: LabState
  /** The second that is shown, and that at which the step of the story began. */
  readonly step: number
  readonly since: number
}

/** What each figure is, for those who write stories (docs/stories.md lists them). */
export const FIGURES: Readonly<Record<string, (shown: Shown) => string>> = {
  time: ({ step }) => formatMoment(step),
  price: ({ state }) => priceOf(state),
  change: ({ state }) => percentOf(state.quotes?.changeFraction[state.asset], true),
  priceSince: ({ state, since, step }) => percentOf(priceChange(state.asset, since, step), true),
  liquidated: ({ state }) => usdOf(totalsOf(state)?.liquidatedUsd),
  liquidatedSince: ({ since, step }) => usdOf(liquidatedBetween(since, step)),
  traders: ({ state }) => countOf(totalsOf(state)?.liquidatedTraders),
  longs: ({ state }) => percentOf(totalsOf(state)?.liquidatedLongShare),
  depth: ({ state }) => percentOf(totalsOf(state)?.depthOverCalm),
  spread: ({ step }) => bpsOf(ofMinute('spreadBps', step)),
  openInterest: ({ step }) => usdOf(ofMinute('openInterestUsd', step)),
  funds: ({ state }) => usdOf(totalsOf(state)?.fundsUsd),
  parked: ({ state }) => usdOf(totalsOf(state)?.parkedUsd),
  ahead: ({ state }) =>
    usdOf(state.pastStep === null ? state.panel?.totals.nextOnePercentUsd : undefined),
}

const SENTENCE_END = /(?<=[.!?])\s+/
const BRACES = /\{([A-Za-z]+)\}/g

/** Names in a caption's braces that are no figure. */
export function unknownFigures(caption: string): string[] {
  const names = [...caption.matchAll(BRACES)].map((match) => match[1])
  return names.filter((name) => !Object.hasOwn(FIGURES, name))
}

/** The caption with the figures of the run. `since`: the second at which its step began. A sentence whose
 * figure is not known is left out: on the way to the step, none is. */
export function captionWith(caption: string, state: LabState, since: number): string {
  const step = state.pastStep ?? state.clock?.step ?? 0
  const isThere = step >= since
  const sentenceWith = (sentence: string): string => {
    let isKnownAll = true
    const words = sentence.replace(BRACES, (braces, name: string) => {
      if (!Object.hasOwn(FIGURES, name)) return braces
      const figure = isThere ? FIGURES[name]({ state, step, since }) : UNKNOWN
      isKnownAll &&= figure !== UNKNOWN
      return figure
    })
    return isKnownAll ? words : ''
  }
  return caption
    .split(SENTENCE_END)
    .map(sentenceWith)
    .filter((words) => words !== '')
    .join(' ')
}

function totalsOf(state: LabState) {
  return state.pastTotals ?? state.panel?.totals
}

function priceOf({ quotes, asset }: LabState): string {
  const price = quotes?.priceUsd[asset]
  return price === undefined ? UNKNOWN : `$${formatPrice(price)}`
}

function priceChange(asset: number, since: number, step: number): number | undefined {
  const { series, assetCount, minuteCount } = runRecord
  if (minuteCount === 0) return undefined
  const at = (moment: number) => series.price[rowAt(moment) * assetCount + asset]
  return at(step) / at(since) - 1
}

function liquidatedBetween(since: number, step: number): number {
  const { series, minuteCount } = runRecord
  const to = Math.min(minuteCount, Math.floor(step / MAP_COLUMN_STEPS))
  let usd = 0
  for (let row = Math.floor(since / MAP_COLUMN_STEPS); row < to; row++) {
    usd += series.liquidatedLongUsd[row] + series.liquidatedShortUsd[row]
  }
  return usd
}

function ofMinute(name: 'spreadBps' | 'openInterestUsd', step: number): number | undefined {
  return runRecord.minuteCount === 0 ? undefined : runRecord.series[name][rowAt(step)]
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value)
}

function usdOf(usd: number | undefined): string {
  return isKnown(usd) ? formatUsd(usd) : UNKNOWN
}

function countOf(count: number | undefined): string {
  return isKnown(count) ? formatCount(count) : UNKNOWN
}

function percentOf(fraction: number | undefined, signed = false): string {
  return isKnown(fraction) ? formatPercent(fraction, signed) : UNKNOWN
}

function bpsOf(bps: number | undefined): string {
  return isKnown(bps) ? `${Number(bps.toPrecision(3))} bps` : UNKNOWN
}
