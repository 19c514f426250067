// The state of the order books at every step: quoted spread of the BTC perpetual, and how long a side
// of any book stands empty. Basis points, steps. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { Layout } from './layout.ts'
import type { Prices } from './prices.ts'

export interface BookState {
  /** BTC perpetual, mean over venues by volume: sum over the steps of this minute that had a quote. */
  spreadSumBps: number
  spreadSteps: number
  /** The last one known, for a minute without any quote. */
  spreadLastBps: number
  /** By (venue * bookCount + book) * 2 + side: steps that the side has been empty for, not counting
   * while trading is halted. */
  readonly emptySteps: Int32Array
  longestEmptySteps: number
}

export function createBookState(layout: Layout): BookState {
  return {
    spreadSumBps: 0,
    spreadSteps: 0,
    spreadLastBps: 0,
    emptySteps: new Int32Array(layout.venueCount * layout.bookCount * 2),
    longestEmptySteps: 0,
  }
}

export function observeBooks(
  state: BookState,
  layout: Layout,
  prices: Prices,
  page: BoardPage,
): void {
  const spreadBps = quotedSpreadBps(layout, prices, page)
  if (spreadBps >= 0) {
    state.spreadSumBps += spreadBps
    state.spreadSteps++
    state.spreadLastBps = spreadBps
  }
  const { emptySteps } = state
  const { bidTicks, askTicks, halted } = page
  for (let book = 0; book < bidTicks.length; book++) {
    observeEmptiness(state, emptySteps, book * 2, bidTicks[book] === 0 && halted[book] === 0)
    observeEmptiness(state, emptySteps, book * 2 + 1, askTicks[book] === 0 && halted[book] === 0)
  }
}

function observeEmptiness(
  state: BookState,
  emptySteps: Int32Array,
  side: number,
  empty: boolean,
): void {
  if (!empty) {
    if (emptySteps[side] !== 0) emptySteps[side] = 0
    return
  }
  const steps = ++emptySteps[side]
  if (steps > state.longestEmptySteps) state.longestEmptySteps = steps
}

/** -1 when no venue quotes both sides. */
function quotedSpreadBps(layout: Layout, prices: Prices, page: BoardPage): number {
  const { bidTicks, askTicks } = page
  const { btc, assetCount, bookCount, venueCount } = layout
  let sum = 0
  let weights = 0
  for (let venue = 0; venue < venueCount; venue++) {
    const book = venue * bookCount + assetCount + btc
    const bid = bidTicks[book]
    const ask = askTicks[book]
    if (bid === 0 || ask === 0) continue
    const weight = prices.weight[btc * venueCount + venue]
    sum += (weight * (ask - bid) * 20_000) / (ask + bid)
    weights += weight
  }
  return weights === 0 ? -1 : sum / weights
}

/** Mean spread of the minute that ends, in basis points; the next minute starts anew. */
export function takeMinuteSpreadBps(state: BookState): number {
  const mean =
    state.spreadSteps === 0 ? state.spreadLastBps : state.spreadSumBps / state.spreadSteps
  state.spreadSumBps = 0
  state.spreadSteps = 0
  return mean
}
