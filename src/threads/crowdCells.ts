// The crowd of leveraged retail accounts, and the visitor's own, as cells in order of distance to liquidation, all coins.
// A counting sort over distance keys, so that two million accounts take a fraction of a second.
import { F64, I32, U8 } from '../base/shifts.ts'
import { Population } from '../market/kinds.ts'
import type { BoardPage } from '../market/board.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY, STEPS_PER_MINUTE } from '../market/units.ts'
import type { CrowdMemory } from './crowdMemory.ts'
import type { CrowdCells } from './frames.ts'
import { lastPage } from './lastPage.ts'

const CellState = {
  Flat: 0,
  Long: 1,
  Short: 2,
  JustLiquidated: 3,
  Ember: 4,
  ReenteredLong: 5,
  ReenteredShort: 6,
} as const

/** How long a liquidated trader counts as just liquidated, and how long as an ember. */
const JUST_STEPS = 2 * STEPS_PER_MINUTE
/** Who was liquidated within this time and holds nothing counts as out. */
export const EMBER_STEPS = STEPS_PER_DAY

/** Sort keys of one run of cells: finest where it matters, next to liquidation. */
const KEYS = 4096
const FARTHEST = 1

const Run = { Long: 0, Out: 1, Short: 2, Flat: 3 } as const

/** Orderings kept, so that a cell pointed at on the screen still names its trader. */
const ORDERS_KEPT = 4

/** An account among those of all venues. */
export interface AccountName {
  readonly venue: number
  readonly account: number
}

export interface CrowdBuffers {
  readonly state: Uint8Array
  readonly leverage: Uint8Array
  readonly distance: Float32Array
  readonly notionalUsd: Float32Array
}

export function crowdBuffers(capacity: number): CrowdBuffers {
  return {
    state: new Uint8Array(capacity),
    leverage: new Uint8Array(capacity),
    distance: new Float32Array(capacity),
    notionalUsd: new Float32Array(capacity),
  }
}

export class CrowdSorter {
  /** Retail accounts; a visitor's own trader is one more, behind them, once it is there. */
  private readonly residentCount: number
  private readonly record: MarketRecord
  private readonly memory: CrowdMemory
  private readonly tradersPerCell: number
  private readonly usdPerTickLot: readonly number[]
  /** Retail accounts by venue. */
  private readonly accounts: readonly Int32Array[]
  private readonly key: Uint16Array
  private readonly stateOf: Uint8Array
  private readonly distanceOf: Float32Array
  private readonly notionalOf: Float32Array
  private readonly leverageOf: Uint8Array
  private readonly slots = new Int32Array(4 * KEYS + 1)
  /** The latest orderings: which gathered account stands in which cell. */
  private orders: { readonly version: number; readonly gathered: Int32Array }[] = []
  private version = 0

  constructor(record: MarketRecord, memory: CrowdMemory, tradersPerCell: number) {
    this.record = record
    this.memory = memory
    this.tradersPerCell = tradersPerCell
    this.usdPerTickLot = record.assets.map(
      (asset) => asset.quoteUnitsPerTickLot / QUOTE_UNITS_PER_USD,
    )
    this.accounts = record.venues.map(({ statements }) => {
      const rows: number[] = []
      for (let account = 0; account < statements.accountCount; account++) {
        const retail = statements.population[account << U8] === Population.RetailLeveraged
        if (retail && statements.rowCount[account << U8] > 0) rows.push(account)
      }
      return Int32Array.from(rows)
    })
    this.residentCount = this.accounts.reduce((sum, rows) => sum + rows.length, 0)
    const room = this.residentCount + record.venues.length
    this.key = new Uint16Array(room)
    this.stateOf = new Uint8Array(room)
    this.distanceOf = new Float32Array(room)
    this.notionalOf = new Float32Array(room)
    this.leverageOf = new Uint8Array(room)
  }

  get cellCount(): number {
    return this.residentCount + this.visitors().length
  }

  /** Fills `into` (at least cellCount long) and returns the cells over it. */
  cells(into: CrowdBuffers, watched: AccountName | null): CrowdCells {
    const counts = [0, 0, 0, 0]
    this.slots.fill(0)
    this.gather(counts)
    const order = this.nextOrder()
    this.place(into, order.gathered)
    const wanted = watched === null ? -1 : this.gatheredIndex(watched)
    const marked = wanted < 0 ? -1 : order.gathered.subarray(0, this.cellCount).indexOf(wanted)
    return {
      version: order.version,
      ...(marked < 0 ? {} : { markedCell: marked }),
      longCount: counts[Run.Long],
      shortCount: counts[Run.Short],
      flatCount: counts[Run.Flat],
      liquidatedCount: counts[Run.Out],
      tradersPerCell: this.tradersPerCell,
      state: into.state.subarray(0, this.cellCount),
      leverage: into.leverage.subarray(0, this.cellCount),
      distance: into.distance.subarray(0, this.cellCount),
      notionalUsd: into.notionalUsd.subarray(0, this.cellCount),
    }
  }

  /** Who stands in a cell of one of the latest orderings. */
  accountAt(version: number, cell: number): AccountName | null {
    const gathered = this.orders.find((order) => order.version === version)?.gathered[cell]
    if (gathered === undefined) return null
    let rest = gathered
    for (let venue = 0; venue < this.accounts.length; venue++) {
      const rows = this.accounts[venue]
      if (rest < rows.length) return { venue, account: rows[rest] }
      rest -= rows.length
    }
    return this.visitors()[rest] ?? null
  }

