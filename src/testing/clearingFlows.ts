// fast-check generators of what can happen to a clearing: few accounts, large leverage, wild marks, so
// that liquidations, debts, deleveraging and socialised losses come about in a few dozen messages.
import fc from 'fast-check'
import { Side } from '../market/units.ts'
import { ACCOUNT_COUNT, FUND } from './clearingMessages.ts'
import type { ClearingMessage } from './clearingMessages.ts'

export function clearingFlows(mostMessages: number): fc.Arbitrary<ClearingMessage[]> {
  return fc.array(messages(), { maxLength: mostMessages, size: 'max' })
}

const account = fc.nat({ max: ACCOUNT_COUNT - 1 })
/** Now and then the fund, which works off what it took over. */
const party = fc.oneof(
  { weight: 12, arbitrary: account },
  { weight: 1, arbitrary: fc.constant(FUND) },
)
const book = fc.nat({ max: 1 })
const leverage = fc.constantFrom(0, 1, 3, 10, 20, 50, 100)
const rate = fc.constantFrom(0, 0.0004, 0.00075, -0.00025)

function within(most: number): fc.Arbitrary<number> {
  return fc.integer({ min: -1000, max: 1000 }).map((part) => (part / 1000) * most)
}

function messages(): fc.Arbitrary<ClearingMessage> {
  return fc.oneof(
    { weight: 10, arbitrary: trades() },
    { weight: 7, arbitrary: marks() },
    { weight: 4, arbitrary: liquidations() },
    { weight: 2, arbitrary: deleveragings() },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('socialise' as const) }) },
    { weight: 1, arbitrary: transfers('deposit') },
    { weight: 1, arbitrary: transfers('margin') },
    { weight: 1, arbitrary: fundings() },
    { weight: 2, arbitrary: triggers() },
    { weight: 1, arbitrary: scales() },
    { weight: 2, arbitrary: rests() },
    { weight: 1, arbitrary: reserves() },
  )
}

function trades(): fc.Arbitrary<ClearingMessage> {
  return fc.record({
    kind: fc.constant('trade' as const),
    buyer: party,
    seller: party,
    book,
    lots: fc.oneof(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 40_000 }),
      fc.constantFrom(1000, 2000, 20_000),
    ),
    away: fc.oneof(within(0.002), within(0.03)),
    buyerLeverage: leverage,
    sellerLeverage: leverage,
    feeRate: rate,
  })
}

function marks(): fc.Arbitrary<ClearingMessage> {
  const move = fc.oneof(within(0.002), within(0.03), within(0.3))
  return fc.record({ kind: fc.constant('mark' as const), book, move })
}

function liquidations(): fc.Arbitrary<ClearingMessage> {
  return fc.record({
    kind: fc.constant('liquidate' as const),
    book,
    maker: account,
    share: fc.constantFrom(0, 0.3, 0.9, 1),
    away: fc.oneof(within(0.01), within(0.1)),
    feeRate: rate,
    clearanceRate: fc.constantFrom(0, 0.005, 1),
  })
}

function deleveragings(): fc.Arbitrary<ClearingMessage> {
  return fc.record({
    kind: fc.constant('deleverage' as const),
    book,
    share: fc.constantFrom(0.1, 0.5, 1),
    proRata: fc.boolean(),
  })
}

function transfers(kind: 'deposit' | 'margin'): fc.Arbitrary<ClearingMessage> {
  return fc.record({ kind: fc.constant(kind), account, amount: fc.nat({ max: 20_000_000 }) })
}

function fundings(): fc.Arbitrary<ClearingMessage> {
  return fc.record({ kind: fc.constant('funding' as const), book, rate: within(0.02) })
}

function triggers(): fc.Arbitrary<ClearingMessage> {
  const away = fc.oneof(fc.constant(0), within(0.02), within(0.2))
  return fc.record({
    kind: fc.constant('triggers' as const),
    account,
    book,
    stopAway: away,
    takeAway: away,
  })
}

function scales(): fc.Arbitrary<ClearingMessage> {
  return fc.record({ kind: fc.constant('scale' as const), scale: fc.constantFrom(0.5, 1, 1, 2) })
}

function rests(): fc.Arbitrary<ClearingMessage> {
  return fc.record({
    kind: fc.constant('rest' as const),
    account,
    book,
    side: fc.constantFrom<Side[]>(Side.Buy, Side.Sell),
    lots: fc.integer({ min: -3000, max: 6000 }),
  })
}

function reserves(): fc.Arbitrary<ClearingMessage> {
  const amount = fc.integer({ min: -5_000_000, max: 8_000_000 })
  return fc.record({ kind: fc.constant('reserve' as const), account, amount })
}
