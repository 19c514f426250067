// Seeded order flow for measuring books: made before the clock starts, into typed arrays. 55 % of
// the messages add a limit order at a power-law distance from the mid, never through the touch; 35 %
// cancel a random live order; 10 % take what is there (immediate or cancel), more often towards the
// mid. The mid goes up and down over 2,000 ticks, once in 5 million messages, and the takers' size
// holds the number of live orders at its target. The flow starts from a book that has settled: what rests in it is what such
// messages leave, not what was put there. The exponent of the distance: Bouchaud, Mezard, Potters, "Statistical
// properties of stock order books" (2002), mu = 0.6.
import { Columns } from '../../base/columns.ts'
import { drawPareto, drawUniform, drawWord, keysFromSeed } from '../../base/keyedRandom.ts'
import type { RandomKeys } from '../../base/keyedRandom.ts'
import { NO_ORDER, TimeInForce } from '../../exchange/matching/book.ts'
import { FillBuffer } from '../../exchange/matching/fillBuffer.ts'
import { OrderBook } from '../../exchange/matching/orderBook.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { Side } from '../../market/units.ts'

const ADD_SHARE = 0.55
const CANCEL_SHARE = 0.35
const DISTANCE_EXPONENT = 0.6
const MOST_DISTANCE_TICKS = 5_000
const MOST_LOTS = 100
const MID_TICKS = 65_536
/** Messages before the first, in numbers of live orders: each order is replaced three times over. */
const SETTLING = 10
const MID_SWING_TICKS = 1_000
const MESSAGES_PER_SWING = 5_000_000
/** How far through the touch a taker is ready to go, and how often it takes towards the mid. */
const TAKER_REACH_TICKS = 50
const TAKER_TOWARDS_MID_SHARE = 0.75

export const FlowKind = { Add: 0, Cancel: 1, Take: 2 } as const

/** Messages as columns: the first `prefillCount` are adds that bring the book to where it starts. */
export interface MatchingFlow {
  readonly count: number
  readonly prefillCount: number
  /** Client slots: an add rests in a slot nothing else rests in; a cancel names it. */
  readonly slotCount: number
  readonly kind: Uint8Array
  readonly side: Uint8Array
  readonly priceTicks: Int32Array
  readonly lots: Int32Array
  readonly slot: Int32Array
}

/** The account of every taker: it never rests, so it never meets itself. */
export const TAKER_ACCOUNT = 1 << 28

export function bookCapacity(liveOrders: number): number {
  return Math.min(65_535, Math.ceil(liveOrders * 1.25) + 64)
}

export function makeMatchingFlow(seed: string, liveOrders: number, messages: number): MatchingFlow {
  const slotCount = bookCapacity(liveOrders)
  const live = new LiveSlots(slotCount)
  const settling = emptyFlow(liveOrders * (1 + SETTLING), liveOrders, slotCount)
  writeMessages(settling, 0, -settling.count, keysFromSeed(`${seed}, settling`), live, liveOrders)

  const prefillCount = live.count
  const flow = emptyFlow(prefillCount + messages, prefillCount, slotCount)
  live.writeResting(flow)
  writeMessages(flow, prefillCount, -prefillCount, keysFromSeed(seed), live, liveOrders)
  return flow
}

function emptyFlow(count: number, prefillCount: number, slotCount: number): MatchingFlow {
  return {
    count,
    prefillCount,
    slotCount,
    kind: new Uint8Array(count),
    side: new Uint8Array(count),
    priceTicks: new Int32Array(count),
    lots: new Int32Array(count),
    slot: new Int32Array(count),
  }
}

/** `swingStart` is added to a message's number to place it in the mid's swing. */
function writeMessages(
  flow: MatchingFlow,
  from: number,
  swingStart: number,
  keys: RandomKeys,
  live: LiveSlots,
  liveOrders: number,
): void {
  for (let message = from; message < flow.count; message++) {
    writeMessage(flow, keys, message, midAt(swingStart + message), live, liveOrders)
    live.apply(flow, message)
  }
}

/** Up by the swing, down by twice the swing, and back. */
function midAt(time: number): number {
  const phase = time / MESSAGES_PER_SWING - Math.floor(time / MESSAGES_PER_SWING)
  const height = phase < 0.25 ? phase : phase < 0.75 ? 0.5 - phase : phase - 1
  return MID_TICKS + Math.round(4 * height * MID_SWING_TICKS)
}

