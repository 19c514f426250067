// What a fall is made of, for a person and a script: taker selling by source, what value itself lost, the
// depth that was withdrawn, and how much deeper the liquidations made it. Of one run, or of many seeds.
import { FLOW_SOURCES } from '../observe/flows.ts'
import { medianOf, quantileOf } from '../observe/statistics.ts'
import { twinFigures } from '../observe/twinsTable.ts'
import { percentInWords, threeDigits, timeInWords, usdInWords } from '../observe/words.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { table } from './textTable.ts'
import type { Figures } from '../observe/figures.ts'

/** Median over the runs, and the middle 80 %; of one run all three are its figure. */
export interface Middle {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface SellingSource {
  readonly source: string
  readonly sellsUsd: Middle
  /** Of all genuine taker sells of the fall. */
  readonly share: Middle
  /** Sells less buys: below zero the source held against the fall. */
  readonly netUsd: Middle
  /** Its selling over the same time at the pace of the calm day; null where it never sold then. */
  readonly overCalm: Middle | null
}

export interface Decomposition {
  readonly runs: number
  /** From BTC's high to its low: the minutes of one run, null of many. */
  readonly window: readonly [fromMinute: number, toMinute: number] | null
  readonly btcFall: Middle
  /** What BTC's fundamental value lost in the same time. */
  readonly fallOfValue: Middle
  readonly sellsUsd: Middle
  readonly sources: readonly SellingSource[]
  /** Resting bids within 1 % less those of calm, over calm: over the fall, and in its thinnest minute. */
  readonly bidsWithdrawn: Middle | null
  readonly bidsWithdrawnMost: Middle | null
  readonly amplification: Amplification | null
}

/** Beside the twin whose liquidations close at the mark and touch no book. */
export interface Amplification {
  readonly runs: number
  readonly ratio: Middle
  readonly offBookFall: Middle
  readonly offBookLiquidatedUsd: Middle
}

export interface DecomposedRun {
  readonly measures: Readonly<Figures>
  /** Measures of the off-book twin. */
  readonly offBook: Readonly<Figures> | null
}

/** Null where no run has had a fall. */
export function decompositionOf(all: readonly DecomposedRun[]): Decomposition | null {
  const runs = all.filter(({ measures }) => (measures['fallSellsUsd'] ?? 0) > 0)
  const [first] = runs
  if (first === undefined) return null
  const of = (name: string) => middleOf(runs.flatMap(({ measures }) => measures[name] ?? []))
  const minutes = ['btcHighMinute', 'btcLowMinute'].map((name) => first.measures[name] ?? 0)
  return {
    runs: runs.length,
    window: runs.length === 1 ? [minutes[0]!, minutes[1]!] : null,
    btcFall: of('btcFall')!,
    fallOfValue: of('fallOfValue')!,
    sellsUsd: of('fallSellsUsd')!,
    sources: FLOW_SOURCES.map(({ name }) => ({
      source: name,
      sellsUsd: of(`fallSellsUsd.${name}`)!,
      share: of(`fallSellShare.${name}`)!,
      netUsd: middleOf(
        runs.map(
          ({ measures }) =>
            (measures[`fallSellsUsd.${name}`] ?? 0) - (measures[`fallBuysUsd.${name}`] ?? 0),
        ),
      )!,
      overCalm: of(`fallSellsOverCalm.${name}`),
    })),
    bidsWithdrawn: of('fallBids1PercentWithdrawnShare'),
    bidsWithdrawnMost: of('fallBids1PercentWithdrawnMostShare'),
    amplification: amplificationOf(runs),
  }
}

function amplificationOf(all: readonly DecomposedRun[]): Amplification | null {
  const twins = all.flatMap(({ measures, offBook }) => {
    const ratio = twinFigures(measures, { offBook: offBook ?? undefined })['cascadeAmplification']
    return ratio === undefined || offBook === null ? [] : [{ ratio, offBook }]
  })
  if (twins.length === 0) return null
  const of = (name: string) => middleOf(twins.flatMap(({ offBook }) => offBook[name] ?? []))!
  return {
    runs: twins.length,
    ratio: middleOf(twins.map(({ ratio }) => ratio))!,
    offBookFall: of('btcFall'),
    offBookLiquidatedUsd: of('liquidatedWorst24hUsd'),
  }
}

function middleOf(values: readonly number[]): Middle | null {
  if (values.length === 0) return null
  return { median: medianOf(values), low: quantileOf(values, 0.1), high: quantileOf(values, 0.9) }
}

// --- in words

export const SOURCE_HEADER = ['taker sells of the fall', 'sold', 'share', 'net sold', 'over calm']

/** The largest sellers first; sources that sold nothing are left out. */
export function sourceRows({ sources, runs }: Decomposition): string[][] {
  const inWords = (middle: Middle, words: (value: number) => string) =>
    runs === 1
      ? words(middle.median)
      : `${words(middle.median)} (${words(middle.low)} to ${words(middle.high)})`
  return sources
    .filter(({ sellsUsd }) => sellsUsd.high > 0)
    .toSorted((a, b) => b.sellsUsd.median - a.sellsUsd.median)
    .map(({ source, sellsUsd, share, netUsd, overCalm }) => [
      source,
      inWords(sellsUsd, usdInWords),
      inWords(share, percentInWords),
      inWords(netUsd, usdInWords),
      overCalm === null ? '-' : `x${threeDigits(overCalm.median)}`,
    ])
}

/** What was measured, around the table. */
export function decompositionWords(parts: Decomposition): string[] {
  const { window, btcFall, fallOfValue, runs, bidsWithdrawn, bidsWithdrawnMost } = parts
  const moment = (minute: number) => timeInWords(minute * STEPS_PER_MINUTE)
  const when =
    window === null
      ? `medians of ${runs} runs, with the middle 80 %`
      : `${moment(window[0])} to ${moment(window[1])}`
  const lines = [
    `The fall of Bitcoin: ${percentInWords(btcFall.median)} from high to low (${when}), while its ` +
      `value changed by ${percentInWords(fallOfValue.median)}; ${usdInWords(parts.sellsUsd.median)} ` +
      'were sold by takers.',
  ]
  if (bidsWithdrawn !== null && bidsWithdrawnMost !== null) {
    lines.push(
      `Bids within 1 %: ${percentInWords(bidsWithdrawn.median, 0)} below calm over the fall, ` +
        `${percentInWords(bidsWithdrawnMost.median, 0)} in the thinnest minute.`,
    )
  }
  return [...lines, amplificationWords(parts.amplification)]
}

function amplificationWords(amplification: Amplification | null): string {
  if (amplification === null) return 'Cascade amplification: needs the twin off the book.'
  const { ratio, offBookFall, offBookLiquidatedUsd, runs } = amplification
  return (
    `Cascade amplification x${threeDigits(ratio.median)}` +
    (runs === 1
      ? ''
      : ` (${threeDigits(ratio.low)} to ${threeDigits(ratio.high)}, ${runs} pairs)`) +
    `: where liquidations touch no book it falls by ${percentInWords(-offBookFall.median)} and ` +
    `${usdInWords(offBookLiquidatedUsd.median)} are liquidated.`
  )
}

export function decompositionLines(parts: Decomposition | null): string[] {
  if (parts === null) return ['No fall to decompose: the run ends before its event day.', '']
  const [first, ...rest] = decompositionWords(parts)
  return [first!, '', ...table(SOURCE_HEADER, sourceRows(parts)), '', ...rest, '']
}
