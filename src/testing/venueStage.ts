// A stage for tests of a venue: one venue with its board and queue, a few words to place orders with,
// and a full audit that recomputes from scratch whatever the venue keeps up to date.
import { Columns } from '../base/columns.ts'
import { keysFromSeed } from '../base/keyedRandom.ts'
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { Board } from '../market/board.ts'
import type { EventKind } from '../market/events.ts'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import type { Asset, CoinListing } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { NO_SLOT, RequestKind, RequestQueue } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { Pot } from '../exchange/clearing/ledger.ts'
import type { Rulebook } from '../exchange/rulebooks/rulebook.ts'
import { createVenue } from '../exchange/venue.ts'
import type { Venue } from '../exchange/venue.ts'
import type { VenueParts } from '../exchange/venueParts.ts'

export interface StageOptions {
  readonly rulebook: Rulebook
  readonly assetCount?: number
  readonly assets?: readonly Asset[]
  /** A coin market of the first asset: amounts named in USD are coins at its initial price. */
  readonly coin?: CoinListing
  readonly seed?: string
  readonly insuranceFundUsd?: number
  readonly accounts?: number
  readonly cross?: number
  readonly slots?: number
  readonly ordersPerBook?: number
  /** First step to run. */
  readonly startStep?: number
}

export interface StageEvent {
  readonly kind: EventKind
  readonly book: number
  readonly side: Side
  readonly cause: number
  readonly account: number
  readonly otherAccount: number
  readonly priceTicks: number
  readonly lots: number
  readonly amountQuote: number
  readonly note: number
}

export interface OrderWish {
  readonly kind?: RequestKind
  readonly priceTicks?: number
  readonly slot?: number
  readonly leverage?: number
  readonly depositUsd?: number
  readonly reduceOnly?: boolean
  readonly stopTicks?: number
  readonly takeTicks?: number
  readonly cause?: Cause
}

export class VenueStage {
  readonly columns = new Columns()
  readonly board: Board
  readonly venue: Venue
  readonly queue = new RequestQueue()
  readonly assetCount: number
  step: number
  /** Money of the venue in a dollar, at the initial price. */
  readonly unitsPerUsd: number
  private printers: readonly [number, number] | undefined

  constructor(options: StageOptions) {
    this.step = options.startStep ?? 0
    const assets = options.assets ?? DEFAULT_ASSETS.slice(0, options.assetCount ?? 1)
    this.assetCount = assets.length
    const { coin } = options
    this.unitsPerUsd =
      coin === undefined ? QUOTE_UNITS_PER_USD : coin.unitsPerCoin / assets[0]!.initialPriceUsd
    this.board = new Board(this.columns, 1, assets.length)
    const accounts = options.accounts ?? 64
    const cross = options.cross ?? 16
    this.venue = createVenue(
      {
        venueId: 0,
        venueCount: 1,
        name: 'stage',
        rulebook: options.rulebook,
        assets,
        keys: keysFromSeed(options.seed ?? 'stage'),
        insuranceFundQuote: this.money(options.insuranceFundUsd ?? 0),
        ...(coin !== undefined && {
          coinMarket: { listing: coin, indexAsset: 0, indexAssetCount: assets.length },
        }),
      },
      {
        accountCapacity: accounts,
        rowCapacity: accounts + cross * (assets.length * 2 - 1),
        slotCapacity: options.slots ?? 1024,
        ordersPerBook: options.ordersPerBook ?? 1024,
        crossCapacity: cross,
      },
      this.columns,
    )
  }

  money(usd: number): number {
    return Math.floor(usd * this.unitsPerUsd)
  }

  /** The perpetual of an asset. */
  perpetual(asset = 0): number {
    return this.assetCount + asset
  }

  cross(
    walletUsd: number,
    slots = 64,
    population: Population = Population.RetailLeveraged,
  ): number {
    const account = this.venue.openAccount({
      population,
      traders: 1,
      ownerAgent: this.venue.statements.accountCount,
      marginMode: MarginMode.Cross,
      slots,
    })
    this.venue.grantWallet(account, this.money(walletUsd))
    return account
  }

  isolated(purseUsd: number, walletUsd = 0, slots = 2, traders = 1): number {
    const account = this.venue.openAccount({
      population: Population.RetailLeveraged,
      traders,
      ownerAgent: this.venue.statements.accountCount,
      marginMode: MarginMode.Isolated,
      slots,
    })
    this.venue.grantPurse(account, this.money(purseUsd))
    this.venue.grantWallet(account, this.money(walletUsd))
    return account
  }