function writeMessage(
  flow: MatchingFlow,
  keys: RandomKeys,
  message: number,
  midTicks: number,
  live: LiveSlots,
  liveOrders: number,
): void {
  const share = message < flow.prefillCount ? 0 : drawUniform(keys, 0, message, 1)
  const buys = drawWord(keys, 0, message, 2) < 0
  const lots = 1 + ((drawWord(keys, 0, message, 3) >>> 0) % MOST_LOTS)
  const { bestBidTicks, bestAskTicks } = live
  flow.side[message] = buys ? Side.Buy : Side.Sell
  if (share < ADD_SHARE && live.count < flow.slotCount) {
    const pareto = drawPareto(keys, 0, message, 4, DISTANCE_EXPONENT, MOST_DISTANCE_TICKS)
    const away = Math.floor(pareto)
    flow.kind[message] = FlowKind.Add
    flow.priceTicks[message] = buys
      ? Math.min(midTicks - away, bestAskTicks - 1)
      : Math.max(midTicks + away, bestBidTicks + 1)
    flow.lots[message] = lots
    flow.slot[message] = live.free()
  } else if (share < ADD_SHARE + CANCEL_SHARE && live.count > 0) {
    flow.kind[message] = FlowKind.Cancel
    flow.slot[message] = live.at((drawWord(keys, 0, message, 5) >>> 0) % live.count)
  } else {
    const isBelowMid = bestBidTicks + bestAskTicks < 2 * midTicks
    const towardsMid = drawUniform(keys, 0, message, 6) < TAKER_TOWARDS_MID_SHARE
    const takerBuys = isBelowMid === towardsMid
    flow.kind[message] = FlowKind.Take
    flow.side[message] = takerBuys ? Side.Buy : Side.Sell
    flow.priceTicks[message] = takerBuys
      ? bestAskTicks + TAKER_REACH_TICKS
      : bestBidTicks - TAKER_REACH_TICKS
    flow.lots[message] = live.count > liveOrders ? lots * 4 : lots
    flow.slot[message] = -1
  }
}

/** Which slots are live, kept by running the flow through a book. */
class LiveSlots {
  count = 0
  /** Live slots first, free ones behind them. */
  private readonly slots: Int32Array
  private readonly placeOf: Int32Array
  private readonly handles: Int32Array
  private readonly fills = new FillBuffer()
  private readonly book: OrderBook

  constructor(slotCount: number) {
    this.slots = Int32Array.from({ length: slotCount }, (_, slot) => slot)
    this.placeOf = this.slots.slice()
    this.handles = new Int32Array(slotCount).fill(NO_ORDER)
    const shape = { levelCount: LEVEL_COUNT, orderCapacity: slotCount }
    this.book = new OrderBook(new Columns(), 'flow', shape)
  }

  get bestBidTicks(): number {
    return this.book.bestBidTicks() || 1 + TAKER_REACH_TICKS
  }

  get bestAskTicks(): number {
    return this.book.bestAskTicks() || LEVEL_COUNT - 1 - TAKER_REACH_TICKS
  }

  free(): number {
    return this.slots[this.count]
  }

  at(place: number): number {
    return this.slots[place]
  }

  /** What rests, as the first messages of a flow: the oldest order of a price first. */
  writeResting(flow: MatchingFlow): void {
    const { book } = this
    let message = 0
    const writeLevel = (priceTicks: number) => {
      for (let order = book.firstOrderAt(priceTicks); order !== NO_ORDER; message++) {
        flow.kind[message] = FlowKind.Add
        flow.side[message] = book.orderSide(order)
        flow.priceTicks[message] = priceTicks
        flow.lots[message] = book.orderLots(order)
        flow.slot[message] = book.orderClientSlot(order)
        order = book.orderBehind(order)
      }
    }
    for (let bid = book.bestBidTicks(); bid !== 0; bid = book.nextBidBelow(bid)) writeLevel(bid)
    for (let ask = book.bestAskTicks(); ask !== 0; ask = book.nextAskAbove(ask)) writeLevel(ask)
  }

  apply(flow: MatchingFlow, message: number): void {
    const slot = flow.slot[message]
    if (flow.kind[message] === FlowKind.Cancel) {
      this.book.cancel(this.handles[slot])
      this.moveTo(slot, --this.count)
      return
    }
    const adds = flow.kind[message] === FlowKind.Add
    this.book.submit(
      flow.side[message] as Side,
      flow.priceTicks[message],
      flow.lots[message],
      adds ? TimeInForce.Rest : TimeInForce.ImmediateOrCancel,
      adds ? slot : TAKER_ACCOUNT,
      slot,
      0,
      0,
      this.fills,
    )
    if (this.book.restingOrder !== NO_ORDER) {
      this.handles[slot] = this.book.restingOrder
      this.moveTo(slot, this.count++)
    }
    for (let fill = 0; fill < this.fills.count; fill++) {
      if (this.fills.makerRemainingLots[fill] > 0) continue
      this.moveTo(this.fills.makerClientSlot[fill], --this.count)
    }
  }

  private moveTo(slot: number, place: number): void {
    const from = this.placeOf[slot]
    const other = this.slots[place]
    this.slots[place] = slot
    this.slots[from] = other
    this.placeOf[slot] = place
    this.placeOf[other] = from
  }
}
