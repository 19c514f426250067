// Examples of a venue's rules, seen from outside: requests in, statements, events and the board out.
// BTC: a tick is 1 USD, a lot 0.0001 coins, so one lot at 48,000 is 48,000 quote units (4.80 USD).
import { describe, expect, it } from 'vitest'
import { F64, I32, LINE_BYTES, U8 } from '../base/shifts.ts'
import { EventKind, RejectReason } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { VenueStage } from '../testing/venueStage.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'
import { createVenue } from './venue.ts'

const USD = QUOTE_UNITS_PER_USD
const PERPETUAL = 1
const SPOT = 0
const LIMIT = RequestKind.Limit
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }

function stageWithMaker(rulebook = binanceRulebook()): { stage: VenueStage; maker: number } {
  const stage = new VenueStage({ rulebook })
  const maker = stage.cross(10_000_000)
  return { stage, maker }
}

function rejections(stage: VenueStage): number[] {
  return stage.events(EventKind.OrderRejected).map((event) => event.note)
}

describe('a trade', () => {
  it('takes place at the price of the maker, with the fees of the rulebook', () => {
    const { stage, maker } = stageWithMaker()
    const taker = stage.cross(1_000_000)
    stage.quote(maker, PERPETUAL, 47_990, 48_010, 1000)
    stage.order(taker, PERPETUAL, Side.Buy, 400, { kind: LIMIT, priceTicks: 48_100, slot: 0 })
    stage.run()
    const [trade] = stage.events(EventKind.Trade)
    expect(trade).toMatchObject({
      account: taker,
      otherAccount: maker,
      side: Side.Buy,
      priceTicks: 48_010,
      lots: 400,
      amountQuote: 19_204_000,
    })
    const { walletQuote } = stage.venue.statements
    expect(walletQuote[taker << F64]).toBe(1_000_000 * USD - 7_681)
    expect(walletQuote[maker << F64]).toBe(10_000_000 * USD - 3_840)
    expect([stage.lots(taker), stage.lots(maker)]).toEqual([400, -400])
    expect(stage.venue.residuals()).toEqual(NOTHING)
  })

  it('pays the maker a rebate where the maker fee is below zero', () => {
    const { stage, maker } = stageWithMaker(bybitRulebook())
    const taker = stage.cross(1_000_000)
    stage.quote(maker, PERPETUAL, 0, 48_000, 1000)
    stage.order(taker, PERPETUAL, Side.Buy, 1000)
    stage.run()
    expect(stage.venue.statements.walletQuote[maker << F64]).toBe(10_000_000 * USD + 12_000)
    expect(stage.venue.statements.walletQuote[taker << F64]).toBe(1_000_000 * USD - 36_000)
  })

  it('stands on the board with its volume, and the depth it left', () => {
    const { stage, maker } = stageWithMaker()
    const taker = stage.cross(1_000_000)
    stage.quote(maker, PERPETUAL, 47_990, 48_010, 1000)
    stage.order(taker, PERPETUAL, Side.Buy, 400)
    stage.run()
    const page = stage.page()
    expect([page.bidTicks[PERPETUAL], page.askTicks[PERPETUAL]]).toEqual([47_990, 48_010])
    expect([page.bidLots[PERPETUAL], page.askLots[PERPETUAL]]).toEqual([1000, 600])
    expect(page.lastTicks[PERPETUAL]).toBe(48_010)
    expect(page.midTicks[PERPETUAL]).toBe(48_000)
    expect(page.volumeQuote[PERPETUAL]).toBe(19_204_000)
    expect(page.netTakerQuote[PERPETUAL]).toBe(19_204_000)
    expect(page.openInterestLots[PERPETUAL]).toBe(400)
    expect(stage.venue.depthQuote(PERPETUAL, Side.Sell, 0.01)).toBe(600 * 48_010)
    const levels: number[][] = []
    stage.venue.walkDepth(PERPETUAL, Side.Buy, (price, lots) => levels.push([price, lots]) > 0)
    expect(levels).toEqual([[47_990, 1000]])
    expect(stage.venue.messageCount()).toBe(4)
  })
})

