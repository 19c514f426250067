// Words for what lies under the pointer, and for the trader that is ringed in the crowd.
import { POPULATION_NAMES } from '../market/kinds.ts'
import { LEVERAGE_BUCKETS, MAP_COLUMN_STEPS } from '../threads/frames.ts'
import type { CrowdCells } from '../threads/frames.ts'
import { traderAt } from '../view/crowdFacts.ts'
import type { TraderPick } from '../view/crowdFacts.ts'
import type { MarkedTrader } from '../view/crowdScene.ts'
import { formatClock, formatCount, formatLeverage, formatPercent } from '../view/numbers.ts'
import { formatPrice, formatUsd } from '../view/numbers.ts'
import type { Pick } from '../view/stage.ts'
import type { PictureWords } from './picture.ts'
import { runRecord } from './runRecord.ts'

export function wordsOf(pick: Pick | null): PictureWords | null {
  if (pick === null) return null
  if (pick.kind === 'price') {
    const { priceUsd, heightUsd, step } = pick
    return {
      title: Number.isNaN(priceUsd) ? 'no price yet' : `$${formatPrice(priceUsd)}`,
      detail: `${formatClock(step)}${liquidatedThen(step)} · pointer at $${formatPrice(heightUsd)}`,
    }
  }
  if (pick.kind === 'trader') return traderWords(pick)
  const from = LEVERAGE_BUCKETS[pick.leverageBucket]
  return {
    title: `${POPULATION_NAMES[pick.population]}, from ${from}×`,
    detail:
      `long ${formatUsd(pick.longUsd)}, short ${formatUsd(pick.shortUsd)}, ` +
      `${formatCount(pick.traders)} traders, ${formatUsd(pick.liquidatedUsd)} liquidated in 24 h`,
  }
}

/** Of all coins, in the minute of a step; nothing where none was or the minute is not over. */
function liquidatedThen(step: number): string {
  const minute = Math.floor(step / MAP_COLUMN_STEPS)
  if (minute >= runRecord.minuteCount) return ''
  const { liquidatedLongUsd, liquidatedShortUsd } = runRecord.series
  const usd = liquidatedLongUsd[minute] + liquidatedShortUsd[minute]
  return usd === 0 ? '' : `, ${formatUsd(usd)} liquidated in that minute`
}

/** The ring around the watched trader. */
export function markedIn(crowd: CrowdCells): MarkedTrader[] {
  const cell = crowd.markedCell
  if (cell === undefined) return []
  const words = traderWords(traderAt(crowd, cell, { x: 0, y: 0, size: 0 }))
  return [{ cell, title: `watched: ${words.title}`, detail: words.detail }]
}

function traderWords(pick: TraderPick): PictureWords {
  const many = pick.tradersPerCell > 1 ? ` · stands for ${pick.tradersPerCell} alike` : ''
  if (pick.side === null) return { title: pick.words, detail: many.slice(3) }
  return {
    title: `${pick.words} ${formatLeverage(pick.leverage)}, ${formatUsd(pick.notionalUsd)}`,
    detail: `liquidation ${formatPercent(pick.distance)} away${many}`,
  }
}
