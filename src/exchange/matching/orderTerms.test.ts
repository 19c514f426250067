// The rules of time in force, self-trade prevention and a book's limits, as examples over both books.
import { describe, expect, test } from 'vitest'
import { RejectReason } from '../../market/events.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import {
  ALICE,
  BOB,
  BOTH_BOOKS,
  CANCEL_TAKER,
  CAROL,
  DAVE,
  FOK,
  IOC,
  POST_ONLY,
} from '../../testing/bookScene.ts'
import { ACCEPTED, MAX_LOTS, NO_ORDER } from './book.ts'

const LAST_TICK = LEVEL_COUNT - 1
const NOTHING = { order: NO_ORDER, filled: 0, resting: 0, dropped: 0, trades: [], cancelled: [] }

describe.each(BOTH_BOOKS)('time in force in $title', ({ open }) => {
  test('an immediate-or-cancel order drops what it cannot fill and never rests', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(ALICE, 2, 105)
    const taker = scene.buy(BOB, 5, 104, IOC)
    expect(taker).toMatchObject({ filled: 2, resting: 0, dropped: 3, order: NO_ORDER })
    expect(scene.buy(BOB, 5, 104, IOC)).toEqual({ ...NOTHING, answer: ACCEPTED, dropped: 5 })
    expect(scene.depth()).toEqual({ bids: [], asks: [[105, [2]]] })
  })

  test('a market order empties the book up to the edge of the band and no further', () => {
    const scene = open()
    for (const price of [10, 500, 90_000]) scene.buy(ALICE, 1, price)
    expect(scene.sell(BOB, 9, 1, IOC)).toMatchObject({ filled: 3, dropped: 6 })
    for (const price of [10, 500, 90_000]) scene.sell(ALICE, 1, price)
    expect(scene.buy(BOB, 9, 600, IOC)).toMatchObject({ filled: 2, dropped: 7 })
    expect(scene.book.bestAskTicks()).toBe(90_000)
  })

  test('a fill-or-kill order fills whole, over several levels if it must', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 2, 101)
    scene.sell(CAROL, 2, 4000)
    expect(scene.buy(DAVE, 5, 4000, FOK)).toMatchObject({ answer: ACCEPTED, filled: 5, dropped: 0 })
    scene.buy(ALICE, 2, 99)
    scene.buy(BOB, 2, 9)
    expect(scene.sell(DAVE, 4, 9, FOK)).toMatchObject({ answer: ACCEPTED, filled: 4 })
  })

  test('a fill-or-kill order that cannot fill whole changes nothing', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 2, 101)
    scene.sell(CAROL, 2, 102)
    scene.buy(CAROL, 9, 90)
    const before = scene.depth()
    const killed = { ...NOTHING, answer: RejectReason.NotFillable }
    expect(scene.buy(DAVE, 5, 101, FOK)).toEqual(killed)
    expect(scene.buy(DAVE, 1, 99, FOK)).toEqual(killed)
    expect(scene.sell(DAVE, 10, 1, FOK)).toEqual(killed)
    expect(scene.depth()).toEqual(before)
  })

  test('a post-only order rests when it would match nothing', () => {
    const scene = open()
    scene.sell(ALICE, 2, 101)
    expect(scene.buy(BOB, 3, 100, POST_ONLY)).toMatchObject({ answer: ACCEPTED, resting: 3 })
    expect(scene.sell(BOB, 3, 101, POST_ONLY)).toMatchObject({ answer: ACCEPTED, resting: 3 })
    expect(scene.queueAt(101)).toEqual([2, 3])
  })

  test('a post-only order that would match is refused, even at the very price', () => {
    const scene = open()
    scene.sell(ALICE, 2, 101)
    scene.buy(ALICE, 2, 100)
    const refused = { ...NOTHING, answer: RejectReason.WouldMatch }
    expect(scene.buy(BOB, 3, 101, POST_ONLY)).toEqual(refused)
    expect(scene.sell(BOB, 3, 1, POST_ONLY)).toEqual(refused)
    expect(scene.buy(ALICE, 3, 101, POST_ONLY)).toEqual(refused)
    expect(scene.depth()).toEqual({ bids: [[100, [2]]], asks: [[101, [2]]] })
  })
})

