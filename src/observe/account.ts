// The run in words: one sentence for the moment and an account of the whole in at most 150 words, as
// pure functions of figures. ODD submodel: Observation.
import { STEPS_PER_MINUTE } from '../market/units.ts'
import type { Figures } from './figures.ts'
import type { TotalsNow } from './shapes.ts'
import {
  countInWords,
  percentInWords,
  priceInWords,
  threeDigits,
  timeInWords,
  usdInWords,
} from './words.ts'

/** "Price -6.1 %. $91M of longs liquidate if it falls another 1 %." */
export function sentenceOf(changeFraction: number, nextOnePercentUsd: number): string {
  const price = `Price ${signedPercent(changeFraction)}.`
  if (nextOnePercentUsd === 0) return `${price} No longs liquidate if it falls another 1 %.`
  return `${price} ${usdInWords(nextOnePercentUsd)} of longs liquidate if it falls another 1 %.`
}

function signedPercent(fraction: number): string {
  const text = percentInWords(fraction)
  return fraction > 0 && text !== '0.0 %' ? `+${text}` : text
}

/** What the account speaks of: measures and the totals of the moment. */
export interface AccountFigures {
  readonly measures: Figures
  readonly totals: Pick<TotalsNow, 'fundsUsd' | 'fundsStartUsd'>
  readonly btcPriceUsd: number
  readonly stepsDone: number
  readonly eventStartStep: number
}

/** The account of the run so far. What cannot be said yet is left out. */
export function accountOf(figures: AccountFigures): string {
  const { measures, stepsDone, eventStartStep } = figures
  if (stepsDone <= eventStartStep) return calmAccount(figures)
  const sentences = [
    fallSentence(measures, figures.btcPriceUsd),
    liquidationSentence(measures),
    worstHourSentence(measures),
    liquiditySentence(measures),
    backstopSentence(figures),
    peopleSentence(measures),
    stablecoinSentence(measures),
    afterSentence(measures),
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

function calmAccount({ measures, btcPriceUsd, eventStartStep }: AccountFigures): string {
  const liquidated = measures.liquidatedWorst24hUsd ?? 0
  const begins = `The event day begins on ${timeInWords(eventStartStep)}.`
  return `The market is calm: Bitcoin trades at ${priceInWords(btcPriceUsd)}, and ${usdInWords(liquidated)} of positions were liquidated so far. ${begins}`
}

function fallSentence(measures: Figures, priceUsd: number): string {
  const { btcFall, btcHighUsd, btcLowUsd, btcLowMinute } = measures
  if (btcFall === undefined) return ''
  const when = timeInWords(btcLowMinute * STEPS_PER_MINUTE)
  const fall = `Bitcoin fell ${percentInWords(-btcFall)}, from ${priceInWords(btcHighUsd)} to ${priceInWords(btcLowUsd)} on ${when}, and stands at ${priceInWords(priceUsd)}.`
  const change = measures.marketCapChange
  if (change === undefined) return fall
  const verb = change < 0 ? 'lost' : 'gained'
  return `${fall} All coins together ${verb} ${percentInWords(Math.abs(change))}.`
}

function liquidationSentence(measures: Figures): string {
  const usd = measures.liquidatedWorst24hUsd ?? 0
  if (usd === 0) return 'No one was liquidated.'
  const traders = countInWords(measures.tradersLiquidatedWorst24h)
  const longs = percentInWords(measures.longShareOfLiquidated, 0)
  const majors = percentInWords(measures.btcEthShareOfLiquidated, 0)
  return `Within 24 hours ${usdInWords(usd)} of positions of ${traders} traders were closed by force, ${longs} of it longs, ${majors} in Bitcoin and Ether.`
}

function worstHourSentence(measures: Figures): string {
  const { worstHourMinute, algorithmicSellShareWorstHour: share } = measures
  if (worstHourMinute === undefined || share === undefined) return ''
  const when = timeInWords(worstHourMinute * STEPS_PER_MINUTE)
  return `In the worst hour, from ${when}, algorithms made ${percentInWords(share, 0)} of the selling.`
}

function liquiditySentence(measures: Figures): string {
  const { spreadWorstHourOverCalm: spread, depthWorstMinuteOverCalm: depth } = measures
  if (spread === undefined || depth === undefined) return ''
  return `Spreads were ${threeDigits(spread)} times those of calm, and depth fell to ${percentInWords(depth, 0)}.`
}

function backstopSentence({ measures, totals }: AccountFigures): string {
  const funds = `Insurance funds hold ${usdInWords(totals.fundsUsd)} of ${usdInWords(totals.fundsStartUsd)}`
  const deleveraged = measures.deleveragingCount ?? 0
  const winners = deleveraged > 0 ? `; ${countInWords(deleveraged)} winners were deleveraged` : ''
  const socialised = measures.socialisedLossUsd ?? 0
  const losses =
    socialised > 0 ? `; ${usdInWords(socialised)} of losses were spread over others` : ''
  return `${funds}${winners}${losses}.`
}

function peopleSentence(measures: Figures): string {
  const { retailShareOfLosses: retail, institutionsBoughtBelowUsd: bought } = measures
  if (retail === undefined) return ''
  const losses = `Retail bore ${percentInWords(retail, 0)} of realised losses`
  if (bought === undefined) return `${losses}.`
  const verb = bought < 0 ? 'sold' : 'bought'
  return `${losses}; institutions ${verb} ${usdInWords(Math.abs(bought))} net below the old price.`
}

function stablecoinSentence(measures: Figures): string {
  const { stablecoinInflowUsd: inflow } = measures
  if (inflow === undefined) return ''
  return `${usdInWords(Math.abs(inflow))} moved ${inflow < 0 ? 'out of' : 'into'} stablecoins.`
}

function afterSentence(measures: Figures): string {
  const { regained12h, regained24h } = measures
  if (regained12h === undefined) return ''
  const first = `After 12 hours ${percentInWords(regained12h, 0)} of the fall was regained`
  return regained24h === undefined
    ? `${first}.`
    : `${first}, after 24 hours ${percentInWords(regained24h, 0)}.`
}
