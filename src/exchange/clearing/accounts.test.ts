// How accounts are opened, and where their rows and slots lie.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { I32, U16, U8 } from '../../base/shifts.ts'
import { MarginMode } from '../../market/accounts.ts'
import { Population } from '../../market/kinds.ts'
import { Side } from '../../market/units.ts'
import { Accounts, slotTagOf } from './accounts.ts'
import type { AccountShape } from './accounts.ts'

const SHAPE: AccountShape = {
  accountCapacity: 5,
  rowCapacity: 14,
  slotCapacity: 7,
  crossCapacity: 3,
  bookCount: 4,
}

function build(change: Partial<AccountShape> = {}): Accounts {
  return new Accounts(new Columns(), 'a', { ...SHAPE, ...change })
}

function open(accounts: Accounts, marginMode: MarginMode, slots = 2): number {
  const population = Population.RetailLeveraged
  return accounts.open({ population, traders: 3, ownerAgent: 77, marginMode, slots })
}

const { Isolated, Cross } = MarginMode

describe('accounts', () => {
  it('have one row with isolated margin, and one for every book with cross margin', () => {
    const accounts = build()
    const [one, two, three] = [Isolated, Cross, Isolated].map((mode) => open(accounts, mode))
    expect([one, two, three]).toEqual([0, 1, 2])
    expect([0, 1, 2].map((account) => accounts.rowCount[account << U8])).toEqual([1, 4, 1])
    expect([0, 1, 2].map((account) => accounts.rowOf(account, 3))).toEqual([0, 4, 5])
    expect(Array.from(accounts.rowAccount.subarray(0, 6))).toEqual([0, 1, 1, 1, 1, 2])
    expect([0, 1, 2, 3, 4, 5].map((row) => accounts.rowBook[row])).toEqual([0, 0, 1, 2, 3, 0])
    expect([accounts.rowTotal, accounts.crossCount]).toEqual([6, 1])
    expect([accounts.crossAccount[0], accounts.crossIndex[1 << U16]]).toEqual([1, 0])
    expect([accounts.traders[2 << U16], accounts.ownerAgent[2 << I32]]).toEqual([3, 77])
    expect(accounts.population[2 << U8]).toBe(Population.RetailLeveraged)
  })

  it('have slots of their own, empty at first', () => {
    const accounts = build()
    open(accounts, Isolated, 3)
    open(accounts, Cross, 4)
    expect([0, 1].map((account) => accounts.slotOffset[account << I32])).toEqual([0, 3])
    expect([0, 1].map((account) => accounts.slotEnd(account))).toEqual([3, 7])
    expect(Array.from(accounts.slotOrder.subarray(0, 7))).toEqual(Array(7).fill(-1))
    expect(Array.from(accounts.slotLots)).toEqual(Array(7).fill(0))
  })

  it('know where their slots end, the last account there is room for as well', () => {
    const accounts = build({ accountCapacity: 2 })
    open(accounts, Isolated, 1)
    open(accounts, Isolated, 2)
    expect(accounts.slotEnd(1)).toBe(3)
  })

  it('end with two of the venue: the insurance fund and the silent one', () => {
    const accounts = build()
    open(accounts, Isolated)
    open(accounts, Cross)
    expect([accounts.isSealed, accounts.accountCount]).toEqual([false, 4])
    accounts.seal()
    expect([accounts.isSealed, accounts.accountCount]).toEqual([true, 4])
    expect([accounts.fundAccount, accounts.silentAccount]).toEqual([2, 3])
    expect([0, 1, 2, 3].map((account) => accounts.isOwn(account))).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(accounts.population[2 << U8]).toBe(Population.Venue)
    expect([accounts.rowCount[3 << U8], accounts.crossCount, accounts.traders[3 << U16]]).toEqual([
      4, 3, 0,
    ])
    expect([accounts.ownerAgent[2 << I32], accounts.ownerAgent[3 << I32]]).toEqual([-1, -2])
    expect(() => open(accounts, Isolated)).toThrow('before the first step')
  })

  it('are as many as there is room for, and no more', () => {
    const full = (change: Partial<AccountShape>, modes: MarginMode[]) => {
      const accounts = build(change)
      for (const mode of modes.slice(1)) open(accounts, mode)
      return () => open(accounts, modes[0]!)
    }
    expect(full({ accountCapacity: 2 }, [Isolated, Isolated])).not.toThrow()
    expect(full({ accountCapacity: 1 }, [Isolated, Isolated])).toThrow('another account')
    expect(full({ rowCapacity: 5 }, [Cross, Isolated])).not.toThrow()
    expect(full({ rowCapacity: 4 }, [Cross, Isolated])).toThrow('another row')
    expect(full({ slotCapacity: 4 }, [Isolated, Isolated])).not.toThrow()
    expect(full({ slotCapacity: 3 }, [Isolated, Isolated])).toThrow('more slots')
    expect(full({ crossCapacity: 2 }, [Cross, Cross])).not.toThrow()
    expect(full({ crossCapacity: 1 }, [Cross, Cross])).toThrow('another cross account')
    expect(() => build({ bookCount: 63 })).not.toThrow()
    expect(() => build({ bookCount: 64 })).toThrow('63 books')
    expect(() => build({ crossCapacity: 0xffff })).not.toThrow()
    expect(() => build({ crossCapacity: 0x10000 })).toThrow('65,535')
  })

  it('name what rests in a slot by book, by whether it only reduces, and by side', () => {
    expect(slotTagOf(3, Side.Sell, true)).toBe(0b1111)
    expect(slotTagOf(3, Side.Buy, false)).toBe(0b1100)
    expect(slotTagOf(0, Side.Sell, false)).toBe(0b0001)
    expect(slotTagOf(1, Side.Buy, true)).toBe(0b0110)
  })
})
