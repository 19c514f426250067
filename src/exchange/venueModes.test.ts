// Isolated and cross margin and reduce-only orders, the same laws under each rulebook, to the last unit.
// BTC: one lot at 48,000 is 48,000 quote units (4.80 USD).
import { describe, expect, it } from 'vitest'
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import { LiquidationEngineChoice, MarkPriceChoice } from '../market/controls.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { ftxRulebook } from './rulebooks/ftx.ts'
import { hyperliquidRulebook } from './rulebooks/hyperliquid.ts'

const PERPETUAL = 1
const ENTRY = 48_000
const LIMIT = RequestKind.Limit
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }

interface Rules {
  readonly takerRate: number
  readonly maintenance: number
  readonly leverage: number
}

/** What the small position of each rulebook is held to. */
const VENUES = [
  ['Binance', binanceRulebook(), { takerRate: 0.000_4, maintenance: 0.004, leverage: 125 }],
  ['Bybit', bybitRulebook(), { takerRate: 0.000_75, maintenance: 0.005, leverage: 100 }],
  ['FTX', ftxRulebook(), { takerRate: 0.000_7, maintenance: 0.03, leverage: 20 }],
  [
    'Hyperliquid',
    hyperliquidRulebook(),
    { takerRate: 0.000_45, maintenance: 0.0125, leverage: 40 },
  ],
] as const

const feeOf = (notional: number, rules: Rules) => Math.floor(notional * rules.takerRate + 1e-6)

function checked(stage: VenueStage): void {
  expect(stage.venue.residuals()).toEqual(NOTHING)
  expect(stage.audit()).toEqual([])
}

function notes(stage: VenueStage): number[] {
  return stage.events(EventKind.OrderRejected).map((event) => event.note)
}

