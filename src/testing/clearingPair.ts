// Drives a clearing and its slow twin with the same messages, as a venue's desks would, and compares all
// money, positions, liquidation prices and margins after each. Lots, ticks, quote units.
import { F64, I32, U8 } from '../base/shifts.ts'
import { exchangeFunding } from '../exchange/clearing/funding.ts'
import { socialiseLoss } from '../exchange/clearing/socialisedLoss.ts'
import { AccountState } from '../market/accounts.ts'
import type { Side } from '../market/units.ts'
import { difference, disagreement, freeOf } from './clearingCompare.ts'
import type { ClearingMessage } from './clearingMessages.ts'
import { ASSETS, ClearingSides, UNIT_QUOTE } from './clearingSides.ts'
import type { SlowAccount, SlowRow } from './slowClearing.ts'
import { closeAgainstFund, deleverage, socialise } from './slowLastResort.ts'

export class ClearingPair {
  readonly sides = new ClearingSides()

  /** Sends a message to both; a sentence when they disagree, else undefined. */
  send(message: ClearingMessage): string | undefined {
    const sameStep = message.kind === 'rest' || message.kind === 'reserve'
    if (!sameStep) this.sides.step++
    this.sides.events.clear()
    return this.apply(message) ?? disagreement(this.sides)
  }

  private apply(message: ClearingMessage): string | undefined {
    switch (message.kind) {
      case 'trade':
        return this.trade(message)
      case 'deposit':
        return this.deposit(message.account, message.amount)
      case 'margin':
        return this.addMargin(message.account, message.amount)
      case 'mark':
        return this.moveMark(ASSETS + message.book, message.move)
      case 'funding':
        return this.exchangeFunding(ASSETS + message.book, message.rate)
      case 'triggers':
        return this.setTriggers(message)
      case 'liquidate':
        return this.liquidate(message)
      case 'deleverage':
        return this.deleverage(ASSETS + message.book, message.share, message.proRata)
      case 'socialise':
        return this.socialise()
      case 'scale':
        return this.scale(message.scale)
      case 'rest':
        return this.rest(message.account, ASSETS + message.book, message.side, message.lots)
      case 'reserve':
        return this.reserve(message.account, message.amount)
    }
  }

  /** The row of both for a book; undefined when the account cannot trade there now. */
  private rowFor(account: number, book: number): { row: number; twin: SlowRow } | undefined {
    const { accounts, slow } = this.sides
    const twin = this.sides.twin(account)
    const row = accounts.rowOf(account, book)
    if (twin.inLiquidation) return undefined
    if (!twin.cross && accounts.rowBook[row] !== book) {
      if (!slow.isFlat(twin)) return undefined
      accounts.rowBook[row] = book
      accounts.rowStopTicks[row << I32] = 0
      accounts.rowTakeTicks[row << I32] = 0
    }
    return { row, twin: slow.row(twin, book) }
  }

  private afterTrade(account: number, row: number): void {
    if (this.sides.twin(account).cross) this.sides.cross.invalidate(account)
    this.sides.positions.refresh(account, row)
  }

  private trade(message: ClearingMessage & { readonly kind: 'trade' }): string | undefined {
    const { buyer, seller, lots, feeRate } = message
    const book = ASSETS + message.book
    if (buyer === seller) return undefined
    const bought = this.rowFor(buyer, book)
    const sold = this.rowFor(seller, book)
    if (bought === undefined || sold === undefined) return undefined
    const ticks = this.ticksAway(book, message.away)
    const notional = lots * ticks * UNIT_QUOTE[book]!
    const fee = Math.floor(notional * feeRate)
    const parties = [
      { account: buyer, party: bought, sign: 1, leverage: message.buyerLeverage },
      { account: seller, party: sold, sign: -1, leverage: message.sellerLeverage },
    ]
    for (const { account, party, sign, leverage } of parties) {
      if (party.twin.lots === 0 || party.twin.lots > 0 === sign > 0) {
        this.sides.accounts.rowLeverage[party.row << U8] = leverage
        party.twin.leverage = leverage
      }
      this.countTrade(party.twin, sign * lots)
      this.sides.positions.trade(account, party.row, sign * lots, sign * notional)
      this.sides.positions.chargeFee(account, party.row, fee)
      const twin = this.sides.twin(account)
      if (twin.cross) {
        this.sides.cross.noteTrade(account, book, sign * lots, sign * notional, fee, false)
      }
      this.sides.positions.refresh(account, party.row)
      this.sides.slow.trade(twin, book, sign * lots, BigInt(sign * notional))
      this.sides.slow.fee(twin, book, BigInt(fee))
      this.sides.slow.refresh(twin, party.twin)
    }
    return undefined
  }

