// Columns that several threads work on: memory that can be shared, and how objects that a thread built
// for itself come to work on the columns of another. Only names, types and lengths must agree.
import { assert } from './assert.ts'
import { Columns } from './columns.ts'
import type { Allocate, Column } from './columns.ts'

/** A column begins on a cache line of its own, so that threads do not write to each other's lines. */
const LINE_BYTES = 128
const CHUNK_BYTES = 1 << 20

/** A directory of columns; can be posted to another thread, and means the same memory there. */
export type ColumnDirectory = readonly (readonly [name: string, column: Column])[]

export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === 'function'
}

/** Shared memory in chunks; a large column has a chunk to itself. */
export function sharedMemory(): Allocate {
  let chunk = new SharedArrayBuffer(CHUNK_BYTES)
  let used = 0
  return (byteLength) => {
    const bytes = Math.ceil(byteLength / LINE_BYTES) * LINE_BYTES
    if (bytes > CHUNK_BYTES / 4) return { buffer: new SharedArrayBuffer(bytes), byteOffset: 0 }
    if (used + bytes > CHUNK_BYTES) {
      chunk = new SharedArrayBuffer(CHUNK_BYTES)
      used = 0
    }
    const byteOffset = used
    used += bytes
    return { buffer: chunk, byteOffset }
  }
}

export function directoryOf(...registries: readonly Columns[]): ColumnDirectory {
  const directory: [string, Column][] = []
  for (const columns of registries) {
    columns.forEach((name, column) => directory.push([name, column]))
  }
  assert(
    new Set(directory.map(([name]) => name)).size === directory.length,
    'a column has its name',
  )
  return directory
}

/**
 * Points every field under `root` that holds one of the thread's own columns at the column of that name
 * in `shared`. What was written into the own ones is left behind. Every own column must be held by some
 * field: one that only a closure knew would stay behind unseen.
 */
export function attachColumns(
  root: object,
  own: readonly Columns[],
  shared: ColumnDirectory,
): void {
  const targets = targetsOf(own, shared)
  const found = new Set<Column>()
  const seen = new Set<object>()
  const open: object[] = [root]
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    const fields = holder as Record<string, unknown>
    for (const key of Object.keys(fields)) {
      const value = fields[key]
      if (typeof value !== 'object' || value === null) continue
      const target = targets.get(value as Column)
      if (target !== undefined) {
        fields[key] = target
        found.add(value as Column)
      } else if (!ArrayBuffer.isView(value) && !(value instanceof Columns) && !seen.has(value)) {
        seen.add(value)
        open.push(value)
      }
    }
  }
  for (const columns of own) {
    columns.forEach((name, column) => {
      assert(found.has(column), `no field holds the column ${name}`)
    })
  }
}

function targetsOf(own: readonly Columns[], shared: ColumnDirectory): Map<Column, Column> {
  const byName = new Map(shared)
  const targets = new Map<Column, Column>()
  for (const columns of own) {
    columns.forEach((name, column) => {
      const target = byName.get(name)
      assert(target !== undefined, `the shared memory has no column ${name}`)
      const fits = target.constructor === column.constructor && target.length === column.length
      assert(fits, `the shared column ${name} is of another kind or length`)
      targets.set(column, target)
    })
  }
  return targets
}
