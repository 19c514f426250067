// Perpetual positions: what a trade does to a row, its margin and its triggers. A trade adds its
// signed notional to the entry notional; realising a part moves a whole-number share of the entry
// notional into cash through the clearing house, so cash and positions stay exact together.
// Lots, quote units, ticks. ODD submodel: Exchange: positions.
import type { Columns } from '../../base/columns.ts'
import { F64, I32, U16, U8 } from '../../base/shifts.ts'
import { AccountState, MarginMode } from '../../market/accounts.ts'
import { EventKind, NO_ACCOUNT } from '../../market/events.ts'
import type { EventLog } from '../../market/events.ts'
import { Cause } from '../../market/kinds.ts'
import { LIQUIDATION_LINKS, TRIGGER_LINKS } from './accounts.ts'
import type { Accounts } from './accounts.ts'
import { Pot } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import type { Margin } from './margin.ts'
import type { Prices } from './prices.ts'
import { DUE_BUCKET, TriggerIndex } from './triggerIndex.ts'

export class Positions {
  /** By book: the sum of long positions. */
  readonly openInterestLots: Float64Array
  readonly liquidationIndex: TriggerIndex
  /** Stops (node 2 row) and take-profits (node 2 row + 1). */
  readonly orderIndex: TriggerIndex
  readonly accounts: Accounts
  readonly ledger: Ledger
  readonly margin: Margin
  readonly prices: Prices
  private readonly events: EventLog
  private readonly assetCount: number

  constructor(
    columns: Columns,
    name: string,
    accounts: Accounts,
    ledger: Ledger,
    margin: Margin,
    prices: Prices,
    events: EventLog,
  ) {
    this.accounts = accounts
    this.ledger = ledger
    this.margin = margin
    this.prices = prices
    this.events = events
    this.assetCount = accounts.bookCount >> 1
    this.openInterestLots = columns.f64(`${name}.openInterestLots`, accounts.bookCount)
    this.liquidationIndex = new TriggerIndex(
      columns,
      `${name}.liquidations`,
      this.assetCount,
      accounts.rowRecords,
      LIQUIDATION_LINKS,
    )
    this.orderIndex = new TriggerIndex(
      columns,
      `${name}.triggers`,
      this.assetCount,
      accounts.rowRecords,
      TRIGGER_LINKS,
      1,
    )
  }

  /** Reads the links of a row and of its neighbours ahead of their use. */
  touch(row: number): number {
    const { liquidationIndex, orderIndex } = this
    return liquidationIndex.touch(row) + orderIndex.touch(row * 2) + orderIndex.touch(row * 2 + 1)
  }

  /** Unrealised profit of a row at the mark, whole quote units. */
  unrealisedQuote(row: number): number {
    const lots = this.accounts.rowLots[row << F64]!
    if (lots === 0) return 0
    const book = this.accounts.rowBook[row]!
    const absLots = lots < 0 ? -lots : lots
    const notional = this.margin.notionalQuote(book, absLots, this.prices.markTicks[book]!)
    return this.margin.signedQuote(lots, notional) - this.accounts.rowEntryQuote[row << F64]!
  }

  /**
   * Books a trade on a row: `lots` are signed, above zero for a buy, and `notionalQuote` as
   * `Margin.signedQuote` says. Opening on isolated margin takes notional / leverage from the wallet; closing pays out or charges.
   */
  trade(account: number, row: number, lots: number, notionalQuote: number): void {
    const { accounts } = this
    const book = accounts.rowBook[row]!
    const held = accounts.rowLots[row << F64]!
    if (held > 0) this.openInterestLots[book] -= held
    if (held === 0 || held > 0 === lots > 0) {
      this.increase(account, row, lots, notionalQuote)
    } else {
      const closing = -held
      const flips = lots > 0 ? lots > closing : lots < closing
      if (!flips) {
        this.decrease(account, row, lots, notionalQuote)
      } else {
        const closingQuote = Math.floor(notionalQuote * (closing / lots) + 0.5)
        this.decrease(account, row, closing, closingQuote)
        this.increase(account, row, lots - closing, notionalQuote - closingQuote)
      }
    }
    const now = accounts.rowLots[row << F64]!
    if (now > 0) this.openInterestLots[book] += now
  }

