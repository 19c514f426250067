// Visitor orders as words: short ones for links (Binance.BTC.long.20.1000.s45000), sentences for
// timelines, comparisons and exports. Reading answers with the order or with what is wrong with it.
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { isOnGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import { nearestWord } from './nearest.ts'
import { quoted } from './plainText.ts'
import {
  ORDER_LEVERAGE,
  ORDER_MARGIN_USD,
  ORDER_SIDES,
  ORDER_TICKS,
  type VisitorOrder,
} from './visitorOrder.ts'

const ASSET_SYMBOLS = DEFAULT_ASSETS.map((asset) => asset.symbol)

/** Marks of a link's parts. */
export const ORDER_CODES = { open: 'Yo', close: 'Yc', addMargin: 'Ym' } as const

const ACTIONS_BY_CODE = new Map<string, VisitorOrder['action']>(
  (['open', 'close', 'addMargin'] as const).map((action) => [ORDER_CODES[action], action]),
)

export function orderActionOf(code: string): VisitorOrder['action'] | undefined {
  return ACTIONS_BY_CODE.get(code)
}

export type OrderReading =
  | { readonly ok: true; readonly order: VisitorOrder }
  | { readonly ok: false; readonly problem: string }

/** "Yo@118800=Binance.BTC.long.20.1000", as in links and scenario files. */
export function orderToPart(order: VisitorOrder): string {
  return `${ORDER_CODES[order.action]}@${order.step}=${orderToText(order)}`
}

export function orderFromPart(part: string, stepCount: number): OrderReading {
  const match = /^(\w{2})@(\d{1,9})=(.*)$/.exec(part.slice(0, 200))
  const action = match === null ? undefined : orderActionOf(match[1]!)
  if (match === null || action === undefined) {
    return { ok: false, problem: 'it should read like Yo@118800=Binance.BTC.long.20.1000' }
  }
  const step = Number(match[2])
  if (step < stepCount) return orderFromText(action, step, match[3]!)
  return { ok: false, problem: `its second is not within the run's ${stepCount}` }
}

/** The words of a link's part, without code and step. */
export function orderToText(order: VisitorOrder): string {
  const venue = VENUE_NAMES[order.venue] ?? ''
  if (order.action === 'close') return venue
  if (order.action === 'addMargin') return `${venue}.${order.marginUsd}`
  const { asset, side, leverage, marginUsd, stopTicks, takeTicks } = order
  const triggers = [stopTicks > 0 ? `s${stopTicks}` : '', takeTicks > 0 ? `t${takeTicks}` : '']
  const words = [venue, ASSET_SYMBOLS[asset] ?? '', side, leverage, marginUsd, ...triggers]
  return words.filter((word) => word !== '').join('.')
}

export function orderFromText(
  action: VisitorOrder['action'],
  step: number,
  text: string,
): OrderReading {
  const words = text.split('.', 9)
  try {
    const order = read(action, step, words)
    if (words.length > 0) throw new Problem(`${quoted(words[0]!)} has no place in it`)
    return { ok: true, order }
  } catch (problem) {
    if (problem instanceof Problem) return { ok: false, problem: problem.message }
    throw problem
  }
}

class Problem extends Error {}

/** Takes what it reads off the front of `words`. */
function read(action: VisitorOrder['action'], step: number, words: string[]): VisitorOrder {
  const venue = readName('venue', VENUE_NAMES, words.shift())
  if (action === 'close') return { action, step, venue }
  if (action === 'addMargin') {
    return { action, step, venue, marginUsd: readNumber('margin', ORDER_MARGIN_USD, words.shift()) }
  }
  const asset = readName('asset', ASSET_SYMBOLS, words.shift())
  const side = ORDER_SIDES[readName('side', ORDER_SIDES, words.shift())]!
  const leverage = readNumber('leverage', ORDER_LEVERAGE, words.shift())
  const marginUsd = readNumber('margin', ORDER_MARGIN_USD, words.shift())
  const stopTicks = readTrigger('stop', 's', words)
  const takeTicks = readTrigger('take-profit', 't', words)
  return { action, step, venue, asset, side, leverage, marginUsd, stopTicks, takeTicks }
}

function readTrigger(what: string, mark: string, words: string[]): number {
  if (words[0]?.startsWith(mark) !== true) return 0
  return readNumber(what, ORDER_TICKS, words.shift()!.slice(1))
}

function readName(what: string, names: readonly string[], word = ''): number {
  const at = names.findIndex((name) => name.toLowerCase() === word.toLowerCase())
  if (at >= 0) return at
  const hint = nearestWord(word, names) ?? names.join(', ')
  throw new Problem(`there is no ${what} ${quoted(word)} (${hint})`)
}

function readNumber(what: string, grid: Grid, word = ''): number {
  const number = /^\d{1,9}$/.test(word) ? Number(word) : NaN
  if (isOnGrid(grid, number)) return number
  throw new Problem(`the ${what} is a whole number ${grid.min} to ${grid.max}, not ${quoted(word)}`)
}

// --- sentences

/** "You: long 20x BTC with $1,000 on Binance" */
export function orderInWords(order: VisitorOrder): string {
  const venue = VENUE_NAMES[order.venue] ?? ''
  if (order.action === 'close') return `You close on ${venue}`
  if (order.action === 'addMargin') return `You add ${dollars(order.marginUsd)} on ${venue}`
  const { side, leverage, marginUsd } = order
  const symbol = ASSET_SYMBOLS[order.asset] ?? ''
  return `You: ${side} ${leverage}x ${symbol} with ${dollars(marginUsd)} on ${venue}`
}

function dollars(usd: number): string {
  return `$${String(usd).replace(/\B(?=(?:\d{3})+$)/g, ',')}`
}