describe('an isolated account', () => {
  it('brings its margin from the purse and pays notional over leverage at the fill', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(1_000)
    stage.quote(maker, PERPETUAL, 47_990, 48_010, 5000)
    stage.order(retail, PERPETUAL, Side.Buy, 1000, { leverage: 10, depositUsd: 600 })
    stage.run()
    const { statements } = stage.venue
    const row = stage.row(retail)
    expect(statements.purseQuote[retail << F64]).toBe(400 * USD)
    expect(statements.rowMarginQuote[row << F64]).toBe(4_801_000)
    expect(statements.walletQuote[retail << F64]).toBe(6_000_000 - 4_801_000 - 19_204)
    expect(statements.rowEntryQuote[row << F64]).toBe(48_010_000)
    expect(statements.rowLeverage[row << U8]).toBe(10)
    // (0.9 / 0.996) x 48,010
    expect(statements.rowLiquidationTicks[row << I32]).toBe(43_382)
    const found: number[][] = []
    stage.venue.walkLiquidations(PERPETUAL, 43_000, 44_000, (price, account, at) => {
      found.push([price, account, at])
    })
    expect(found).toEqual([[43_382, retail, row]])
    expect(stage.events(EventKind.Transfer)[0]!.amountQuote).toBe(600 * USD)
  })

  it('gets margin and profit back into the wallet when it is flat, part by part', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 600)
    stage.quote(maker, PERPETUAL, 0, 48_000, 1000)
    stage.order(retail, PERPETUAL, Side.Buy, 1000, { leverage: 10 })
    stage.run()
    stage.quote(maker, PERPETUAL, 48_500, 0, 5000)
    stage.order(retail, PERPETUAL, Side.Sell, 250, { reduceOnly: true })
    stage.run()
    const { statements } = stage.venue
    const row = stage.row(retail)
    const openFee = 19_200
    expect(statements.rowMarginQuote[row << F64]).toBe(3_600_000)
    expect(statements.walletQuote[retail << F64]).toBe(
      6_000_000 - 4_800_000 - openFee + 1_200_000 + 125_000 - 4_850,
    )
    stage.order(retail, PERPETUAL, Side.Sell, 9_999, { reduceOnly: true })
    stage.run()
    expect(stage.lots(retail)).toBe(0)
    expect(statements.rowMarginQuote[row << F64]).toBe(0)
    expect(statements.rowLiquidationTicks[row << I32]).toBe(0)
    expect(statements.walletQuote[retail << F64]).toBe(
      6_000_000 - openFee + 500_000 - 4_850 - 14_550,
    )
  })

  it('turns to another book while it is flat and rests nothing, and not otherwise', () => {
    const stage = new VenueStage({ rulebook: binanceRulebook(), assetCount: 2 })
    const maker = stage.cross(10_000_000)
    const retail = stage.isolated(0, 1_000)
    stage.quote(maker, stage.perpetual(0), 47_990, 48_010, 500)
    stage.quote(maker, stage.perpetual(1), 34_990, 35_010, 500, 2)
    stage.order(retail, stage.perpetual(0), Side.Buy, 10)
    stage.order(retail, stage.perpetual(1), Side.Buy, 10)
    stage.order(retail, stage.perpetual(0), Side.Sell, 10, { reduceOnly: true })
    stage.order(retail, stage.perpetual(1), Side.Buy, 10)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.WrongRow])
    expect(stage.venue.statements.rowBook[stage.row(retail)]).toBe(stage.perpetual(1))
    expect(stage.venue.statements.rowLots[stage.row(retail) << F64]).toBe(10)
  })

  it('moves its liquidation price away with margin it adds, and takes back only what is spare', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 600)
    stage.quote(maker, PERPETUAL, 47_990, 48_000, 5000)
    stage.order(retail, PERPETUAL, Side.Buy, 1000, { leverage: 10 })
    stage.run()
    const row = stage.row(retail)
    const before = stage.venue.statements.rowLiquidationTicks[row << I32]!
    stage.request(RequestKind.AddMargin, retail, PERPETUAL, 100)
    stage.run()
    expect(stage.venue.statements.rowMarginQuote[row << F64]).toBe(5_800_000)
    expect(stage.venue.statements.rowLiquidationTicks[row << I32]).toBeLessThan(before - 900)
    stage.request(RequestKind.AddMargin, retail, PERPETUAL, -5_000)
    stage.run()
    expect(stage.venue.statements.rowMarginQuote[row << F64]).toBe(4_800_000)
    stage.request(RequestKind.AddMargin, retail, PERPETUAL, -1)
    stage.request(RequestKind.Withdraw, retail, PERPETUAL, 1e9)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientMargin])
    expect(stage.venue.statements.walletQuote[retail << F64]).toBe(0)
    expect(stage.venue.statements.purseQuote[retail << F64]).toBe(6_000_000 - 4_800_000 - 19_200)
  })

  it('does not sell beyond its bankruptcy price, however far the book has fallen', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 600)
    stage.quote(maker, PERPETUAL, 0, 48_000, 1000)
    stage.order(retail, PERPETUAL, Side.Buy, 1000, { leverage: 50 })
    stage.run()
    stage.quote(maker, PERPETUAL, 46_900, 0, 5000)
    stage.order(retail, PERPETUAL, Side.Sell, 1000, { reduceOnly: true })
    stage.run()
    // Bankrupt at 47,040: nobody buys there.
    expect(stage.lots(retail)).toBe(1000)
    expect(stage.events(EventKind.Trade)).toEqual([])
  })
})