  private countTrade(row: SlowRow, lots: number): void {
    if (row.lots === 0) this.sides.count('opened')
    else if (row.lots > 0 === lots > 0) this.sides.count('enlarged')
    else if (Math.abs(lots) < Math.abs(row.lots)) this.sides.count('closed in part')
    else this.sides.count(Math.abs(lots) === Math.abs(row.lots) ? 'closed' : 'turned over')
  }

  private ticksAway(book: number, away: number): number {
    const ticks = Math.round(this.sides.slow.marks[book]! * (1 + away))
    return Math.min(Math.max(ticks, 1), 131_071)
  }

  private deposit(account: number, amount: number): undefined {
    const twin = this.sides.twin(account)
    const moved = Math.min(amount, Number(twin.purse))
    this.sides.ledger.purseToWallet(account, moved)
    twin.purse -= BigInt(moved)
    twin.wallet += BigInt(moved)
    if (twin.cross) this.sides.cross.invalidate(account)
  }

  private addMargin(account: number, amount: number): undefined {
    const twin = this.sides.twin(account)
    const row = [...twin.rows.values()].find((one) => one.lots !== 0)
    if (twin.cross || twin.inLiquidation || row === undefined) return
    const moved = Math.min(amount, Number(twin.wallet))
    const fastRow = this.sides.accounts.rowOf(account, row.book)
    this.sides.ledger.walletToMargin(account, fastRow, moved)
    this.sides.positions.refresh(account, fastRow)
    twin.wallet -= BigInt(moved)
    row.margin += BigInt(moved)
    this.sides.slow.refresh(twin, row)
  }

  /** The mark moves; what it passes enters liquidation or fires, the same on both sides. */
  private moveMark(book: number, move: number): string | undefined {
    const { accounts, positions, prices, slow } = this.sides
    const before = prices.markTicks[book]!
    const mark = Math.min(Math.max(before * (1 + move), 1), 131_071)
    this.sides.cross.addPath(Math.abs(mark - before) / before)
    prices.markTicks[book] = mark
    slow.marks[book] = mark
    const perpetual = book - ASSETS
    const fired = this.firedTriggers(book)
    positions.orderIndex.sweep(perpetual, before, mark)
    const firedFast = queueOf(positions.orderIndex, perpetual).toSorted((a, b) => a - b)
    const due = slow.positions(book).filter(({ account, row }) => {
      return !account.cross && !account.inLiquidation && (row.due || slow.isPassed(account, row))
    })
    const waited = queueOf(positions.liquidationIndex, perpetual).length
    positions.liquidationIndex.sweep(perpetual, before, mark)
    const entered = queueOf(positions.liquidationIndex, perpetual).slice(waited)
    const enteredFast = entered.map((row) => accounts.rowAccount[row]!).toSorted((a, b) => a - b)
    const wrong =
      difference(
        'the triggers fired',
        firedFast,
        fired.toSorted((a, b) => a - b),
      ) ??
      difference(
        'the accounts that enter liquidation',
        enteredFast,
        due.map(({ account }) => account.number).toSorted((a, b) => a - b),
      )
    if (wrong !== undefined) return wrong
    for (const { account, row } of due) {
      this.sides.count('liquidated')
      account.inLiquidation = true
      accounts.state[account.number << U8] = AccountState.InLiquidation
      this.clearTriggers(account, row, true, true)
    }
    for (const node of fired) {
      this.sides.count(node % 2 === 0 ? 'stop' : 'take-profit')
      const account = this.sides.twin(accounts.rowAccount[node >> 1]!)
      if (!account.inLiquidation) {
        this.clearTriggers(account, slow.row(account, book), node % 2 === 0, node % 2 === 1)
      }
    }
    return undefined
  }

  /** Nodes of the rows whose stop (twice the row) or take-profit (and one more) the mark has passed. */
  private firedTriggers(book: number): number[] {
    const { accounts, slow } = this.sides
    return slow.positions(book).flatMap(({ account, row }) => {
      const node = 2 * accounts.rowOf(account.number, book)
      const stop = row.stopDue || slow.isTriggered(row, row.stopTicks, row.lots > 0)
      const take = row.takeDue || slow.isTriggered(row, row.takeTicks, row.lots < 0)
      return [...(stop ? [node] : []), ...(take ? [node + 1] : [])]
    })
  }

  private clearTriggers(account: SlowAccount, row: SlowRow, stop: boolean, take: boolean): void {
    if (stop) row.stopTicks = 0
    if (take) row.takeTicks = 0
    this.sides.slow.refresh(account, row)
    const fastRow = this.sides.accounts.rowOf(account.number, row.book)
    this.sides.positions.setTriggers(fastRow, row.stopTicks, row.takeTicks)
  }

