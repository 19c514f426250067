// All mutable state of the engine lives in named typed arrays registered here, so that a whole run
// can be hashed, copied out as bytes and put back, whatever the rooms of the engine do with it.

export type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Where a column's bytes begin. */
export interface Place {
  readonly buffer: ArrayBufferLike
  readonly byteOffset: number
}

export type Allocate = (byteLength: number) => Place

/** Memory of things whose fields lie side by side: one thing's record is `bytes` long. */
export interface Records extends Place {
  readonly count: number
  /** A power of two, and a multiple of the longest field. */
  readonly bytes: number
}

/** A column as it counts: element e lies at floor(e / width) * stride + e % width of the array. */
export interface CountedColumn {
  readonly array: Column
  readonly length: number
  readonly width: number
  readonly stride: number
}

interface RegisteredColumn extends CountedColumn {
  readonly name: string
  /** Elements at its end that belong to nobody until a spare word says so. */
  readonly spare: number
}

/**
 * A registry of named columns. Registration order is fixed by the code, never by data, so two runs of one
 * scenario have the same layout. Scalars are columns of length 1. Most columns are arrays of their own;
 * those of things that are met one at a time, at random, are fields of records (see `shifts.ts`).
 */
export class Columns {
  private readonly registered: RegisteredColumn[] = []
  /** The memory of all columns, each byte once. */
  private readonly blocks: Uint8Array[] = []
  private readonly spareWords: Int32Array[] = []
  private readonly allocate: Allocate

  /** `allocate` may hand out shared memory; the default is plain memory. */
  constructor(allocate: Allocate = plainMemory) {
    this.allocate = allocate
  }

  /** `spare`: elements behind the `length` that count as state only once they are used. */
  f64(name: string, length: number, spare = 0): Float64Array {
    const { buffer, byteOffset } = this.block((length + spare) * 8)
    return this.register(name, new Float64Array(buffer, byteOffset, length + spare), spare)
  }

  i32(name: string, length: number, spare = 0): Int32Array {
    const { buffer, byteOffset } = this.block((length + spare) * 4)
    return this.register(name, new Int32Array(buffer, byteOffset, length + spare), spare)
  }

  /** A word beside the state: while all such words are 0, nobody has used a spare element, and the hash
   * is that of a state without any. */
  spareWord(name: string): Int32Array {
    const word = this.i32(name, 0, 1)
    this.spareWords.push(word)
    return word
  }

  u16(name: string, length: number, spare = 0): Uint16Array {
    const { buffer, byteOffset } = this.block((length + spare) * 2)
    return this.register(name, new Uint16Array(buffer, byteOffset, length + spare), spare)
  }

  u8(name: string, length: number, spare = 0): Uint8Array {
    const { buffer, byteOffset } = this.block(length + spare)
    return this.register(name, new Uint8Array(buffer, byteOffset, length + spare), spare)
  }

  /** Room for `count` records, the spare ones included; what is in them, the fields below say. */
  records(count: number, bytes: number): Records {
    return { ...this.block(count * bytes), count, bytes }
  }

  /** A field of every record, `offset` bytes from its start; the element of record r is at r << F64. */
  f64In(records: Records, offset: number, name: string, length: number, spare = 0): Float64Array {
    const { buffer, byteOffset, count, bytes } = records
    const array = new Float64Array(buffer, byteOffset + offset, (count * bytes - offset) >> 3)
    return this.register(name, array, spare, length + spare, 1, bytes >> 3)
  }

  /** `width`: elements side by side in each record; `length` and `spare` count elements. */
  i32In(
    records: Records,
    offset: number,
    name: string,
    length: number,
    spare = 0,
    width = 1,
  ): Int32Array {
    const { buffer, byteOffset, count, bytes } = records
    const array = new Int32Array(buffer, byteOffset + offset, (count * bytes - offset) >> 2)
    return this.register(name, array, spare, length + spare, width, bytes >> 2)
  }

  u16In(records: Records, offset: number, name: string, length: number, spare = 0): Uint16Array {
    const { buffer, byteOffset, count, bytes } = records
    const array = new Uint16Array(buffer, byteOffset + offset, (count * bytes - offset) >> 1)
    return this.register(name, array, spare, length + spare, 1, bytes >> 1)
  }

  u8In(records: Records, offset: number, name: string, length: number, spare = 0): Uint8Array {
    const { buffer, byteOffset, count, bytes } = records
    const array = new Uint8Array(buffer, byteOffset + offset, count * bytes - offset)
    return this.register(name, array, spare, length + spare, 1, bytes)
  }

  private block(byteLength: number): Place {
    const { buffer, byteOffset } = this.allocate(byteLength)
    this.blocks.push(new Uint8Array(buffer, byteOffset, byteLength))
    return { buffer, byteOffset }
  }

  private register<T extends Column>(
    name: string,
    array: T,
    spare: number,
    length = array.length,
    width = 1,
    stride = 1,
  ): T {
    this.registered.push({ name, array, spare, length, width, stride })
    return array
  }

  /** Bytes held by all columns. */
  byteLength(): number {
    let bytes = 0
    for (const block of this.blocks) bytes += block.byteLength
    return bytes
  }

  /** Visits the memory of all columns, each byte once. */
  forEachBlock(visit: (block: Uint8Array) => void): void {
    for (const block of this.blocks) visit(block)
  }

  /** Visits every column in registration order. */
  forEach(visit: (name: string, array: Column) => void): void {
    for (const { name, array } of this.registered) visit(name, array)
  }

  /** Visits what counts as state now: without spare elements while nobody has used one. */
  forEachCounted(visit: (column: CountedColumn) => void): void {
    const isSpareUsed = this.spareWords.some((word) => word[0] !== 0)
    for (const column of this.registered) {
      if (isSpareUsed || column.spare === 0) visit(column)
      else if (column.length > column.spare) {
        visit({ ...column, length: column.length - column.spare })
      }
    }
  }

  /** Copies the whole state out. `into` may be a buffer of exactly `byteLength()` bytes to reuse. */
  snapshot(into: Uint8Array = new Uint8Array(this.byteLength())): Uint8Array {
    let offset = 0
    for (const block of this.blocks) {
      into.set(block, offset)
      offset += block.byteLength
    }
    return into
  }

  /** Puts a snapshot of the same layout back. Throws when the length does not fit. */
  restore(bytes: Uint8Array): void {
    if (bytes.byteLength !== this.byteLength()) {
      throw new RangeError(
        `a snapshot of ${bytes.byteLength} bytes does not fit state of ${this.byteLength()}`,
      )
    }
    let offset = 0
    for (const block of this.blocks) {
      block.set(bytes.subarray(offset, offset + block.byteLength))
      offset += block.byteLength
    }
  }
}

/** A buffer of its own for every column. */
function plainMemory(byteLength: number): Place {
  return { buffer: new ArrayBuffer(byteLength), byteOffset: 0 }
}
