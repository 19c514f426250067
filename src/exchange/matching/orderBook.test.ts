// The rules of resting, matching, cancelling and shrinking, as examples over both books.
import { describe, expect, test } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { Cause } from '../../market/kinds.ts'
import { Side } from '../../market/units.ts'
import { ALICE, BOB, BOTH_BOOKS, CAROL, DAVE } from '../../testing/bookScene.ts'
import { ACCEPTED, NO_ORDER, TimeInForce } from './book.ts'
import { FillBuffer } from './fillBuffer.ts'
import { OrderBook } from './orderBook.ts'

describe.each(BOTH_BOOKS)('resting in $title', ({ open }) => {
  test('an empty book has no prices', () => {
    const { book } = open()
    expect([book.bestBidTicks(), book.bestAskTicks(), book.orderCount()]).toEqual([0, 0, 0])
    expect([book.nextBidBelow(LEVEL_COUNT), book.nextAskAbove(0)]).toEqual([0, 0])
    expect(book.levelLots(100)).toBe(0)
    expect(book.firstOrderAt(100)).toBe(NO_ORDER)
  })

  test('an order that crosses nothing rests at its price', () => {
    const scene = open()
    const bid = scene.buy(ALICE, 5, 100)
    scene.sell(BOB, 7, 102)
    expect(bid).toMatchObject({ answer: ACCEPTED, filled: 0, resting: 5, dropped: 0, trades: [] })
    expect(scene.depth()).toEqual({ bids: [[100, [5]]], asks: [[102, [7]]] })
    expect([scene.book.bestBidTicks(), scene.book.bestAskTicks()]).toEqual([100, 102])
  })

  test('a level holds the sum of its orders', () => {
    const scene = open()
    scene.buy(ALICE, 5, 100)
    scene.buy(BOB, 6, 100)
    scene.buy(CAROL, 7, 99)
    expect([99, 100, 101].map((price) => scene.book.levelLots(price))).toEqual([7, 11, 0])
  })

  test('walking the book skips the prices where nothing rests', () => {
    const scene = open()
    const bids = [45_000, 44_999, 1200, 40, 3]
    const asks = [45_001, 45_002, 46_500, 80_000, LEVEL_COUNT - 1]
    for (const price of bids) scene.buy(ALICE, 1, price)
    for (const price of asks) scene.sell(BOB, 1, price)
    expect(scene.depth().bids.map(([price]) => price)).toEqual(bids)
    expect(scene.depth().asks.map(([price]) => price)).toEqual(asks)
  })

  test('the walk of one side never meets the other', () => {
    const scene = open()
    scene.buy(ALICE, 1, 100)
    scene.sell(BOB, 1, 102)
    expect([LEVEL_COUNT, 103, 101, 100, 99].map((p) => scene.book.nextBidBelow(p))).toEqual([
      100, 100, 100, 0, 0,
    ])
    expect([-1, 0, 99, 101, 102, LEVEL_COUNT].map((p) => scene.book.nextAskAbove(p))).toEqual([
      102, 102, 102, 102, 0, 0,
    ])
  })

  test('a resting order tells whose it is and why', () => {
    const scene = open()
    const { order } = scene.sell(ALICE, 5, 105, { clientSlot: 12, cause: Cause.Momentum })
    const { book } = scene
    expect(book.isResting(order)).toBe(true)
    expect(book.orderSide(order)).toBe(Side.Sell)
    expect([book.orderPriceTicks(order), book.orderLots(order)]).toEqual([105, 5])
    expect([book.orderAccount(order), book.orderClientSlot(order)]).toEqual([ALICE, 12])
    expect(book.orderCause(order)).toBe(Cause.Momentum)
  })
})