  private setTriggers(message: ClearingMessage & { readonly kind: 'triggers' }): undefined {
    const book = ASSETS + message.book
    const twin = this.sides.twin(message.account)
    const row = twin.rows.get(book)
    if (row === undefined || row.lots === 0 || twin.inLiquidation) return
    row.stopTicks = message.stopAway === 0 ? 0 : this.ticksAway(book, message.stopAway)
    row.takeTicks = message.takeAway === 0 ? 0 : this.ticksAway(book, message.takeAway)
    this.sides.slow.refresh(twin, row)
    const fastRow = this.sides.accounts.rowOf(message.account, book)
    this.sides.positions.setTriggers(fastRow, row.stopTicks, row.takeTicks)
  }

  private exchangeFunding(book: number, rate: number): string | undefined {
    const rates = new Float64Array(ASSETS)
    const paidQuote = new Float64Array(ASSETS)
    rates[book - ASSETS] = rate
    exchangeFunding(this.sides.positions, rates, paidQuote)
    const paid = paidQuote[book - ASSETS]!
    this.sides.cross.invalidateAll()
    const wrong = difference('what longs paid', paid, Number(this.sides.slow.funding(book, rate)))
    for (const { account, row } of this.sides.slow.positions(book)) {
      if (!account.cross && Number(row.margin) < 0) this.sides.count('margin below zero')
      this.refreshIfOpen(account, row)
    }
    return wrong
  }

  /** Liquidation prices anew, triggers as they are. */
  private refreshIfOpen(account: SlowAccount, row: SlowRow): void {
    if (!account.cross && !account.inLiquidation) row.due = this.sides.slow.isPassed(account, row)
  }

  /** The oldest row in liquidation: a part is sold into the book, the rest taken over, then settled. */
  private liquidate(message: ClearingMessage & { readonly kind: 'liquidate' }): string | undefined {
    const { accounts, positions, slow, ledger } = this.sides
    const book = ASSETS + message.book
    const row = positions.liquidationIndex.firstQueued(message.book)
    if (row < 0) return undefined
    const account = accounts.rowAccount[row]!
    const twin = this.sides.twin(account)
    const slowRow = slow.row(twin, book)
    const held = slowRow.lots
    const clearance = Math.floor(
      message.clearanceRate * slow.notionalAt(book, held, slow.marks[book]!),
    )
    const maker = this.rowFor(message.maker, book)
    const lots = Math.floor(Math.abs(held) * message.share)
    if (maker !== undefined && lots > 0) this.sellForced(message, row, slowRow, maker, lots)
    if (slowRow.lots !== 0) {
      this.sides.count('taken over')
      const left = slowRow.lots
      const notional = accounts.rowEntryQuote[row << F64]! - accounts.rowMarginQuote[row << F64]!
      this.sides.fund.takeOver(account, row, left, notional)
      slow.takeOver(twin, slowRow)
    }
    const left = accounts.rowMarginQuote[row << F64]!
    if (left < 0) {
      this.sides.count('fund pays')
      positions.coverDeficit(account, row, false)
    }
    const fee = Math.min(Math.max(left, 0), clearance)
    ledger.walletToMargin(accounts.fundAccount, row, -fee)
    ledger.walletToMargin(account, row, fee - Math.max(left, 0))
    positions.liquidationIndex.unlink(row, message.book)
    accounts.state[account << U8] = AccountState.Open
    positions.refresh(account, row)
    slow.settle(twin, slowRow, BigInt(clearance))
    if (slow.fund.wallet < 0n) this.sides.count('fund exhausted')
    return undefined
  }

  private sellForced(
    message: ClearingMessage & { readonly kind: 'liquidate' },
    row: number,
    slowRow: SlowRow,
    maker: { row: number; twin: SlowRow },
    lots: number,
  ): void {
    const book = slowRow.book
    const account = this.sides.accounts.rowAccount[row]!
    const sign = slowRow.lots > 0 ? -1 : 1
    const notional = lots * this.ticksAway(book, message.away) * UNIT_QUOTE[book]!
    const fee = Math.floor(notional * message.feeRate)
    this.sides.count('forced order filled')
    this.sides.positions.trade(account, row, sign * lots, sign * notional)
    this.sides.positions.chargeFee(account, row, fee)
    this.sides.positions.refresh(account, row)
    const twin = this.sides.twin(account)
    this.sides.slow.trade(twin, book, sign * lots, BigInt(sign * notional))
    this.sides.slow.fee(twin, book, BigInt(fee))
    this.sides.slow.refresh(twin, slowRow)
    this.sides.positions.trade(message.maker, maker.row, -sign * lots, -sign * notional)
    this.afterTrade(message.maker, maker.row)
    const other = this.sides.twin(message.maker)
    this.sides.slow.trade(other, book, -sign * lots, BigInt(-sign * notional))
    this.sides.slow.refresh(other, maker.twin)
  }