  private increase(account: number, row: number, lots: number, notionalQuote: number): void {
    const { accounts } = this
    accounts.rowLots[row << F64] += lots
    accounts.rowEntryQuote[row << F64] += notionalQuote
    if (accounts.marginMode[account << U8] === MarginMode.Cross) return
    const absQuote = notionalQuote < 0 ? -notionalQuote : notionalQuote
    const leverage = accounts.rowLeverage[row << U8]!
    const needed = Math.ceil(absQuote / (leverage === 0 ? 1 : leverage))
    const wallet = accounts.walletQuote[account << F64]!
    // Price moved past what the order reserved: the position opens with what there is.
    this.ledger.walletToMargin(account, row, needed < wallet ? needed : wallet)
  }

  private decrease(account: number, row: number, lots: number, notionalQuote: number): void {
    const { accounts, ledger } = this
    const held = accounts.rowLots[row << F64]!
    const entry = accounts.rowEntryQuote[row << F64]!
    const flat = held + lots === 0
    const share = flat ? entry : Math.floor(entry * (-lots / held) + 0.5)
    const realised = -notionalQuote - share
    accounts.rowLots[row << F64] = held + lots
    accounts.rowEntryQuote[row << F64] = entry - share
    if (accounts.marginMode[account << U8] === MarginMode.Cross) {
      ledger.potToWallet(Pot.House, account, realised)
      return
    }
    const margin = accounts.rowMarginQuote[row << F64]!
    ledger.potToMargin(Pot.House, row, realised)
    // What is realised in a liquidation stays in the row until the liquidation is over.
    if (accounts.state[account << U8] === AccountState.InLiquidation) return
    const keep = flat ? 0 : margin - Math.floor(margin * (-lots / held))
    const left = margin + realised
    if (left > keep) ledger.walletToMargin(account, row, keep - left)
    else if (flat && left < 0) this.coverDeficit(account, row, true)
  }

  /** A flat row below zero: its owner's wallet pays (`fromWallet`), then the insurance fund. */
  coverDeficit(account: number, row: number, fromWallet: boolean): void {
    const { accounts, ledger } = this
    let deficit = -accounts.rowMarginQuote[row << F64]!
    if (fromWallet) {
      const wallet = accounts.walletQuote[account << F64]!
      const paid = wallet < deficit ? wallet : deficit
      ledger.walletToMargin(account, row, paid)
      deficit -= paid
    }
    if (deficit <= 0) return
    ledger.walletToMargin(accounts.fundAccount, row, deficit)
    this.logFund(accounts.rowBook[row]!, account, -deficit, 1)
  }

  /** A change of the insurance fund: note 0 inflow from a liquidation, 1 loss, 2 backstop. */
  logFund(book: number, account: number, amountQuote: number, note: number): void {
    this.events.add(
      EventKind.InsuranceFund,
      book,
      0,
      Cause.Liquidation,
      account,
      NO_ACCOUNT,
      0,
      0,
      amountQuote,
      note,
    )
  }

  /** Charges a fee (below zero: pays a rebate): from the wallet, then from the row's margin. */
  chargeFee(account: number, row: number, feeQuote: number): void {
    const { accounts, ledger } = this
    if (feeQuote <= 0 || accounts.marginMode[account << U8] === MarginMode.Cross) {
      ledger.walletToPot(account, Pot.Fees, feeQuote)
      return
    }
    let due = feeQuote
    if (accounts.state[account << U8] !== AccountState.InLiquidation) {
      const wallet = accounts.walletQuote[account << F64]!
      const paid = wallet < due ? wallet : due
      ledger.walletToPot(account, Pot.Fees, paid)
      due -= paid
    }
    if (due === 0) return
    const margin = accounts.rowMarginQuote[row << F64]!
    if (margin > 0) ledger.marginToPot(row, Pot.Fees, margin < due ? margin : due)
  }

