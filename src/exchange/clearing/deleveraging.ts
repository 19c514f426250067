// Auto-deleveraging: a position that the fund cannot bear is closed against traders on the other side
// who are in profit, at the fund's own entry (bankruptcy) price. Ranked by profit x leverage, or pro
// rata to size. Scratch arrays are no state. Lots, quote units.
// Sources: Binance "Auto-deleveraging" (ranking), FTX "Liquidations" (largest opposing positions).
// ODD submodel: Exchange: auto-deleveraging.
import { F64, U8 } from '../../base/shifts.ts'
import { AccountState, MarginMode } from '../../market/accounts.ts'
import { DeleveragingRanking } from '../../market/controls.ts'
import type { CrossMargin } from './crossMargin.ts'
import type { Positions } from './positions.ts'

export class Deleveraging {
  /** Candidate rows after `rank`, the first to be closed first, and lots to close of each. */
  row: Int32Array = new Int32Array(64)
  lots: Float64Array = new Float64Array(64)
  count = 0
  private score: Float64Array = new Float64Array(64)
  private readonly positions: Positions
  private readonly cross: CrossMargin

  constructor(positions: Positions, cross: CrossMargin) {
    this.positions = positions
    this.cross = cross
  }

  /**
   * Finds who closes `lots` (signed: the position to get rid of) of a book at a price of
   * `priceTicks`. Returns the lots found, unsigned; rows and their lots stand in `row` and `lots`.
   */
  rank(book: number, lots: number, priceTicks: number, ranking: number): number {
    this.count = 0
    this.gather(book, lots, priceTicks, ranking, true)
    return ranking === DeleveragingRanking.ProRata ? this.shareOut(lots) : this.takeFirst(lots)
  }

  /** The largest opposing positions, whether in profit or not: FTX's overflow. */
  rankLargest(book: number, lots: number, priceTicks: number, most: number): number {
    this.count = 0
    this.gather(book, lots, priceTicks, DeleveragingRanking.ProRata, false)
    this.bestFirst(lots < 0 ? -lots : lots, most)
    return this.shareOut(lots)
  }

  /** Opposing positions (in profit, if asked) that can close at the price without debt. */
  private gather(
    book: number,
    lots: number,
    priceTicks: number,
    ranking: number,
    inProfit: boolean,
  ): void {
    const { accounts, margin, prices } = this.positions
    const { rowBook, rowLots, rowAccount, rowEntryQuote, rowMarginQuote } = accounts
    const mark = prices.markTicks[book]!
    const rowTotal = accounts.rowTotal
    for (let row = 0; row < rowTotal; row++) {
      if (rowBook[row] !== book) continue
      const held = rowLots[row << F64]!
      if (held === 0 || held > 0 === lots > 0) continue
      const account = rowAccount[row]!
      if (accounts.isOwn(account) || accounts.state[account << U8] !== AccountState.Open) continue
      const absLots = held < 0 ? -held : held
      const notional = margin.notionalQuote(book, absLots, mark)
      const value = margin.signedQuote(held, notional)
      const profit = value - rowEntryQuote[row << F64]!
      if (inProfit && profit <= 0) continue
      const isolated = accounts.marginMode[account << U8] === MarginMode.Isolated
      const equity = isolated
        ? rowMarginQuote[row << F64]! + profit
        : this.cross.equityQuote(account)
      if (equity + margin.valueQuote(book, held, priceTicks) - value < 0) continue
      const entry = Math.abs(rowEntryQuote[row << F64]!)
      const score =
        ranking === DeleveragingRanking.ProRata
          ? absLots
          : (profit / entry) * (equity > 0 ? notional / equity : notional)
      this.add(row, absLots, score)
    }
  }

  /** Highest score first, each in full, until `lots` are found. */
  private takeFirst(lots: number): number {
    const wanted = lots < 0 ? -lots : lots
    this.bestFirst(wanted, 0)
    let found = 0
    for (let index = 0; index < this.count; index++) {
      const part = Math.min(this.lots[index]!, wanted - found)
      this.lots[index] = part
      found += part
    }
    return found
  }

  /** Every candidate in proportion to its size. */
  private shareOut(lots: number): number {
    const wanted = lots < 0 ? -lots : lots
    let available = 0
    for (let index = 0; index < this.count; index++) available += this.lots[index]!
    if (available <= wanted) return available
    let before = 0
    let found = 0
    for (let index = 0; index < this.count; index++) {
      // Cumulated shares, rounded down, so that the parts add up to the whole.
      before += this.lots[index]!
      const upTo = Math.min(Math.floor(wanted * (before / available)), wanted)
      const part = index === this.count - 1 ? wanted - found : upTo - found
      this.lots[index] = Math.min(part, this.lots[index]!)
      found += this.lots[index]!
    }
    return found
  }

  private add(row: number, lots: number, score: number): void {
    if (this.count === this.row.length) this.grow()
    this.row[this.count] = row
    this.lots[this.count] = lots
    this.score[this.count] = score
    this.count++
  }

  /**
   * Keeps the candidates of the highest scores, in their order (equal scores by row, the lowest first),
   * as many as hold `wantedLots` together and `least` at least. A heap that gives up the best one by one:
   * of hundreds of thousands in profit a handful is wanted, and the others are never put in order.
   */
  private bestFirst(wantedLots: number, least: number): void {
    const { count } = this
    for (let root = (count >> 1) - 1; root >= 0; root--) this.sink(root, count)
    let available = 0
    let taken = 0
    while (taken < count && (taken < least || available < wantedLots)) {
      available += this.lots[0]!
      const end = count - 1 - taken++
      this.swap(0, end)
      this.sink(0, end)
    }
    // The taken stand at the end, the best last.
    const pairs = Math.min(taken, count >> 1)
    for (let index = 0; index < pairs; index++) this.swap(index, count - 1 - index)
    this.count = taken
  }

  private sink(from: number, end: number): void {
    let root = from
    for (;;) {
      let child = root * 2 + 1
      if (child >= end) return
      if (child + 1 < end && this.goesBefore(child + 1, child)) child++
      if (!this.goesBefore(child, root)) return
      this.swap(root, child)
      root = child
    }
  }

  private goesBefore(a: number, b: number): boolean {
    const difference = this.score[a]! - this.score[b]!
    return difference > 0 || (difference === 0 && this.row[a]! < this.row[b]!)
  }

  private swap(a: number, b: number): void {
    const row = this.row[a]!
    const lots = this.lots[a]!
    const score = this.score[a]!
    this.row[a] = this.row[b]!
    this.lots[a] = this.lots[b]!
    this.score[a] = this.score[b]!
    this.row[b] = row
    this.lots[b] = lots
    this.score[b] = score
  }

  private grow(): void {
    const capacity = this.row.length * 2
    const row = new Int32Array(capacity)
    const lots = new Float64Array(capacity)
    const score = new Float64Array(capacity)
    row.set(this.row)
    lots.set(this.lots)
    score.set(this.score)
    this.row = row
    this.lots = lots
    this.score = score
  }
}
