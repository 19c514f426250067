// A market written by hand for tests of the observer: boards, events and accounts are what the test
// says they are, step by step; nothing trades by itself. Prices in USD, money in USD, time in steps.
// ODD submodel: Observation.
import { Columns } from '../base/columns.ts'
import { F64, I32, LINE_BYTES, U16, U8 } from '../base/shifts.ts'
import { type AccountStatements, MarginMode } from '../market/accounts.ts'
import { Board, type BoardPage } from '../market/board.ts'
import { EventKind, EventLog, NO_ACCOUNT } from '../market/events.ts'
import { type Asset, DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import type {
  ChainRecord,
  HarbourRecord,
  MarketRecord,
  NewsRecord,
} from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, Side, STEPS_PER_HOUR } from '../market/units.ts'
import type { VenueRecord } from '../market/venueRecord.ts'
import { AccountSums } from '../world/accountSums.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

export interface HandMadeAccount {
  readonly venue: number
  readonly population?: Population
  readonly traders?: number
  readonly ownerAgent?: number
  /** A professional account has a row for every book and cross margin. */
  readonly professional?: boolean
  /** The book of a retail account's only row; BTC's perpetual unless said. */
  readonly book?: number
  readonly walletUsd?: number
  readonly purseUsd?: number
}

export interface HandMadeMarketOptions {
  readonly hours?: number
  readonly eventHour?: number
  readonly assets?: readonly Asset[]
  readonly venueNames?: readonly string[]
  readonly accounts?: readonly HandMadeAccount[]
}

export interface HandMadeTrade {
  readonly venue?: number
  readonly book: number
  readonly side: Side
  readonly taker: number
  readonly maker: number
  readonly priceUsd: number
  readonly usd: number
  readonly cause?: Cause
}

export interface HandMadeLiquidation {
  readonly venue?: number
  readonly account: number
  readonly usd: number
  readonly asset?: number
  readonly side?: Side
  readonly leverage?: number
  readonly priceUsd?: number
}

export class HandMadeMarket {
  readonly record: MarketRecord
  readonly statements: Writable<AccountStatements>[]
  readonly logs: EventLog[]
  /** Running totals that the test may change at any step. */
  readonly chain: Writable<ChainRecord>
  readonly harbour: Writable<HarbourRecord>
  readonly news: NewsRecord[] = []
  /** By venue, book and side: resting notional within 1 % and within 2 %, USD. */
  readonly depthUsd: { within1: number; within2: number }[][][]
  readonly bookCount: number
  private readonly board: Board
  private readonly assets: readonly Asset[]
  private readonly script = new Map<number, (() => void)[]>()
  private readonly evenColumns: Float64Array[]
  private readonly oddColumns: Float64Array[]
  private done = 0
  /** Steps until both pages of the board hold the same and no flow is left on them. */
  private staleSteps = 2

  constructor(options: HandMadeMarketOptions = {}) {
    const { hours = 96, eventHour = 24, assets = DEFAULT_ASSETS } = options
    const { venueNames = VENUE_NAMES, accounts = [] } = options
    this.assets = assets
    this.bookCount = assets.length * 2
    this.board = new Board(new Columns(), venueNames.length, assets.length)
    this.evenColumns = Object.values(this.board.page(0)) as Float64Array[]
    this.oddColumns = Object.values(this.board.page(1)) as Float64Array[]
    this.logs = venueNames.map(() => new EventLog())
    this.statements = venueNames.map((_, venue) =>
      statementsOf(
        accounts.filter((account) => account.venue === venue),
        this.bookCount,
      ),
    )
    this.depthUsd = venueNames.map(() =>
      Array.from({ length: this.bookCount }, () => [
        { within1: 1e6, within2: 2e6 },
        { within1: 1e6, within2: 2e6 },
      ]),
    )
    this.chain = emptyChain()
    this.harbour = emptyHarbour()
    this.record = {
      stepsDone: () => this.done,
      stepCount: hours * STEPS_PER_HOUR,
      eventStartStep: eventHour * STEPS_PER_HOUR,
      assets,
      venueNames,
      board: this.board,
      venues: venueNames.map((_, venue) => this.venueRecord(venue)),
      coinMarkets: [],
      world: {
        chain: () => this.chain,
        harbour: () => this.harbour,
        parkedUsd: () => this.harbour.parkedUsd,
        accountSums: (venue) => this.sumsOf(venue),
        news: () => this.news,
      },
    }
    this.writeFirstPage()
  }

  /** Says what happens in a step that is still to come. */
  at(step: number, happen: () => void): void {
    const actions = this.script.get(step)
    if (actions === undefined) this.script.set(step, [happen])
    else actions.push(happen)
  }

