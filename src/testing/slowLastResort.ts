// What the slow twin of clearing does when the fund cannot bear its positions: auto-deleveraging and
// socialised loss, as docs/odd.md tells them. Lots, quote units.
import { least, nearestShare } from './slowClearing.ts'
import type { SlowAccount, SlowClearing, SlowRow } from './slowClearing.ts'

/** Who closes against the fund: in profit, on the other side, never into debt; the most profitable
 * and most leveraged first, or all in proportion to size. Returns who closes how many lots. */
export function deleverage(
  slow: SlowClearing,
  book: number,
  lots: number,
  proRata: boolean,
): { account: number; lots: number }[] {
  const fundRow = slow.row(slow.fund, book)
  const price = Number(fundRow.entry) / (fundRow.lots * slow.unitQuote[book]!)
  const candidates = opposing(slow, book, lots).filter(
    ({ row, equity }) => slow.unrealised(row) > 0n && !isDebtAt(slow, row, equity, price),
  )
  const wanted = Math.abs(lots)
  if (proRata) return inProportion(wanted, candidates)
  const first = candidates.toSorted((a, b) => b.score - a.score || a.number - b.number)
  let missing = wanted
  const closed = first.map(({ account, size }) => {
    const part = Math.min(size, missing)
    missing -= part
    return { account: account.number, lots: part }
  })
  return closed.filter((part) => part.lots > 0)
}

function opposing(slow: SlowClearing, book: number, lots: number) {
  return slow
    .positions(book)
    .filter(
      ({ account, row }) => !account.own && !account.inLiquidation && row.lots > 0 !== lots > 0,
    )
    .map(({ account, row }) => {
      const profit = slow.unrealised(row)
      const equity = account.cross ? slow.equity(account) : row.margin + profit
      const notional = slow.notionalAt(book, row.lots, slow.marks[book]!)
      const leverage = equity > 0n ? notional / Number(equity) : notional
      const score = (Number(profit) / Math.abs(Number(row.entry))) * leverage
      return { account, row, equity, score, size: Math.abs(row.lots), number: account.number }
    })
}

function isDebtAt(slow: SlowClearing, row: SlowRow, equity: bigint, price: number): boolean {
  const atMark = slow.notionalAt(row.book, row.lots, slow.marks[row.book]!)
  const atPrice = slow.notionalAt(row.book, row.lots, price)
  const change = row.lots > 0 ? atPrice - atMark : atMark - atPrice
  return Number(equity) + change < 0
}

/** The fund's lots close at the fund's own entry against the others' positions. */
export function closeAgainstFund(
  slow: SlowClearing,
  book: number,
  account: SlowAccount,
  lots: number,
): void {
  const fundRow = slow.row(slow.fund, book)
  const whole = lots === Math.abs(fundRow.lots)
  const notional = whole ? fundRow.entry : nearestShare(fundRow.entry, lots, Math.abs(fundRow.lots))
  const signed = fundRow.lots > 0 ? lots : -lots
  slow.trade(slow.fund, book, -signed, -notional)
  slow.trade(account, book, signed, notional)
  slow.refresh(account, slow.row(account, book))
}

/** A loss is taken from open profits, each in proportion to its own. Returns what was found. */
export function socialise(slow: SlowClearing, loss: bigint): bigint {
  const profits = slow.accounts
    .filter((account) => !account.own && !account.inLiquidation)
    .flatMap((account) =>
      [...account.rows.values()]
        .toSorted((a, b) => a.book - b.book)
        .map((row) => ({ account, row, profit: slow.unrealised(row) })),
    )
    .filter(({ row, profit }) => row.lots !== 0 && profit > 0n)
  const total = profits.reduce((sum, { profit }) => sum + profit, 0n)
  const wanted = least(loss, total)
  let before = 0n
  let taken = 0n
  for (const { account, row, profit } of profits) {
    before += profit
    const upTo =
      before === total
        ? wanted
        : BigInt(Math.floor(Number(wanted) * (Number(before) / Number(total))))
    const part = least(upTo - taken, profit)
    taken += part
    row.entry += part
    slow.house -= part
    slow.fund.wallet += part
    slow.refresh(account, row)
  }
  return taken
}

/** Cumulated shares rounded down, the last one the rest, so that the parts add up to the whole. */
function inProportion(
  wanted: number,
  candidates: readonly { account: SlowAccount; size: number }[],
): { account: number; lots: number }[] {
  const available = candidates.reduce((sum, { size }) => sum + size, 0)
  if (available <= wanted)
    return candidates.map(({ account, size }) => ({ account: account.number, lots: size }))
  let before = 0
  let found = 0
  return candidates.map(({ account, size }, index) => {
    before += size
    const upTo =
      index === candidates.length - 1 ? wanted : Math.floor(wanted * (before / available))
    const part = Math.min(upTo - found, size)
    found += part
    return { account: account.number, lots: part }
  })
}
