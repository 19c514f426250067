// Laws of coin-margined (inverse) contracts: the published formulas, and a slow twin that keeps no
// positions but adds up, in exact fractions, the coins that every trade was worth.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { F64 } from '../../base/shifts.ts'
import { MarkPriceChoice } from '../../market/controls.ts'
import { DEFAULT_ASSETS, LEVEL_COUNT, listingOf } from '../../market/instruments.ts'
import { Side } from '../../market/units.ts'
import { VenueStage } from '../../testing/venueStage.ts'
import { binanceRulebook } from '../rulebooks/binance.ts'
import { bybitRulebook } from '../rulebooks/bybit.ts'
import { coinMargined } from '../rulebooks/coinMargined.ts'
import { zeroPriceTicks } from './liquidation.ts'
import { Margin } from './margin.ts'

const BTC = DEFAULT_ASSETS[0]!
const COIN = 100_000_000
const RULEBOOKS = [coinMargined(binanceRulebook()), coinMargined(bybitRulebook())]

function marginOf(rulebook: number, faceUsd = 1): Margin {
  const schedule = RULEBOOKS[rulebook]!.marginSchedule(BTC, DEFAULT_ASSETS)
  const { unitTicks } = listingOf(faceUsd, BTC.tickSizeUsd)
  return new Margin(new Columns(), 'm', [schedule], [unitTicks], 125, [], 0, true)
}

describe('a coin-margined contract', () => {
  it('pays contracts x face x (1 / entry - 1 / exit) coins to the long, and takes them from the short', () => {
    const margin = marginOf(0, 100)
    // 500 contracts of $100 from 50,000 to 40,000: 1 BTC bought, 1.25 BTC owed.
    expect(margin.valueQuote(0, 500, 40_000) - margin.valueQuote(0, 500, 50_000)).toBe(-0.25 * COIN)
    expect(margin.valueQuote(0, -500, 40_000) - margin.valueQuote(0, -500, 50_000)).toBe(
      0.25 * COIN,
    )
    // The same move upwards brings less: the payoff in coins is concave.
    expect(margin.valueQuote(0, 500, 60_000) - margin.valueQuote(0, 500, 50_000)).toBe(16_666_667)
  })

  it('is liquidated where Bybit says: a $60,000 position at 50,000, 10x, maintenance 0.5 %', () => {
    const margin = marginOf(1)
    const value = (60_000 / 50_000) * COIN
    const long = margin.liquidationPriceTicks(0, 60_000, -value, value / 10)
    expect(long).toBeCloseTo((60_000 * 1.005) / (1.2 + 0.12), 6)
    const short = margin.liquidationPriceTicks(0, -60_000, value, value / 10)
    expect(short).toBeCloseTo((60_000 * 0.995) / (1.2 - 0.12), 6)
  })

  it('is liquidated at EP (1 + MMR) L / (L + 1) and bankrupt at EP L / (L + 1), a short with signs turned', () => {
    const margin = marginOf(0)
    for (const leverage of [2, 5, 10, 20, 50, 125]) {
      const [entry, contracts, rate] = [48_000, 48_000, 0.004]
      const value = COIN
      for (const side of [1, -1]) {
        const lots = side * contracts
        const own = margin.bankruptcyPriceTicks(0, lots, -side * value, value / leverage)
        expect(own).toBeCloseTo((entry * leverage) / (leverage + side), 6)
        const liquidation = margin.liquidationPriceTicks(0, lots, -side * value, value / leverage)
        expect(liquidation).toBeCloseTo(
          (entry * (1 + side * rate) * leverage) / (leverage + side),
          6,
        )
      }
    }
  })

  it('never liquidates a short whose coins are worth all of it', () => {
    const margin = marginOf(0)
    expect(margin.liquidationTicks(0, -48_000, COIN, COIN)).toBe(0)
    expect(margin.bankruptcyPriceTicks(0, -48_000, COIN, COIN)).toBe(Infinity)
  })

  it('ends a long sooner than a linear one of the same leverage: its collateral falls too', () => {
    const margin = marginOf(0)
    const linear = new Margin(new Columns(), 'l', margin.schedules, [1], 125)
    for (const leverage of [2, 5, 10, 50]) {
      const inverse = margin.bankruptcyPriceTicks(0, 48_000, -COIN, COIN / leverage)
      const notional = 48_000 * 10_000
      expect(inverse).toBeGreaterThan(
        linear.bankruptcyPriceTicks(0, 10_000, notional, notional / leverage),
      )
    }
  })
})

const positions = fc.record({
  rulebook: fc.nat(RULEBOOKS.length - 1),
  /** Of one dollar: enough that a tick is more than what rounding may hide. */
  contracts: fc.integer({ min: 10_000, max: 40_000_000 }),
  long: fc.boolean(),
  entryTicks: fc.integer({ min: 500, max: 60_000 }),
  cushion: fc.double({ min: 1.05, max: 20, noNaN: true }),
  scale: fc.constantFrom(1, 1, 0.5, 2),
})

