// Objects built in a thread's own memory come to work on the columns that threads share.
import { expect, it } from 'vitest'
import { Columns } from './columns.ts'
import { attachColumns, directoryOf, sharedMemory } from './sharedColumns.ts'

class Till {
  readonly coins: Float64Array
  readonly drawers: readonly { readonly count: Int32Array }[]
  readonly scratch = new Float64Array(2)

  constructor(columns: Columns, drawerCount: number) {
    this.coins = columns.f64('coins', 3)
    this.coins.fill(7)
    this.drawers = Array.from({ length: drawerCount }, (_, index) => ({
      count: columns.i32(`drawer${index}`, 1),
    }))
  }
}

it('columns of shared memory overlap nowhere and hold what plain ones hold', () => {
  const columns = new Columns(sharedMemory())
  const small = Array.from({ length: 5_000 }, (_, index) => columns.i32(`small${index}`, 3))
  const large = columns.f64('large', 200_000)
  small.forEach((column, index) => column.fill(index))
  large.fill(0.5)
  expect(small.every((column, index) => column.every((value) => value === index))).toBe(true)
  expect(large.every((value) => value === 0.5)).toBe(true)
  expect(large.buffer).toBeInstanceOf(SharedArrayBuffer)
})

it('an attached object reads and writes the shared columns, at any depth, and keeps its scratch', () => {
  const shared = new Columns(sharedMemory())
  const one = new Till(shared, 3)
  const own = new Columns()
  const other = new Till(own, 3)
  const { scratch } = other
  one.coins[1] = 40
  one.drawers[2]!.count[0] = 5
  attachColumns({ others: [other] }, [own], directoryOf(shared))
  expect([...other.coins]).toEqual([7, 40, 7])
  expect(other.drawers[2]!.count[0]).toBe(5)
  other.coins[0] = 1
  expect(one.coins[0]).toBe(1)
  expect(other.scratch).toBe(scratch)
})

it('another layout is refused: a column that is missing, of another length, or held by no field', () => {
  const shared = new Columns(sharedMemory())
  const till = new Till(shared, 2)
  expect(till.coins.length).toBe(3)
  const wider = new Columns()
  const wide = new Till(wider, 3)
  expect(() => attachColumns(wide, [wider], directoryOf(shared))).toThrow('no column drawer2')
  const longer = new Columns()
  const coins = longer.f64('coins', 4)
  expect(() => attachColumns({ coins }, [longer], directoryOf(shared))).toThrow('kind or length')
  const hidden = new Columns()
  hidden.f64('coins', 3)
  expect(() => attachColumns({}, [hidden], directoryOf(shared))).toThrow('no field holds')
})

it('two columns of one name are refused, for a name is all that threads agree on', () => {
  const columns = new Columns()
  columns.f64('coins', 3)
  columns.f64('coins', 3)
  expect(() => directoryOf(columns)).toThrow('has its name')
})
