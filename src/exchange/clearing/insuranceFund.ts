// The insurance fund of one venue: an account that takes positions over at their bankruptcy price,
// works them off into the book, and pays what liquidated accounts owe. Quote units, lots.
// Sources: Binance "Insurance Fund" (net notional at most the fund's size), Bybit "Auto-deleveraging"
// (triggered by a fall of 30 % from the 8-hour peak). ODD submodel: Exchange: insurance fund.
import type { Columns } from '../../base/columns.ts'
import { F64, I32 } from '../../base/shifts.ts'
import type { Positions } from './positions.ts'

/** Peaks are kept by quarter of an hour over eight hours. */
const PEAK_SLOT_STEPS = 900
const PEAK_SLOT_COUNT = 32
/** A step works off at most this share of the position, and of daily volume. */
const WORK_OFF_FRACTION = 0.02
const WORK_OFF_DAILY_VOLUME_FRACTION = 0.00005
const LEAST_WORK_OFF_LOTS = 10

export class InsuranceFund {
  private readonly peakQuote: Float64Array
  private readonly positions: Positions

  constructor(columns: Columns, name: string, positions: Positions) {
    this.positions = positions
    this.peakQuote = columns.f64(`${name}.fundPeakQuote`, PEAK_SLOT_COUNT)
  }

  row(book: number): number {
    const { accounts } = this.positions
    return accounts.rowOffset[accounts.fundAccount << I32]! + book
  }

  lots(book: number): number {
    return this.positions.accounts.rowLots[this.row(book) << F64]!
  }

  /** Cash of the fund plus unrealised profit of what it took over. Below zero: insolvent. */
  equityQuote(): number {
    const { accounts } = this.positions
    let equity = accounts.walletQuote[accounts.fundAccount << F64]!
    const row = accounts.rowOffset[accounts.fundAccount << I32]!
    for (let book = accounts.bookCount >> 1; book < accounts.bookCount; book++) {
      if (accounts.rowLots[(row + book) << F64] !== 0)
        equity += this.positions.unrealisedQuote(row + book)
    }
    return equity
  }

  /** Takes a signed part of a row over: both sides trade at `notionalQuote` (signed like the lots). */
  takeOver(account: number, row: number, lots: number, notionalQuote: number): void {
    const { accounts } = this.positions
    const book = accounts.rowBook[row]!
    this.positions.trade(account, row, -lots, -notionalQuote)
    this.positions.trade(accounts.fundAccount, this.row(book), lots, notionalQuote)
  }

  /** Lots to work off in this step, unsigned. */
  workOffLots(book: number, dailyVolumeLots: number): number {
    const lots = Math.abs(this.lots(book))
    if (lots === 0) return 0
    const byVolume = dailyVolumeLots * WORK_OFF_DAILY_VOLUME_FRACTION
    const slice = Math.ceil(Math.min(lots * WORK_OFF_FRACTION, byVolume))
    return Math.min(Math.max(slice, LEAST_WORK_OFF_LOTS), lots)
  }

  /** Keeps the eight-hour peak. */
  trackPeak(step: number, equityQuote: number): void {
    const slot = Math.floor(step / PEAK_SLOT_STEPS) % PEAK_SLOT_COUNT
    if (step % PEAK_SLOT_STEPS === 0) this.peakQuote[slot] = equityQuote
    else if (equityQuote > this.peakQuote[slot]!) this.peakQuote[slot] = equityQuote
  }

  /** Highest equity of the last eight hours, this step's included. */
  peakEquityQuote(): number {
    let peak = this.peakQuote[0]!
    for (let index = 0; index < PEAK_SLOT_COUNT; index++) {
      if (this.peakQuote[index]! > peak) peak = this.peakQuote[index]!
    }
    return peak
  }
}
