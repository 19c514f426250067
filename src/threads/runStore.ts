// The browser's store of runs: the last checkpoint of the latest few, compressed, so that a page that is
// loaded again goes on where it was. Whatever fails is told; nothing depends on it.
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import { checksumOf } from './checkpoints/savedRun.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'

/** Runs kept. A run of the day takes about 10 MB, with an agent for each trader about ten times that. */
const MOST_RUNS = 3
/** Compressed at a time. */
const CHUNK_BYTES = 1 << 20
const DATABASE = 'unwind'

/** Why the store takes nothing: it is full, or cannot be opened. */
export type Refusal = 'full' | 'closed'

/** Why the store did not help; what it held may not be whole. */
export type StoreProblem = Refusal | 'damaged'

export interface Found {
  readonly saved: SavedRun | null
  readonly problem: StoreProblem | null
}

/** As it lies in the store. */
export interface PackedRun {
  readonly key: string
  readonly savedAtMs: number
  readonly saved: Omit<SavedRun, 'words' | 'depth'>
  readonly isPacked: boolean
  readonly words: ArrayBuffer
  readonly depth: ArrayBuffer
  readonly checksum: number
}

interface Schema extends DBSchema {
  runs: { key: string; value: PackedRun; indexes: { savedAtMs: number } }
}

export class RunStore {
  private opening: Promise<IDBPDatabase<Schema>> | null = null

  /** Null when stored. */
  async keep(packed: PackedRun): Promise<Refusal | null> {
    let database: IDBPDatabase<Schema>
    try {
      database = await this.open()
    } catch {
      return 'closed'
    }
    try {
      await this.forgetOldest(database, packed.key, MOST_RUNS - 1)
      await database.put('runs', packed)
      return null
    } catch (problem) {
      if (!isClosed(problem)) return this.keepAlone(database, packed)
      this.opening = null
      return 'closed'
    }
  }

  async find(key: string): Promise<Found> {
    let stored: PackedRun | undefined
    try {
      stored = await (await this.open()).get('runs', key)
    } catch {
      this.opening = null
      return { saved: null, problem: 'closed' }
    }
    if (stored === undefined) return { saved: null, problem: null }
    const saved = await unpackRun(stored)
    if (saved !== null) return { saved, problem: null }
    await this.forget(key)
    return { saved: null, problem: 'damaged' }
  }

  async forget(key: string): Promise<void> {
    try {
      await (await this.open()).delete('runs', key)
    } catch {
      // What cannot be opened holds nothing.
    }
  }

  /** The last try: this run and no other. */
  private async keepAlone(
    database: IDBPDatabase<Schema>,
    stored: PackedRun,
  ): Promise<Refusal | null> {
    try {
      await this.forgetOldest(database, stored.key, 0)
      await database.put('runs', stored)
      return null
    } catch {
      return 'full'
    }
  }

  private async forgetOldest(
    database: IDBPDatabase<Schema>,
    key: string,
    kept: number,
  ): Promise<void> {
    const keys = await database.getAllKeysFromIndex('runs', 'savedAtMs')
    const others = keys.filter((other) => other !== key)
    for (const other of others.slice(0, Math.max(0, others.length - kept))) {
      await database.delete('runs', other)
    }
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.opening ??= openDB<Schema>(DATABASE, 1, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'key' }).createIndex('savedAtMs', 'savedAtMs')
      },
      terminated: () => {
        this.opening = null
      },
    }).catch((problem: unknown) => {
      this.opening = null
      throw problem
    })
    return this.opening
  }
}

/** Browsers close a store by themselves: it can be opened again. */
export function isClosed(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'InvalidStateError'
}

/** Compressed where the browser can. */
export async function packRun(key: string, saved: SavedRun): Promise<PackedRun> {
  const { words, depth, ...rest } = saved
  const isPacked = typeof CompressionStream === 'function'
  return {
    key,
    savedAtMs: Date.now(),
    saved: rest,
    isPacked,
    words: isPacked ? await pack(words) : bytesOf(words),
    depth: isPacked ? await pack(depth) : bytesOf(depth),
    checksum: checksumOf(saved),
  }
}

/** A copy, nothing shared with what lies packed; null where that is damaged. */
export async function unpackRun(packed: PackedRun): Promise<SavedRun | null> {
  const { saved, isPacked, words, depth, checksum } = packed
  try {
    const whole: SavedRun = {
      ...saved,
      lengths: saved.lengths.slice(),
      words: new Int32Array(isPacked ? await unpack(words) : words.slice()),
      depth: new Uint8Array(isPacked ? await unpack(depth) : depth.slice()),
    }
    return checksumOf(whole) === checksum ? whole : null
  } catch {
    return null
  }
}

function pack(array: Int32Array | Uint8Array): Promise<ArrayBuffer> {
  return through(bytesOf(array), new CompressionStream('gzip'))
}

function unpack(buffer: ArrayBuffer): Promise<ArrayBuffer> {
  return through(buffer, new DecompressionStream('gzip'))
}

/** Piece by piece: a Blob would be another copy of all. */
function through(
  buffer: ArrayBuffer,
  stream: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> {
  let at = 0
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const bytes = Math.min(CHUNK_BYTES, buffer.byteLength - at)
      if (bytes === 0) controller.close()
      else controller.enqueue(new Uint8Array(buffer, at, bytes))
      at += bytes
    },
  })
  return new Response(pieces.pipeThrough(stream)).arrayBuffer()
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Uint8Array): ArrayBuffer {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength
  return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
}
