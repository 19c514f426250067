// One order through the whole house, on a small stage: a venue with Binance's rulebook, one leveraged
// retail agent that stands for ten traders, and a few professionals with orders given by hand. The
// agent buys at 20x, the price falls because someone sells, and the venue closes the position.
// followOneOrder.test.ts holds docs/follow-one-order.md to what happens here. Ticks, lots, quote units.
import { Columns } from '../base/columns.ts'
import { RetailLeveraged } from '../agents/retailLeveraged.ts'
import type { Residence } from '../agents/residence.ts'
import { keysFromSeed } from '../base/keyedRandom.ts'
import { F64, I32, U8 } from '../base/shifts.ts'
import { binanceRulebook } from '../exchange/rulebooks/binance.ts'
import type { EventKind } from '../market/events.ts'
import { dollarMoney } from '../market/contractMoney.ts'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { ASSET_SHARES } from '../market/shares.ts'
import type { MarketRecord, WorldRecord } from '../market/marketRecord.ts'
import { AccountSums } from '../world/accountSums.ts'
import { RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { decideAll, type Residents } from '../model/venueShard.ts'
import { createObserver } from '../observe/observer.ts'
import type { LiquidationRows } from '../observe/shapes.ts'
import type { Settings } from '../params/scenario.ts'
import { findScenario } from '../params/scenarios.ts'
import { settingsOf } from '../params/table.ts'
import { type StageEvent, VenueStage } from './venueStage.ts'

const SEED = 'follow one order'
export const SPOT = 0
export const PERPETUAL = 1
export const TRADER = 0
export const TRADERS = 10
export const PRICE = 48_000
/** Value above the price by 5 %. */
export const VALUE = 50_400
export const WAKES_AT = 6
const CALM_VOLATILITY = 0.000085

/** Everyone likes 20x and $5,000 at least; no stops, no panic, no early exit; value rules opinions. */
const SETTINGS: Partial<Settings> = {
  maxLeverage: 125,
  typicalLeverage: 20,
  leverageSpread: 0.1,
  positionSize: 5_000,
  sizeLeverage: 0,
  holdTime: 72,
  holdExponent: 0,
  longShare: 90,
  trendWeight: 0,
  herdWeight: 0,
  valueWeight: 5,
  stopShare: 0,
  takeShare: 0,
  topUpShare: 0,
  panic: 0,
}

/** The account as its owner reads it. */
export interface Statement {
  readonly lots: number
  readonly entryQuote: number
  readonly marginQuote: number
  readonly walletQuote: number
  readonly purseQuote: number
  readonly leverage: number
  readonly liquidationTicks: number
  readonly state: number
}

export class OneOrder {
  readonly stage: VenueStage
  readonly home: Residence
  readonly retail: RetailLeveraged
  /** Quotes asks; the second stands behind it at the same price with less money. */
  readonly maker: number
  readonly second: number
  private readonly bidder: number
  private readonly seller: number
  private readonly observer: ReturnType<typeof createObserver>

  constructor() {
    const rulebook = binanceRulebook('2021')
    const stage = new VenueStage({ rulebook, seed: SEED, insuranceFundUsd: 10_000 })
    this.stage = stage
    stage.isolated(2_610, 0, 0, TRADERS)
    this.maker = stage.cross(1e9)
    this.second = stage.cross(100_000)
    this.bidder = stage.cross(1e9)
    this.seller = stage.cross(1e9)
    stage.venue.grantCoins(this.maker, SPOT, 50_000)
    stage.venue.grantCoins(this.seller, SPOT, 50_000)
    this.home = {
      venue: 0,
      name: 'venue0',
      number: 0,
      boardRow: 0,
      firstBook: 0,
      assetCount: 1,
      assets: DEFAULT_ASSETS.slice(0, 1),
      firstAsset: 0,
      assetShares: ASSET_SHARES,
      money: dollarMoney(DEFAULT_ASSETS),
      keys: keysFromSeed(SEED),
      settings: { ...settingsOf(findScenario('the-day')!), ...SETTINGS },
      statements: stage.venue.statements,
      queue: stage.queue,
      firstAgent: 0,
      assetLeverage: [125],
      venueLeverage: 125,
    }
    this.retail = new RetailLeveraged(stage.columns, this.home, 1)
    this.retail.wheel.schedule(TRADER, WAKES_AT)
    for (const page of [stage.board.page(0), stage.board.page(1)]) {
      page.consensusTicks[0] = PRICE
      page.fundamentalTicks[0] = VALUE
      page.volatility[0] = CALM_VOLATILITY
    }
    this.observer = createObserver(this.record())
  }

  statement(): Statement {
    const { statements } = this.stage.venue
    const row = statements.rowOffset[TRADER << I32]!
    return {
      lots: statements.rowLots[row << F64]!,
      entryQuote: statements.rowEntryQuote[row << F64]!,
      marginQuote: statements.rowMarginQuote[row << F64]!,
      walletQuote: statements.walletQuote[TRADER << F64]!,
      purseQuote: statements.purseQuote[TRADER << F64]!,
      leverage: statements.rowLeverage[row << U8]!,
      liquidationTicks: statements.rowLiquidationTicks[row << I32]!,
      state: statements.state[TRADER << U8]!,
    }
  }

  /** The first quotes, and calm until the agent is due. */
  openMarket(): void {
    const { stage, maker, second, bidder } = this
    this.limit(maker, SPOT, Side.Sell, 48_010, 5_000)
    this.limit(bidder, SPOT, Side.Buy, 47_990, 5_000)
    this.limit(bidder, SPOT, Side.Buy, 45_700, 5_000)
    this.limit(maker, PERPETUAL, Side.Sell, 48_010, 4_000)
    this.limit(second, PERPETUAL, Side.Sell, 48_010, 4_000)
    this.limit(bidder, PERPETUAL, Side.Buy, 47_990, 5_000)
    this.limit(bidder, PERPETUAL, Side.Buy, 45_712, 3_000)
    this.limit(bidder, PERPETUAL, Side.Buy, 45_708, 4_000)
    this.limit(bidder, PERPETUAL, Side.Buy, 45_650, 2_000)
    this.limit(bidder, PERPETUAL, Side.Buy, 45_000, 50_000)
    while (stage.step < WAKES_AT) {
      this.decide([])
      this.work()
    }
  }

  /** The residents of a step put their requests in the queue: makers first, people last. */
  decide(makers: readonly (() => void)[]): void {
    const silent = { decide: () => {} }
    const residents = {
      outlook: { look: () => {} },
      makers: makers.map((decide) => ({ decide })),
      execution: [],
      value: [],
      basis: [],
      momentum: [],
      wash: silent,
      backstop: silent,
      holders: silent,
      spot: silent,
      retail: this.retail,
    } as unknown as Residents
    decideAll(residents, this.stage.step, this.stage.page())
  }

  /** The maker shows more, in the very second in which the agent buys. */
  readonly showMore = (): void => this.limit(this.maker, PERPETUAL, Side.Sell, 48_020, 50_000)

  /** Someone sells coins: the spot price, and with it the next second's index, is 45,710. */
  readonly sellSpot = (): void => this.limit(this.seller, SPOT, Side.Sell, 45_720, 6_000)

  /** Someone sells the perpetual down to 45,712 and leaves an ask there. */
  readonly sellPerpetual = (): void => this.limit(this.seller, PERPETUAL, Side.Sell, 45_712, 9_000)

  /** The venue works through the queue; the observer reads what happened. */
  work(): void {
    this.stage.run()
    this.observer.afterStep()
  }

  events(kind: EventKind): StageEvent[] {
    return this.stage.events(kind)
  }

  /** What a frame to the page carries of the liquidations so far. */
  rows(): LiquidationRows {
    return this.observer.liquidationsBetween(0, this.stage.step)
  }

  private nextSlot = 0

  private limit(account: number, book: number, side: Side, priceTicks: number, lots: number): void {
    const kind = RequestKind.Limit
    this.stage.order(account, book, side, lots, { kind, priceTicks, slot: this.nextSlot++ })
  }

  private record(): MarketRecord {
    const { stage } = this
    const none = {} as ReturnType<WorldRecord['chain']>
    const parked = { netFlowByPopulationUsd: new Float64Array(16) }
    return {
      stepsDone: () => stage.step,
      stepCount: 3_600,
      eventStartStep: 3_600,
      assets: this.home.assets,
      venueNames: ['Binance'],
      board: stage.board,
      venues: [stage.venue],
      coinMarkets: [],
      world: {
        chain: () => none,
        harbour: () => parked as ReturnType<WorldRecord['harbour']>,
        parkedUsd: () => 0,
        accountSums: () => new AccountSums(new Columns(), 'sums', this.home.assets),
        news: () => [],
      },
    }
  }
}
