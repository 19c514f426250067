// Prices at which something happens to a row, found by price: doubly linked lists by price bucket
// (a bucket is a tick), so that a move of the mark touches only the rows that cross. A node is a row
// (liquidation prices) or twice a row plus 0 or 1 (stop, take-profit). What crossed waits, oldest
// first, in the book's queue. Zeroed memory is empty. ODD submodel: Exchange: trigger index.
import type { Columns, Records } from '../../base/columns.ts'
import { I32 } from '../../base/shifts.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'

/** Crossed when it was set: fires at the next sweep, whatever the mark does. */
export const DUE_BUCKET = 0

/** Words of a node's links, side by side. */
const NEXT = 0
const PREVIOUS = 1
const LINK_SHIFT = 1

/** The records of a venue's rows, one for each and the spare ones behind. */
export interface RowRecords {
  readonly records: Records
  readonly rowCapacity: number
  readonly spareRows: number
}

export class TriggerIndex {
  /** First node of a bucket plus 1, by perpetual * LEVEL_COUNT + price; 0 empty. */
  private readonly head: Int32Array
  /** By node: the next node plus 1, 0 at the end; the previous node plus 1, minus (bucket + 1) or minus
   * (buckets + queue + 1) for the first, 0 not linked. */
  private readonly links: Int32Array
  private readonly queueHead: Int32Array
  private readonly queueTail: Int32Array
  private readonly bucketCount: number
  private readonly rowShift: 0 | 1

  /** The links lie in the rows' records from `offset` on: of one node a row, or of two (`rowShift` 1). */
  constructor(
    columns: Columns,
    name: string,
    perpetualCount: number,
    { records, rowCapacity, spareRows }: RowRecords,
    offset: number,
    rowShift: 0 | 1 = 0,
  ) {
    this.bucketCount = perpetualCount * LEVEL_COUNT
    this.rowShift = rowShift
    this.head = columns.i32(`${name}.head`, this.bucketCount)
    const width = 2 << rowShift
    const [length, spare] = [rowCapacity * width, spareRows * width]
    this.links = columns.i32In(records, offset, `${name}.links`, length, spare, width)
    this.queueHead = columns.i32(`${name}.queueHead`, perpetualCount)
    this.queueTail = columns.i32(`${name}.queueTail`, perpetualCount)
  }

  /** Where the links of a node begin. */
  private at(node: number): number {
    const { rowShift } = this
    return ((node >> rowShift) << I32) + ((node & rowShift) << LINK_SHIFT)
  }

  /** Reads what unlinking a node will need. */
  touch(node: number): number {
    const { links } = this
    const next = links[this.at(node) + NEXT]!
    const previous = links[this.at(node) + PREVIOUS]!
    const after = next > 0 ? links[this.at(next - 1)]! : 0
    return after + (previous > 0 ? links[this.at(previous - 1)]! : 0)
  }

  isLinked(node: number): boolean {
    return this.links[this.at(node) + PREVIOUS] !== 0
  }

  link(node: number, perpetual: number, bucketTicks: number): void {
    const { links } = this
    const bucket = perpetual * LEVEL_COUNT + bucketTicks
    const first = this.head[bucket]!
    links[this.at(node) + NEXT] = first
    links[this.at(node) + PREVIOUS] = -1 - bucket
    if (first !== 0) links[this.at(first - 1) + PREVIOUS] = node + 1
    this.head[bucket] = node + 1
  }

  /** Takes a node out of its bucket or of the queue; nothing happens to a node that is in neither. */
  unlink(node: number, perpetual: number): void {
    const { links } = this
    const at = this.at(node)
    const previous = links[at + PREVIOUS]!
    if (previous === 0) return
    const next = links[at + NEXT]!
    if (next !== 0) links[this.at(next - 1) + PREVIOUS] = previous
    else if (this.queueTail[perpetual] === node + 1) {
      this.queueTail[perpetual] = previous > 0 ? previous : 0
    }
    if (previous > 0) links[this.at(previous - 1) + NEXT] = next
    else if (-1 - previous < this.bucketCount) this.head[-1 - previous] = next
    else this.queueHead[perpetual] = next
    links[at + PREVIOUS] = 0
    links[at + NEXT] = 0
  }

  /** Appends a node that is in no list to the queue of the book. */
  enqueue(node: number, perpetual: number): void {
    const { links } = this
    const tail = this.queueTail[perpetual]!
    links[this.at(node) + NEXT] = 0
    if (tail === 0) {
      links[this.at(node) + PREVIOUS] = -1 - this.bucketCount - perpetual
      this.queueHead[perpetual] = node + 1
    } else {
      links[this.at(node) + PREVIOUS] = tail
      links[this.at(tail - 1) + NEXT] = node + 1
    }
    this.queueTail[perpetual] = node + 1
  }

  /** First node waiting in the queue, or -1. */
  firstQueued(perpetual: number): number {
    return this.queueHead[perpetual]! - 1
  }

  lastQueued(perpetual: number): number {
    return this.queueTail[perpetual]! - 1
  }

  /** The node behind one that is linked, or -1. */
  behind(node: number): number {
    return this.links[this.at(node) + NEXT]! - 1
  }

  firstAt(perpetual: number, bucketTicks: number): number {
    return this.head[perpetual * LEVEL_COUNT + bucketTicks]! - 1
  }

  /**
   * Moves to the queue what is due and what lies between the old mark and the new one, in the order
   * in which the mark passes. Marks are fractional: a node at tick b fires when the mark reaches b.
   */
  sweep(perpetual: number, oldMarkTicks: number, newMarkTicks: number): void {
    this.drain(perpetual, DUE_BUCKET)
    if (newMarkTicks < oldMarkTicks) {
      const lowest = Math.max(Math.ceil(newMarkTicks), 1)
      const highest = Math.min(Math.ceil(oldMarkTicks) - 1, LEVEL_COUNT - 1)
      for (let ticks = highest; ticks >= lowest; ticks--) this.drain(perpetual, ticks)
    } else if (newMarkTicks > oldMarkTicks) {
      const lowest = Math.max(Math.floor(oldMarkTicks) + 1, 1)
      const highest = Math.min(Math.floor(newMarkTicks), LEVEL_COUNT - 1)
      for (let ticks = lowest; ticks <= highest; ticks++) this.drain(perpetual, ticks)
    }
  }

  /** Empties the buckets of one book, not its queue. The nodes are to be linked again at once. */
  clearBuckets(perpetual: number): void {
    this.head.fill(0, perpetual * LEVEL_COUNT, (perpetual + 1) * LEVEL_COUNT)
  }

  /** Marks a node of a cleared bucket as linked nowhere. */
  forget(node: number): void {
    this.links[this.at(node) + NEXT] = 0
    this.links[this.at(node) + PREVIOUS] = 0
  }

  private drain(perpetual: number, bucketTicks: number): void {
    const bucket = perpetual * LEVEL_COUNT + bucketTicks
    let entry = this.head[bucket]!
    if (entry === 0) return
    this.head[bucket] = 0
    while (entry !== 0) {
      const node = entry - 1
      entry = this.links[this.at(node) + NEXT]!
      this.enqueue(node, perpetual)
    }
  }
}
