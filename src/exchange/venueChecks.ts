// Pre-trade checks of a venue: at which prices an order may trade, and whether its account has the
// collateral, cash or coins for it. Each answers with ACCEPTED or the reason to refuse.
// Ticks, lots, quote units. ODD submodel: Exchange: pre-trade checks.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import { RejectReason } from '../market/events.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
import { RequestKind } from '../market/requests.ts'
import type { RequestQueue } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import type { Accounts } from './clearing/accounts.ts'
import { ACCEPTED } from './matching/book.ts'
import type { VenueMoney } from './venueMoney.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

/** A leverage of 1 / initialRate may come out a hair below the whole number it stands for. */
const LEVERAGE_TOLERANCE = 1 + 1e-9
const BPS = 10_000

export class VenueChecks {
  private readonly parts: VenueParts
  private readonly accounts: Accounts
  private readonly trading: VenueTrading
  private readonly money: VenueMoney

  constructor(parts: VenueParts, trading: VenueTrading, money: VenueMoney) {
    this.parts = parts
    this.accounts = parts.accounts
    this.trading = trading
    this.money = money
  }

  /** Worst price of a market order; 0 when nobody is on the other side. */
  bandTicks(book: number, side: Side): number {
    const band = this.parts.rulebook.marketBandRate
    const orderBook = this.parts.books[book]!
    if (side === Side.Buy) {
      return Math.min(Math.ceil(orderBook.bestAskTicks() * (1 + band)), LEVEL_COUNT - 1)
    }
    const bid = orderBook.bestBidTicks()
    return bid === 0 ? 0 : Math.max(Math.floor(bid * (1 - band)), 1)
  }

  /** A market buy of coins pays no price at which the cash would not last. */
  affordableTicks(account: number, row: number, priceTicks: number, lots: number): number {
    const { books, margin, rulebook } = this.parts
    const book = this.accounts.rowBook[row]!
    const unit = margin.unitQuote[book]!
    const perTick = lots * unit * (1 + Math.max(rulebook.takerFeeBps, 0) / BPS)
    const most = Math.floor(this.money.freeCashQuote(account, row) / perTick)
    // Not even at the touch: the check of cash then refuses the band's price.
    return most >= priceTicks || most < books[book]!.bestAskTicks() ? priceTicks : most
  }

  /** No order of an isolated account closes its position beyond the bankruptcy price. */
  clampAtBankruptcy(row: number, book: number, side: Side, priceTicks: number): number {
    const { accounts } = this
    const held = accounts.rowLots[row << F64]!
    if (held === 0 || held > 0 === (side === Side.Buy)) return priceTicks
    const bankruptcy = this.parts.margin.bankruptcyPriceTicks(
      book,
      held,
      accounts.rowEntryQuote[row << F64]!,
      accounts.rowMarginQuote[row << F64]!,
    )
    if (held > 0) return Math.min(Math.max(priceTicks, Math.ceil(bankruptcy)), LEVEL_COUNT - 1)
    return Math.max(Math.min(priceTicks, Math.floor(bankruptcy)), 1)
  }

  /** Lots that a reduce-only order may still close: the position less what already rests to close. */
  reducibleLots(account: number, row: number, book: number, side: Side): number {
    const { accounts } = this
    const held = accounts.rowLots[row << F64]!
    if (book < this.parts.assetCount || held === 0 || held > 0 === (side === Side.Buy)) return 0
    let lots = held < 0 ? -held : held
    const end = accounts.slotEnd(account)
    for (let slot = accounts.slotOffset[account << I32]!; slot < end; slot++) {
      if (accounts.slotLots[slot] === 0) continue
      const tag = accounts.slotTag[slot]!
      if (tag >> 2 === book && (tag & 1) === side) lots -= accounts.slotLots[slot]!
    }
    return lots
  }

  /** Cash for a bid, coins for an ask; what the replaced order of the slot reserved counts. */
  spot(
    account: number,
    row: number,
    book: number,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
    replacedLots: number,
  ): number {
    const { trading, money } = this
    if (side === Side.Sell) {
      const wanted = lots - replacedLots
      if (wanted <= 0) return ACCEPTED
      const free = money.freeCoinsLots(account, row, book)
      return wanted > free ? RejectReason.InsufficientCoins : ACCEPTED
    }
    let needed = trading.slots.bidReserveQuote(book, lots, priceTicks)
    if (replacedLots > 0) {
      const replacedTicks = this.accounts.slotPriceTicks[slot]!
      needed -= trading.slots.bidReserveQuote(book, replacedLots, replacedTicks)
    }
    if (needed <= 0) return ACCEPTED
    return money.hasCash(account, row, needed) ? ACCEPTED : RejectReason.InsufficientCash
  }

