// The accounts of one venue: the statements that agents read of themselves, and beside them what only
// the venue needs (orders behind client slots, the list of cross-margin accounts). Columns by account,
// row and slot; quote units, lots, ticks. ODD submodel: Exchange: accounts.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'
import { I32, LINE_BYTES, U16, U8 } from '../../base/shifts.ts'
import type { AccountOpening } from '../../market/accountOffice.ts'
import { MarginMode } from '../../market/accounts.ts'
import type { AccountStatements } from '../../market/accounts.ts'
import { Population } from '../../market/kinds.ts'
import type { Side } from '../../market/units.ts'
import type { RowRecords } from './triggerIndex.ts'

/** Accounts of the venue itself, opened after all others: the insurance fund, and the silent one on
 * the other side of liquidations that close off-book. */
export const OWN_ACCOUNT_COUNT = 2

/** Bits of rowFlags; the low six count the row's resting reduce-only orders. */
export const REDUCE_ONLY_COUNT_MASK = 0x3f
/** The row's liquidation has been announced, so its traders are counted. */
export const ROW_COUNTED = 0x40
/** The whole position has been announced as liquidated: it is closed at once, come what may. */
export const ROW_ANNOUNCED = 0x80

/** Where in a row's record the links of its liquidation price and of its triggers begin, bytes. */
export const LIQUIDATION_LINKS = 36
export const TRIGGER_LINKS = 44

const NO_ORDER = -1

/** Told apart from the venue's own accounts, which are -1 and -2. */
const VISITOR_OWNER = -3

export interface AccountShape {
  readonly accountCapacity: number
  readonly rowCapacity: number
  readonly slotCapacity: number
  /** Accounts with cross margin; each takes a row for every book. */
  readonly crossCapacity: number
  readonly bookCount: number
  /** Keeps an account free behind all others for a visitor of the run. */
  readonly hasVisitorSeat?: boolean
}

export class Accounts implements AccountStatements {
  readonly population: Uint8Array
  readonly traders: Uint16Array
  readonly ownerAgent: Int32Array
  readonly marginMode: Uint8Array
  readonly state: Uint8Array
  /** Of an account in liquidation: the pause of the slice-then-whole procedure; 0 otherwise. */
  readonly pauseSteps: Uint8Array
  readonly walletQuote: Float64Array
  readonly purseQuote: Float64Array
  readonly rowOffset: Int32Array
  readonly rowCount: Uint8Array
  /** One longer than the accounts: the next account's offset ends this one's slots. */
  readonly slotOffset: Int32Array
  /** Place in crossAccount; meaningless for an isolated account. */
  readonly crossIndex: Uint16Array

  readonly rowAccount: Int32Array
  readonly rowBook: Uint8Array
  readonly rowFlags: Uint8Array
  readonly rowLots: Float64Array
  readonly rowEntryQuote: Float64Array
  readonly rowMarginQuote: Float64Array
  readonly rowLeverage: Uint8Array
  readonly rowLiquidationTicks: Int32Array
  readonly rowStopTicks: Int32Array
  readonly rowTakeTicks: Int32Array

  readonly slotLots: Int32Array
  readonly slotPriceTicks: Int32Array
  /** Handle of the resting order, meaningless while slotLots is 0. */
  readonly slotOrder: Int32Array
  /** book << 2 | reduceOnly << 1 | side of the resting order. */
  readonly slotTag: Uint8Array

  /** The cross-margin accounts, by cross index. */
  readonly crossAccount: Int32Array
  readonly bookCount: number
  /** The account kept free for a visitor, -1 where there is none. It and its row lie behind all others, in
   * spare elements, so that nothing of the venue knows of it before it is taken. */
  readonly visitorAccount: number
  readonly visitorBroughtQuote: Float64Array
  readonly rowCapacity: number
  readonly rowRecords: RowRecords
  private readonly counts: Int32Array
  private readonly shape: AccountShape
  /** 1 once a visitor has come. */
  private readonly seat: Int32Array | null

