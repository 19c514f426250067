// The accounts of one venue: the statements that agents read of themselves, and beside them what only
// the venue needs (orders behind client slots, the list of cross-margin accounts). Columns by account,
// row and slot; quote units, lots, ticks. ODD submodel: Exchange: accounts.
import { assert } from '../../base/assert.ts'
import type { Columns } from '../../base/columns.ts'
import type { AccountOpening } from '../../market/accountOffice.ts'
import { MarginMode } from '../../market/accounts.ts'
import type { AccountStatements } from '../../market/accounts.ts'
import { Population } from '../../market/kinds.ts'
import type { Side } from '../../market/units.ts'

/** Accounts of the venue itself, opened after all others: the insurance fund, and the silent one on
 * the other side of liquidations that close off-book. */
export const OWN_ACCOUNT_COUNT = 2

/** Bits of rowFlags; the low six count the row's resting reduce-only orders. */
export const REDUCE_ONLY_COUNT_MASK = 0x3f
/** The row's liquidation has been announced, so its traders are counted. */
export const ROW_COUNTED = 0x40
/** The whole position has been announced as liquidated: it is closed at once, come what may. */
export const ROW_ANNOUNCED = 0x80

const NO_ORDER = -1

export interface AccountShape {
  readonly accountCapacity: number
  readonly rowCapacity: number
  readonly slotCapacity: number
  /** Accounts with cross margin; each takes a row for every book. */
  readonly crossCapacity: number
  readonly bookCount: number
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
  private readonly counts: Int32Array
  private readonly shape: AccountShape

  constructor(columns: Columns, name: string, shape: AccountShape) {
    const { accountCapacity, rowCapacity, slotCapacity } = shape
    assert(shape.bookCount <= 63, 'a venue has at most 63 books')
    assert(shape.crossCapacity <= 0xffff, 'a venue has at most 65,535 cross-margin accounts')
    this.shape = shape
    this.bookCount = shape.bookCount
    this.counts = columns.i32(`${name}.accountCounts`, 5)
    this.population = columns.u8(`${name}.population`, accountCapacity)
    this.traders = columns.u16(`${name}.traders`, accountCapacity)
    this.ownerAgent = columns.i32(`${name}.ownerAgent`, accountCapacity)
    this.marginMode = columns.u8(`${name}.marginMode`, accountCapacity)
    this.state = columns.u8(`${name}.state`, accountCapacity)
    this.pauseSteps = columns.u8(`${name}.pauseSteps`, accountCapacity)
    this.walletQuote = columns.f64(`${name}.walletQuote`, accountCapacity)
    this.purseQuote = columns.f64(`${name}.purseQuote`, accountCapacity)
    this.rowOffset = columns.i32(`${name}.rowOffset`, accountCapacity)
    this.rowCount = columns.u8(`${name}.rowCount`, accountCapacity)
    this.slotOffset = columns.i32(`${name}.slotOffset`, accountCapacity + 1)
    this.crossIndex = columns.u16(`${name}.crossIndex`, accountCapacity)
    this.rowAccount = columns.i32(`${name}.rowAccount`, rowCapacity)
    this.rowBook = columns.u8(`${name}.rowBook`, rowCapacity)
    this.rowFlags = columns.u8(`${name}.rowFlags`, rowCapacity)
    this.rowLots = columns.f64(`${name}.rowLots`, rowCapacity)
    this.rowEntryQuote = columns.f64(`${name}.rowEntryQuote`, rowCapacity)
    this.rowMarginQuote = columns.f64(`${name}.rowMarginQuote`, rowCapacity)
    this.rowLeverage = columns.u8(`${name}.rowLeverage`, rowCapacity)
    this.rowLiquidationTicks = columns.i32(`${name}.rowLiquidationTicks`, rowCapacity)
    this.rowStopTicks = columns.i32(`${name}.rowStopTicks`, rowCapacity)
    this.rowTakeTicks = columns.i32(`${name}.rowTakeTicks`, rowCapacity)
    this.slotLots = columns.i32(`${name}.slotLots`, slotCapacity)
    this.slotPriceTicks = columns.i32(`${name}.slotPriceTicks`, slotCapacity)
    this.slotOrder = columns.i32(`${name}.slotOrder`, slotCapacity)
    this.slotTag = columns.u8(`${name}.slotTag`, slotCapacity)
    this.crossAccount = columns.i32(`${name}.crossAccount`, shape.crossCapacity)
  }

  /** With the venue's own, also before they are opened, so that observers can size their columns. */
  get accountCount(): number {
    return this.isSealed ? this.counts[0]! : this.counts[0]! + OWN_ACCOUNT_COUNT
  }

  get rowTotal(): number {
    return this.counts[1]!
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
    return account >= this.counts[4]! - 1
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
    this.population[account] = opening.population
    this.traders[account] = opening.traders
    this.ownerAgent[account] = opening.ownerAgent
    this.marginMode[account] = opening.marginMode
    this.rowOffset[account] = row
    this.rowCount[account] = rows
    this.slotOffset[account] = slot
    this.slotOffset[account + 1] = slot + opening.slots
    for (let index = 0; index < rows; index++) {
      this.rowAccount[row + index] = account
      this.rowBook[row + index] = index
    }
    this.slotOrder.fill(NO_ORDER, slot, slot + opening.slots)
    if (cross) {
      const crossIndex = counts[3]!
      assert(crossIndex < shape.crossCapacity, 'the venue has no room for another cross account')
      counts[3] = crossIndex + 1
      this.crossIndex[account] = crossIndex
      this.crossAccount[crossIndex] = account
    }
    return account
  }

  /** The row of an account for a book: an isolated account has but one, whatever its book now. */
  rowOf(account: number, book: number): number {
    const row = this.rowOffset[account]!
    return this.marginMode[account] === MarginMode.Cross ? row + book : row
  }

  slotEnd(account: number): number {
    return this.slotOffset[account + 1]!
  }
}

export function slotTagOf(book: number, side: Side, reduceOnly: boolean): number {
  return (book << 2) | (reduceOnly ? 2 : 0) | side
}