  row(account: number, book = this.perpetual()): number {
    const { statements } = this.venue
    const row = statements.rowOffset[account << I32]!
    return statements.marginMode[account << U8] === MarginMode.Cross ? row + book : row
  }

  lots(account: number, book = this.perpetual()): number {
    return this.venue.statements.rowLots[this.row(account, book) << F64]!
  }

  order(account: number, book: number, side: Side, lots: number, wish: OrderWish = {}): void {
    const row = this.queue.order(
      wish.kind ?? RequestKind.Market,
      account,
      book,
      side,
      wish.priceTicks ?? 0,
      lots,
      wish.cause ?? Cause.Opinion,
      wish.slot ?? NO_SLOT,
    )
    this.queue.leverage[row] = wish.leverage ?? 0
    this.queue.reduceOnly[row] = wish.reduceOnly === true ? 1 : 0
    this.queue.stopTicks[row] = wish.stopTicks ?? 0
    this.queue.takeTicks[row] = wish.takeTicks ?? 0
    this.queue.amountQuote[row] = this.money(wish.depositUsd ?? 0)
  }

  /** Rests one bid and one ask; a price of 0 leaves that side out. */
  quote(
    account: number,
    book: number,
    bidTicks: number,
    askTicks: number,
    lots: number,
    slot = 0,
  ): void {
    const kind = RequestKind.Limit
    const cause = Cause.Quote
    if (bidTicks > 0)
      this.order(account, book, Side.Buy, lots, { kind, priceTicks: bidTicks, slot, cause })
    if (askTicks > 0)
      this.order(account, book, Side.Sell, lots, {
        kind,
        priceTicks: askTicks,
        slot: slot + 1,
        cause,
      })
  }

  cancelAll(account: number, book: number): void {
    this.queue.next(RequestKind.CancelAll, account, book)
  }

  request(kind: RequestKind, account: number, book: number, amountUsd: number): number {
    const row = this.queue.next(kind, account, book)
    this.queue.amountQuote[row] = this.money(amountUsd)
    return row
  }

  /** What the venue's own spot book says of the index, overruled for the next step. */
  setIndex(asset: number, ticks: number): void {
    this.board.page(this.step - 1).midTicks[asset] = ticks
  }

  /** Runs a step with what is queued. */
  run(steps = 1): void {
    for (let count = 0; count < steps; count++) {
      const previous = this.board.page(this.step - 1)
      this.venue.step(this.step, previous, this.board.page(this.step), this.queue)
      this.queue.clear()
      this.step++
    }
  }

  /** Two accounts that make a trade happen at a price, so that the last price is what a test wants. */
  printer(): void {
    this.printers = [this.cross(1e9, 4), this.cross(1e9, 4)]
  }

  /** Trades one lot at a price in a book without orders in between, and runs the step. */
  print(priceTicks: number, book = this.perpetual()): void {
    const [maker, taker] = this.printers!
    const kind = RequestKind.Limit
    const cause = Cause.Quote
    this.order(maker, book, Side.Sell, 1, { kind, priceTicks, slot: 0, cause })
    this.order(taker, book, Side.Buy, 1, { kind, priceTicks, slot: 0, cause })
    this.cancelAll(maker, book)
    this.cancelAll(taker, book)
    this.run()
  }

  page(): ReturnType<Board['page']> {
    return this.board.page(this.step - 1)
  }

  events(kind: EventKind): StageEvent[] {
    const { events } = this.venue
    const found: StageEvent[] = []
    for (let index = 0; index < events.count; index++) {
      if (events.kind[index] !== kind) continue
      found.push({
        kind,
        book: events.book[index]!,
        side: events.side[index]! as Side,
        cause: events.cause[index]!,
        account: events.account[index]!,
        otherAccount: events.otherAccount[index]!,
        priceTicks: events.priceTicks[index]!,
        lots: events.lots[index]!,
        amountQuote: events.amountQuote[index]!,
        note: events.note[index]!,
      })
    }
    return found
  }

  /** The insides of the venue, for the audit alone. */
  get parts(): VenueParts {
    return (this.venue as unknown as { parts: VenueParts }).parts
  }

  /** Recomputes what the venue keeps up to date; returns what does not agree. */
  audit(): string[] {
    const { parts } = this
    const orders = [...auditOrders(parts), ...auditTriggers(parts)]
    return [...auditMoney(parts), ...orders, ...auditCross(parts)]
  }
}

