// Every liquidation as a row with its account (an engine that closes in slices gives a row a slice), and what the venue's public feed would have shown of it.
// Quote units, price ticks, steps. Binance's feed pushes only the latest order of a symbol within a
// second (Binance API documentation, liquidation order streams). ODD submodel: Observation.
import { U16 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Layout } from './layout.ts'
import type { LiquidationRows } from './shapes.ts'

/** Rows in the order of time; columns grow by doubling. */
export interface Liquidations {
  count: number
  step: Int32Array
  /** Row among the accounts of all venues. */
  account: Int32Array
  venue: Uint8Array
  asset: Uint8Array
  /** Side of the forced order: Sell for a long. */
  side: Uint8Array
  leverage: Float32Array
  traders: Uint16Array
  /** The same account's row before this one, -1 none. */
  previousRow: Int32Array
  priceTicks: Int32Array
  notionalQuote: Float64Array
  /** What the venue's feed showed. */
  reportedQuote: Float64Array
  /** By account: its latest row, -1 none. */
  readonly latestRow: Int32Array
}

/** Venues whose feed shows at most one liquidation a symbol and second. */
const ONE_A_SECOND = ['Binance']

/** Engines that close in slices report each: a trader is counted once for slices this close together. */
const SAME_LIQUIDATION_STEPS = 600

export function createLiquidations(accountCount: number, capacity = 4096): Liquidations {
  return {
    count: 0,
    step: new Int32Array(capacity),
    account: new Int32Array(capacity),
    venue: new Uint8Array(capacity),
    asset: new Uint8Array(capacity),
    side: new Uint8Array(capacity),
    leverage: new Float32Array(capacity),
    traders: new Uint16Array(capacity),
    previousRow: new Int32Array(capacity),
    priceTicks: new Int32Array(capacity),
    notionalQuote: new Float64Array(capacity),
    reportedQuote: new Float64Array(capacity),
    latestRow: new Int32Array(accountCount).fill(-1),
  }
}

/** Whether the feed of a venue of this name thins its liquidations. */
export function feedIsThinned(venueName: string): boolean {
  return ONE_A_SECOND.includes(venueName)
}

/** Appends the liquidations of one venue's step; `place`: of a coin market's. */
export function observeLiquidations(
  rows: Liquidations,
  layout: Layout,
  step: number,
  venue: number,
  thinned: boolean,
  log: EventLog,
  accounts: AccountStatements,
  place: { readonly firstAccount: number; readonly asset: number } | null = null,
): void {
  const { kind } = log
  const firstOfStep = rows.count
  const firstAccount = place === null ? layout.accountOffset[venue] : place.firstAccount
  for (let event = 0; event < log.count; event++) {
    if (kind[event] !== EventKind.Liquidation) continue
    if (rows.count === rows.step.length) grow(rows)
    const row = rows.count++
    const account = log.account[event]
    const traders = accounts.traders[account << U16]
    const notional = log.amountQuote[event]
    rows.step[row] = step
    rows.account[row] = firstAccount + account
    rows.previousRow[row] = rows.latestRow[rows.account[row]]
    rows.latestRow[rows.account[row]] = row
    rows.venue[row] = venue
    rows.asset[row] = place === null ? log.book[event] % layout.assetCount : place.asset
    rows.side[row] = log.side[event]
    rows.leverage[row] = log.note[event]
    rows.traders[row] = traders
    rows.priceTicks[row] = log.priceTicks[event]
    rows.notionalQuote[row] = notional
    rows.reportedQuote[row] = thinned ? notional / traders : notional
    if (thinned) hideEarlier(rows, firstOfStep, row)
  }
}

/** The latest order of a symbol replaces the earlier ones of its second. */
function hideEarlier(rows: Liquidations, firstOfStep: number, latest: number): void {
  const asset = rows.asset[latest]
  for (let row = latest - 1; row >= firstOfStep; row--) {
    if (rows.asset[row] !== asset) continue
    rows.reportedQuote[row] = 0
    return
  }
}

