// What stands behind the book when forced orders are not filled: the insurance fund, backstop
// providers, auto-deleveraging, socialised loss, and the silent account of off-book closures.
// Lots, quote units. ODD submodel: Exchange: insurance fund, auto-deleveraging, socialised loss.
import { AccountState, MarginMode } from '../market/accounts.ts'
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { socialiseLoss } from './clearing/socialisedLoss.ts'
import { TimeInForce } from './matching/book.ts'
import { LastResort } from './rulebooks/rulebook.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** FTX: of what lies between mark and zero price, providers get two thirds and the fund the rest. */
const PROVIDER_SHARE = 2 / 3
const LARGEST_OPPOSING = 10
/** The fund's work-off orders trade at most this far through the touch. */
const WORK_OFF_BAND = 0.005

export class VenueBackstop {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  /** Of the auto-close under way: lots passed on, and what they brought. */
  private passedLots = 0
  private proceedsQuote = 0

  constructor(parts: VenueParts, trading: VenueTrading) {
    this.parts = parts
    this.trading = trading
  }

  /** The fund works its positions off into the book. */
  workOff(step: number): void {
    const { accounts, assetCount, bookCount, books, fund, halted, tallies } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const held = fund.lots(book)
      if (held === 0 || halted[book] !== 0) continue
      const lots = fund.workOffLots(book, tallies.dailyVolumeLots(book, step))
      const touch = held > 0 ? books[book]!.bestBidTicks() : books[book]!.bestAskTicks()
      if (touch === 0) continue
      const limit =
        held > 0
          ? Math.max(Math.floor(touch * (1 - WORK_OFF_BAND)), 1)
          : Math.ceil(touch * (1 + WORK_OFF_BAND))
      this.trading.take(
        accounts.fundAccount,
        fund.row(book),
        book,
        held > 0 ? Side.Sell : Side.Buy,
        limit,
        lots,
        TimeInForce.ImmediateOrCancel,
        -1,
        Cause.Backstop,
        true,
      )
      tallies.countMessages(1)
    }
  }

  /** The fund takes the rest of a position at the price that uses its collateral up exactly. */
  takeOver(account: number, row: number, equityQuote: number): void {
    const { accounts, positions, tallies } = this.parts
    const lots = accounts.rowLots[row]!
    const book = accounts.rowBook[row]!
    const notional = accounts.rowEntryQuote[row]! + positions.unrealisedQuote(row) - equityQuote
    this.parts.fund.takeOver(account, row, lots, notional)
    tallies.takenOverLots[book] += Math.abs(lots)
    this.logTransfer(EventKind.Takeover, account, accounts.fundAccount, book, lots, notional)
  }

  /** The twin without price impact: signed lots close at the mark against the silent account. */
  closeAtMark(account: number, row: number, lots: number): void {
    const { accounts, margin, positions, prices, tallies } = this.parts
    const book = accounts.rowBook[row]!
    const absLots = lots < 0 ? -lots : lots
    const atMark = margin.notionalQuote(book, absLots, prices.markTicks[book]!)
    const notional = lots < 0 ? -atMark : atMark
    const silent = accounts.silentAccount
    positions.trade(account, row, -lots, -notional)
    positions.trade(silent, accounts.rowOffset[silent]! + book, lots, notional)
    tallies.takenOverLots[book] += absLots
    this.logTransfer(EventKind.Takeover, account, silent, book, lots, notional)
  }

  /**
   * FTX: the account closes at its zero price, the other side nearer the mark, and the fund keeps the
   * difference (or pays it, once the account is bankrupt). What providers cannot bear goes to the
   * largest opposing positions, then to the fund.
   */
  autoClose(account: number, row: number, lots: number, equityQuote: number, step: number): void {
    const { accounts, controls, fund, margin, prices, tallies } = this.parts
    const book = accounts.rowBook[row]!
    const held = accounts.rowLots[row]!
    const absLots = lots < 0 ? -lots : lots
    const atMark = margin.notionalQuote(book, absLots, prices.markTicks[book]!)
    const markQuote = lots < 0 ? -atMark : atMark
    const share = lots === held ? equityQuote : Math.floor(equityQuote * (lots / held))
    const zeroQuote = markQuote - share
    const passQuote = share > 0 ? markQuote - Math.floor(share * PROVIDER_SHARE) : markQuote
    this.passedLots = 0
    this.proceedsQuote = 0
    this.passToProviders(account, row, lots, passQuote, step)
    if (this.passedLots < absLots && controls.deleveraging) {
      this.passToOpposing(account, row, lots, passQuote)
    }
    const left = absLots - this.passedLots
    if (left > 0) {
      const signed = lots < 0 ? -left : left
      const quote = Math.floor(zeroQuote * (left / absLots) + 0.5)
      fund.takeOver(account, row, signed, quote)
      this.proceedsQuote += quote
      tallies.takenOverLots[book] += left
      this.logTransfer(EventKind.Takeover, account, accounts.fundAccount, book, signed, quote)
    }
    this.settleWithFund(account, row, this.proceedsQuote - zeroQuote)
  }

  /** What an auto-close brought above the zero price goes to the fund; below zero the fund pays. */
  private settleWithFund(account: number, row: number, amountQuote: number): void {
    const { accounts, ledger, positions } = this.parts
    if (amountQuote === 0) return
    if (accounts.marginMode[account] === MarginMode.Cross) {
      ledger.walletToWallet(account, accounts.fundAccount, amountQuote)
    } else {
      ledger.walletToMargin(accounts.fundAccount, row, -amountQuote)
    }
    positions.logFund(accounts.rowBook[row]!, account, amountQuote, amountQuote > 0 ? 2 : 1)
  }

  /** After the mark of a step: what the fund cannot bear is deleveraged or socialised. */
  lastResort(step: number): void {
    const { controls, fund, rulebook } = this.parts
    const equity = fund.equityQuote()
    const peak = fund.trackPeak(step, equity)
    if (rulebook.lastResort === LastResort.SocialisedLoss) {
      if (equity < 0) this.socialise(-equity)
      return
    }
    if (!controls.deleveraging) return
    const drawn = rulebook.fundDrawdownLimit < 1 && equity < peak * (1 - rulebook.fundDrawdownLimit)
    if (equity < 0 || drawn) this.deleverageLosers()
    else if (rulebook.fundNotionalLimit < Infinity) {
      this.deleverageExcess(rulebook.fundNotionalLimit * equity)
    }
  }

  private deleverageLosers(): void {
    const { assetCount, bookCount, fund, positions } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const lots = fund.lots(book)
      if (lots !== 0 && positions.unrealisedQuote(fund.row(book)) < 0) {
        this.deleverage(book, lots)
      }
    }
  }

  /** The fund's positions may not exceed the fund. */
  private deleverageExcess(limitQuote: number): void {
    const { assetCount, bookCount, fund, margin, prices } = this.parts
    let total = 0
    for (let book = assetCount; book < bookCount; book++) {
      const lots = Math.abs(fund.lots(book))
      if (lots !== 0) total += margin.notionalQuote(book, lots, prices.markTicks[book]!)
    }
    if (total <= limitQuote) return
    const excess = (total - limitQuote) / total
    for (let book = assetCount; book < bookCount; book++) {
      const lots = fund.lots(book)
      if (lots === 0) continue
      const part = Math.min(Math.ceil(Math.abs(lots) * excess), Math.abs(lots))
      this.deleverage(book, lots < 0 ? -part : part)
    }
  }

  /** Closes signed lots of the fund against the ranked opposing positions, at the fund's entry. */
  private deleverage(book: number, lots: number): void {
    const { accounts, controls, deleveraging, fund, margin, positions, tallies } = this.parts
    const fundRow = fund.row(book)
    const held = accounts.rowLots[fundRow]!
    const price = accounts.rowEntryQuote[fundRow]! / (held * margin.unitQuote[book]!)
    deleveraging.rank(book, lots, price, controls.deleveragingRanking)
    for (let index = 0; index < deleveraging.count; index++) {
      const part = lots < 0 ? -deleveraging.lots[index]! : deleveraging.lots[index]!
      if (part === 0) continue
      const fundHeld = accounts.rowLots[fundRow]!
      const fundEntry = accounts.rowEntryQuote[fundRow]!
      const notional =
        part === fundHeld ? fundEntry : Math.floor(fundEntry * (part / fundHeld) + 0.5)
      const row = deleveraging.row[index]!
      const account = accounts.rowAccount[row]!
      positions.trade(accounts.fundAccount, fundRow, -part, -notional)
      positions.trade(account, row, part, notional)
      this.trading.afterTrade(account, row)
      tallies.countMessages(1)
      this.logTransfer(EventKind.Deleveraged, account, accounts.fundAccount, book, -part, notional)
    }
  }

  private socialise(lossQuote: number): void {
    const { accounts, assetCount, cross, events, positions } = this.parts
    const taken = socialiseLoss(positions, lossQuote)
    if (taken === 0) return
    for (let index = 0; index < accounts.crossCount; index++) {
      cross.invalidate(accounts.crossAccount[index]!)
    }
    events.add(
      EventKind.SocialisedLoss,
      assetCount,
      0,
      Cause.Liquidation,
      accounts.fundAccount,
      NO_ACCOUNT,
      0,
      0,
      taken,
      0,
    )
  }

  /** Backstop providers take lots pro rata to what they can carry. */
  private passToProviders(
    from: number,
    fromRow: number,
    lots: number,
    notionalQuote: number,
    step: number,
  ): void {
    const { accounts, tallies } = this.parts
    const book = accounts.rowBook[fromRow]!
    const wanted = lots < 0 ? -lots : lots
    let total = 0
    for (let index = 0; index < accounts.crossCount; index++) {
      total += this.providerCapacityLots(accounts.crossAccount[index]!, book, step)
    }
    if (total === 0) return
    const fraction = wanted < total ? wanted / total : 1
    for (let index = 0; index < accounts.crossCount && this.passedLots < wanted; index++) {
      const provider = accounts.crossAccount[index]!
      const capacity = this.providerCapacityLots(provider, book, step)
      const part = Math.min(Math.ceil(capacity * fraction), capacity, wanted - this.passedLots)
      if (part <= 0) continue
      const row = accounts.rowOffset[provider]! + book
      tallies.takenOverLots[book] += part
      this.pass(EventKind.Takeover, from, fromRow, provider, row, lots, part, notionalQuote)
    }
  }

  /** Lots that a provider's free collateral can carry; 0 for any other account. */
  private providerCapacityLots(account: number, book: number, step: number): number {
    const { accounts, cross, margin, prices } = this.parts
    if (accounts.population[account] !== Population.Backstop) return 0
    if (accounts.state[account] !== AccountState.Open) return 0
    const free = cross.free(account, step)
    if (free <= 0) return 0
    const perLot = prices.markTicks[book]! * margin.unitQuote[book]!
    return Math.floor(free / (perLot * margin.initialRate(book, 1, perLot)))
  }

  /** The largest opposing positions take what is left in proportion to their size. */
  private passToOpposing(from: number, fromRow: number, lots: number, notionalQuote: number): void {
    const { accounts, deleveraging, margin, tallies } = this.parts
    const book = accounts.rowBook[fromRow]!
    const absLots = lots < 0 ? -lots : lots
    const left = absLots - this.passedLots
    const price = notionalQuote / (lots * margin.unitQuote[book]!)
    deleveraging.rankLargest(book, lots < 0 ? -left : left, price, LARGEST_OPPOSING)
    for (let index = 0; index < deleveraging.count; index++) {
      const part = deleveraging.lots[index]!
      if (part === 0) continue
      const row = deleveraging.row[index]!
      tallies.deleveragedLots[book] += part
      const to = accounts.rowAccount[row]!
      this.pass(EventKind.Deleveraged, from, fromRow, to, row, lots, part, notionalQuote)
    }
  }

  /** Part of an auto-close changes hands at its share of the notional. */
  private pass(
    kind: typeof EventKind.Takeover | typeof EventKind.Deleveraged,
    from: number,
    fromRow: number,
    to: number,
    toRow: number,
    lots: number,
    part: number,
    notionalQuote: number,
  ): void {
    const { accounts, cross, positions } = this.parts
    const book = accounts.rowBook[fromRow]!
    const signed = lots < 0 ? -part : part
    const quote = Math.floor(notionalQuote * (signed / lots) + 0.5)
    positions.trade(from, fromRow, -signed, -quote)
    positions.trade(to, toRow, signed, quote)
    this.trading.afterTrade(to, toRow)
    if (accounts.marginMode[to] === MarginMode.Cross) cross.invalidate(to)
    this.passedLots += part
    this.proceedsQuote += quote
    if (kind === EventKind.Takeover) this.logTransfer(kind, from, to, book, signed, quote)
    else this.logTransfer(kind, to, from, book, -signed, quote)
  }

  /** A position changes hands outside the book; side is that of the account's closing trade. */
  private logTransfer(
    kind: typeof EventKind.Takeover | typeof EventKind.Deleveraged,
    account: number,
    other: number,
    book: number,
    lots: number,
    notionalQuote: number,
  ): void {
    const absLots = lots < 0 ? -lots : lots
    const absQuote = Math.abs(notionalQuote)
    const price = absQuote / (absLots * this.parts.margin.unitQuote[book]!)
    this.parts.events.add(
      kind,
      book,
      lots > 0 ? Side.Sell : Side.Buy,
      Cause.Deleveraging,
      account,
      other,
      Math.floor(price + 0.5),
      absLots,
      Math.floor(absQuote + 0.5),
      0,
    )
  }
}