function auditMoney(parts: VenueParts): string[] {
  const { accounts, assetCount, bookCount, ledger, positions } = parts
  const wrong: string[] = []
  let entries = 0
  const open = new Float64Array(bookCount)
  for (let row = 0; row < accounts.rowTotal; row++) {
    const book = accounts.rowBook[row]!
    const lots = accounts.rowLots[row << F64]!
    entries += accounts.rowEntryQuote[row << F64]!
    if (book < assetCount && lots < 0) wrong.push(`row ${row} holds ${lots} lots of coins`)
    if (book >= assetCount && lots > 0) open[book] += lots
    if (lots === 0 && accounts.rowEntryQuote[row << F64] !== 0)
      wrong.push(`flat row ${row} has an entry`)
  }
  if (entries + ledger.potQuote[Pot.House]! !== 0) wrong.push('the house does not hold the entries')
  for (let book = assetCount; book < bookCount; book++) {
    if (open[book] !== positions.openInterestLots[book]) wrong.push(`open interest of book ${book}`)
  }
  for (let account = 0; account < accounts.accountCount; account++) {
    if (accounts.purseQuote[account << F64]! < 0) wrong.push(`purse of ${account} below 0`)
    if (accounts.marginMode[account << U8] === MarginMode.Cross) continue
    if (accounts.walletQuote[account << F64]! < 0)
      wrong.push(`wallet of isolated ${account} below 0`)
    const row = accounts.rowOffset[account << I32]!
    const flat = accounts.rowLots[row << F64] === 0 || accounts.rowBook[row]! < assetCount
    if (flat && accounts.rowMarginQuote[row << F64] !== 0)
      wrong.push(`flat row ${row} keeps margin`)
  }
  return wrong
}

function auditOrders(parts: VenueParts): string[] {
  const { accounts, assetCount, bookCount, books, cross } = parts
  const wrong: string[] = []
  const resting = new Float64Array(bookCount)
  for (let account = 0; account < accounts.accountCount; account++) {
    const isCross = accounts.marginMode[account << U8] === MarginMode.Cross
    const buys = new Float64Array(bookCount)
    const sells = new Float64Array(bookCount)
    const reducing = new Float64Array(bookCount)
    const reducingCount = new Float64Array(bookCount)
    for (
      let slot = accounts.slotOffset[account << I32]!;
      slot < accounts.slotEnd(account);
      slot++
    ) {
      const lots = accounts.slotLots[slot]!
      if (lots === 0) continue
      const tag = accounts.slotTag[slot]!
      const book = tag >> 2
      const order = accounts.slotOrder[slot]!
      resting[book]!++
      if (!books[book]!.isResting(order)) wrong.push(`slot ${slot} names no order`)
      else if (
        books[book]!.orderLots(order) !== lots ||
        books[book]!.orderPriceTicks(order) !== accounts.slotPriceTicks[slot] ||
        books[book]!.orderAccount(order) !== account
      ) {
        wrong.push(`slot ${slot} and its order disagree`)
      }
      if ((tag & 1) === Side.Buy) buys[book] += lots
      else sells[book] += lots
      if ((tag & 2) !== 0) {
        reducing[book] += lots
        reducingCount[book]!++
        const held = accounts.rowLots[accounts.rowOf(account, book) << F64]!
        if (held > 0 === ((tag & 1) === Side.Buy)) wrong.push(`reduce-only slot ${slot} would open`)
      }
      if (accounts.state[account << U8] !== AccountState.Open)
        wrong.push(`${account} rests in liquidation`)
      if (!isCross && accounts.rowBook[accounts.rowOffset[account << I32]!] !== book) {
        wrong.push(`isolated ${account} rests on another book than its row's`)
      }
    }
    for (let book = 0; book < bookCount; book++) {
      const row = accounts.rowOf(account, book)
      if (reducing[book]! > Math.abs(accounts.rowLots[row << F64]!))
        wrong.push(`${account} reduces too much`)
      if (!isCross) {
        if (
          book === accounts.rowBook[row] &&
          (accounts.rowFlags[row << U8]! & 63) !== reducingCount[book]
        ) {
          wrong.push(`reduce-only count of ${account}`)
        }
        continue
      }
      if ((accounts.rowFlags[row << U8]! & 63) !== reducingCount[book])
        wrong.push(`reduce-only count of ${account}`)
      const index = accounts.crossIndex[account << U16]! * bookCount + book
      if (cross.restingSellLots[index] !== sells[book]) wrong.push(`resting asks of ${account}`)
      if (book >= assetCount && cross.restingBuyLots[index] !== buys[book]) {
        wrong.push(`resting bids of ${account}`)
      }
      if (book < assetCount && sells[book]! > accounts.rowLots[row << F64]!) {
        wrong.push(`${account} offers more coins than it has`)
      }
    }
  }
  for (let book = 0; book < bookCount; book++) {
    if (books[book]!.orderCount() !== resting[book]) wrong.push(`orders of book ${book}`)
    const bid = books[book]!.bestBidTicks()
    const ask = books[book]!.bestAskTicks()
    if (bid !== 0 && ask !== 0 && bid >= ask) wrong.push(`book ${book} is crossed`)
  }
  return wrong
}