describe('a client slot', () => {
  it('keeps its place when only lots come off, and loses it with any other change', () => {
    const { stage, maker } = stageWithMaker()
    const second = stage.cross(1_000_000)
    const taker = stage.cross(1_000_000)
    stage.quote(maker, PERPETUAL, 0, 48_000, 100)
    stage.quote(second, PERPETUAL, 0, 48_000, 100)
    stage.quote(maker, PERPETUAL, 0, 48_000, 60)
    stage.order(taker, PERPETUAL, Side.Buy, 60)
    stage.run()
    expect(stage.events(EventKind.Trade).map((trade) => trade.otherAccount)).toEqual([maker])
    stage.quote(maker, PERPETUAL, 0, 48_000, 100)
    stage.quote(maker, PERPETUAL, 0, 48_000, 101)
    stage.order(taker, PERPETUAL, Side.Buy, 60)
    stage.run()
    expect(stage.events(EventKind.Trade).map((trade) => trade.otherAccount)).toEqual([second])
  })

  it('shows what still rests after fills, replacement and cancellation', () => {
    const { stage, maker } = stageWithMaker()
    const taker = stage.cross(1_000_000)
    const { statements } = stage.venue
    const slot = statements.slotOffset[maker << I32]! + 1
    const rests = () => [statements.slotLots[slot], statements.slotPriceTicks[slot]]
    stage.quote(maker, PERPETUAL, 0, 48_000, 100)
    stage.run()
    expect(rests()).toEqual([100, 48_000])
    stage.order(taker, PERPETUAL, Side.Buy, 30)
    stage.run()
    expect(rests()).toEqual([70, 48_000])
    stage.quote(maker, PERPETUAL, 0, 48_050, 500)
    stage.run()
    expect(rests()).toEqual([500, 48_050])
    const cancel = stage.queue.next(RequestKind.Cancel, maker, PERPETUAL)
    stage.queue.slot[cancel] = 1
    stage.run()
    expect(rests()[0]).toBe(0)
    expect(stage.venue.depthQuote(PERPETUAL, Side.Sell, 0.1)).toBe(0)
  })

  it('is needed by an order that may rest', () => {
    const { stage, maker } = stageWithMaker()
    stage.order(maker, PERPETUAL, Side.Buy, 10, { kind: LIMIT, priceTicks: 100 })
    stage.order(maker, PERPETUAL, Side.Buy, 10, { kind: LIMIT, priceTicks: 100, slot: 64 })
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.UnknownSlot, RejectReason.UnknownSlot])
  })
})