  /** After the position, margin or schedule of a row changed: its liquidation price and triggers. */
  refresh(account: number, row: number): void {
    const { accounts } = this
    const book = accounts.rowBook[row]!
    const lots = accounts.rowLots[row << F64]!
    const perpetual = book - this.assetCount
    if (
      accounts.marginMode[account << U8] === MarginMode.Isolated &&
      accounts.state[account << U8] === AccountState.Open
    ) {
      const ticks = lots === 0 ? 0 : this.liquidationTicks(account, row, book, lots)
      this.liquidationIndex.unlink(row, perpetual)
      accounts.rowLiquidationTicks[row << I32] = ticks
      if (ticks !== 0) {
        this.liquidationIndex.link(row, perpetual, this.bucketOf(book, ticks, lots > 0))
      }
    }
    if (accounts.rowStopTicks[row << I32] !== 0 || accounts.rowTakeTicks[row << I32] !== 0) {
      if (lots === 0) this.setTriggers(row, 0, 0)
      else
        this.setTriggers(
          row,
          accounts.rowStopTicks[row << I32]!,
          accounts.rowTakeTicks[row << I32]!,
        )
    }
  }

  /** Replaces the row's stop and take-profit; 0 clears. A flat row keeps them until it opens. */
  setTriggers(row: number, stopTicks: number, takeTicks: number): void {
    const { accounts } = this
    const book = accounts.rowBook[row]!
    const lots = accounts.rowLots[row << F64]!
    accounts.rowStopTicks[row << I32] = stopTicks
    accounts.rowTakeTicks[row << I32] = takeTicks
    this.setTrigger(row * 2, book, stopTicks, lots, lots > 0)
    this.setTrigger(row * 2 + 1, book, takeTicks, lots, lots < 0)
  }

  /** Links a stop or take-profit while the row has a position, unlinks it while it is flat. */
  private setTrigger(
    node: number,
    book: number,
    ticks: number,
    lots: number,
    falling: boolean,
  ): void {
    const perpetual = book - this.assetCount
    this.orderIndex.unlink(node, perpetual)
    if (ticks === 0 || lots === 0) return
    this.orderIndex.link(node, perpetual, this.bucketOf(book, ticks, falling))
  }

  /** A trigger that the mark has already passed is due at the next sweep. */
  private bucketOf(book: number, ticks: number, falling: boolean): number {
    const mark = this.prices.markTicks[book]!
    return (falling ? mark <= ticks : mark >= ticks) ? DUE_BUCKET : ticks
  }

  /** Computes all liquidation prices of a book: at the start, or after a change of the schedule. */
  rebuildLiquidationIndex(book: number): void {
    const { accounts, liquidationIndex } = this
    const perpetual = book - this.assetCount
    const rowTotal = accounts.rowTotal
    const { rowBook, rowLots, rowAccount, rowLiquidationTicks } = accounts
    liquidationIndex.clearBuckets(perpetual)
    for (let row = 0; row < rowTotal; row++) {
      if (rowBook[row] !== book) continue
      const lots = rowLots[row << F64]!
      if (lots === 0) continue
      const account = rowAccount[row]!
      if (accounts.marginMode[account << U8] !== MarginMode.Isolated) continue
      if (accounts.state[account << U8] !== AccountState.Open) continue
      const ticks = this.liquidationTicks(account, row, book, lots)
      rowLiquidationTicks[row << I32] = ticks
      if (ticks !== 0) liquidationIndex.link(row, perpetual, this.bucketOf(book, ticks, lots > 0))
      else liquidationIndex.forget(row)
    }
  }

  /** Tiers hold for one trader: an account that stands for several has several such positions. */
  private liquidationTicks(account: number, row: number, book: number, lots: number): number {
    const { accounts } = this
    const traders = Math.max(1, accounts.traders[account << U16]!)
    const entry = accounts.rowEntryQuote[row << F64]! / traders
    return this.margin.liquidationTicks(
      book,
      lots / traders,
      entry,
      accounts.rowMarginQuote[row << F64]! / traders,
    )
  }
}