/** Traders who enter liquidation with this row: none when it goes on with one of the last ten minutes. */
export function enteringTraders(rows: Liquidations, row: number): number {
  const before = rows.previousRow[row]
  if (before >= 0 && rows.step[row] - rows.step[before] <= SAME_LIQUIDATION_STEPS) return 0
  return rows.traders[row]
}

/** First row of `step` or later. */
export function firstRowFrom(rows: Liquidations, step: number): number {
  let low = 0
  let high = rows.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows.step[middle] < step) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows of [fromStep, toStep) merged by second, asset, venue and side, in the order of time. */
export function mergedLiquidations(
  rows: Liquidations,
  layout: Layout,
  fromStep: number,
  toStep: number,
): LiquidationRows {
  const from = firstRowFrom(rows, fromStep)
  const to = firstRowFrom(rows, toStep)
  const groupOfRow = new Int32Array(to - from)
  const groupOfKey = new Int32Array(layout.venueCount * layout.assetCount * 2).fill(-1)
  const firstRowOfGroup = new Int32Array(to - from)
  let groups = 0
  for (let row = from; row < to; row++) {
    const key =
      (rows.venue[row] * layout.assetCount + rows.asset[row]) * 2 + (rows.side[row] === 0 ? 0 : 1)
    let group = groupOfKey[key]
    if (group < 0 || rows.step[firstRowOfGroup[group]] !== rows.step[row]) {
      group = groups++
      groupOfKey[key] = group
      firstRowOfGroup[group] = row
    }
    groupOfRow[row - from] = group
  }
  const merged = emptyRows(groups)
  for (let row = from; row < to; row++)
    addToGroup(merged, groupOfRow[row - from], rows, row, layout)
  for (let group = 0; group < groups; group++) {
    const notionalUsd = merged.notionalUsd[group]
    if (notionalUsd === 0) continue
    merged.leverage[group] /= notionalUsd
    merged.priceUsd[group] /= notionalUsd
  }
  return merged
}

function emptyRows(count: number): LiquidationRows {
  return {
    count,
    step: new Float64Array(count),
    asset: new Uint8Array(count),
    venue: new Uint8Array(count),
    side: new Uint8Array(count),
    priceUsd: new Float64Array(count),
    notionalUsd: new Float64Array(count),
    traders: new Float64Array(count),
    leverage: new Float64Array(count),
  }
}

/** Price and leverage are summed times the notional here and divided by it afterwards. */
function addToGroup(
  merged: LiquidationRows,
  group: number,
  rows: Liquidations,
  row: number,
  layout: Layout,
): void {
  const asset = rows.asset[row]
  const notionalUsd = rows.notionalQuote[row] / QUOTE_UNITS_PER_USD
  merged.step[group] = rows.step[row]
  merged.asset[group] = asset
  merged.venue[group] = rows.venue[row]
  merged.side[group] = rows.side[row]
  merged.priceUsd[group] += rows.priceTicks[row] * layout.tickSizeUsd[asset] * notionalUsd
  merged.notionalUsd[group] += notionalUsd
  merged.traders[group] += enteringTraders(rows, row)
  merged.leverage[group] += rows.leverage[row] * notionalUsd
}

function grow(rows: Liquidations): void {
  const capacity = rows.step.length * 2
  const copied = <T extends Int32Array | Uint8Array | Uint16Array | Float32Array | Float64Array>(
    grown: T,
    old: T,
  ): T => {
    grown.set(old)
    return grown
  }
  rows.step = copied(new Int32Array(capacity), rows.step)
  rows.account = copied(new Int32Array(capacity), rows.account)
  rows.venue = copied(new Uint8Array(capacity), rows.venue)
  rows.asset = copied(new Uint8Array(capacity), rows.asset)
  rows.side = copied(new Uint8Array(capacity), rows.side)
  rows.leverage = copied(new Float32Array(capacity), rows.leverage)
  rows.previousRow = copied(new Int32Array(capacity), rows.previousRow)
  rows.traders = copied(new Uint16Array(capacity), rows.traders)
  rows.priceTicks = copied(new Int32Array(capacity), rows.priceTicks)
  rows.notionalQuote = copied(new Float64Array(capacity), rows.notionalQuote)
  rows.reportedQuote = copied(new Float64Array(capacity), rows.reportedQuote)
}