describe('a reduce-only order', () => {
  it('is cut to the position, also together with others, and shrinks with it', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 5_000)
    const { statements } = stage.venue
    const slots = () =>
      Array.from(
        statements.slotLots.slice(
          statements.slotOffset[retail << I32],
          statements.slotOffset[retail << I32]! + 2,
        ),
      )
    const close = { kind: LIMIT, priceTicks: 48_500, reduceOnly: true }
    stage.quote(maker, PERPETUAL, 47_990, 48_000, 100)
    stage.order(retail, PERPETUAL, Side.Buy, 100)
    stage.order(retail, PERPETUAL, Side.Sell, 70, { ...close, slot: 0 })
    stage.order(retail, PERPETUAL, Side.Sell, 70, { ...close, slot: 1 })
    stage.run()
    expect(slots()).toEqual([70, 30])
    stage.order(retail, PERPETUAL, Side.Sell, 50, { kind: RequestKind.Market })
    stage.run()
    expect([stage.lots(retail), ...slots()]).toEqual([50, 50, 0])
    stage.order(retail, PERPETUAL, Side.Buy, 5, { reduceOnly: true })
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.ReduceOnly])
  })
})

describe('a stop and a take-profit', () => {
  const open = () => {
    const { stage, maker } = stageWithMaker()
    stage.venue.controls.markPrice = 3
    const retail = stage.isolated(0, 5_000)
    stage.printer()
    stage.quote(maker, PERPETUAL, 0, 48_000, 100)
    stage.order(retail, PERPETUAL, Side.Buy, 100, {
      stopTicks: 47_500,
      takeTicks: 48_500,
      leverage: 5,
    })
    stage.run()
    return { stage, maker, retail }
  }

  it('close the position one step after the mark reaches them, and both are gone', () => {
    for (const [price, cause] of [
      [47_500, Cause.StopLoss],
      [48_600, Cause.TakeProfit],
    ] as const) {
      const { stage, maker, retail } = open()
      stage.quote(maker, PERPETUAL, price - 10, 0, 500)
      stage.print(price)
      expect(stage.lots(retail)).toBe(100)
      stage.run()
      expect(stage.events(EventKind.Trade)).toMatchObject([{ account: retail, cause, lots: 100 }])
      const row = stage.row(retail)
      expect(stage.venue.statements.rowStopTicks[row << I32]).toBe(0)
      expect(stage.venue.statements.rowTakeTicks[row << I32]).toBe(0)
    }
  })

  it('wait while nobody is on the other side', () => {
    const { stage, maker, retail } = open()
    stage.print(47_000)
    stage.run(3)
    stage.quote(maker, PERPETUAL, 46_990, 0, 500)
    stage.run()
    expect(stage.lots(retail)).toBe(100)
    stage.run()
    expect(stage.lots(retail)).toBe(0)
  })

  it('trade as the cause they are, within the band of the venue', () => {
    const { stage, maker, retail } = open()
    stage.quote(maker, PERPETUAL, 45_100, 0, 60)
    stage.print(47_400)
    stage.quote(maker, PERPETUAL, 47_300, 0, 60)
    stage.run()
    const trades = stage.events(EventKind.Trade).filter((trade) => trade.account === retail)
    expect(trades.map(({ cause, priceTicks }) => [cause, priceTicks])).toEqual([
      [Cause.StopLoss, 45_100],
    ])
    expect(stage.lots(retail)).toBe(40)
  })
})

