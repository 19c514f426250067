// What two runs of one seed published, second by second, as hashes, and the first second in which they
// differ. Steps. ODD submodel: Observation.
import type { Column } from '../base/columns.ts'
import { StateHash } from '../base/stateHash.ts'
import type { Board, BoardPage } from '../market/board.ts'

type Group = readonly (keyof BoardPage)[]

/** What the board shows, in groups, so that a difference can be named. The leverage limit is left out:
 * it is the rule itself, and a cap shows there before anyone has felt it. */
const GROUPS = {
  'quotes and prices': ['bidTicks', 'askTicks', 'bidLots', 'askLots', 'lastTicks', 'midTicks'],
  trades: ['volumeQuote', 'netTakerQuote'],
  'liquidations and insurance funds': [
    'liquidatedLongQuote',
    'liquidatedShortQuote',
    'liquidatedTraders',
    'insuranceFundQuote',
  ],
  'perpetuals (mark, index, funding, open interest, halts)': [
    'markTicks',
    'indexTicks',
    'fundingRate',
    'openInterestLots',
    'halted',
  ],
  'value and mood': [
    'fundamentalTicks',
    'consensusTicks',
    'trendFast',
    'trendSlow',
    'volatility',
    'sentiment',
    'makerFear',
  ],
} as const satisfies Record<string, Group>

export type PublishedGroup = keyof typeof GROUPS
export const PUBLISHED_GROUPS = Object.keys(GROUPS) as PublishedGroup[]
const GROUP_COUNT = PUBLISHED_GROUPS.length
const FIRST_CAPACITY_STEPS = 4_096

/** The first second in which two boards differ, and what differs then. */
export interface Divergence {
  readonly step: number
  readonly groups: readonly PublishedGroup[]
}

export class PublishedTrace {
  private first: number
  /** One hash a group and step. */
  private rows = new Int32Array(FIRST_CAPACITY_STEPS * GROUP_COUNT)
  private noted = 0
  private readonly columns = new Map<BoardPage, readonly (readonly Column[])[]>()
  private readonly hash = new StateHash()
  private readonly hashWords = new Int32Array(2)

  constructor(firstStep = 0) {
    this.first = firstStep
  }

  /** The first step that is noted. */
  get firstStep(): number {
    return this.first
  }

  /** One more than the last step noted. */
  get endStep(): number {
    return this.first + this.noted
  }

  /** Notes what the board showed at the end of `step`. What is known stays known, whatever second is gone
   * to; a run that begins in the middle knows nothing of what lies before. */
  note(step: number, board: Board): void {
    if (this.noted === 0 || step > this.endStep) {
      this.first = step
      this.noted = 0
    } else if (step < this.first) return
    const at = (step - this.first) * GROUP_COUNT
    if (at === this.rows.length) this.grow()
    const groups = this.columnsOf(board.page(step))
    for (let group = 0; group < GROUP_COUNT; group++)
      this.rows[at + group] = this.hashOf(groups[group]!)
    this.noted = Math.max(this.noted, step - this.first + 1)
  }

  /** From `step` on the run goes another way. */
  forgetAfter(step: number): void {
    this.noted = Math.max(0, Math.min(this.noted, step - this.first))
  }

  /** Copies of the steps [fromStep, toStep): a row of hashes each. Fewer where fewer are noted. */
  rowsBetween(fromStep: number, toStep: number): Int32Array {
    const from = Math.max(0, fromStep - this.first)
    const to = Math.max(from, Math.min(this.noted, toStep - this.first))
    return this.rows.slice(from * GROUP_COUNT, to * GROUP_COUNT)
  }

  private grow(): void {
    const grown = new Int32Array(this.rows.length * 2)
    grown.set(this.rows)
    this.rows = grown
  }

  /** The columns of a page; a page keeps its memory for as long as its run lives. */
  private columnsOf(page: BoardPage): readonly (readonly Column[])[] {
    let columns = this.columns.get(page)
    if (columns === undefined) {
      columns = PUBLISHED_GROUPS.map((group) => GROUPS[group].map((name) => page[name]))
      this.columns.set(page, columns)
    }
    return columns
  }

  /** By value, not by bytes: two NaN of different bits are no difference between two runs. */
  private hashOf(columns: readonly Column[]): number {
    this.hash.start(0, 0)
    for (const column of columns) this.hash.column(column)
    this.hash.store(this.hashWords)
    return this.hashWords[0]!
  }
}

/** Steps that so many hashes stand for. */
export function stepsIn(rows: Int32Array): number {
  return rows.length / GROUP_COUNT
}

/** The first of the rows in which A and B differ; null where all that both have is the same. */
export function firstDifference(
  rowsA: Int32Array,
  rowsB: Int32Array,
  firstStep: number,
): Divergence | null {
  const count = Math.min(rowsA.length, rowsB.length)
  for (let index = 0; index < count; index++) {
    if (rowsA[index] === rowsB[index]) continue
    const row = Math.floor(index / GROUP_COUNT)
    const differs = (_: unknown, group: number) =>
      rowsA[row * GROUP_COUNT + group] !== rowsB[row * GROUP_COUNT + group]
    return { step: firstStep + row, groups: PUBLISHED_GROUPS.filter(differs) }
  }
  return null
}
