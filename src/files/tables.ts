// What a run leaves as files: series by the minute, liquidations, events. One table each, a column after
// the other, units in the names. The page and the shell write the same tables, as CSV or Parquet.
import { orderInWords } from '../params/orderWords.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { VisitorOrder } from '../params/visitorOrder.ts'
import type { DatedChange } from '../params/scenario.ts'

/** What is no number (NaN, infinite) in a column of numbers is written as nothing. */
export type Column =
  | { readonly name: string; readonly kind: 'whole' | 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly string[] }

export interface Table {
  readonly name: 'series' | 'liquidations' | 'events'
  readonly rowCount: number
  readonly columns: readonly Column[]
}

/** Columns by name: a value a minute, or one an asset and minute with the assets side by side. */
export type SeriesColumns = Readonly<Record<string, Float64Array>>

export interface LiquidationColumns {
  readonly count: number
  readonly step: ArrayLike<number>
  readonly asset: ArrayLike<number>
  readonly venue: ArrayLike<number>
  /** 0: a short was bought back, 1: a long was sold. */
  readonly side: ArrayLike<number>
  readonly priceUsd: ArrayLike<number>
  readonly notionalUsd: ArrayLike<number>
  readonly traders: ArrayLike<number>
  readonly leverage: ArrayLike<number>
}

export interface EventRow {
  readonly step: number
  readonly kind: string
  /** -1: none. */
  readonly venue: number
  readonly asset: number
  readonly side: 0 | 1
  readonly usd: number
  readonly count: number
  readonly value: number
  readonly title: string
}

/** What the numbers in the columns asset and venue stand for. */
export interface Names {
  readonly assetSymbols: readonly string[]
  readonly venueNames: readonly string[]
}

/** Everything that was observed of a run up to a step. */
export interface RunTables extends Names {
  readonly step: number
  readonly series: SeriesColumns
  readonly liquidations: LiquidationColumns
  readonly events: readonly EventRow[]
  readonly changes: readonly DatedChange[]
  /** A visitor's. */
  readonly orders?: readonly VisitorOrder[] | undefined
}

export function tablesOf(run: RunTables): Table[] {
  const isDone = ({ step }: { readonly step: number }) => step < run.step
  return [
    seriesTable(run.series, run.assetSymbols),
    liquidationTable(run.liquidations, run),
    eventTable(run.events, run.changes.filter(isDone), run, (run.orders ?? []).filter(isDone)),
  ]
}

// --- series

/** Names whose units do not stand in them. By asset: # is the symbol. */
const SERIES_NAMES: Readonly<Record<string, string>> = {
  step: 'step_s',
  price: 'price_#_usd',
  low: 'low_#_usd',
  high: 'high_#_usd',
  liquidatedTraders: 'liquidated_traders_count',
  liquidatedTradersDay: 'liquidated_traders_24h_count',
  fundingRate: 'funding_rate_per_8h',
  sentiment: 'sentiment_index',
}

const WHOLE_SERIES = ['step', 'liquidatedTraders', 'liquidatedTradersDay']

export function seriesTable(series: SeriesColumns, symbols: readonly string[]): Table {
  const { step, ...others } = series
  const rowCount = step!.length
  const columns: Column[] = []
  for (const [key, values] of Object.entries({ step: step!, ...others })) {
    const name = SERIES_NAMES[key] ?? snakeCase(key)
    const kind = WHOLE_SERIES.includes(key) ? 'whole' : 'number'
    if (!name.includes('#')) columns.push({ name, kind, values })
    else columns.push(...byAsset(name, values, symbols, rowCount))
  }
  return { name: 'series', rowCount, columns }
}

function byAsset(
  name: string,
  values: Float64Array,
  symbols: readonly string[],
  rowCount: number,
): Column[] {
  return symbols.map((symbol, asset) => ({
    name: name.replace('#', symbol.toLowerCase()),
    kind: 'number',
    values: Float64Array.from(
      { length: rowCount },
      (_, row) => values[row * symbols.length + asset]!,
    ),
  }))
}