describe('a cross-margin account', () => {
  it('may order what its free collateral covers, resting orders of one side counted', () => {
    const { stage } = stageWithMaker()
    const account = stage.cross(100)
    // 100 USD at 125x on the smallest tier: 12,500 USD, 2,604 lots at 48,000.
    const wish = { kind: LIMIT, priceTicks: 47_000 }
    stage.order(account, PERPETUAL, Side.Buy, 2_000, { ...wish, slot: 0 })
    stage.order(account, PERPETUAL, Side.Sell, 2_600, { kind: LIMIT, priceTicks: 49_000, slot: 1 })
    stage.order(account, PERPETUAL, Side.Buy, 700, { ...wish, slot: 2 })
    stage.order(account, PERPETUAL, Side.Buy, 2_600, { ...wish, slot: 0 })
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientMargin])
  })

  it('always may close, whatever its collateral', () => {
    const { stage, maker } = stageWithMaker()
    const account = stage.cross(100)
    stage.quote(maker, PERPETUAL, 47_990, 48_000, 5_000)
    stage.order(account, PERPETUAL, Side.Buy, 2_500)
    stage.run()
    stage.order(account, PERPETUAL, Side.Buy, 500)
    stage.order(account, PERPETUAL, Side.Sell, 2_500)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientMargin])
    expect(stage.lots(account)).toBe(0)
  })
})

describe('spot', () => {
  it('moves coins against cash and lets nobody sell or promise what is not held', () => {
    const { stage, maker } = stageWithMaker()
    const holder = stage.cross(0)
    stage.venue.grantCoins(holder, 0, 100)
    stage.quote(maker, SPOT, 48_000, 0, 1_000)
    stage.order(holder, SPOT, Side.Sell, 60, { kind: LIMIT, priceTicks: 49_000, slot: 0 })
    stage.order(holder, SPOT, Side.Sell, 50)
    stage.order(holder, SPOT, Side.Sell, 40)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientCoins])
    expect([stage.lots(holder, SPOT), stage.lots(maker, SPOT)]).toEqual([60, 40])
    expect(stage.venue.statements.walletQuote[holder << F64]).toBe(40 * 48_000 - 768)
    expect(stage.venue.residuals()).toEqual(NOTHING)
  })

  it('reserves the cash of resting bids with their fee, and no account goes below zero', () => {
    const { stage, maker } = stageWithMaker()
    stage.venue.grantCoins(maker, 0, 10_000)
    const retail = stage.isolated(0, 480)
    const bid = { kind: LIMIT, priceTicks: 47_000 }
    stage.order(retail, SPOT, Side.Buy, 60, { ...bid, slot: 0 })
    stage.order(retail, SPOT, Side.Buy, 42, { ...bid, slot: 1 })
    stage.order(retail, SPOT, Side.Buy, 60, { ...bid, slot: 1 })
    stage.quote(maker, SPOT, 0, 48_000, 5_000)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientCash])
    stage.order(retail, SPOT, Side.Buy, 60)
    stage.run()
    expect(rejections(stage)).toEqual([RejectReason.InsufficientCash])
    stage.quote(maker, SPOT, 0, 46_000, 5_000, 2)
    stage.run()
    expect(stage.venue.statements.walletQuote[retail << F64]).toBeGreaterThanOrEqual(0)
    expect(stage.venue.statements.rowLots[stage.row(retail) << F64]).toBe(60)
  })
})