  constructor(columns: Columns, name: string, shape: AccountShape) {
    const { accountCapacity, rowCapacity, slotCapacity } = shape
    assert(shape.bookCount <= 63, 'a venue has at most 63 books')
    assert(shape.crossCapacity <= 0xffff, 'a venue has at most 65,535 cross-margin accounts')
    this.shape = shape
    this.bookCount = shape.bookCount
    const spare = shape.hasVisitorSeat === true ? 1 : 0
    this.visitorAccount = spare === 1 ? accountCapacity : -1
    this.rowCapacity = rowCapacity
    this.counts = columns.i32(`${name}.accountCounts`, 5)
    // Fields lie by size, the longest first, and are registered in the order in which the hash goes over
    // them. One account's record more than accounts: the next one's offset ends the last one's slots.
    const records = columns.records(accountCapacity + 1 + spare, LINE_BYTES)
    const rows = columns.records(rowCapacity + spare, LINE_BYTES)
    this.rowRecords = { records: rows, rowCapacity, spareRows: spare }
    this.population = columns.u8In(records, 32, `${name}.population`, accountCapacity, spare)
    this.traders = columns.u16In(records, 28, `${name}.traders`, accountCapacity, spare)
    this.ownerAgent = columns.i32In(records, 24, `${name}.ownerAgent`, accountCapacity, spare)
    this.marginMode = columns.u8In(records, 33, `${name}.marginMode`, accountCapacity, spare)
    this.state = columns.u8In(records, 34, `${name}.state`, accountCapacity, spare)
    this.pauseSteps = columns.u8(`${name}.pauseSteps`, accountCapacity, spare)
    this.walletQuote = columns.f64In(records, 0, `${name}.walletQuote`, accountCapacity, spare)
    this.purseQuote = columns.f64In(records, 8, `${name}.purseQuote`, accountCapacity, spare)
    this.rowOffset = columns.i32In(records, 16, `${name}.rowOffset`, accountCapacity, spare)
    this.rowCount = columns.u8In(records, 36, `${name}.rowCount`, accountCapacity, spare)
    this.slotOffset = columns.i32In(records, 20, `${name}.slotOffset`, accountCapacity + 1, spare)
    this.crossIndex = columns.u16In(records, 30, `${name}.crossIndex`, accountCapacity, spare)
    this.rowAccount = columns.i32(`${name}.rowAccount`, rowCapacity, spare)
    this.rowBook = columns.u8(`${name}.rowBook`, rowCapacity, spare)
    this.rowFlags = columns.u8In(rows, 61, `${name}.rowFlags`, rowCapacity, spare)
    this.rowLots = columns.f64In(rows, 0, `${name}.rowLots`, rowCapacity, spare)
    this.rowEntryQuote = columns.f64In(rows, 8, `${name}.rowEntryQuote`, rowCapacity, spare)
    this.rowMarginQuote = columns.f64In(rows, 16, `${name}.rowMarginQuote`, rowCapacity, spare)
    this.rowLeverage = columns.u8In(rows, 62, `${name}.rowLeverage`, rowCapacity, spare)
    const liquidationTicks = `${name}.rowLiquidationTicks`
    this.rowLiquidationTicks = columns.i32In(rows, 24, liquidationTicks, rowCapacity, spare)
    this.rowStopTicks = columns.i32In(rows, 28, `${name}.rowStopTicks`, rowCapacity, spare)
    this.rowTakeTicks = columns.i32In(rows, 32, `${name}.rowTakeTicks`, rowCapacity, spare)
    this.slotLots = columns.i32(`${name}.slotLots`, slotCapacity)
    this.slotPriceTicks = columns.i32(`${name}.slotPriceTicks`, slotCapacity)
    this.slotOrder = columns.i32(`${name}.slotOrder`, slotCapacity)
    this.slotTag = columns.u8(`${name}.slotTag`, slotCapacity)
    this.crossAccount = columns.i32(`${name}.crossAccount`, shape.crossCapacity)
    this.visitorBroughtQuote =
      spare === 1 ? columns.f64(`${name}.visitorBrought`, 0, 1) : new Float64Array(1)
    this.seat = spare === 1 ? columns.spareWord(`${name}.visitorSeat`) : null
    if (spare === 1) this.keepSeat()
  }

  /** With the venue's own, also before they are opened, so that observers can size their columns. */
  get accountCount(): number {
    if (this.visitorAccount >= 0) return this.visitorAccount + 1
    return this.isSealed ? this.counts[0]! : this.counts[0]! + OWN_ACCOUNT_COUNT
  }

  /** Rows to look at: a visitor's once there is one. */
  get rowTotal(): number {
    return this.hasVisitor ? this.rowCapacity + 1 : this.counts[1]!
  }