describe.each(VENUES)('on %s', (_name, rulebook, rules: Rules) => {
  const stageWithMaker = () => {
    const stage = new VenueStage({ rulebook, insuranceFundUsd: 1e6 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    return { stage, maker: stage.cross(10_000_000) }
  }

  it('isolated margin is notional over leverage, and comes back with the profit, part by part', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 600)
    stage.quote(maker, PERPETUAL, 0, ENTRY, 1_000)
    stage.order(retail, PERPETUAL, Side.Buy, 1_000, { leverage: 10 })
    stage.run()
    const { statements } = stage.venue
    const row = stage.row(retail)
    const openFee = feeOf(48_000_000, rules)
    expect(statements.rowMarginQuote[row << F64]).toBe(4_800_000)
    expect(statements.walletQuote[retail << F64]).toBe(6_000_000 - 4_800_000 - openFee)
    expect(statements.rowLiquidationTicks[row << I32]).toBe(
      Math.floor((0.9 / (1 - rules.maintenance)) * ENTRY),
    )
    stage.quote(maker, PERPETUAL, 48_500, 0, 5_000)
    stage.order(retail, PERPETUAL, Side.Sell, 250, { reduceOnly: true })
    stage.run()
    const closeFee = feeOf(250 * 48_500, rules)
    expect(statements.rowMarginQuote[row << F64]).toBe(3_600_000)
    expect(statements.walletQuote[retail << F64]).toBe(
      6_000_000 - 3_600_000 - openFee + 250 * 500 - closeFee,
    )
    checked(stage)
  })

  it('a loss on isolated margin stops at the margin: the wallet beside it is not touched', () => {
    const { stage, maker } = stageWithMaker()
    const long = stage.isolated(0, 100)
    stage.printer()
    stage.venue.grantPosition(long, PERPETUAL, 1_000, ENTRY, 20, 2_400_000)
    stage.venue.grantPosition(maker, PERPETUAL, -1_000, ENTRY, 1, 0)
    stage.run()
    // 100 ticks above the bankruptcy price, below every maintenance; nobody bids.
    stage.print(45_700)
    stage.run(10)
    expect(stage.lots(long)).toBe(0)
    expect(stage.venue.statements.walletQuote[long << F64]).toBe(1_000_000)
    checked(stage)
  })

  it('cross margin carries what the whole wallet carries at the highest leverage, and no lot more', () => {
    const { stage } = stageWithMaker()
    const account = stage.cross(100)
    const most = Math.floor((100 * QUOTE_UNITS_PER_USD * rules.leverage) / ENTRY)
    const wish = { kind: LIMIT, priceTicks: 47_000 }
    stage.order(account, PERPETUAL, Side.Buy, most + 1, { ...wish, slot: 0 })
    stage.order(account, PERPETUAL, Side.Buy, most - 1, { ...wish, slot: 1 })
    stage.order(account, PERPETUAL, Side.Buy, 2, { ...wish, slot: 2 })
    stage.run()
    expect(notes(stage)).toEqual([RejectReason.InsufficientMargin, RejectReason.InsufficientMargin])
  })

  it('a loss on cross margin is paid by the wallet and by the profit of other positions', () => {
    const stage = new VenueStage({ rulebook, assetCount: 2, insuranceFundUsd: 1e6 })
    stage.venue.controls.markPrice = MarkPriceChoice.Last
    const maker = stage.cross(10_000_000)
    const account = stage.cross(400)
    stage.printer()
    // 4,800 dollars long of BTC, 3,500 short of ETH.
    stage.venue.grantPosition(account, 2, 1_000, ENTRY, 1, 0)
    stage.venue.grantPosition(maker, 2, -1_000, ENTRY, 1, 0)
    stage.venue.grantPosition(account, 3, -1_000, 35_000, 1, 0)
    stage.venue.grantPosition(maker, 3, 1_000, 35_000, 1, 0)
    stage.run()
    // 10 % down each: 480 lost, 350 won, 270 left: alone on BTC it would be bankrupt.
    stage.print(31_500, 3)
    stage.print(43_200, 2)
    stage.run(6)
    expect(stage.venue.statements.state[account << U8]).toBe(AccountState.Open)
    expect(stage.venue.accountEquityQuote(account)).toBe(270 * QUOTE_UNITS_PER_USD)
    checked(stage)
  })

  it('a cross account below maintenance closes everything and owes nothing, by any procedure', () => {
    for (const engine of Object.values(LiquidationEngineChoice)) {
      const { stage, maker } = stageWithMaker()
      stage.venue.controls.liquidationEngine = engine
      const account = stage.cross(300)
      stage.printer()
      stage.venue.grantCoins(maker, 0, 100)
      stage.venue.grantPosition(account, PERPETUAL, 1_000, ENTRY, 1, 0)
      stage.venue.grantPosition(maker, PERPETUAL, -1_000, ENTRY, 1, 0)
      stage.quote(maker, 0, 42_990, 43_010, 10)
      stage.run(6)
      // 500 lost of 300, at the index too.
      stage.print(43_000)
      stage.run(8)
      expect(stage.lots(account)).toBe(0)
      expect(stage.venue.statements.walletQuote[account << F64]).toBe(0)
      checked(stage)
    }
  })

  it('a reduce-only order never opens and never turns a position', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 5_000)
    stage.quote(maker, PERPETUAL, 47_990, ENTRY, 500)
    stage.order(retail, PERPETUAL, Side.Buy, 100)
    stage.order(retail, PERPETUAL, Side.Sell, 70, {
      kind: LIMIT,
      priceTicks: 48_500,
      slot: 0,
      reduceOnly: true,
    })
    stage.order(retail, PERPETUAL, Side.Buy, 5, { reduceOnly: true })
    stage.order(retail, PERPETUAL, Side.Sell, 9_999, { reduceOnly: true })
    stage.run()
    expect(notes(stage)).toEqual([RejectReason.ReduceOnly])
    // Thirty at once; seventy rest and close the rest, no more.
    expect(stage.lots(retail)).toBe(70)
    stage.order(maker, PERPETUAL, Side.Buy, 500, { kind: LIMIT, priceTicks: 48_500, slot: 0 })
    stage.run()
    expect(stage.lots(retail)).toBe(0)
    checked(stage)
  })
})
