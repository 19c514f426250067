// What the canvas remembers: prices between minutes, rows sent twice, a run wound back, parked dollars.
import { describe, expect, it } from 'vitest'
import { ALL_VENUES, MAP_BINS } from '../threads/frames.ts'
import type { CrowdCells, LiquidationRows, MinuteSeries, TraderNow } from '../threads/frames.ts'
import {
  firstLongWithin,
  justLiquidated,
  notionalBetween,
  partsOf,
  ranksToDraw,
  traderAt,
} from './crowdFacts.ts'
import { HarbourMemory } from './harbourMemory.ts'
import { MarketMemory, PriceMemory } from './marketMemory.ts'
import { fanAnchor, fanAt, hasRealFalls, loadRealFalls, realPathOf } from './realFan.ts'
import { ShownMarket } from './shownMarket.ts'
import { distanceLeft, ladderMarks, ladderPlace, wayLeft } from './traderFacts.ts'

function minutes(
  first: number,
  prices: readonly number[],
  parked: readonly number[] = [],
): MinuteSeries {
  const column = prices.map(() => 0)
  const figures = Float64Array.from(column)
  return {
    step: Float64Array.from(prices, (_, row) => (first + row) * 60),
    price: Float64Array.from(prices),
    low: Float64Array.from(prices),
    high: Float64Array.from(prices),
    openInterestUsd: figures,
    volumeGenuineUsd: figures,
    volumeReportedUsd: figures,
    liquidatedLongUsd: figures,
    liquidatedShortUsd: figures,
    liquidatedTraders: figures,
    liquidatedTradersDay: figures,
    spreadBps: figures,
    depthUsd: figures,
    fundingRate: figures,
    parkedUsd: Float64Array.from(parked.length > 0 ? parked : column),
    fundsUsd: figures,
    marketCapUsd: figures,
  }
}

function rows(steps: readonly number[], usd = 1_000): LiquidationRows {
  return {
    count: steps.length,
    step: Float64Array.from(steps),
    asset: new Uint8Array(steps.length),
    venue: new Uint8Array(steps.length),
    side: new Uint8Array(steps.length).fill(1),
    priceUsd: new Float64Array(steps.length).fill(100),
    notionalUsd: new Float64Array(steps.length).fill(usd),
    traders: new Float64Array(steps.length).fill(1),
    leverage: new Float64Array(steps.length).fill(10),
  }
}

describe('prices', () => {
  it('lie on straight lines between the ends of minutes, then follow the quotes', () => {
    const prices = new PriceMemory(1)
    prices.pushMinutes(minutes(0, [100, 110]))
    expect(prices.priceAt(0, 60)).toBe(100)
    expect(prices.priceAt(0, 90)).toBe(105)
    prices.pushQuote(130, [120])
    expect(prices.priceAt(0, 125)).toBe(115)
    expect(prices.priceAt(0, 999)).toBe(120)
  })

  it('drop quotes that a whole minute has settled', () => {
    const prices = new PriceMemory(1)
    prices.pushQuote(30, [90])
    prices.pushMinutes(minutes(0, [100]))
    expect(prices.priceAt(0, 60)).toBe(100)
    expect(prices.lastStep).toBe(60)
  })

  it('are forgotten after the step to which a run is wound back', () => {
    const prices = new PriceMemory(1)
    prices.pushMinutes(minutes(0, [100, 110, 120]))
    prices.forgetAfter(120)
    expect(prices.lastStep).toBe(120)
    prices.pushMinutes(minutes(2, [90]))
    expect(prices.priceAt(0, 180)).toBe(90)
  })
})

describe('liquidations', () => {
  it('sent twice are kept once', () => {
    const memory = new MarketMemory([100])
    memory.pushLiquidations(rows([1, 2, 2]))
    memory.pushLiquidations(rows([1, 2, 2, 3]))
    expect(memory.liquidations[0].count).toBe(4)
    expect(memory.liquidations[0].rowAfter(2)).toBe(3)
  })

  it('of a run wound back are forgotten and taken anew', () => {
    const memory = new MarketMemory([100])
    memory.pushLiquidations(rows([1, 2, 3]))
    memory.forgetAfter(1)
    memory.pushLiquidations(rows([2, 4], 50))
    expect(memory.liquidations[0].count).toBe(3)
    expect(memory.liquidations[0].print(1).usd).toBe(50)
  })

  it('grow past their first room', () => {
    const memory = new MarketMemory([100])
    memory.pushLiquidations(rows(Array.from({ length: 5_000 }, (_, step) => step + 1)))
    expect(memory.liquidations[0].count).toBe(5_000)
    expect(memory.liquidations[0].print(4_999).step).toBe(5_000)
  })
})

