// The run's own account of itself, asked of its thread.
import type { RunAccount } from '../observe/observer.ts'
import { simulation } from './runControl.ts'

/** Null where no run is open. */
export async function accountOfRun(): Promise<RunAccount | null> {
  try {
    return (await simulation()?.api.account()) ?? null
  } catch {
    // The thread died on the way: its end is told elsewhere.
    return null
  }
}
