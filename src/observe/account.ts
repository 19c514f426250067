// The run in words: one sentence for the moment and an account of the whole in at most 150 words, as
// pure functions of figures. ODD submodel: Observation.
import { STEPS_PER_DAY, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import type { Figures } from './figures.ts'
import type { TotalsNow } from './shapes.ts'
import {
  countInWords,
  percentInWords,
  priceInWords,
  smallPercent,
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
    worstHourSentence(figures),
    liquiditySentence(figures),
    backstopSentence(figures),
    peopleSentence(figures),
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
  const fall = `Bitcoin fell ${percentInWords(-btcFall)}, from its high of ${priceInWords(btcHighUsd)} to ${priceInWords(btcLowUsd)} on ${when}, and stands at ${priceInWords(priceUsd)}.`
  const change = measures.marketCapChange
  if (change === undefined) return fall
  const verb = change < 0 ? 'lost' : 'gained'
  return `${fall} All coins together ${verb} ${percentInWords(Math.abs(change))} since the event day began.`
}

function liquidationSentence(measures: Figures): string {
  const usd = measures.liquidatedWorst24hUsd ?? 0
  if (usd === 0) return 'No one was liquidated.'
  const traders = countInWords(measures.tradersLiquidatedWorst24h)
  const longs = percentInWords(measures.longShareOfLiquidated, 0)
  const majors = percentInWords(measures.btcEthShareOfLiquidated, 0)
  return `Within 24 hours ${usdInWords(usd)} of positions of ${traders} traders were closed by force, ${longs} of it longs, ${majors} in Bitcoin and Ether.`
}

/** No later hour that overlaps the worst one can be worse. Before that its first half may be calm. */
function isWorstHourOver({ measures, stepsDone }: AccountFigures): boolean {
  const { worstHourMinute } = measures
  if (worstHourMinute === undefined) return false
  return stepsDone >= worstHourMinute * STEPS_PER_MINUTE + 2 * STEPS_PER_HOUR
}

function worstHourSentence(figures: AccountFigures): string {
  const { worstHourMinute, algorithmicSellShareWorstHour: share } = figures.measures
  if (worstHourMinute === undefined || share === undefined) return ''
  const when = timeInWords(worstHourMinute * STEPS_PER_MINUTE)
  const soFar = isWorstHourOver(figures) ? '' : ' so far'
  return `In the worst hour${soFar}, from ${when}, algorithms made ${percentInWords(share, 0)} of the selling.`
}

function liquiditySentence(figures: AccountFigures): string {
  const { spreadWorstHourOverCalm: spread, depthWorstMinuteOverCalm: depth } = figures.measures
  if (depth === undefined) return ''
  const thinnest = `epth fell to ${smallPercent(depth)} of calm in the thinnest minute.`
  if (spread === undefined || !isWorstHourOver(figures)) return `D${thinnest}`
  return `The median spread of the worst hour was ${threeDigits(spread)} times that of calm; d${thinnest}`
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

function peopleSentence({ measures, stepsDone, eventStartStep }: AccountFigures): string {
  const { retailShareOfLosses: retail, institutionsBoughtBelowUsd: bought } = measures
  if (retail === undefined) return ''
  const isDayOver = stepsDone >= eventStartStep + STEPS_PER_DAY
  const until = isDayOver ? '' : ' up to the last full hour'
  const losses = `Retail bore ${percentInWords(retail, 0)} of realised losses${until}`
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
