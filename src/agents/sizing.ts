// How large and how leveraged: the leverage menu, Pareto sizes, lots from dollars. Notional in USD of
// one trader; an agent trades that times the traders it stands for. ODD submodel "Sizing".
import { detExp, detLog, detPow } from '../base/detMath.ts'
import { drawNormal, drawPareto, drawUniform, type RandomKeys } from '../base/keyedRandom.ts'
import type { Asset } from '../market/instruments.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'
import { Purpose } from './residence.ts'

/** What the venues' order forms offer: every menu value is a mode of the distribution. */
export const LEVERAGE_MENU = [2, 3, 5, 10, 20, 25, 50, 75, 100, 125] as const

/** No agent trades more than this in one position: 1 % of the article's day. USD. */
export const LARGEST_ORDER_USD = 12_000_000

const BOUNDS = LEVERAGE_MENU.slice(1).map((upper, index) =>
  Math.sqrt(upper * LEVERAGE_MENU[index]!),
)

const MOST_LEVERAGE = LEVERAGE_MENU[LEVERAGE_MENU.length - 1]!

/** The menu value nearest by ratio, not above `limit` (2 at least, unless the limit is below). */
export function menuLeverage(wanted: number, limit: number): number {
  let index = 0
  while (index < BOUNDS.length && wanted > BOUNDS[index]!) index++
  while (index > 0 && LEVERAGE_MENU[index]! > limit) index--
  const leverage = LEVERAGE_MENU[index]!
  return leverage > limit ? Math.max(1, limit) : leverage
}

/** Part of the traders who set the leverage on a slider, any whole number; the others take a menu value. */
const SLIDER_SHARE = 0.4

/** The leverage a trader sets who wants `wanted` and may have `limit` at most. */
export function setLeverage(
  keys: RandomKeys,
  agent: number,
  wanted: number,
  limit: number,
): number {
  if (drawUniform(keys, agent, 0, Purpose.Slider) >= SLIDER_SHARE)
    return menuLeverage(wanted, limit)
  return Math.min(Math.max(LEVERAGE_MENU[0], Math.round(wanted)), Math.max(1, limit))
}

/**
 * Leverage a trader likes, before any limit: log-normal around the typical one. Who likes more than the
 * venue's rulebook has ever offered trades elsewhere: those who stay like as much less.
 */
export function wantedLeverage(
  keys: RandomKeys,
  agent: number,
  venueMost: number,
  settings: Settings,
): number {
  const z = drawNormal(keys, agent, 0, Purpose.Leverage)
  const liked = settings.typicalLeverage * detExp(settings.leverageSpread * z)
  return liked > venueMost ? (venueMost * venueMost) / liked : liked
}

/**
 * Notional of one trader at `leverage`, USD. What a trader stakes is what it would put behind a position
 * at the leverage it likes; with less leverage the same stake carries less.
 */
export function notionalUsd(
  keys: RandomKeys,
  agent: number,
  liked: number,
  leverage: number,
  traders: number,
  settings: Settings,
): number {
  const usual = offeredLeverage(liked)
  return (usualNotionalUsd(keys, agent, usual, traders, settings) * leverage) / usual
}

/** Usual notional of one trader who likes a leverage, USD. */
function usualNotionalUsd(
  keys: RandomKeys,
  agent: number,
  leverage: number,
  traders: number,
  settings: Settings,
): number {
  const most = LARGEST_ORDER_USD / traders / settings.positionSize
  const pareto = drawPareto(
    keys,
    agent,
    0,
    Purpose.Size,
    settings.positionTail,
    most > 1 ? most : 1,
  )
  return settings.positionSize * pareto * detPow(20 / leverage, settings.sizeLeverage)
}

/**
 * Mean planned holding time of a trader who likes a leverage, steps. It is a matter of style: who means
 * to be out within the hour still does when the form offers less, or after a fright.
 */
export function meanHoldSteps(liked: number, settings: Settings): number {
  return settings.holdTime * 3600 * detPow(20 / offeredLeverage(liked), settings.holdExponent)
}

function offeredLeverage(liked: number): number {
  return liked < 1 ? 1 : liked > MOST_LEVERAGE ? MOST_LEVERAGE : liked
}

/** Whole lots that `usd` buys at a price. */
export function lotsFor(usd: number, priceTicks: number, asset: Asset): number {
  return Math.floor((usd * QUOTE_UNITS_PER_USD) / (priceTicks * asset.quoteUnitsPerTickLot))
}

/** The round price nearest to `ticks`: a multiple of about half a percent with a 1, 2 or 5 in front. */
export function roundNumber(ticks: number): number {
  const grain = ROUND_GRAINS[Math.floor(detLog(ticks) * GRAINS_PER_LOG)] ?? 1
  const rounded = Math.floor(ticks / grain + 0.5) * grain
  return rounded < 1 ? 1 : rounded
}

const GRAINS_PER_LOG = 8
const ROUND_GRAINS: readonly number[] = Array.from({ length: 13 * GRAINS_PER_LOG }, (_, index) => {
  const target = detExp(index / GRAINS_PER_LOG) * 0.005
  let grain = 1
  for (const candidate of [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]) {
    if (candidate <= target) grain = candidate
  }
  return grain
})

/** Worst price a taker accepts who minds slippage: `slip` through the touch. Whole ticks. */
export function limitThrough(touchTicks: number, buys: boolean, slip: number): number {
  const limit = buys ? Math.ceil(touchTicks * (1 + slip)) : Math.floor(touchTicks * (1 - slip))
  return limit < 1 ? 1 : limit
}
