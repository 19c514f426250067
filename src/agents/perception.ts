// How agents see the market: public figures as published, value with error. ODD submodel "Perception".
import { clamp } from '../base/detMath.ts'
import { drawNormal, type RandomKeys } from '../base/keyedRandom.ts'
import type { BoardPage } from '../market/board.ts'
import { Purpose } from './residence.ts'

/** Per square root of a step: BTC at half a percent an hour; the others relative to it. */
const CALM_VOLATILITY_SCALE = 0.000085
const CALM_VOLATILITY_BY_ASSET = [1, 1.25, 1.6, 1.6, 1.6] as const

/** Square root of the steps of the fast trend's window: scales volatility to it. */
const SQRT_FAST_STEPS = 30

/** The fast trend in its own standard deviations, within +-3. */
export function trendScore(board: BoardPage, asset: number): number {
  return clamp(board.trendFast[asset]! / (board.volatility[asset]! * SQRT_FAST_STEPS + 1e-9), -3, 3)
}

/** How far `priceTicks` lies below value, percent. Nobody knows it: perceive it with an error. */
export function discountPercent(board: BoardPage, asset: number, priceTicks: number): number {
  return (board.fundamentalTicks[asset]! / priceTicks - 1) * 100
}

/** Mispricing as a trader with an error of `errorPercent` sees it, percent: above zero is cheap. */
export function perceivedDiscountPercent(
  board: BoardPage,
  asset: number,
  keys: RandomKeys,
  agent: number,
  step: number,
  errorPercent: number,
): number {
  const discount = discountPercent(board, asset, board.consensusTicks[asset]!)
  return discount + errorPercent * drawNormal(keys, agent, step, Purpose.Error + asset * 1000)
}

/**
 * An agent's error about the value of each asset, one that lasts: drawn anew every `memorySteps`, linear
 * in between. In standard deviations. What it keeps follows from the keys: it is no state.
 */
export class LastingError {
  private readonly keys: RandomKeys
  private readonly agent: number
  private readonly memorySteps: number
  /** By asset: the period whose ends are known, and the errors at its begin and its end. */
  private readonly period: Int32Array
  private readonly ends: Float64Array

  constructor(keys: RandomKeys, agent: number, memorySteps: number, assetCount: number) {
    this.keys = keys
    this.agent = agent
    this.memorySteps = memorySteps
    this.period = new Int32Array(assetCount).fill(-1)
    this.ends = new Float64Array(assetCount * 2)
  }

  at(asset: number, step: number): number {
    const { ends, memorySteps } = this
    const period = Math.floor(step / memorySteps)
    if (this.period[asset] !== period) this.draw(asset, period)
    const part = step / memorySteps - period
    return (1 - part) * ends[asset * 2]! + part * ends[asset * 2 + 1]!
  }

  private draw(asset: number, period: number): void {
    const { keys, agent, ends } = this
    const purpose = Purpose.ValueError + asset * 1000
    ends[asset * 2] = drawNormal(keys, agent, period, purpose)
    ends[asset * 2 + 1] = drawNormal(keys, agent, period + 1, purpose)
    this.period[asset] = period
  }
}

/** How afraid someone on this side is, 0 to 1. */
export function fearOf(board: BoardPage, asset: number, isLong: boolean): number {
  const mood = board.sentiment[asset]!
  const fear = isLong ? -mood : mood * 0.5
  return fear > 0 ? fear : 0
}

/** Measured volatility of an asset, per square root of a step, over what is usual in calm. */
export function volatilityOverCalm(volatility: number, asset: number): number {
  return volatility / (CALM_VOLATILITY_SCALE * (CALM_VOLATILITY_BY_ASSET[asset] ?? 1.5))
}
