// The memory of a model: its state, and beside it what is handed from thread to thread within a step
// (requests of the street, events, news of changed settings), which is neither hashed nor kept.
import { Columns } from '../base/columns.ts'
import { directoryOf, sharedMemory } from '../base/sharedColumns.ts'
import type { ColumnDirectory } from '../base/sharedColumns.ts'

export interface ModelMemory {
  readonly state: Columns
  readonly exchanged: Columns
  readonly isShared: boolean
}

export function ownMemory(): ModelMemory {
  return { state: new Columns(), exchanged: new Columns(), isShared: false }
}

/** Memory that other threads can work on too. */
export function modelMemoryToShare(): ModelMemory {
  const allocate = sharedMemory()
  return { state: new Columns(allocate), exchanged: new Columns(allocate), isShared: true }
}

/** A thread's own memory, laid out as shared memory is: what is built in it can be attached to that. */
export function memoryToAttach(): ModelMemory {
  return { state: new Columns(), exchanged: new Columns(), isShared: true }
}

/** Where other threads find all columns of a model in shared memory. */
export function directoryOfModel({ state, exchanged }: ModelMemory): ColumnDirectory {
  return directoryOf(state, exchanged)
}