  /** The visitor's accounts that are in use, by venue. */
  private visitors(): AccountName[] {
    return this.record.venues.flatMap(({ statements }, venue) =>
      statements.hasVisitor ? [{ venue, account: statements.visitorAccount }] : [],
    )
  }

  /** Who is nearest to liquidation beyond a distance: someone worth watching. */
  longBeyond(distance: number): AccountName | null {
    let best = -1
    for (let cell = 0; cell < this.cellCount; cell++) {
      const isLong = this.key[cell] < KEYS
      if (!isLong || this.distanceOf[cell] < distance || this.distanceOf[cell] >= FARTHEST) continue
      if (best < 0 || this.distanceOf[cell] < this.distanceOf[best]) best = cell
    }
    const at = best < 0 ? -1 : (this.orders.at(-1)?.gathered.indexOf(best) ?? -1)
    return at < 0 ? null : this.accountAt(this.version, at)
  }

  private gatheredIndex({ venue, account }: AccountName): number {
    let before = 0
    for (let other = 0; other < venue; other++) before += this.accounts[other].length
    const at = this.accounts[venue].indexOf(account)
    if (at >= 0) return before + at
    const visitor = this.visitors().findIndex(
      (other) => other.venue === venue && other.account === account,
    )
    return visitor < 0 ? -1 : this.residentCount + visitor
  }

  /** Room for the ordering to come; the oldest one kept gives its own. */
  private nextOrder(): { readonly version: number; readonly gathered: Int32Array } {
    const spare = this.orders.length >= ORDERS_KEPT ? this.orders.shift() : undefined
    const gathered =
      spare?.gathered ?? new Int32Array(this.residentCount + this.record.venues.length)
    const order = { version: ++this.version, gathered }
    this.orders.push(order)
    return order
  }

  /** First pass: state, distance and sort key of every account, counted by key. */
  private gather(counts: number[]): void {
    const { record } = this
    const page = lastPage(record)
    const now = record.stepsDone()
    let cell = 0
    for (let venue = 0; venue < record.venues.length; venue++) {
      for (const account of this.accounts[venue]) {
        this.gatherOne(cell++, venue, account, page, now, counts)
      }
    }
    for (const { venue, account } of this.visitors()) {
      this.gatherOne(cell++, venue, account, page, now, counts)
    }
  }

  private gatherOne(
    cell: number,
    venue: number,
    account: number,
    page: BoardPage,
    now: number,
    counts: number[],
  ): void {
    const { record } = this
    const { statements } = record.venues[venue]
    const row = statements.rowOffset[account << I32]
    const book = statements.rowBook[row]
    const mark = page.markTicks[venue * record.board.bookCount + book]
    const lots = statements.rowLots[row << F64]
    const liquidationTicks = statements.rowLiquidationTicks[row << I32]
    const liquidatedAt = this.memory.liquidatedAtStep[venue][account]
    const age = liquidatedAt < 0 ? Infinity : now - liquidatedAt
    const away =
      lots === 0 || liquidationTicks === 0 || !(mark > 0)
        ? FARTHEST
        : Math.min(FARTHEST, Math.max(0, Math.abs(mark - liquidationTicks) / mark))
    const run = lots > 0 ? Run.Long : lots < 0 ? Run.Short : age < EMBER_STEPS ? Run.Out : Run.Flat
    const key = run * KEYS + keyIn(run, away, age)
    this.key[cell] = key
    this.slots[key + 1]++
    counts[run]++
    this.stateOf[cell] = stateIn(run, age) + 8 * Math.min(15, Math.floor(away * 200))
    this.distanceOf[cell] = away
    this.leverageOf[cell] = lots === 0 ? 0 : statements.rowLeverage[row << U8]
    this.notionalOf[cell] = Math.abs(lots) * mark * this.usdPerTickLot[book % record.assets.length]
  }

  /** Second pass: each cell goes to the next free place of its key. */
  private place(into: CrowdBuffers, gathered: Int32Array): void {
    const { slots, key } = this
    for (let index = 1; index < slots.length; index++) slots[index] += slots[index - 1]
    for (let cell = 0; cell < this.cellCount; cell++) {
      const at = slots[key[cell]]++
      gathered[at] = cell
      into.state[at] = this.stateOf[cell]
      into.leverage[at] = this.leverageOf[cell]
      into.distance[at] = this.distanceOf[cell]
      into.notionalUsd[at] = this.notionalOf[cell]
    }
  }
}

/** Longs run from the farthest to the nearest, shorts the other way, the liquidated from the latest. */
function keyIn(run: number, away: number, age: number): number {
  if (run === Run.Out) return Math.min(KEYS - 1, Math.floor((age / EMBER_STEPS) * KEYS))
  const near = Math.min(KEYS - 1, Math.floor(Math.sqrt(away / FARTHEST) * KEYS))
  return run === Run.Long ? KEYS - 1 - near : near
}

function stateIn(run: number, age: number): number {
  if (run === Run.Flat) return CellState.Flat
  if (run === Run.Out) return age < JUST_STEPS ? CellState.JustLiquidated : CellState.Ember
  const again = age < EMBER_STEPS
  if (run === Run.Long) return again ? CellState.ReenteredLong : CellState.Long
  return again ? CellState.ReenteredShort : CellState.Short
}