  private deleverage(book: number, share: number, proRata: boolean): string | undefined {
    const { accounts, deleveraging, fund, positions, slow } = this.sides
    const held = fund.lots(book)
    const lots = Math.sign(held) * Math.ceil(Math.abs(held) * share)
    if (lots === 0) return undefined
    const entry = accounts.rowEntryQuote[fund.row(book) << F64]!
    const price = entry / (held * UNIT_QUOTE[book]!)
    const found = deleveraging.rank(book, lots, price, proRata ? 1 : 0)
    const ranked = Array.from({ length: deleveraging.count }, (_, index) => ({
      account: accounts.rowAccount[deleveraging.row[index]!]!,
      lots: deleveraging.lots[index]!,
    }))
    const expected = deleverage(slow, book, lots, proRata)
    const wrong =
      difference('who is deleveraged', ranked, expected) ??
      difference(
        'lots found',
        found,
        expected.reduce((sum, part) => sum + part.lots, 0),
      )
    if (wrong !== undefined) return wrong
    for (const part of ranked) {
      if (part.lots === 0) continue
      this.sides.count(
        this.sides.twin(part.account).cross ? 'maker deleveraged' : 'trader deleveraged',
      )
      const fundRow = fund.row(book)
      const [fundHeld, fundEntry] = [fund.lots(book), accounts.rowEntryQuote[fundRow << F64]!]
      const signed = Math.sign(fundHeld) * part.lots
      const notional =
        signed === fundHeld ? fundEntry : Math.floor(fundEntry * (signed / fundHeld) + 0.5)
      const row = accounts.rowOf(part.account, book)
      positions.trade(accounts.fundAccount, fundRow, -signed, -notional)
      positions.trade(part.account, row, signed, notional)
      this.afterTrade(part.account, row)
      closeAgainstFund(slow, book, this.sides.twin(part.account), part.lots)
    }
    return undefined
  }

  private socialise(): string | undefined {
    const debt = -Number(this.sides.slow.equity(this.sides.slow.fund))
    if (debt <= 0) return undefined
    const taken = socialiseLoss(this.sides.positions, debt)
    this.sides.cross.invalidateAll()
    if (taken > 0) this.sides.count('loss socialised')
    if (taken > 0 && taken < debt) this.sides.count('profits do not suffice')
    return difference('loss socialised', taken, Number(socialise(this.sides.slow, BigInt(debt))))
  }

  private scale(scale: number): undefined {
    this.sides.margin.maintenanceScale = scale
    this.sides.slow.maintenanceScale = scale
    this.sides.cross.invalidateAll()
    for (let book = ASSETS; book < 2 * ASSETS; book++) {
      this.sides.positions.rebuildLiquidationIndex(book)
      for (const { account, row } of this.sides.slow.positions(book))
        this.refreshIfOpen(account, row)
    }
  }

  private rest(account: number, book: number, side: Side, lots: number): string | undefined {
    if (!this.sides.twin(account).cross) return undefined
    const key = `${account} ${book} ${side}`
    const before = this.sides.resting.get(key) ?? 0
    const change = Math.max(lots, -before)
    const wanted =
      this.sides.required(account, book, side, change) - this.sides.required(account, book, side, 0)
    const free = freeOf(this.sides, account)
    // Fractions of a unit decide nothing.
    const isClose = wanted > 0 && Math.abs(wanted - free) < 0.01
    const allowed = this.sides.cross.allows(account, book, side, change)
    this.sides.count(allowed ? 'order allowed' : 'order refused')
    this.sides.cross.addResting(account, book, side, change)
    this.sides.resting.set(key, before + change)
    if (isClose) return undefined
    return difference('whether an order is covered', allowed, wanted <= 0 || wanted <= free)
  }

  private reserve(account: number, amount: number): undefined {
    if (!this.sides.twin(account).cross) return
    const before = this.sides.reserved.get(account) ?? 0
    const change = Math.max(amount, -before)
    this.sides.cross.addReservedCash(account, change)
    this.sides.reserved.set(account, before + change)
  }
}

function queueOf(
  index: { firstQueued(perpetual: number): number; behind(node: number): number },
  perpetual: number,
): number[] {
  const nodes: number[] = []
  let node = index.firstQueued(perpetual)
  for (; node >= 0; node = index.behind(node)) nodes.push(node)
  return nodes
}