  /** Runs the steps up to but not including `toStep`; the observer, if any, sees each. */
  runTo(toStep: number, observer?: { afterStep(): void }): void {
    while (this.done < toStep) {
      this.turnPage()
      const actions = this.script.get(this.done)
      if (actions !== undefined) {
        for (const happen of actions) happen()
        this.staleSteps = 2
      }
      this.done++
      observer?.afterStep()
    }
  }

  /** The page of the step that is being written. */
  page(): BoardPage {
    return this.board.page(this.done)
  }

  /** What the world of a real market has summed up at the end of the step that was done last. */
  private sumsOf(venue: number): AccountSums {
    const sums = new AccountSums(new Columns(), 'sums', this.assets)
    const page = this.board.page(this.done - 1)
    sums.take(this.record.venues[venue].statements, page, venue * this.bookCount)
    return sums
  }

  perpetual(asset: number): number {
    return this.assets.length + asset
  }

  /** Mark, mid, last and index of an asset on all venues, its books a tick around. */
  setPrice(asset: number, usd: number, spreadTicks = 2): void {
    const page = this.page()
    const ticks = Math.round(usd / this.assets[asset].tickSizeUsd)
    for (let venue = 0; venue < this.logs.length; venue++) {
      for (const inVenue of [asset, this.perpetual(asset)]) {
        const book = venue * this.bookCount + inVenue
        page.midTicks[book] = ticks
        page.lastTicks[book] = ticks
        page.bidTicks[book] = ticks - Math.floor(spreadTicks / 2)
        page.askTicks[book] = ticks + Math.ceil(spreadTicks / 2)
        page.markTicks[book] = inVenue === asset ? 0 : ticks
        page.indexTicks[book] = inVenue === asset ? 0 : ticks
      }
    }
  }

  trade(trade: HandMadeTrade): void {
    const { venue = 0, book, side, taker, maker, priceUsd, usd, cause = Cause.Opinion } = trade
    const { priceTicks, lots } = this.inUnits(book, priceUsd, usd)
    const quote = Math.round(usd * QUOTE_UNITS_PER_USD)
    this.logs[venue].add(
      EventKind.Trade,
      book,
      side,
      cause,
      taker,
      maker,
      priceTicks,
      lots,
      quote,
      0,
    )
    const page = this.page()
    page.volumeQuote[venue * this.bookCount + book] += quote
    page.netTakerQuote[venue * this.bookCount + book] += side === Side.Buy ? quote : -quote
  }

  liquidate(liquidation: HandMadeLiquidation): void {
    const { venue = 0, account, usd, asset = 0, side = Side.Sell } = liquidation
    const { leverage = 20, priceUsd = this.assets[asset].initialPriceUsd } = liquidation
    const book = this.perpetual(asset)
    const { priceTicks, lots } = this.inUnits(book, priceUsd, usd)
    const quote = Math.round(usd * QUOTE_UNITS_PER_USD)
    this.event(venue, EventKind.Liquidation, {
      book,
      side,
      account,
      priceTicks,
      lots,
      amountQuote: quote,
      note: leverage,
    })
  }

  event(
    venue: number,
    kind: EventKind,
    row: Partial<
      Record<
        | 'book'
        | 'side'
        | 'account'
        | 'otherAccount'
        | 'priceTicks'
        | 'lots'
        | 'amountQuote'
        | 'note',
        number
      >
    > = {},
  ): void {
    const {
      book = this.perpetual(0),
      side = 1,
      account = NO_ACCOUNT,
      otherAccount = NO_ACCOUNT,
    } = row
    const { priceTicks = 0, lots = 0, amountQuote = 0, note = 0 } = row
    const log = this.logs[venue]
    log.add(
      kind,
      book,
      side,
      Cause.Liquidation,
      account,
      otherAccount,
      priceTicks,
      lots,
      amountQuote,
      note,
    )
  }

  private inUnits(book: number, priceUsd: number, usd: number) {
    const asset = this.assets[book % this.assets.length]
    const lots = Math.round(usd / priceUsd / asset.lotSizeCoins)
    return { priceTicks: Math.round(priceUsd / asset.tickSizeUsd), lots }
  }

  private writeFirstPage(): void {
    for (let asset = 0; asset < this.assets.length; asset++) {
      this.setPrice(asset, this.assets[asset].initialPriceUsd)
      this.page().fundamentalTicks[asset] =
        this.assets[asset].initialPriceUsd / this.assets[asset].tickSizeUsd
    }
    this.page().insuranceFundQuote.fill(50e6 * QUOTE_UNITS_PER_USD)
    this.page().leverageLimit.fill(125)
  }

  /** What nobody changes stays as it was; flows of the step start at zero. */
  private turnPage(): void {
    if (this.staleSteps === 0) return
    this.staleSteps--
    for (const log of this.logs) log.clear()
    if (this.done === 0) return
    const from = this.columnsOf(this.done - 1)
    const to = this.columnsOf(this.done)
    for (let column = 0; column < to.length; column++) to[column].set(from[column])
    const page = this.page()
    page.volumeQuote.fill(0)
    page.netTakerQuote.fill(0)
    page.liquidatedLongQuote.fill(0)
    page.liquidatedShortQuote.fill(0)
    page.liquidatedTraders.fill(0)
  }

