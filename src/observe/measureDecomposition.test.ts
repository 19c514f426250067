// What the fall is made of: taker flow by source between BTC's high and low.
import { describe, expect, test } from 'vitest'
import { Cause, CAUSE_COUNT, Population, POPULATION_NAMES } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { FLOW_COUNT, FLOW_SOURCES, flowOf, FLOWS_OF_CAUSE } from './flows.ts'
import { HandMadeMarket } from '../testing/handMadeMarket.ts'
import { createObserver } from './observer.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const PERPETUAL = 5
/** Accounts of the market below. */
const RETAIL = 0
const DESK = 1
const FUND = 2

/** BTC is highest in the first minute of the event day and lowest two hours later. */
function fallingMarket() {
  const day = new HandMadeMarket({
    hours: 48,
    eventHour: 24,
    accounts: [
      { venue: 0, population: Population.RetailLeveraged, ownerAgent: 1 },
      { venue: 0, population: Population.Institution, ownerAgent: 2 },
      { venue: 0, population: Population.Venue, ownerAgent: 3 },
      { venue: 0, population: Population.MarketMaker, ownerAgent: 4 },
    ],
  })
  const trade = (taker: number, usd: number, cause: Cause, side: Side = Side.Sell) =>
    day.trade({ book: PERPETUAL, side, taker, maker: 3, priceUsd: 48_000, usd, cause })
  return { day, trade, observer: createObserver(day.record) }
}

describe('the sources of taker flow', () => {
  test('share out every flow of every cause, once', () => {
    const listed = FLOW_SOURCES.flatMap(({ flows }) => flows).toSorted((a, b) => a - b)
    expect(listed).toEqual(Array.from({ length: FLOW_COUNT }, (_, flow) => flow))
  })

  test('keep to one cause each, whoever trades', () => {
    for (let cause = 0; cause < CAUSE_COUNT; cause++) {
      for (let population = 0; population < POPULATION_NAMES.length; population++) {
        expect(FLOWS_OF_CAUSE[cause]).toContain(flowOf(cause, population))
      }
    }
    expect(FLOWS_OF_CAUSE.flat()).toHaveLength(FLOW_COUNT)
  })
})

describe('the fall', () => {
  test('is split by who sold and why, with shares of all sells and their pace over calm', () => {
    const { day, trade, observer } = fallingMarket()
    day.setPrice(0, 48_000)
    day.at(HOUR, () => trade(RETAIL, 240, Cause.Panic))
    day.at(DAY + 60, () => day.setPrice(0, 49_000))
    day.at(DAY + 120, () => day.setPrice(0, 48_000))
    day.at(DAY + HOUR, () => trade(RETAIL, 100, Cause.Panic))
    day.at(DAY + HOUR, () => trade(DESK, 200, Cause.Exit))
    day.at(DAY + HOUR, () => trade(RETAIL, 300, Cause.Exit))
    day.at(DAY + HOUR, () => trade(FUND, 400, Cause.Backstop))
    day.at(DAY + HOUR, () => trade(DESK, 50, Cause.Bargain, Side.Buy))
    day.at(DAY + 2 * HOUR, () => day.setPrice(0, 45_000))
    // After the low: no part of the fall.
    day.at(DAY + 4 * HOUR, () => day.setPrice(0, 46_000))
    day.at(DAY + 5 * HOUR, () => trade(RETAIL, 9_000, Cause.Panic))
    day.runTo(2 * DAY, observer)
    const measures = observer.measures()
    expect(measures['fallSellsUsd']).toBe(1_000)
    expect(measures['fallBuysUsd']).toBe(50)
    expect(measures['fallSellShare.panic exits']).toBe(0.1)
    expect(measures['fallSellShare.value desks on news']).toBe(0.2)
    expect(measures['fallSellShare.planned exits']).toBe(0.3)
    expect(measures['fallSellShare.fund work-off']).toBe(0.4)
    const shares = FLOW_SOURCES.map(({ name }) => measures[`fallSellShare.${name}`])
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12)
    const length = measures.fallMinutes + 1
    expect(measures['fallSellsOverCalm.panic exits']).toBeCloseTo(100 / ((240 * length) / 1_440), 9)
  })
})
