// Compares all that can be read of a clearing and its slow twin: pots, wallets, rows, liquidation prices,
// cross margin. Money to the unit; margins, which are fractions, to a hundredth of a quote unit.
import { F64, I32 } from '../base/shifts.ts'
import { Pot } from '../exchange/clearing/ledger.ts'
import { Side } from '../market/units.ts'
import { ASSETS } from './clearingSides.ts'
import type { ClearingSides } from './clearingSides.ts'
import type { SlowAccount, SlowRow } from './slowClearing.ts'

/** A sentence when the two disagree, else undefined. */
export function disagreement(sides: ClearingSides): string | undefined {
  return comparePots(sides) ?? compareAccounts(sides) ?? compareCross(sides)
}

function comparePots(sides: ClearingSides): string | undefined {
  const { ledger, positions, slow } = sides
  const entries = slow.accounts
    .flatMap(({ rows }) => [...rows.values()])
    .reduce((sum, row) => sum + row.entry, 0n)
  return (
    difference('pots', [...ledger.potQuote], [slow.house, slow.fees, slow.broughtIn].map(Number)) ??
    difference('the sum of all money', [ledger.totalQuote(), Number(slow.total())], [0, 0]) ??
    difference('the house and the entries', ledger.potQuote[Pot.House]! + Number(entries), 0) ??
    difference(
      'open interest',
      [...positions.openInterestLots.subarray(ASSETS)],
      [ASSETS, ASSETS + 1].map((book) => slow.openInterest(book)),
    ) ??
    difference('equity of the fund', sides.fund.equityQuote(), Number(slow.equity(slow.fund)))
  )
}

function compareAccounts(sides: ClearingSides): string | undefined {
  const { accounts, slow } = sides
  for (const twin of slow.accounts) {
    const { number } = twin
    const money = [accounts.walletQuote[number << F64], accounts.purseQuote[number << F64]]
    const wrong = difference(`money of ${number}`, money, [twin.wallet, twin.purse].map(Number))
    if (wrong !== undefined) return wrong
    for (const row of twin.rows.values()) {
      const wrongRow = compareRow(sides, twin, row)
      if (wrongRow !== undefined) return `row of ${number} in ${row.book}: ${wrongRow}`
    }
  }
  return undefined
}

function compareRow(sides: ClearingSides, twin: SlowAccount, row: SlowRow): string | undefined {
  const { accounts, positions, slow } = sides
  const at = accounts.rowOf(twin.number, row.book)
  const fast = [
    accounts.rowLots[at << F64],
    accounts.rowEntryQuote[at << F64],
    accounts.rowMarginQuote[at << F64],
  ]
  const triggers = [accounts.rowStopTicks[at << I32], accounts.rowTakeTicks[at << I32]]
  const wrong =
    difference('position', fast, [row.lots, Number(row.entry), Number(row.margin)]) ??
    difference('triggers', triggers, [row.stopTicks, row.takeTicks]) ??
    difference('unrealised', positions.unrealisedQuote(at), Number(slow.unrealised(row)))
  if (wrong !== undefined || twin.cross || twin.inLiquidation) return wrong
  const { ticks, exact } = slow.liquidationTicks(twin, row)
  const ours = accounts.rowLiquidationTicks[at << I32]!
  // Equity meets maintenance at a whole tick: the quotient may come out a hair to either side.
  if (ours !== ticks && !(exact && Math.abs(ours - ticks) === 1)) {
    return `liquidated at ${ours}, not at ${ticks}`
  }
  return difference('linked', positions.liquidationIndex.isLinked(at), ours !== 0)
}

function compareCross(sides: ClearingSides): string | undefined {
  const { cross, slow, step } = sides
  for (const twin of slow.accounts) {
    if (!twin.cross || twin.own) continue
    const { number } = twin
    const equity = Number(slow.equity(twin))
    const maintenance = slow.crossMaintenance(twin)
    const free = freeOf(sides, number)
    const least = cross.leastFree(number)
    if (least > free + 0.01) return `free collateral of ${number}: ${free}, not ${least} at least`
    if (least > 0) sides.count('free collateral known without a sum')
    const covered = equity >= maintenance
    if (!covered) sides.count('cross account below maintenance')
    const wrong =
      difference(`equity of ${number}`, cross.equityQuote(number), equity) ??
      near(`maintenance of ${number}`, cross.maintenanceQuote(number), maintenance) ??
      difference(`whether ${number} is covered`, cross.isCovered(number), covered) ??
      // Now and then: with the sum the bound is new as well.
      ((step + number) % 5 === 0 ? compareFree(sides, number, free) : undefined)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function compareFree(sides: ClearingSides, number: number, free: number): string | undefined {
  const { cross, slow } = sides
  const cash = Number(slow.accounts[number]!.wallet) - (sides.reserved.get(number) ?? 0)
  return (
    near(`free collateral of ${number}`, cross.freeQuote(number), free) ??
    near(`free cash of ${number}`, cross.freeCashQuote(number), Math.min(free, cash))
  )
}

/** Free collateral of a cross account, as the twin sums it up. */
export function freeOf(sides: ClearingSides, number: number): number {
  let free = Number(sides.slow.equity(sides.slow.accounts[number]!))
  free -= sides.reserved.get(number) ?? 0
  for (let book = ASSETS; book < 2 * ASSETS; book++) {
    free -= sides.required(number, book, Side.Buy, 0)
  }
  return free
}

export function difference(what: string, fast: unknown, slow: unknown): string | undefined {
  const [fastText, slowText] = [JSON.stringify(fast), JSON.stringify(slow)]
  return fastText === slowText ? undefined : `${what}: fast ${fastText}, slow ${slowText}`
}

/** Margins are fractions of quote units: sums in another order differ by less than a hundredth. */
export function near(what: string, fast: number, slow: number): string | undefined {
  return Math.abs(fast - slow) < 0.01 ? undefined : `${what}: fast ${fast}, slow ${slow}`
}