describe('the harbour', () => {
  it('knows what is parked and what came within a day', () => {
    const harbour = new HarbourMemory()
    expect(harbour.parkedAt(60)).toBeNaN()
    harbour.pushMinutes(minutes(0, [1, 1, 1], [1_000, 1_200, 1_600]))
    expect(harbour.parkedAt(60)).toBe(1_000)
    expect(harbour.parkedAt(90)).toBe(1_100)
    expect(harbour.changeOverDay(180)).toBe(600)
  })
})

describe('the crowd in figures', () => {
  const crowd: CrowdCells = {
    longCount: 4,
    liquidatedCount: 3,
    shortCount: 2,
    flatCount: 1,
    tradersPerCell: 10,
    state: Uint8Array.of(1, 1, 1, 5, 3, 3, 4, 2, 6, 0),
    leverage: Uint8Array.of(2, 5, 10, 50, 0, 0, 0, 20, 10, 0),
    distance: Float32Array.of(0.4, 0.1, 0.02, 0.01, 1, 1, 1, 0.03, 0.2, 1),
    notionalUsd: Float32Array.of(10, 20, 30, 40, 0, 0, 0, 50, 60, 0),
  }

  it('knows where its parts begin and what two per cent would close', () => {
    expect(partsOf(crowd)).toEqual({ outFrom: 4, shortFrom: 7, flatFrom: 9, count: 10 })
    expect(firstLongWithin(crowd, 0.021)).toBe(2)
    expect(notionalBetween(crowd, 2, 4)).toBe(70)
    expect(justLiquidated(crowd)).toBe(2)
  })

  it('draws all who hold something and few of the others, and changes its mind seldom', () => {
    const many = (flat: number): CrowdCells => ({
      ...crowd,
      longCount: 700 - flat,
      flatCount: 300 + flat,
      liquidatedCount: 0,
      shortCount: 0,
      state: new Uint8Array(1_000),
    })
    const drawn = ranksToDraw(many(0), 0)
    expect(drawn).toBeGreaterThanOrEqual(700)
    expect(drawn).toBeLessThan(800)
    expect(ranksToDraw(many(20), drawn)).toBe(drawn)
    expect(ranksToDraw(many(400), drawn)).toBeLessThan(400)
    expect(ranksToDraw(many(-300), drawn)).toBe(1_000)
  })

  it('speaks of one trader where a cell stands for ten', () => {
    const pick = traderAt(crowd, 7, { x: 1, y: 2, size: 3 })
    expect(pick).toMatchObject({ side: 'short', leverage: 20, notionalUsd: 5, words: 'short' })
    expect(traderAt(crowd, 4, { x: 0, y: 0, size: 1 }).side).toBeNull()
  })
})

describe('one trader', () => {
  const trader: TraderNow = {
    state: 'open',
    asset: 0,
    side: 'long',
    leverage: 20,
    notionalUsd: 2_400,
    entryUsd: 47_000,
    liquidationUsd: 45_000,
    markUsd: 46_000,
    marginRatio: 0.4,
    equityUsd: 70,
    profitUsd: -50,
    orders: [{ isBuy: false, priceUsd: 48_000, usd: 2_400 }],
    diary: [],
  }

  it('has the way from entry to liquidation that its ladder shows, none once liquidated', () => {
    expect(wayLeft(trader)).toBeCloseTo((46_000 - 45_000) / (47_000 - 45_000))
    expect(wayLeft({ ...trader, markUsd: 47_500 })).toBe(1)
    expect(wayLeft({ ...trader, markUsd: 45_000 })).toBe(0)
    const short = { side: 'short', liquidationUsd: 49_000, markUsd: 48_500 } as const
    expect(wayLeft({ ...trader, ...short })).toBeCloseTo(0.25)
    expect(wayLeft({ ...trader, liquidationUsd: 0 })).toBe(1)
    expect(wayLeft({ ...trader, entryUsd: 44_900 })).toBeCloseTo(0.6)
    expect(wayLeft({ ...trader, state: 'liquidated' })).toBe(0)
    expect(distanceLeft(trader)).toBeCloseTo(1 / 46)
  })

  it('has its prices on a ladder, highest first and inside it', () => {
    const marks = ladderMarks(trader)
    expect(marks.map((mark) => mark.key)).toEqual(['sell', 'entry', 'mark', 'liquidation'])
    for (const mark of marks) {
      const place = ladderPlace(mark.priceUsd, marks)
      expect(place).toBeGreaterThan(0)
      expect(place).toBeLessThan(1)
    }
  })
})