describe.each(BOTH_BOOKS)('self-trade prevention in $title', ({ open }) => {
  test("a taker's own maker is cancelled and the taker trades on", () => {
    const scene = open()
    scene.sell(ALICE, 1, 100)
    const own = scene.sell(BOB, 2, 100, { clientSlot: 8, cause: 4 }).order
    scene.sell(CAROL, 3, 100)
    const taker = scene.buy(BOB, 5, 100)
    expect(taker).toMatchObject({ filled: 4, resting: 1, cancelled: [[own, 2]] })
    expect(taker.trades).toEqual([
      [ALICE, 1, 100],
      [CAROL, 3, 100],
    ])
    const { fills } = scene
    expect([fills.cancelledAccount[0], fills.cancelledClientSlot[0]]).toEqual([BOB, 8])
    expect([fills.cancelledCause[0], fills.cancelledPriceTicks[0]]).toEqual([4, 100])
    expect(scene.book.isResting(own)).toBe(false)
    expect(scene.depth()).toEqual({ bids: [[100, [1]]], asks: [] })
  })

  test('an order that meets only its own rests after cancelling them all', () => {
    const scene = open()
    for (let price = 100; price < 140; price++) scene.sell(BOB, 1, price)
    const taker = scene.buy(BOB, 5, 138)
    expect(taker).toMatchObject({ filled: 0, resting: 5, trades: [] })
    expect(taker.cancelled).toHaveLength(39)
    expect(scene.depth()).toEqual({ bids: [[138, [5]]], asks: [[139, [1]]] })
  })

  test('own orders behind the last fill stay', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 2, 100)
    scene.sell(BOB, 2, 101)
    expect(scene.buy(BOB, 2, 101)).toMatchObject({ filled: 2, cancelled: [] })
    expect(scene.depth().asks).toEqual([
      [100, [2]],
      [101, [2]],
    ])
  })

  test('a taker that asked for it stops at its own maker and drops the rest', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 2, 101)
    scene.sell(CAROL, 2, 101)
    const taker = scene.buy(BOB, 6, 105, CANCEL_TAKER)
    expect(taker).toMatchObject({ answer: ACCEPTED, filled: 2, resting: 0, dropped: 4 })
    expect(taker).toMatchObject({ order: NO_ORDER, cancelled: [] })
    expect(scene.depth()).toEqual({ bids: [], asks: [[101, [2, 2]]] })
    expect(scene.buy(BOB, 6, 105, CANCEL_TAKER)).toMatchObject({ filled: 0, dropped: 6 })
  })

  test('a stopped taker keeps the fills it had at the same price', () => {
    const scene = open()
    scene.buy(ALICE, 2, 100)
    scene.buy(BOB, 2, 100)
    expect(scene.sell(BOB, 3, 100, CANCEL_TAKER)).toMatchObject({ filled: 2, dropped: 1 })
    expect(scene.queueAt(100)).toEqual([2])
    expect(scene.book.levelLots(100)).toBe(2)
  })

  test('a fill-or-kill order does not count its own orders', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    const own = scene.sell(BOB, 9, 100).order
    scene.sell(CAROL, 2, 101)
    expect(scene.buy(BOB, 5, 101, FOK).answer).toBe(RejectReason.NotFillable)
    expect(scene.queueAt(100)).toEqual([2, 9])
    expect(scene.buy(BOB, 3, 101, FOK)).toMatchObject({ filled: 3, cancelled: [[own, 9]] })
  })

  test('a fill-or-kill order that would stop at its own maker is refused', () => {
    const scene = open()
    scene.sell(ALICE, 2, 100)
    scene.sell(BOB, 1, 100)
    scene.sell(CAROL, 2, 100)
    const terms = { ...FOK, ...CANCEL_TAKER }
    expect(scene.buy(BOB, 3, 100, terms).answer).toBe(RejectReason.NotFillable)
    expect(scene.buy(BOB, 2, 100, terms)).toMatchObject({ answer: ACCEPTED, filled: 2 })
    expect(scene.queueAt(100)).toEqual([1, 2])
  })
})

