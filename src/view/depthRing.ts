// Depth columns of one asset: all of the run in memory, and the part in view in a ring of texture rows,
// one row a time column. For a long window several minutes share a row (their mean).
import { MAP_BINS } from '../threads/frames.ts'

export const RING_ROWS = 2048

/** All columns of a run, oldest first. */
export class DepthHistory {
  private bytes = new Uint8Array(MAP_BINS * 512)
  first = 0
  count = 0
  /** The earliest column written since it was last read, or Infinity. */
  changedFrom = Infinity

  get end(): number {
    return this.first + this.count
  }

  /** Adds columns or writes over known ones. A gap repeats the last known column. */
  write(firstColumn: number, columns: Uint8Array): void {
    const added = Math.floor(columns.length / MAP_BINS)
    if (added === 0) return
    if (this.count === 0) this.first = firstColumn
    if (firstColumn < this.first) this.prepend(this.first - firstColumn)
    const end = firstColumn + added - this.first
    this.reserve(end)
    for (let column = this.count; column < firstColumn - this.first; column++) {
      this.bytes.copyWithin(column * MAP_BINS, (column - 1) * MAP_BINS, column * MAP_BINS)
    }
    this.bytes.set(columns.subarray(0, added * MAP_BINS), (firstColumn - this.first) * MAP_BINS)
    this.changedFrom = Math.min(this.changedFrom, firstColumn, this.end)
    this.count = Math.max(this.count, end)
  }

  /** Forgets the columns from one on. */
  forgetFrom(column: number): void {
    if (column >= this.end) return
    this.count = Math.max(0, column - this.first)
    this.changedFrom = Math.min(this.changedFrom, column)
  }

  clear(): void {
    this.count = 0
    this.changedFrom = -Infinity
  }

  /** The mean of the known columns from one to before another, into 256 bytes; false when none is known. */
  readMean(from: number, to: number, out: Uint8Array, outOffset: number): boolean {
    const start = Math.max(from, this.first) - this.first
    const end = Math.min(to, this.end) - this.first
    if (end <= start) return false
    if (end - start === 1) {
      out.set(this.bytes.subarray(start * MAP_BINS, end * MAP_BINS), outOffset)
      return true
    }
    for (let bin = 0; bin < MAP_BINS; bin++) {
      let sum = 0
      for (let column = start; column < end; column++) sum += this.bytes[column * MAP_BINS + bin]
      out[outOffset + bin] = sum / (end - start)
    }
    return true
  }

  private reserve(columns: number): void {
    if (columns * MAP_BINS <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(columns * MAP_BINS, this.bytes.length * 2))
    wider.set(this.bytes.subarray(0, this.count * MAP_BINS))
    this.bytes = wider
  }

  private prepend(columns: number): void {
    this.reserve(this.count + columns)
    this.bytes.copyWithin(columns * MAP_BINS, 0, this.count * MAP_BINS)
    this.bytes.fill(0, 0, columns * MAP_BINS)
    this.first -= columns
    this.count += columns
    this.changedFrom = -Infinity
  }
}

/** Rows written since the last upload, as [from, to) of the ring; to may pass the ring's end. */
export interface WrittenRows {
  readonly from: number
  readonly to: number
}

export class DepthRing {
  readonly bytes = new Uint8Array(MAP_BINS * RING_ROWS)
  /** Minutes that share a row, a power of two. */
  stride = 1
  /** Rows that are right, as columns of this stride. */
  private from = 0
  private to = 0

  /** The first and last stride columns that hold data, for the shader. */
  get firstColumn(): number {
    return this.from
  }

  get lastColumn(): number {
    return this.to - 1
  }

  /** Makes the columns of a window of minutes right; tells what was written. */
  cover(
    history: DepthHistory,
    fromMinute: number,
    toMinute: number,
    stride: number,
  ): WrittenRows | null {
    if (stride !== this.stride) this.empty(stride)
    if (history.changedFrom < Infinity) {
      this.to = Math.min(this.to, Math.max(this.from, Math.floor(history.changedFrom / stride)))
      history.changedFrom = Infinity
    }
    if (history.count === 0) {
      this.empty(stride)
      return null
    }
    const wantFrom = Math.floor(Math.max(fromMinute, history.first) / stride)
    const wantTo = Math.min(Math.ceil(toMinute / stride), Math.ceil(history.end / stride))
    if (wantTo <= wantFrom) return null
    const isConnected = wantFrom >= this.from && wantFrom <= this.to && this.to > this.from
    if (!isConnected) {
      this.from = wantFrom
      this.to = wantFrom
    }
    if (wantTo <= this.to) return null
    const writeFrom = this.to
    for (let column = writeFrom; column < wantTo; column++) {
      const row = column % RING_ROWS
      history.readMean(column * stride, (column + 1) * stride, this.bytes, row * MAP_BINS)
    }
    this.to = wantTo
    this.from = Math.max(this.from, wantTo - RING_ROWS)
    const first = Math.max(writeFrom, wantTo - RING_ROWS) % RING_ROWS
    return { from: first, to: first + Math.min(wantTo - writeFrom, RING_ROWS) }
  }

  empty(stride = this.stride): void {
    this.stride = stride
    this.from = 0
    this.to = 0
  }
}

/** Minutes a row for a window: at most 1.5 columns a pixel, and never more than the ring holds. */
export function strideFor(windowMinutes: number, pixels: number): number {
  const most = Math.min(RING_ROWS - 8, Math.max(64, pixels * 1.5))
  let stride = 1
  while (windowMinutes / stride > most) stride *= 2
  return stride
}
