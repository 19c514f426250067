// The same zero-intelligence flow as in randomFlow.ts, written once more the obvious way and with nothing
// of ours: two sorted arrays of prices, no ticks, no sizes, its own random numbers, its own event loop
// with waiting times drawn. Units as there: market orders of each side once a unit of time, prices in m/a.
import type { FlowShape } from './randomFlow.ts'

export function spreadInPlainArrays(shape: FlowShape, seed: number): number {
  const { granularity, window, warmUp, length } = shape
  const random = randomNumbers(seed)
  /** Best price last. */
  const bids: number[] = []
  const asks: number[] = []
  let lastBid = -0.5
  let lastAsk = 0.5
  let clock = 0
  let spreadTime = 0
  let time = 0
  while (clock < warmUp + length) {
    const bid = bids.at(-1)
    const ask = asks.at(-1)
    if (bid !== undefined) lastBid = bid
    if (ask !== undefined) lastAsk = ask
    const orders = bids.length + asks.length
    const rate = 2 + 2 * window + granularity * orders
    const wait = -Math.log(1 - random()) / rate
    if (clock > warmUp && bid !== undefined && ask !== undefined) {
      spreadTime += (ask - bid) * wait
      time += wait
    }
    clock += wait
    const event = random() * rate
    if (event < 1) asks.pop()
    else if (event < 2) bids.pop()
    else if (event < 2 + window) insert(bids, lastAsk - random() * window, 1)
    else if (event < 2 + 2 * window) insert(asks, lastBid + random() * window, -1)
    else {
      const which = Math.floor(random() * orders)
      if (which < bids.length) bids.splice(which, 1)
      else asks.splice(which - bids.length, 1)
    }
  }
  return spreadTime / time
}

/** Into an array that rises (`order` 1) or falls (-1). */
function insert(prices: number[], price: number, order: 1 | -1): void {
  let low = 0
  let high = prices.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((prices[middle]! - price) * order < 0) low = middle + 1
    else high = middle
  }
  prices.splice(low, 0, price)
}

/** Uniform on [0, 1): a 32-bit counter mixed (splitmix32). */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x2545f491) | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 4294967296
  }
}