/** No account trades on with less than its maintenance margin, and none is believed to have more free
 * collateral than it has. */
function auditCross(parts: VenueParts): string[] {
  const { accounts, cross } = parts
  const wrong: string[] = []
  for (let index = 0; index < accounts.crossCount; index++) {
    const account = accounts.crossAccount[index]!
    if (accounts.isOwn(account) || accounts.state[account << U8] !== AccountState.Open) continue
    if (cross.equityQuote(account) < cross.maintenanceQuote(account)) {
      wrong.push(`cross account ${account} is below maintenance and trades on`)
    }
    const [least, free] = [cross.leastFree(account), freeQuoteOf(parts, account)]
    if (least > free + 0.01)
      wrong.push(`cross account ${account} has ${free}, not ${least} at least`)
  }
  return wrong
}

/** Free collateral of a cross account, without the sums and bounds that it keeps. */
function freeQuoteOf(
  { accounts, assetCount, bookCount, cross, margin, prices }: VenueParts,
  account: number,
): number {
  const index = accounts.crossIndex[account << U16]!
  let free = cross.equityQuote(account) - cross.reservedCashQuote[index]!
  for (let book = assetCount; book < bookCount; book++) {
    const held = accounts.rowLots[accounts.rowOf(account, book) << F64]!
    const buys = cross.restingBuyLots[index * bookCount + book]!
    const sells = cross.restingSellLots[index * bookCount + book]!
    const exposure = Math.max(held + buys, sells - held)
    const notional = margin.exactQuote(book, exposure, prices.markTicks[book]!)
    if (exposure > 0) free -= notional * margin.initialRate(book, exposure, notional)
  }
  return free
}

function auditTriggers(parts: VenueParts): string[] {
  const { accounts, assetCount, margin, positions, prices } = parts
  const wrong: string[] = []
  for (let row = 0; row < accounts.rowTotal; row++) {
    const book = accounts.rowBook[row]!
    if (book < assetCount) continue
    const account = accounts.rowAccount[row]!
    const lots = accounts.rowLots[row << F64]!
    const mark = prices.markTicks[book]!
    if (accounts.marginMode[account << U8] === MarginMode.Cross) continue
    if (accounts.state[account << U8] !== AccountState.Open) continue
    const entry = accounts.rowEntryQuote[row << F64]!
    const marginQuote = accounts.rowMarginQuote[row << F64]!
    // Tiers hold for one trader of those that the account stands for.
    const traders = Math.max(accounts.traders[account << U16]!, 1)
    const expected =
      lots === 0
        ? 0
        : margin.liquidationTicks(book, lots / traders, entry / traders, marginQuote / traders)
    const ticks = accounts.rowLiquidationTicks[row << I32]!
    if (ticks !== expected) wrong.push(`row ${row} is liquidated at ${ticks}, not ${expected}`)
    if ((ticks !== 0) !== positions.liquidationIndex.isLinked(row)) {
      wrong.push(`row ${row} is ${ticks === 0 ? '' : 'not '}linked`)
    }
    if (ticks !== 0 && (lots > 0 ? mark <= ticks : mark >= ticks)) {
      const due = positions.liquidationIndex.firstAt(book - assetCount, 0) >= 0
      if (!due) wrong.push(`row ${row} at ${ticks} was passed by the mark ${mark}`)
    }
    const stop = accounts.rowStopTicks[row << I32]!
    if (lots !== 0 && (stop !== 0) !== positions.orderIndex.isLinked(row * 2)) {
      wrong.push(`the stop of row ${row}`)
    }
  }
  return wrong
}