describe.each(BOTH_BOOKS)('matching in $title', ({ open }) => {
  test("a taker fills at the maker's price", () => {
    const scene = open()
    scene.sell(ALICE, 5, 100)
    expect(scene.buy(BOB, 5, 110)).toMatchObject({ filled: 5, trades: [[ALICE, 5, 100]] })
    scene.buy(ALICE, 5, 100)
    expect(scene.sell(BOB, 5, 90)).toMatchObject({ filled: 5, trades: [[ALICE, 5, 100]] })
    expect(scene.book.orderCount()).toBe(0)
  })

  test('the best price fills first', () => {
    const scene = open()
    scene.sell(ALICE, 1, 102)
    scene.sell(BOB, 1, 101)
    scene.sell(CAROL, 1, 103)
    expect(scene.buy(DAVE, 2, 110).trades).toEqual([
      [BOB, 1, 101],
      [ALICE, 1, 102],
    ])
    expect(scene.book.bestAskTicks()).toBe(103)
  })

  test('at one price the oldest order fills first', () => {
    const scene = open()
    scene.buy(ALICE, 3, 100)
    scene.buy(BOB, 1, 100)
    scene.buy(CAROL, 2, 100)
    expect(scene.sell(DAVE, 5, 100).trades).toEqual([
      [ALICE, 3, 100],
      [BOB, 1, 100],
      [CAROL, 1, 100],
    ])
  })

  test('a taker stops at its limit and rests there with what it has left', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 2, 101)
    scene.sell(CAROL, 2, 102)
    const taker = scene.buy(DAVE, 9, 101)
    expect(taker).toMatchObject({ filled: 4, resting: 5, dropped: 0 })
    expect(scene.depth()).toEqual({ bids: [[101, [5]]], asks: [[102, [2]]] })
  })

  test('a maker filled in part keeps its place', () => {
    const scene = open()
    scene.sell(ALICE, 5, 100)
    scene.sell(BOB, 5, 100)
    scene.buy(CAROL, 2, 100)
    expect(scene.queueAt(100)).toEqual([3, 5])
    expect(scene.book.levelLots(100)).toBe(8)
    expect(scene.buy(DAVE, 4, 100).trades).toEqual([
      [ALICE, 3, 100],
      [BOB, 1, 100],
    ])
  })

  test('a fill tells the maker, its client slot, its cause and what it has left', () => {
    const scene = open()
    const maker = scene.sell(ALICE, 5, 100, { clientSlot: 3, cause: Cause.Quote })
    scene.buy(BOB, 2, 100)
    const { fills, book } = scene
    expect(fills.count).toBe(1)
    expect([fills.makerOrder[0], fills.makerAccount[0]]).toEqual([maker.order, ALICE])
    expect([fills.makerClientSlot[0], fills.makerCause[0]]).toEqual([3, Cause.Quote])
    expect([fills.lots[0], fills.makerRemainingLots[0]]).toEqual([2, 3])
    expect(book.orderLots(maker.order)).toBe(3)
  })

  test('one order may trade with as many makers as there are', () => {
    const scene = open({ orderCapacity: 3000 })
    for (let maker = 0; maker < 3000; maker++) scene.sell(ALICE, 1, 100 + (maker >> 2))
    expect(scene.buy(BOB, 3000, 5000)).toMatchObject({ filled: 3000, resting: 0 })
    expect(scene.fills.count).toBe(3000)
    expect(scene.book.bestAskTicks()).toBe(0)
  })

  test('the edges of the price range trade like any other price', () => {
    const scene = open()
    const lastTick = LEVEL_COUNT - 1
    scene.buy(ALICE, 1, 1)
    scene.sell(BOB, 1, lastTick)
    expect([scene.book.bestBidTicks(), scene.book.bestAskTicks()]).toEqual([1, lastTick])
    expect(scene.buy(CAROL, 1, lastTick).trades).toEqual([[BOB, 1, lastTick]])
    expect(scene.sell(CAROL, 1, 1).trades).toEqual([[ALICE, 1, 1]])
    expect(scene.book.orderCount()).toBe(0)
  })
})