/** bids1PercentUsd is bids_1_percent_usd. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
}

// --- liquidations

export function liquidationTable(rows: LiquidationColumns, names: Names): Table {
  const { count: rowCount } = rows
  const numbers = (name: string, kind: 'whole' | 'number', from: ArrayLike<number>): Column => ({
    name,
    kind,
    values: Float64Array.from({ length: rowCount }, (_, row) => from[row]!),
  })
  const words = (name: string, wordOf: (row: number) => string): Column => ({
    name,
    kind: 'text',
    values: Array.from({ length: rowCount }, (_, row) => wordOf(row)),
  })
  return {
    name: 'liquidations',
    rowCount,
    columns: [
      numbers('step_s', 'whole', rows.step),
      words('asset', (row) => names.assetSymbols[rows.asset[row]!]!),
      words('venue', (row) => names.venueNames[rows.venue[row]!]!),
      words('side', (row) => (rows.side[row] === 1 ? 'long' : 'short')),
      numbers('mark_price_usd', 'number', rows.priceUsd),
      numbers('notional_usd', 'number', rows.notionalUsd),
      numbers('traders_count', 'whole', rows.traders),
      numbers('entry_leverage_x', 'number', rows.leverage),
    ],
  }
}

// --- events

/** What the numbers in the value column mean. */
const VALUE_UNITS: Readonly<Record<string, string>> = {
  news: 'fraction of value',
  limit: 'x leverage',
  breaker: '1 on 0 off',
}

type EventLine = readonly [
  step: number,
  kind: string,
  venue: string,
  asset: string,
  side: string,
  usd: number,
  count: number,
  value: number,
  valueUnit: string,
  title: string,
]

const EVENT_COLUMNS = [
  ['step_s', 'whole'],
  ['kind', 'text'],
  ['venue', 'text'],
  ['asset', 'text'],
  ['side', 'text'],
  ['amount_usd', 'number'],
  ['count', 'whole'],
  ['value', 'number'],
  ['value_unit', 'text'],
  ['title', 'text'],
] as const

/** What happened in the market, and what a visitor changed, in order. */
export function eventTable(
  events: readonly EventRow[],
  changes: readonly DatedChange[],
  names: Names,
  orders: readonly VisitorOrder[] = [],
): Table {
  const lines = [
    ...changes.map(changeLine),
    ...orders.map((order) => orderLine(order, names)),
    ...events.map((event) => eventLine(event, names)),
  ]
  lines.sort((a, b) => a[0] - b[0])
  const columns = EVENT_COLUMNS.map(([name, kind], index): Column => {
    const cells = lines.map((line) => line[index])
    return kind === 'text'
      ? { name, kind, values: cells as string[] }
      : { name, kind, values: Float64Array.from(cells as number[]) }
  })
  return { name: 'events', rowCount: lines.length, columns }
}

function changeLine({ step, key, value }: DatedChange): EventLine {
  const { unit, label } = rowOf(key)
  return [step, 'change', '', '', '', NaN, NaN, value, unit, label]
}

function orderLine(order: VisitorOrder, names: Names): EventLine {
  const venue = names.venueNames[order.venue] ?? ''
  return [order.step, 'order', venue, '', '', NaN, NaN, NaN, '', orderInWords(order)]
}

function eventLine(event: EventRow, names: Names): EventLine {
  const { step, kind, usd, count, title } = event
  const venue = names.venueNames[event.venue] ?? ''
  const asset = names.assetSymbols[event.asset] ?? ''
  const side = asset === '' ? '' : event.side === 1 ? 'sell' : 'buy'
  const unit = VALUE_UNITS[kind]
  return [
    step,
    kind,
    venue,
    asset,
    side,
    usd,
    count,
    unit === undefined ? NaN : event.value,
    unit ?? '',
    title,
  ]
}
