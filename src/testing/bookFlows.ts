// fast-check generators of order flow for books: small and crowded, so that every rule is met.
import fc from 'fast-check'
import type { BookShape } from '../exchange/matching/book.ts'
import { SubmitFlag, TimeInForce } from '../exchange/matching/book.ts'
import { MAX_LOTS } from '../exchange/matching/book.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { Side } from '../market/units.ts'
import type { BookMessage } from './bookPair.ts'

export interface BookFlow {
  readonly shape: BookShape
  readonly messages: readonly BookMessage[]
}

/** A book of some shape with the messages sent to it. */
export function bookFlows(mostMessages: number): fc.Arbitrary<BookFlow> {
  return bookShapes().chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      messages: fc.array(bookMessages(shape.levelCount), {
        maxLength: mostMessages,
        size: 'max',
      }),
    }),
  )
}

/** From a handful of prices to a whole instrument; from three orders to more than the flow brings. */
function bookShapes(): fc.Arbitrary<BookShape> {
  return fc.record({
    levelCount: fc.constantFrom(2, 8, 33, 70, 1025, 40_000, LEVEL_COUNT),
    orderCapacity: fc.constantFrom(1, 3, 16, 1000),
    liveLevelCapacity: fc.constantFrom(1, 2, 5, 1000),
  })
}

function bookMessages(levelCount: number): fc.Arbitrary<BookMessage> {
  return fc.oneof(
    { weight: 6, arbitrary: submits(levelCount) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order: ages() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('reduce' as const),
        order: ages(),
        toLots: fc.integer({ min: -1, max: 12 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        order: ages(),
        priceTicks: prices(levelCount),
        lots: quantities(),
      }),
    },
  )
}

/** Mostly the youngest orders; sometimes one long gone, or one that never was. */
function ages(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 300 }) },
  )
}

function submits(levelCount: number): fc.Arbitrary<BookMessage> {
  return fc.record({
    kind: fc.constant('submit' as const),
    side: fc.constantFrom<Side[]>(Side.Buy, Side.Sell),
    priceTicks: prices(levelCount),
    lots: quantities(),
    timeInForce: fc.oneof(
      { weight: 4, arbitrary: fc.constant(TimeInForce.Rest) },
      { weight: 1, arbitrary: fc.constant(TimeInForce.PostOnly) },
      { weight: 1, arbitrary: fc.constant(TimeInForce.ImmediateOrCancel) },
      { weight: 1, arbitrary: fc.constant(TimeInForce.FillOrKill) },
    ),
    account: fc.nat({ max: 4 }),
    flags: fc.constantFrom(SubmitFlag.None, SubmitFlag.CancelTaker),
  })
}

function quantities(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 2, arbitrary: fc.integer({ min: 50, max: 500 }) },
    { weight: 1, arbitrary: fc.constantFrom(MAX_LOTS, MAX_LOTS - 5, MAX_LOTS >> 1) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, MAX_LOTS + 1, 1.5) },
  )
}

/** Crowded around the middle, with words of the bitmap apart, the band's edges and beyond. */
function prices(levelCount: number): fc.Arbitrary<number> {
  const middle = levelCount >> 1
  const last = levelCount - 1
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.integer({ min: Math.max(1, middle - 4), max: Math.min(last, middle + 4) }),
    },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: last }) },
    { weight: 2, arbitrary: fc.constantFrom(1, last, Math.max(1, last - 1), Math.min(last, 2)) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, levelCount, levelCount + 40, middle + 0.5) },
  )
}
