// All mutable state of the engine lives in named typed arrays registered here, so that a whole run
// can be hashed, copied out as bytes and put back, whatever the rooms of the engine do with it.

export type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Where a column's bytes begin. */
export interface Place {
  readonly buffer: ArrayBufferLike
  readonly byteOffset: number
}

export type Allocate = (byteLength: number) => Place

/**
 * A registry of named columns (struct of arrays). Registration order is fixed by the code, never by
 * data, so two runs of one scenario have the same layout. Scalars are columns of length 1.
 */
export class Columns {
  private readonly names: string[] = []
  private readonly arrays: Column[] = []
  /** By column: elements at its end that belong to nobody until a spare word says so. */
  private readonly spares: number[] = []
  private readonly spareWords: Int32Array[] = []
  private readonly allocate: Allocate

  /** `allocate` may hand out shared memory; the default is plain memory. */
  constructor(allocate: Allocate = plainMemory) {
    this.allocate = allocate
  }

  /** `spare`: elements behind the `length` that count as state only once they are used. */
  f64(name: string, length: number, spare = 0): Float64Array {
    const { buffer, byteOffset } = this.allocate((length + spare) * 8)
    return this.register(name, new Float64Array(buffer, byteOffset, length + spare), spare)
  }

  i32(name: string, length: number, spare = 0): Int32Array {
    const { buffer, byteOffset } = this.allocate((length + spare) * 4)
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
    const { buffer, byteOffset } = this.allocate((length + spare) * 2)
    return this.register(name, new Uint16Array(buffer, byteOffset, length + spare), spare)
  }

  u8(name: string, length: number, spare = 0): Uint8Array {
    const { buffer, byteOffset } = this.allocate(length + spare)
    return this.register(name, new Uint8Array(buffer, byteOffset, length + spare), spare)
  }

  private register<T extends Column>(name: string, array: T, spare = 0): T {
    this.names.push(name)
    this.arrays.push(array)
    this.spares.push(spare)
    return array
  }

  /** Bytes held by all columns. */
  byteLength(): number {
    let bytes = 0
    for (const array of this.arrays) bytes += array.byteLength
    return bytes
  }

  /** Visits every column in registration order. */
  forEach(visit: (name: string, array: Column) => void): void {
    for (let index = 0; index < this.arrays.length; index++) {
      visit(this.names[index]!, this.arrays[index]!)
    }
  }

  /** Visits what counts as state now: without spare elements while nobody has used one. */
  forEachCounted(visit: (array: Column) => void): void {
    const isSpareUsed = this.spareWords.some((word) => word[0] !== 0)
    this.arrays.forEach((array, index) => {
      const counted = isSpareUsed ? array.length : array.length - this.spares[index]!
      if (counted === array.length) visit(array)
      else if (counted > 0) visit(array.subarray(0, counted))
    })
  }

  /** Copies the whole state out. `into` may be a buffer of exactly `byteLength()` bytes to reuse. */
  snapshot(into: Uint8Array = new Uint8Array(this.byteLength())): Uint8Array {
    let offset = 0
    for (const array of this.arrays) {
      into.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset)
      offset += array.byteLength
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
    for (const array of this.arrays) {
      const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      view.set(bytes.subarray(offset, offset + array.byteLength))
      offset += array.byteLength
    }
  }
}

/** A buffer of its own for every column. */
function plainMemory(byteLength: number): Place {
  return { buffer: new ArrayBuffer(byteLength), byteOffset: 0 }
}