describe('a refusal', () => {
  it('is an event with its reason', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0, 100)
    const empty = stage.isolated(0)
    stage.quote(maker, PERPETUAL, 47_990, 48_010, 1_000)
    const limit = (priceTicks: number) => ({ kind: LIMIT, priceTicks, slot: 0 })
    const cases: readonly [RejectReason, () => void][] = [
      [RejectReason.UnknownBook, () => stage.order(retail, 2, Side.Buy, 1, limit(1))],
      [RejectReason.PriceOutOfBand, () => stage.order(retail, 1, Side.Buy, 1, limit(131_072))],
      [RejectReason.NotPositive, () => stage.order(retail, 1, Side.Buy, 0, limit(10))],
      [
        RejectReason.WouldMatch,
        () =>
          stage.order(maker, 1, Side.Buy, 1, {
            ...limit(48_010),
            kind: RequestKind.PostOnly,
            slot: 9,
          }),
      ],
      [
        RejectReason.NotFillable,
        () =>
          stage.order(maker, 1, Side.Buy, 9e6, {
            kind: RequestKind.FillOrKill,
            priceTicks: 48_010,
          }),
      ],
      [RejectReason.NotFillable, () => stage.order(retail, 0, Side.Buy, 1)],
      [
        RejectReason.InsufficientMargin,
        () => stage.order(empty, 1, Side.Buy, 1, { leverage: 100 }),
      ],
      [
        RejectReason.LeverageAboveLimit,
        () => stage.order(retail, 1, Side.Buy, 1, { leverage: 126 }),
      ],
      [RejectReason.UnknownSlot, () => void stage.queue.next(RequestKind.Cancel, retail, 1)],
      [RejectReason.ReduceOnly, () => void stage.queue.next(RequestKind.SetTriggers, retail, 1)],
      [RejectReason.WrongRow, () => void stage.request(RequestKind.AddMargin, retail, 1, 5)],
      [RejectReason.NotPositive, () => void stage.request(RequestKind.Deposit, retail, 1, 5)],
    ]
    for (const [, ask] of cases) ask()
    stage.run()
    expect(rejections(stage)).toEqual(cases.map(([reason]) => reason))
  })
})

describe('initialisation', () => {
  it('grants positions that net to zero, and nothing after the first step', () => {
    const { stage, maker } = stageWithMaker()
    const retail = stage.isolated(0)
    stage.venue.grantPosition(retail, PERPETUAL, 100, 47_000, 20, 300_000)
    stage.venue.grantPosition(maker, PERPETUAL, -100, 47_000, 1, 0)
    stage.run()
    expect(stage.venue.statements.rowMarginQuote[stage.row(retail) << F64]).toBe(300_000)
    expect(stage.venue.accountEquityQuote(retail)).toBe(300_000 + 100_000)
    expect(stage.venue.residuals()).toEqual(NOTHING)
    expect(stage.audit()).toEqual([])
    expect(() => stage.venue.grantPurse(retail, 1)).toThrow(/before the first step/)
    const unbalanced = stageWithMaker().stage
    unbalanced.venue.grantPosition(unbalanced.isolated(0), PERPETUAL, 1, 48_000, 1, 48_000)
    expect(() => unbalanced.run()).toThrow(/net to zero/)
  })

  it('refuses instruments that cannot be traded exactly', () => {
    const { stage } = stageWithMaker()
    const assets = [{ ...stage.parts.assets[0]!, quoteUnitsPerTickLot: 0.25 }]
    const spec = { ...stage.parts, name: 'x', assets, insuranceFundQuote: 0 }
    const shape = { accountCapacity: 1, rowCapacity: 1, slotCapacity: 1, ordersPerBook: 1 }
    expect(() => createVenue(spec, shape, stage.columns)).toThrow(/BTC: tick x lot/)
  })

  it('spends two cache lines and 32 bytes at most on a retail account with two slots', () => {
    const bytes = (accounts: number) =>
      new VenueStage({
        rulebook: binanceRulebook(),
        accounts,
        slots: accounts * 2,
        cross: 1,
      }).columns.byteLength()
    expect((bytes(101_000) - bytes(1_000)) / 100_000).toBeLessThanOrEqual(2 * LINE_BYTES + 32)
  })
})