  private columnsOf(step: number): Float64Array[] {
    return (step & 1) === 0 ? this.evenColumns : this.oddColumns
  }

  private venueRecord(venue: number): VenueRecord {
    return {
      statements: this.statements[venue],
      events: this.logs[venue],
      messageCount: () => 0,
      residuals: () => ({ cash: 0, coins: 0, positions: 0, liquidations: 0 }),
      walkDepth: () => {},
      depthQuote: (book, side, fraction) => {
        const depth = this.depthUsd[venue][book][side]
        return (fraction > 0.015 ? depth.within2 : depth.within1) * QUOTE_UNITS_PER_USD
      },
    }
  }
}

function statementsOf(
  accounts: readonly HandMadeAccount[],
  bookCount: number,
): Writable<AccountStatements> {
  const count = accounts.length
  const rowsOf = (account: HandMadeAccount) => (account.professional === true ? bookCount : 1)
  const columns = new Columns()
  const byAccount = columns.records(count + 1, LINE_BYTES)
  const rows = accounts.reduce((sum, account) => sum + rowsOf(account), 0)
  const byRow = columns.records(rows + 1, LINE_BYTES)
  const accountBytes = (offset: number) => columns.u8In(byAccount, offset, `byte ${offset}`, count)
  const accountNumbers = (offset: number) => columns.f64In(byAccount, offset, `f${offset}`, count)
  const accountWords = (offset: number) => columns.i32In(byAccount, offset, `word ${offset}`, count)
  const rowBytes = (offset: number) => columns.u8In(byRow, offset, `byte of row ${offset}`, 0)
  const rowNumbers = (offset: number) => columns.f64In(byRow, offset, `number of row ${offset}`, 0)
  const rowWords = (offset: number) => columns.i32In(byRow, offset, `word of row ${offset}`, 0)
  const made = {
    accountCount: count,
    rowTotal: rows,
    visitorAccount: -1,
    hasVisitor: false,
    visitorBroughtQuote: new Float64Array(1),
    walletQuote: accountNumbers(0),
    purseQuote: accountNumbers(8),
    ownerAgent: accountWords(16),
    rowOffset: accountWords(20),
    slotOffset: accountWords(24),
    traders: columns.u16In(byAccount, 28, 'traders', count),
    population: accountBytes(32),
    marginMode: accountBytes(33),
    state: accountBytes(34),
    rowCount: accountBytes(35),
    rowLots: rowNumbers(0),
    rowEntryQuote: rowNumbers(8),
    rowMarginQuote: rowNumbers(16),
    rowLiquidationTicks: rowWords(24),
    rowStopTicks: rowWords(28),
    rowTakeTicks: rowWords(32),
    rowBook: new Uint8Array(rows),
    rowLeverage: rowBytes(37),
    slotLots: new Int32Array(0),
    slotPriceTicks: new Int32Array(0),
  }
  let row = 0
  accounts.forEach((one, index) => {
    made.walletQuote[index << F64] = (one.walletUsd ?? 0) * QUOTE_UNITS_PER_USD
    made.purseQuote[index << F64] = (one.purseUsd ?? 0) * QUOTE_UNITS_PER_USD
    made.ownerAgent[index << I32] = one.ownerAgent ?? 1000 * one.venue + index
    made.rowOffset[index << I32] = row
    made.traders[index << U16] = one.traders ?? 1
    made.population[index << U8] = one.population ?? Population.RetailLeveraged
    const isProfessional = one.professional === true
    made.marginMode[index << U8] = isProfessional ? MarginMode.Cross : MarginMode.Isolated
    made.rowCount[index << U8] = rowsOf(one)
    for (let book = 0; book < rowsOf(one); book++) {
      made.rowBook[row++] = isProfessional ? book : (one.book ?? bookCount / 2)
    }
  })
  return made
}

function emptyChain(): Writable<ChainRecord> {
  return {
    spentCoins: 0,
    spentCoinsLongTerm: 0,
    spentValueUsd: 0,
    spentCostUsd: 0,
    spentValueLongTermUsd: 0,
    spentCostLongTermUsd: 0,
    coinDaysDestroyed: 0,
    coinDaysCreated: 0,
    longTermSupplyCoins: 0,
  }
}

function emptyHarbour(): Writable<HarbourRecord> {
  return {
    parkedUsd: 0,
    fledUsd: 0,
    freshUsd: 0,
    redeemedUsd: 0,
    netFlowByPopulationUsd: new Float64Array(Object.keys(Population).length),
  }
}