describe('the liquidation price of a coin-margined position', () => {
  it('is the last whole tick at which equity no longer covers maintenance', () => {
    fc.assert(
      fc.property(positions, ({ rulebook, contracts, long, entryTicks, cushion, scale }) => {
        const margin = marginOf(rulebook)
        margin.maintenanceScale = scale
        const lots = long ? contracts : -contracts
        const entry = margin.valueQuote(0, lots, entryTicks)
        const notional = margin.notionalQuote(0, contracts, entryTicks)
        const collateral = Math.ceil(cushion * margin.maintenanceQuote(0, contracts, notional))
        // A policy that asks for more than the whole position leaves a short no price to be safe at.
        fc.pre(margin.schedules[0]!.maintenanceRate(contracts, notional) * scale < 1)
        const covered = (ticks: number) => {
          const maintenance = margin.maintenanceQuote(
            0,
            contracts,
            margin.exactQuote(0, contracts, ticks),
          )
          return collateral + margin.valueQuote(0, lots, ticks) - entry >= maintenance - 2
        }
        const ticks = margin.liquidationTicks(0, lots, entry, collateral)
        const step = long ? 1 : -1
        const above = ticks === 0 ? (long ? 1 : LEVEL_COUNT - 1) : ticks + 2 * step
        expect(covered(above)).toBe(true)
        const inBook = ticks > 2 && ticks < LEVEL_COUNT - 2
        expect(!inBook || !covered(ticks - 2 * step)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('lies before the price at which the forced order stops: there the coins are used up', () => {
    fc.assert(
      fc.property(positions, ({ contracts, long, entryTicks }) => {
        const margin = marginOf(0)
        const lots = long ? contracts : -contracts
        const entry = margin.valueQuote(0, lots, entryTicks)
        const collateral = Math.ceil(Math.abs(entry) / 10)
        const mark = entryTicks * (long ? 0.93 : 1.07)
        const equity = collateral + margin.valueQuote(0, lots, mark) - entry
        const ticks = zeroPriceTicks({
          traders: 1,
          absLots: contracts,
          long,
          markTicks: mark,
          unitQuote: margin.unitQuote[0]!,
          inverse: true,
          usdQuote: 1,
          notionalQuote: 0,
          equityQuote: equity,
          maintenanceQuote: 0,
          lowerTierBoundQuote: 0,
          touchTicks: 0,
          sliceLotsLeft: 0,
          pauseSteps: 0,
          drawSize: 0,
          drawDepth: 0,
        })
        const bankruptcy = margin.bankruptcyPriceTicks(0, lots, entry, collateral)
        expect(Math.abs(ticks - bankruptcy)).toBeLessThan(1.01)
        expect(long ? ticks >= bankruptcy - 0.01 : ticks <= bankruptcy + 0.01).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

const trades = fc.array(
  fc.record({
    buyer: fc.nat(3),
    seller: fc.nat(3),
    lots: fc.integer({ min: 1, max: 50_000 }),
    ticks: fc.integer({ min: 30_000, max: 70_000 }),
  }),
  { minLength: 1, maxLength: 40 },
)

describe('a coin market beside its slow twin', () => {
  it('gives everyone the sum of contracts x face x (1 / price - 1 / mark), within one unit a trade', () => {
    fc.assert(
      fc.property(trades, fc.integer({ min: 30_000, max: 70_000 }), (flow, last) => {
        const rulebook = { ...RULEBOOKS[0]!, takerFeeBps: 0, makerFeeBps: 0, marketBandRate: 1 }
        const listing = listingOf(100, BTC.tickSizeUsd)
        const stage = new VenueStage({ rulebook, coin: listing })
        stage.venue.controls.markPrice = MarkPriceChoice.Last
        const accounts = [0, 1, 2, 3].map(() => stage.cross(50e9, 4))
        stage.printer()
        const granted = stage.venue.statements.walletQuote[accounts[0]! << F64]!
        const twin = accounts.map(() => [] as { lots: number; ticks: number }[])
        for (const { buyer, seller, lots, ticks } of flow) {
          if (buyer === seller) continue
          const wish = { kind: 0, priceTicks: ticks, slot: 0 } as const
          stage.order(accounts[seller]!, 1, Side.Sell, lots, wish)
          stage.order(accounts[buyer]!, 1, Side.Buy, lots, wish)
          stage.run()
          twin[buyer]!.push({ lots, ticks })
          twin[seller]!.push({ lots: -lots, ticks })
          expect(stage.venue.residuals()).toEqual({
            cash: 0,
            coins: 0,
            positions: 0,
            liquidations: 0,
          })
        }
        stage.print(last)
        accounts.forEach((account, index) => {
          const equity = stage.venue.accountEquityQuote(account) - granted
          const coins = twin[index]!.reduce((sum, trade) => sum + worth(trade, last), 0)
          expect(Math.abs(equity - coins)).toBeLessThanOrEqual(twin[index]!.length + 1)
        })
        expect(stage.audit()).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

/** lots x 100 USD x (1 / price - 1 / mark) in 10^-8 coins, by whole numbers alone. */
function worth({ lots, ticks }: { lots: number; ticks: number }, mark: number): number {
  const numerator = BigInt(lots) * 10_000_000_000n * BigInt(mark - ticks) * 1000n
  return Number(numerator / (BigInt(ticks) * BigInt(mark))) / 1000
}
