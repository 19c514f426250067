// The thread that keeps runs outside the simulation's own, so that one can die and be gone on from: in the
// browser's store, or in this thread's memory where the store does not help.
import { expose, transfer } from 'comlink'
import { buffersOf } from './checkpoints/savedRun.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'
import { packRun, RunStore, unpackRun } from './runStore.ts'
import type { Found, PackedRun, Refusal } from './runStore.ts'

/** Why a run is not in the store: it is held in memory, unless there is none for a copy. */
export type Unkept = Refusal | 'large'

export interface KeeperApi {
  /** Null when stored. */
  keep(key: string, saved: SavedRun): Promise<Unkept | null>
  find(key: string): Promise<Found>
  forget(key: string): Promise<void>
}

export class Keeper implements KeeperApi {
  private readonly store: RunStore
  private readonly send: (found: Found) => Found
  /** What is not in the store yet, or cannot be. */
  private held: { readonly key: string; readonly packed: Promise<PackedRun> } | null = null

  constructor(store: RunStore, send: (found: Found) => Found = (found) => found) {
    this.store = store
    this.send = send
  }

  async keep(key: string, saved: SavedRun): Promise<Unkept | null> {
    const held = { key, packed: packRun(key, saved) }
    this.held = held
    let problem: Unkept | null = 'large'
    try {
      problem = await this.store.keep(await held.packed)
    } catch {
      // No memory to compress it in.
    }
    const isHeld = problem === 'full' || problem === 'closed'
    if (!isHeld && this.held === held) this.held = null
    return problem
  }

  async find(key: string): Promise<Found> {
    const { held } = this
    if (held === null || held.key !== key) return this.send(await this.store.find(key))
    const packed = await held.packed.catch(() => null)
    if (packed === null) return this.send(await this.store.find(key))
    // It stays: it may be asked for again, should the next thread die too.
    const saved = await unpackRun(packed)
    return this.send({ saved, problem: saved === null ? 'damaged' : null })
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