  get hasVisitor(): boolean {
    return this.seat !== null && this.seat[0] === 1
  }

  get crossCount(): number {
    return this.counts[3]!
  }

  /** The insurance fund: takes positions over and works them off into the book. */
  get fundAccount(): number {
    return this.counts[4]! - 1
  }

  /** Stands on the other side of liquidations that close off-book. */
  get silentAccount(): number {
    return this.counts[4]!
  }

  /** Whether the account is the venue's own. */
  isOwn(account: number): boolean {
    return account >= this.counts[4]! - 1 && account !== this.visitorAccount
  }

  /** All accounts are open: the venue's own come last. */
  get isSealed(): boolean {
    return this.counts[4] !== 0
  }

  /** Opens the venue's own accounts; nobody opens one after. */
  seal(): void {
    const fund = this.counts[0]!
    for (let index = 0; index < OWN_ACCOUNT_COUNT; index++) {
      this.open({
        population: Population.Venue,
        traders: 0,
        ownerAgent: -1 - index,
        marginMode: MarginMode.Cross,
        slots: 0,
      })
    }
    this.counts[4] = fund + 1
    if (this.visitorAccount < 0) return
    const { accountCapacity, rowCapacity } = this.shape
    const isFull = this.counts[0] === accountCapacity && this.counts[1] === rowCapacity
    assert(isFull, 'a visitor sits right behind the accounts of a venue')
    // The visitor rests no orders.
    this.slotOffset[(this.visitorAccount + 1) << I32] = this.counts[2]!
  }

  /** From now on the visitor's account and row are the venue's like any other. */
  takeSeat(): void {
    assert(this.seat !== null, 'a coin market has no seat for a visitor')
    this.seat[0] = 1
  }

  private keepSeat(): void {
    const { visitorAccount: account, rowCapacity: row } = this
    this.population[account << U8] = Population.You
    this.traders[account << U16] = 1
    this.ownerAgent[account << I32] = VISITOR_OWNER
    this.marginMode[account << U8] = MarginMode.Isolated
    this.rowOffset[account << I32] = row
    this.rowCount[account << U8] = 1
    this.rowAccount[row] = account
    this.rowBook[row] = this.bookCount >> 1
  }

  /** Opens an account; returns its number. */
  open(opening: AccountOpening): number {
    const { counts, shape } = this
    assert(!this.isSealed, 'accounts are opened before the first step')
    const account = counts[0]!
    const row = counts[1]!
    const slot = counts[2]!
    const cross = opening.marginMode === MarginMode.Cross
    const rows = cross ? shape.bookCount : 1
    assert(account < shape.accountCapacity, 'the venue has no room for another account')
    assert(row + rows <= shape.rowCapacity, 'the venue has no room for another row')
    assert(slot + opening.slots <= shape.slotCapacity, 'the venue has no room for more slots')
    counts[0] = account + 1
    counts[1] = row + rows
    counts[2] = slot + opening.slots
    this.population[account << U8] = opening.population
    this.traders[account << U16] = opening.traders
    this.ownerAgent[account << I32] = opening.ownerAgent
    this.marginMode[account << U8] = opening.marginMode
    this.rowOffset[account << I32] = row
    this.rowCount[account << U8] = rows
    this.slotOffset[account << I32] = slot
    this.slotOffset[(account + 1) << I32] = slot + opening.slots
    for (let index = 0; index < rows; index++) {
      this.rowAccount[row + index] = account
      this.rowBook[row + index] = index
    }
    this.slotOrder.fill(NO_ORDER, slot, slot + opening.slots)
    if (cross) {
      const crossIndex = counts[3]!
      assert(crossIndex < shape.crossCapacity, 'the venue has no room for another cross account')
      counts[3] = crossIndex + 1
      this.crossIndex[account << U16] = crossIndex
      this.crossAccount[crossIndex] = account
    }
    return account
  }

  /** The row of an account for a book: an isolated account has but one, whatever its book now. */
  rowOf(account: number, book: number): number {
    const row = this.rowOffset[account << I32]!
    return this.marginMode[account << U8] === MarginMode.Cross ? row + book : row
  }

  slotEnd(account: number): number {
    return this.slotOffset[(account + 1) << I32]!
  }
}

export function slotTagOf(book: number, side: Side, reduceOnly: boolean): number {
  return (book << 2) | (reduceOnly ? 2 : 0) | side
}
