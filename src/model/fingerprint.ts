// The fingerprint of a run: a hash of what the board showed, minute by minute, and of the whole state.
// Two runs with equal fingerprints took the same path and stand at the same point.
import type { Columns } from '../base/columns.ts'
import { StateHash } from '../base/stateHash.ts'
import type { BoardPage } from '../market/board.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'

export class Fingerprint {
  /** Two words of the path's hash so far. */
  private readonly path: Int32Array
  private readonly hash = new StateHash()

  constructor(columns: Columns) {
    this.path = columns.i32('fingerprint.path', 2)
  }

  note(step: number, page: BoardPage): void {
    if (step % STEPS_PER_MINUTE !== 0) return
    const hash = this.hash
    hash.start(this.path[0]!, this.path[1]!)
    hash.column(page.midTicks)
    hash.column(page.markTicks)
    hash.column(page.openInterestLots)
    hash.column(page.insuranceFundQuote)
    hash.store(this.path)
  }

  /** Hash of the path alone: it does not know how the state is laid out. 16 hexadecimal digits. */
  ofPath(): string {
    const hash = new StateHash()
    hash.start(this.path[0]!, this.path[1]!)
    return hash.digest()
  }

  of(columns: Columns): string {
    const hash = new StateHash()
    hash.columns(columns)
    return hash.digest()
  }
}