describe.each(BOTH_BOOKS)('the limits of $title', ({ open }) => {
  test('a full book refuses an order that would only rest, and changes nothing', () => {
    const scene = open({ orderCapacity: 2 })
    scene.buy(ALICE, 1, 100)
    scene.sell(BOB, 1, 102)
    const refused = { ...NOTHING, answer: RejectReason.BookFull }
    expect(scene.buy(CAROL, 1, 100)).toEqual(refused)
    expect(scene.sell(CAROL, 1, 103, POST_ONLY)).toEqual(refused)
    expect(scene.depth()).toEqual({ bids: [[100, [1]]], asks: [[102, [1]]] })
  })

  test('a full book still trades, and what a taker leaves has room', () => {
    const scene = open({ orderCapacity: 2 })
    scene.buy(ALICE, 1, 100)
    scene.sell(BOB, 1, 102)
    expect(scene.buy(CAROL, 1, 101, IOC)).toMatchObject({ answer: ACCEPTED, dropped: 1 })
    expect(scene.buy(CAROL, 3, 102)).toMatchObject({ answer: ACCEPTED, filled: 1, resting: 2 })
    expect(scene.book.orderCount()).toBe(2)
  })

  test('a cancel makes room in a full book', () => {
    const scene = open({ orderCapacity: 1 })
    const { order } = scene.buy(ALICE, 1, 100)
    scene.book.cancel(order)
    expect(scene.buy(BOB, 2, 101)).toMatchObject({ answer: ACCEPTED, resting: 2 })
  })

  test('a book with no price to spare takes orders at the prices it has', () => {
    const scene = open({ liveLevelCapacity: 2 })
    scene.buy(ALICE, 1, 100)
    scene.sell(BOB, 1, 102)
    expect(scene.buy(CAROL, 1, 99).answer).toBe(RejectReason.BookFull)
    expect(scene.buy(CAROL, 1, 100).answer).toBe(ACCEPTED)
    expect(scene.buy(CAROL, 2, 103)).toMatchObject({ answer: ACCEPTED, filled: 1, resting: 1 })
    expect(scene.depth()).toEqual({
      bids: [
        [103, [1]],
        [100, [1, 1]],
      ],
      asks: [],
    })
  })

  test('a level holds at most 2,147,483,647 lots', () => {
    const scene = open()
    scene.buy(ALICE, MAX_LOTS - 1, 100)
    expect(scene.buy(BOB, 2, 100).answer).toBe(RejectReason.BookFull)
    expect(scene.buy(BOB, 1, 100).answer).toBe(ACCEPTED)
    expect(scene.book.levelLots(100)).toBe(MAX_LOTS)
    expect(scene.sell(CAROL, MAX_LOTS, 100).filled).toBe(MAX_LOTS)
  })

  test('a price outside the range is refused', () => {
    const scene = open()
    for (const price of [0, -1, LEVEL_COUNT, LAST_TICK + 0.5, 2 ** 32 + 1, Number.NaN]) {
      const refused = { ...NOTHING, answer: RejectReason.PriceOutOfBand }
      expect(scene.buy(ALICE, 1, price)).toEqual(refused)
      expect(scene.sell(ALICE, 1, price, IOC)).toEqual(refused)
    }
  })

  test('an order of no lots, of part of a lot or of too many is refused', () => {
    const scene = open()
    for (const lots of [0, -1, 0.5, MAX_LOTS + 1, 2 ** 32 + 1, Number.NaN]) {
      const refused = { ...NOTHING, answer: RejectReason.NotPositive }
      expect(scene.buy(ALICE, lots, 100)).toEqual(refused)
    }
    expect(scene.book.orderCount()).toBe(0)
  })
})