describe('the market shown', () => {
  const depth = (venue: number, priceUsd: Float64Array | null) => ({
    asset: 0,
    venue,
    firstColumn: 0,
    columns: new Uint8Array(2 * MAP_BINS).fill(venue + 2),
    priceUsd,
  })

  it('is all venues until one is chosen, whose prices and depth are then its own', () => {
    const market = new ShownMarket([100])
    market.memory.prices.pushMinutes(minutes(0, [100, 104]))
    market.pushDepth(depth(ALL_VENUES, null))
    expect(market.prices.memory.priceAt(0, 120)).toBe(104)
    expect(market.show(0, 2)).toBe(true)
    expect(market.depth?.count).toBe(0)
    market.pushDepth(depth(2, Float64Array.of(98, 96)))
    market.pushVenueQuote(130, { asset: 0, venue: 2, priceUsd: 90 })
    expect(market.prices.memory.priceAt(market.prices.asset, 120)).toBe(96)
    expect(market.prices.memory.priceAt(market.prices.asset, 130)).toBe(90)
    expect(market.depth?.count).toBe(2)
    market.show(0, ALL_VENUES)
    expect(market.prices.memory.priceAt(0, 120)).toBe(104)
  })

  it('leaves aside what comes late of a venue that is shown no more', () => {
    const market = new ShownMarket([100])
    market.show(0, 1)
    market.pushDepth(depth(2, Float64Array.of(98, 96)))
    market.pushVenueQuote(130, { asset: 0, venue: 2, priceUsd: 90 })
    expect([market.depth?.count, market.prices.memory.isEmpty]).toEqual([0, true])
  })

  it('counts the liquidations of the venue alone', () => {
    const market = new ShownMarket([100])
    market.memory.pushLiquidations({ ...rows([5, 6]), venue: Uint8Array.of(0, 3) })
    const held = market.liquidations!
    expect([market.isOfVenue(held, 0), market.isOfVenue(held, 1)]).toEqual([true, true])
    market.show(0, 3)
    expect([market.isOfVenue(held, 0), market.isOfVenue(held, 1)]).toEqual([false, true])
  })

  it('has the price of B beside it over all venues only', () => {
    const market = new ShownMarket([100])
    expect(market.other).toBeNull()
    market.pushOther(minutes(0, [101, 102]))
    expect(market.other?.memory.priceAt(0, 120)).toBe(102)
    market.show(0, 1)
    expect(market.other).toBeNull()
  })
})

describe('the fan of real falls', () => {
  const falling = () => {
    const prices = new PriceMemory(1)
    const day = Array.from({ length: 1_500 }, (_, minute) => (minute < 1_440 ? 100 : 94))
    prices.pushMinutes(minutes(0, day))
    return { memory: prices, asset: 0 }
  }

  it('is laid on the lowest price so far, against the price a day before it', () => {
    const prices = falling()
    expect(fanAnchor(prices, 80_000)).toBeNull()
    const anchor = fanAnchor(prices, 90_000)
    expect(anchor).toEqual({ lowStep: 1_441 * 60, baseUsd: 100 })
  })

  it('is as wide as the real days were, and ends where they end', async () => {
    expect(realPathOf('BTC')).toBeNull()
    await loadRealFalls()
    const path = realPathOf('BTC')!
    const low = path.find((point) => point.hour === 0)!
    expect([0, 1, 2, 3, 4].map((quantile) => fanAt(path, quantile, 0))).toEqual(low.quantiles)
    const between = fanAt(path, 2, 1_800)
    expect(between).toBeGreaterThan(fanAt(path, 2, 0))
    expect(between).toBeLessThan(fanAt(path, 2, 3_600))
    expect(fanAt(path, 2, -49 * 3_600)).toBeNaN()
    expect(fanAt(path, 2, 73 * 3_600)).toBeNaN()
    expect(hasRealFalls('DOGE')).toBe(false)
  })
})
