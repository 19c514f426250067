// Laws of the order book, and its agreement with the slow twin, on random order flow.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { drawUniform, drawWord, keysFromSeed } from '../../base/keyedRandom.ts'
import { StateHash } from '../../base/stateHash.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import type { Side } from '../../market/units.ts'
import { bookFlows } from '../../testing/bookFlows.ts'
import { BookPair, NumberedBook, brokenLaw } from '../../testing/bookPair.ts'
import type { BookMessage } from '../../testing/bookPair.ts'
import type { BookShape, TimeInForce } from './book.ts'
import { OrderBook } from './orderBook.ts'

const RUNS = { numRuns: 400 }

test('the fast book and its slow twin agree on every answer, every fill and the whole book', () => {
  fc.assert(
    fc.property(bookFlows(120), ({ shape, messages }) => {
      const pair = new BookPair(shape)
      for (const message of messages) {
        expect(pair.send(message)).toBeUndefined()
        expect(pair.compareWhole()).toBeUndefined()
      }
    }),
    RUNS,
  )
})

test('a book never crosses, a level holds the sum of its orders, the best prices are the best', () => {
  fc.assert(
    fc.property(bookFlows(120), ({ shape, messages }) => {
      const { fast } = new BookPair(shape)
      for (const message of messages) {
        fast.apply(message)
        expect(brokenLaw(fast)).toBeUndefined()
      }
    }),
    RUNS,
  )
})

test('lots are traded, rested or dropped, and none is lost', () => {
  const sumLots = (records: readonly { lots: number }[]) =>
    records.reduce((sum, { lots }) => sum + lots, 0)
  const lotsAreKept = (lots: number, wanted: number) => expect(lots).toBe(wanted)
  fc.assert(
    fc.property(bookFlows(120), ({ shape, messages }) => {
      const { fast } = new BookPair(shape)
      const lotsInBook = () => sumLots(fast.restingOrders())
      for (const message of messages) {
        const before = lotsInBook()
        const record = fast.apply(message)
        if (message.kind === 'move') {
          if (record !== 0) lotsAreKept(lotsInBook(), before)
          continue
        }
        if (typeof record === 'number') {
          lotsAreKept(lotsInBook(), before - Math.max(0, record))
          continue
        }
        const { answer, filledLots, restingLots, droppedLots, fills, cancelled } = record
        const taken = answer === 0 && message.kind === 'submit' ? message.lots : 0
        lotsAreKept(filledLots + restingLots + droppedLots, taken)
        lotsAreKept(sumLots(fills), filledLots)
        lotsAreKept(lotsInBook(), before - filledLots - sumLots(cancelled) + restingLots)
      }
    }),
    RUNS,
  )
})

test('a book restored from a snapshot goes on as if nothing had happened', () => {
  fc.assert(
    fc.property(bookFlows(120), fc.nat({ max: 120 }), ({ shape, messages }, cut) => {
      const original = new BookPair(shape)
      for (const message of messages.slice(0, cut)) original.fast.apply(message)
      const snapshot = original.columns.snapshot()
      const columns = new Columns()
      const copy = original.fast.carriedOverTo(new OrderBook(columns, 'book', shape))
      columns.restore(snapshot)
      const rewound = original.fast.carriedOverTo(original.fast.book)

      const rest = messages.slice(cut)
      const answers = rest.map((message) => original.fast.apply(message))
      const end = hashOf(original.columns)
      expect(rest.map((message) => copy.apply(message))).toEqual(answers)
      expect(hashOf(columns)).toBe(end)

      original.columns.restore(snapshot)
      expect(rest.map((message) => rewound.apply(message))).toEqual(answers)
      expect(hashOf(original.columns)).toBe(end)
    }),
    RUNS,
  )
})

test('memory set to zero is an empty book', () => {
  const shape = { levelCount: LEVEL_COUNT, orderCapacity: 50 }
  const columns = new Columns()
  const book = new OrderBook(columns, 'book', shape)
  expect(columns.snapshot().every((byte) => byte === 0)).toBe(true)
  const used = new NumberedBook(book)
  for (let index = 0; index < 1000; index++) used.apply(wanderingMessage(index))
  columns.restore(new Uint8Array(columns.byteLength()))
  expect([book.bestBidTicks(), book.bestAskTicks(), book.orderCount()]).toEqual([0, 0, 0])
  const emptied = new NumberedBook(book)
  const fresh = new BookPair(shape).fast
  for (let index = 0; index < 1000; index++) {
    expect(emptied.apply(wanderingMessage(index))).toEqual(fresh.apply(wanderingMessage(index)))
  }
})

test('the two books agree through 30,000 messages of a market that wanders', () => {
  const shape: BookShape = { levelCount: LEVEL_COUNT, orderCapacity: 400, liveLevelCapacity: 250 }
  const pair = new BookPair(shape)
  for (let index = 0; index < 30_000; index++) {
    expect(pair.send(wanderingMessage(index))).toBeUndefined()
    if (index % 250 !== 0) continue
    expect(pair.compareWhole()).toBeUndefined()
    expect(brokenLaw(pair.fast)).toBeUndefined()
  }
})

function hashOf(columns: Columns): string {
  const hash = new StateHash()
  hash.columns(columns)
  return hash.digest()
}

/** Mostly limit orders near a middle that swings over 6,000 ticks, a third of them cancelled. */
function wanderingMessage(index: number): BookMessage {
  const keys = keysFromSeed('wandering')
  const uniform = (purpose: number) => drawUniform(keys, 0, index, purpose)
  const word = (purpose: number) => drawWord(keys, 0, index, purpose) >>> 0
  if (uniform(0) < 0.36) {
    const order = Math.floor(600 * uniform(1) * uniform(2))
    return uniform(3) < 0.8
      ? { kind: 'cancel', order }
      : { kind: 'reduce', order, toLots: word(4) % 10 }
  }
  const side = (word(5) & 1) as Side
  const phase = (index % 12_000) / 12_000
  const middle = 65_536 + Math.round(12_000 * Math.abs(phase - 0.5))
  const away = Math.floor(2 / uniform(6)) - (uniform(7) < 0.2 ? 6 : 1)
  return {
    kind: 'submit',
    side,
    priceTicks: side === 0 ? middle - away : middle + away,
    lots: 1 + (word(8) % (uniform(9) < 0.05 ? 400 : 15)),
    timeInForce: [0, 0, 0, 0, 1, 2, 3][word(10) % 7] as TimeInForce,
    account: word(11) % 12,
    flags: word(12) % 2,
  }
}
