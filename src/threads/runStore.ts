// The browser's store of runs: the last checkpoint of the latest few, compressed, so that a page that is
// loaded again goes on where it was. Whatever fails is told; nothing depends on it.
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import { checksumOf } from './checkpoints/savedRun.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'

/** Runs kept. A run of the day takes about 10 MB. */
const MOST_RUNS = 3
const DATABASE = 'unwind'

/** Why the store did not help: it refuses more, it cannot be opened, or what it held is not whole. */
export type StoreProblem = 'full' | 'closed' | 'damaged'

export interface Found {
  readonly saved: SavedRun | null
  readonly problem: StoreProblem | null
}

interface StoredRun {
  readonly key: string
  readonly savedAtMs: number
  readonly saved: Omit<SavedRun, 'words' | 'depth'>
  readonly isPacked: boolean
  readonly words: ArrayBuffer
  readonly depth: ArrayBuffer
  readonly checksum: number
}

interface Schema extends DBSchema {
  runs: { key: string; value: StoredRun; indexes: { savedAtMs: number } }
}

export class RunStore {
  private opening: Promise<IDBPDatabase<Schema>> | null = null

  /** Null when stored. */
  async keep(key: string, saved: SavedRun): Promise<StoreProblem | null> {
    let database: IDBPDatabase<Schema>
    try {
      database = await this.open()
    } catch {
      return 'closed'
    }
    const { words, depth, ...rest } = saved
    const isPacked = typeof CompressionStream === 'function'
    const stored: StoredRun = {
      key,
      savedAtMs: Date.now(),
      saved: rest,
      isPacked,
      words: isPacked ? await pack(words) : bytesOf(words),
      depth: isPacked ? await pack(depth) : bytesOf(depth),
      checksum: checksumOf(saved),
    }
    try {
      await this.forgetOldest(database, key, MOST_RUNS - 1)
      await database.put('runs', stored)
      return null
    } catch {
      return this.keepAlone(database, stored)
    }
  }

  async find(key: string): Promise<Found> {
    let stored: StoredRun | undefined
    try {
      stored = await (await this.open()).get('runs', key)
    } catch {
      return { saved: null, problem: 'closed' }
    }
    if (stored === undefined) return { saved: null, problem: null }
    try {
      const saved = await unpacked(stored)
      if (checksumOf(saved) === stored.checksum) return { saved, problem: null }
    } catch {
      // Damaged, as a wrong sum is.
    }
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
    stored: StoredRun,
  ): Promise<StoreProblem | null> {
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
    }).catch((problem: unknown) => {
      this.opening = null
      throw problem
    })
    return this.opening
  }
}

async function unpacked(stored: StoredRun): Promise<SavedRun> {
  const { saved, isPacked, words, depth } = stored
  return {
    ...saved,
    words: new Int32Array(isPacked ? await unpack(words) : words),
    depth: new Uint8Array(isPacked ? await unpack(depth) : depth),
  }
}

function pack(array: Int32Array | Uint8Array): Promise<ArrayBuffer> {
  return through(bytesOf(array), new CompressionStream('gzip'))
}

function unpack(buffer: ArrayBuffer): Promise<ArrayBuffer> {
  return through(buffer, new DecompressionStream('gzip'))
}

function through(
  buffer: ArrayBuffer,
  stream: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> {
  return new Response(new Blob([buffer]).stream().pipeThrough(stream)).arrayBuffer()
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Uint8Array): ArrayBuffer {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength
  return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
}
