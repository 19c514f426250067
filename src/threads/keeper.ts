// The thread that keeps runs outside the simulation's own, so that one can die and be gone on from: in the
// browser's store, or in this thread's memory where the store does not help.
import { expose, transfer } from 'comlink'
import { buffersOf } from './checkpoints/savedRun.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'
import { RunStore } from './runStore.ts'
import type { Found, StoreProblem } from './runStore.ts'

export interface KeeperApi {
  /** Null when stored; otherwise it is only in memory. */
  keep(key: string, saved: SavedRun): Promise<StoreProblem | null>
  find(key: string): Promise<Found>
  forget(key: string): Promise<void>
}

export class Keeper implements KeeperApi {
  private readonly store: RunStore
  private readonly send: (found: Found) => Found
  private held: { readonly key: string; readonly saved: SavedRun } | null = null

  constructor(store: RunStore, send: (found: Found) => Found = (found) => found) {
    this.store = store
    this.send = send
  }

  async keep(key: string, saved: SavedRun): Promise<StoreProblem | null> {
    const held = { key, saved }
    this.held = held
    const problem = await this.store.keep(key, saved)
    if (problem === null && this.held === held) this.held = null
    return problem
  }

  async find(key: string): Promise<Found> {
    const { held } = this
    if (held === null || held.key !== key) return this.send(await this.store.find(key))
    // A copy: this one may be asked for again, should the next thread die too.
    const { saved } = held
    const { words, lengths, depth } = saved
    const copy = {
      ...saved,
      words: words.slice(),
      lengths: lengths.slice(),
      depth: depth.slice(),
    }
    return this.send({ saved: copy, problem: null })
  }

  async forget(key: string): Promise<void> {
    if (this.held?.key === key) this.held = null
    await this.store.forget(key)
  }
}

export function serveKeeper(): void {
  const keeper = new Keeper(new RunStore(), (found) =>
    found.saved === null ? found : transfer(found, buffersOf(found.saved)),
  )
  expose(keeper)
}