describe.each(BOTH_BOOKS)('cancelling and shrinking in $title', ({ open }) => {
  test('a cancelled order is gone, and the rest keep their places', () => {
    const scene = open()
    const orders = [1, 2, 3, 4].map((lots) => scene.buy(ALICE, lots, 100).order)
    expect(scene.book.cancel(orders[1])).toBe(2)
    expect(scene.queueAt(100)).toEqual([1, 3, 4])
    expect(scene.book.cancel(orders[0])).toBe(1)
    expect(scene.book.cancel(orders[3])).toBe(4)
    expect(scene.queueAt(100)).toEqual([3])
    expect(scene.book.levelLots(100)).toBe(3)
    expect(scene.sell(BOB, 9, 100, {}).trades).toEqual([[ALICE, 3, 100]])
  })

  test('cancelling the last order of the best level uncovers the next one', () => {
    const scene = open()
    const bestBid = scene.buy(ALICE, 1, 100).order
    scene.buy(ALICE, 1, 40)
    const bestAsk = scene.sell(BOB, 1, 102).order
    scene.sell(BOB, 1, 2000)
    scene.book.cancel(bestBid)
    scene.book.cancel(bestAsk)
    expect([scene.book.bestBidTicks(), scene.book.bestAskTicks()]).toEqual([40, 2000])
    expect(scene.book.orderCount()).toBe(2)
  })

  test('an order is cancelled only once', () => {
    const scene = open()
    const { order } = scene.buy(ALICE, 5, 100)
    expect(scene.book.cancel(order)).toBe(5)
    expect(scene.book.cancel(order)).toBe(-1)
    expect(scene.book.isResting(order)).toBe(false)
  })

  test('a filled order cannot be cancelled, one filled in part returns the rest', () => {
    const scene = open()
    const filled = scene.sell(ALICE, 2, 100).order
    const partly = scene.sell(ALICE, 5, 100).order
    scene.buy(BOB, 3, 100)
    expect([scene.book.cancel(filled), scene.book.cancel(partly)]).toEqual([-1, 4])
  })

  test('a handle kept after its order is gone never names another order', () => {
    const scene = open()
    const stale = scene.buy(ALICE, 5, 100).order
    scene.book.cancel(stale)
    for (let reuse = 0; reuse < 20_000; reuse++) {
      const { order } = scene.buy(BOB, 1, 100)
      if (order === stale || scene.book.isResting(stale)) throw new Error('confused')
      scene.book.cancel(order)
    }
    scene.buy(BOB, 7, 100)
    expect(scene.book.cancel(stale)).toBe(-1)
    expect(scene.book.reduce(stale, 1)).toBe(-1)
    expect(scene.queueAt(100)).toEqual([7])
  })

  test('a handle that never named an order names none', () => {
    const scene = open()
    scene.buy(ALICE, 5, 100)
    for (const handle of [NO_ORDER, 0, -2, 77, 101, 0x3fffffff, 0x7fffffff]) {
      expect(scene.book.cancel(handle)).toBe(-1)
      expect(scene.book.isResting(handle)).toBe(false)
    }
    expect(scene.queueAt(100)).toEqual([5])
  })

  test('an order keeps its place when it shrinks', () => {
    const scene = open()
    const first = scene.sell(ALICE, 5, 100).order
    scene.sell(BOB, 5, 100)
    expect(scene.book.reduce(first, 2)).toBe(3)
    expect(scene.book.levelLots(100)).toBe(7)
    expect(scene.buy(CAROL, 3, 100).trades).toEqual([
      [ALICE, 2, 100],
      [BOB, 1, 100],
    ])
  })

  test('an order never grows in its place', () => {
    const scene = open()
    const { order } = scene.sell(ALICE, 5, 100)
    expect([scene.book.reduce(order, 5), scene.book.reduce(order, 9)]).toEqual([0, 0])
    expect(scene.queueAt(100)).toEqual([5])
  })

  test('an order that shrinks to nothing is taken out', () => {
    const scene = open()
    const orders = [scene.sell(ALICE, 5, 100).order, scene.sell(BOB, 6, 100).order]
    expect([scene.book.reduce(orders[0], 0), scene.book.reduce(orders[1], -3)]).toEqual([5, 6])
    expect([scene.book.bestAskTicks(), scene.book.orderCount()]).toEqual([0, 0])
  })
})

test('the lots at the touch are those of the best level, none on an empty side', () => {
  const book = new OrderBook(new Columns(), 'b', { levelCount: 1_000, orderCapacity: 8 })
  const fills = new FillBuffer()
  const rest = (side: Side, price: number, lots: number, slot: number) =>
    book.submit(side, price, lots, TimeInForce.Rest, 1, slot, Cause.Quote, 0, fills)
  expect([book.bestLots(Side.Buy), book.bestLots(Side.Sell)]).toEqual([0, 0])
  rest(Side.Buy, 100, 5, 0)
  rest(Side.Buy, 100, 6, 1)
  rest(Side.Buy, 99, 7, 2)
  expect([book.bestLots(Side.Buy), book.bestLots(Side.Sell)]).toEqual([11, 0])
  rest(Side.Sell, 101, 3, 3)
  expect([book.bestLots(Side.Buy), book.bestLots(Side.Sell)]).toEqual([11, 3])
})