  /** Free collateral of a cross account against what the order adds to its initial margin. */
  cross(account: number, book: number, side: Side, lots: number): number {
    if (lots <= 0) return ACCEPTED
    const isAllowed = this.parts.cross.allows(account, book, side, lots)
    return isAllowed ? ACCEPTED : RejectReason.InsufficientMargin
  }

  /** Leverage and margin of what an order of an isolated account may open; sets the row up for it. */
  isolated(
    requests: RequestQueue,
    request: number,
    row: number,
    limitTicks: number,
    lots: number,
  ): number {
    const { accounts } = this
    const { margin } = this.parts
    const account = requests.account[request]!
    const book = requests.book[request]!
    const side = requests.side[request]! as Side
    const held = accounts.rowLots[row << F64]!
    const opposite = held !== 0 && held > 0 !== (side === Side.Buy)
    const opening = opposite ? lots - Math.abs(held) : lots
    if (opening <= 0 || requests.reduceOnly[request] !== 0) return ACCEPTED
    if (!isTrigger(requests.stopTicks[request]!) || !isTrigger(requests.takeTicks[request]!)) {
      return RejectReason.PriceOutOfBand
    }
    const named = requests.leverage[request]!
    const kept = accounts.rowLeverage[row << U8]!
    const leverage = named !== 0 ? named : kept !== 0 ? kept : 1
    const kind = requests.kind[request]!
    const priceTicks = margin.inverse
      ? this.inverseCheckedTicks(kind, book, side, limitTicks)
      : this.checkedTicks(kind, book, side, limitTicks)
    const notional = margin.exactQuote(book, opening, priceTicks)
    const after = opposite ? opening : Math.abs(held) + opening
    // Tiers hold for one trader: an account that stands for several has several such positions.
    const each = after / Math.max(1, accounts.traders[account << U16]!)
    const rate = margin.initialRate(book, each, margin.exactQuote(book, each, priceTicks))
    if (leverage * rate > LEVERAGE_TOLERANCE) return RejectReason.LeverageAboveLimit
    const needed = Math.ceil(notional / leverage) + this.trading.takerFeeQuote(notional)
    if (needed > this.money.freeCashQuote(account, row)) return RejectReason.InsufficientMargin
    accounts.rowLeverage[row << U8] = leverage
    this.attachTriggers(row, requests.stopTicks[request]!, requests.takeTicks[request]!)
    return ACCEPTED
  }

  /** A flat row keeps triggers until it opens; a position replaces those that are named. */
  private attachTriggers(row: number, stopTicks: number, takeTicks: number): void {
    const { accounts } = this
    if (accounts.rowLots[row << F64] === 0) {
      accounts.rowStopTicks[row << I32] = stopTicks
      accounts.rowTakeTicks[row << I32] = takeTicks
    } else if (stopTicks !== 0 || takeTicks !== 0) {
      const stop = stopTicks !== 0 ? stopTicks : accounts.rowStopTicks[row << I32]!
      const take = takeTicks !== 0 ? takeTicks : accounts.rowTakeTicks[row << I32]!
      this.parts.positions.setTriggers(row, stop, take)
    }
  }

  /** Price at which margin is checked: the limit, or the touch for what must trade at once. */
  private checkedTicks(kind: number, book: number, side: Side, limitTicks: number): number {
    const orderBook = this.parts.books[book]!
    if (side === Side.Sell) return Math.max(limitTicks, orderBook.bestBidTicks())
    if (kind === RequestKind.Limit || kind === RequestKind.PostOnly) return limitTicks
    const ask = orderBook.bestAskTicks()
    return ask !== 0 && ask < limitTicks ? ask : limitTicks
  }

  /** Of coin-margined contracts the lower price asks for more margin. */
  private inverseCheckedTicks(kind: number, book: number, side: Side, limitTicks: number): number {
    const orderBook = this.parts.books[book]!
    const ask = orderBook.bestAskTicks()
    if (side === Side.Buy) return ask !== 0 && ask < limitTicks ? ask : limitTicks
    if (kind === RequestKind.Limit || kind === RequestKind.PostOnly) return limitTicks
    return Math.max(limitTicks, orderBook.bestBidTicks())
  }
}

/** Whether a price may stand as a trigger; 0 is none. */
export function isTrigger(ticks: number): boolean {
  return ticks >= 0 && ticks < LEVEL_COUNT
}
