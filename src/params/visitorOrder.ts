// What a visitor's own trader is told to do, and when: part of a scenario like its news and its dated
// changes, so that links, undo and replay carry it. Data only; the trader is agents/visitor.ts.
import { LEVEL_COUNT } from '../market/instruments.ts'
import type { Grid } from './grid.ts'

export const ORDER_SIDES = ['long', 'short'] as const
export type OrderSide = (typeof ORDER_SIDES)[number]

/** Buys or sells a perpetual with isolated margin. */
export interface OpenOrder {
  readonly action: 'open'
  readonly step: number
  /** Rows of the market's venues and assets. */
  readonly venue: number
  readonly asset: number
  readonly side: OrderSide
  readonly leverage: number
  /** Margin: the position is this times the leverage. */
  readonly marginUsd: number
  /** Marks at which the venue closes the position; 0 none. */
  readonly stopTicks: number
  readonly takeTicks: number
}

/** What an open order asks for, whenever it is. */
export type OpenTerms = Omit<OpenOrder, 'action' | 'step'>

/** Closes the position held at the venue, whole. */
export interface CloseOrder {
  readonly action: 'close'
  readonly step: number
  readonly venue: number
}

/** Brings money into the position held at the venue. */
export interface MarginOrder {
  readonly action: 'addMargin'
  readonly step: number
  readonly venue: number
  readonly marginUsd: number
}

export type VisitorOrder = OpenOrder | CloseOrder | MarginOrder

export const ORDER_LEVERAGE: Grid = { min: 1, max: 125, step: 1 }
export const ORDER_MARGIN_USD: Grid = { min: 10, max: 10_000_000, step: 1 }
export const ORDER_TICKS: Grid = { min: 0, max: LEVEL_COUNT - 1, step: 1 }
/** Orders of one visitor in a run. */
export const MOST_ORDERS = 50

export function isSameOrder(one: VisitorOrder, other: VisitorOrder): boolean {
  return orderKey(one) === orderKey(other)
}

/** A text that is the same for equal orders. */
export function orderKey(order: VisitorOrder): string {
  const { action, step, venue } = order
  if (action === 'close') return JSON.stringify([action, step, venue])
  if (action === 'addMargin') return JSON.stringify([action, step, venue, order.marginUsd])
  const { asset, side, leverage, marginUsd, stopTicks, takeTicks } = order
  const trade = [asset, side, leverage, marginUsd, stopTicks, takeTicks]
  return JSON.stringify([action, step, venue, ...trade])
}
