// FTX's second zone: a position near its zero price passes, part by part, to backstop providers without
// touching the book; what they cannot bear goes through the fund to the largest opposing positions.
// Lots, quote units. Source: FTX "Liquidations", step 2. ODD submodel: Exchange: backstop providers.
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { EventKind } from '../market/events.ts'
import { Population } from '../market/kinds.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'
import { logTransfer } from './venueTransfers.ts'

/** Of what lies between mark and zero price, who takes over gets two thirds and the fund the rest. */
const PROVIDER_SHARE = 2 / 3
const LARGEST_OPPOSING = 10

export class VenueAutoClose {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  /** By book * 2 + side of the positions (0 long): what this step's auto-closes left with the fund for
   * opposing positions. Empty between steps, so not state. */
  private readonly overflowLots: Float64Array
  private readonly overflowQuote: Float64Array
  /** Of the auto-close under way: lots that providers took, and what they paid. */
  private passedLots = 0
  private proceedsQuote = 0

  constructor(parts: VenueParts, trading: VenueTrading) {
    this.parts = parts
    this.trading = trading
    this.overflowLots = new Float64Array(parts.bookCount * 2)
    this.overflowQuote = new Float64Array(parts.bookCount * 2)
  }

  /**
   * Closes signed lots of a row at their zero price; the other side trades nearer the mark, and the
   * fund keeps the difference (or pays it, once the account is bankrupt).
   */
  close(account: number, row: number, lots: number, equityQuote: number): void {
    const { accounts, controls, fund, margin, prices, tallies } = this.parts
    const book = accounts.rowBook[row]!
    const held = accounts.rowLots[row << F64]!
    const absLots = lots < 0 ? -lots : lots
    const markQuote = margin.valueQuote(book, lots, prices.markTicks[book]!)
    const share = lots === held ? equityQuote : Math.floor(equityQuote * (lots / held))
    const zeroQuote = markQuote - share
    const passQuote = share > 0 ? markQuote - Math.floor(share * PROVIDER_SHARE) : markQuote
    this.passedLots = 0
    this.proceedsQuote = 0
    this.passToProviders(account, row, lots, passQuote)
    const left = absLots - this.passedLots
    if (left > 0) {
      const signed = lots < 0 ? -left : left
      const whole = controls.deleveraging ? passQuote : zeroQuote
      const quote = Math.floor(whole * (left / absLots) + 0.5)
      fund.takeOver(account, row, signed, quote)
      this.proceedsQuote += quote
      tallies.takenOverLots[book] += left
      logTransfer(
        this.parts,
        EventKind.Takeover,
        account,
        accounts.fundAccount,
        book,
        signed,
        quote,
      )
      if (controls.deleveraging) {
        const place = book * 2 + (lots < 0 ? 1 : 0)
        this.overflowLots[place] += signed
        this.overflowQuote[place] += quote
      }
    }
    this.settleWithFund(account, row, this.proceedsQuote - zeroQuote)
  }

  /** Passes what the step's auto-closes left with the fund to the largest opposing positions, in
   * proportion to their size; what these cannot bear stays with the fund. */
  passOverflow(): void {
    for (let place = 0; place < this.overflowLots.length; place++) {
      const lots = this.overflowLots[place]!
      if (lots === 0) continue
      this.passToOpposing(place >> 1, lots, this.overflowQuote[place]!)
      this.overflowLots[place] = 0
      this.overflowQuote[place] = 0
    }
  }

  private passToOpposing(book: number, lots: number, notionalQuote: number): void {
    const { accounts, deleveraging, fund, margin, tallies } = this.parts
    const price = margin.priceTicksOf(book, lots, notionalQuote)
    deleveraging.rankLargest(book, lots, price, LARGEST_OPPOSING)
    for (let index = 0; index < deleveraging.count; index++) {
      const part = lots < 0 ? -deleveraging.lots[index]! : deleveraging.lots[index]!
      if (part === 0) continue
      const quote = Math.floor(notionalQuote * (part / lots) + 0.5)
      const row = deleveraging.row[index]!
      const to = accounts.rowAccount[row]!
      this.pass(accounts.fundAccount, fund.row(book), to, row, part, quote)
      tallies.countMessages(1)
      const { Deleveraged } = EventKind
      logTransfer(this.parts, Deleveraged, to, accounts.fundAccount, book, -part, quote)
    }
  }

  /** What an auto-close brought above the zero price goes to the fund; below zero the fund pays. */
  private settleWithFund(account: number, row: number, amountQuote: number): void {
    const { accounts, ledger, positions } = this.parts
    if (amountQuote === 0) return
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      ledger.walletToWallet(account, accounts.fundAccount, amountQuote)
    } else {
      ledger.walletToMargin(accounts.fundAccount, row, -amountQuote)
    }
    positions.logFund(accounts.rowBook[row]!, account, amountQuote, amountQuote > 0 ? 2 : 1)
  }

  /** Backstop providers take lots pro rata to what they can carry. */
  private passToProviders(
    from: number,
    fromRow: number,
    lots: number,
    notionalQuote: number,
  ): void {
    const { accounts, tallies } = this.parts
    const book = accounts.rowBook[fromRow]!
    const wanted = lots < 0 ? -lots : lots
    let total = 0
    for (let index = 0; index < accounts.crossCount; index++) {
      total += this.providerCapacityLots(accounts.crossAccount[index]!, book)
    }
    if (total === 0) return
    const fraction = wanted < total ? wanted / total : 1
    for (let index = 0; index < accounts.crossCount && this.passedLots < wanted; index++) {
      const provider = accounts.crossAccount[index]!
      const capacity = this.providerCapacityLots(provider, book)
      const part = Math.min(Math.ceil(capacity * fraction), capacity, wanted - this.passedLots)
      if (part <= 0) continue
      const row = accounts.rowOffset[provider << I32]! + book
      tallies.takenOverLots[book] += part
      const signed = lots < 0 ? -part : part
      const quote = Math.floor(notionalQuote * (signed / lots) + 0.5)
      this.pass(from, fromRow, provider, row, signed, quote)
      logTransfer(this.parts, EventKind.Takeover, from, provider, book, signed, quote)
      this.passedLots += part
      this.proceedsQuote += quote
    }
  }

  /** Lots that a provider's free collateral can carry; 0 for any other account. */
  private providerCapacityLots(account: number, book: number): number {
    const { accounts, cross, margin, prices } = this.parts
    if (accounts.population[account << U8] !== Population.Backstop) return 0
    if (accounts.state[account << U8] !== AccountState.Open) return 0
    const free = cross.freeQuote(account)
    if (free <= 0) return 0
    const perLot = margin.exactQuote(book, 1, prices.markTicks[book]!)
    return Math.floor(free / (perLot * margin.initialRate(book, 1, perLot)))
  }

  /** Signed lots go from one row to another at a notional signed alike. */
  private pass(
    from: number,
    fromRow: number,
    to: number,
    toRow: number,
    lots: number,
    quote: number,
  ): void {
    const { positions } = this.parts
    positions.trade(from, fromRow, -lots, -quote)
    positions.trade(to, toRow, lots, quote)
    this.trading.afterTrade(to, toRow)
  }
}
