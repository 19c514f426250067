// Figures of the runs of experiments in the browser's store, by what each run is, so that a page loaded
// again, a finer grid or another outcome goes on from what is there. Whatever fails is told; nothing
// depends on it.
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { FoundRun } from '../observe/sweepTable.ts'
import { isClosed, type StoreProblem } from './runStore.ts'

/** About 8 kB each. */
const MOST_RUNS = 4_000
/** Forgotten at once, where there are more. */
const FORGOTTEN_RUNS = 200
const DATABASE = 'unwind-experiments'

interface StoredFigures {
  readonly key: string
  readonly savedAtMs: number
  readonly found: FoundRun
}

interface Schema extends DBSchema {
  runs: { key: string; value: StoredFigures; indexes: { savedAtMs: number } }
}

export class FoundRuns {
  private opening: Promise<IDBPDatabase<Schema>> | null = null
  private readonly mostRuns: number

  constructor(mostRuns: number = MOST_RUNS) {
    this.mostRuns = mostRuns
  }

  /** By the order of the keys; null for what is not there. */
  async find(keys: readonly string[]): Promise<(FoundRun | null)[]> {
    try {
      const { store } = (await this.open()).transaction('runs')
      const stored = await Promise.all(keys.map((key) => store.get(key)))
      return stored.map((one) => one?.found ?? null)
    } catch {
      this.opening = null
      return keys.map(() => null)
    }
  }

  /** Null when stored. */
  async keep(
    key: string,
    { fingerprint, conserved, measures }: FoundRun,
  ): Promise<StoreProblem | null> {
    let database: IDBPDatabase<Schema>
    try {
      database = await this.open()
    } catch {
      return 'closed'
    }
    try {
      if ((await database.count('runs')) >= this.mostRuns) await this.forgetOldest(database)
      const found = { fingerprint, conserved, measures: { ...measures } }
      await database.put('runs', { key, savedAtMs: Date.now(), found })
      return null
    } catch (problem) {
      if (!isClosed(problem)) return 'full'
      this.opening = null
      return 'closed'
    }
  }

  async forget(keys: readonly string[]): Promise<void> {
    try {
      const { store, done } = (await this.open()).transaction('runs', 'readwrite')
      await Promise.all(keys.map((key) => store.delete(key)))
      await done
    } catch {
      // What cannot be opened holds nothing.
    }
  }

  private async forgetOldest(database: IDBPDatabase<Schema>): Promise<void> {
    const count = Math.min(FORGOTTEN_RUNS, Math.ceil(this.mostRuns / 2))
    const oldest = await database.getAllKeysFromIndex('runs', 'savedAtMs', null, count)
    const { store, done } = database.transaction('runs', 'readwrite')
    await Promise.all(oldest.map((key) => store.delete(key)))
    await done
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
