// The files that can be taken away; exportFiles.ts makes them when asked.
export const EXPORTS = [
  {
    kind: 'series.csv',
    title: 'Minute series, CSV',
    note: 'prices, open interest, volume, spread, depth, funding, mood',
  },
  {
    kind: 'liquidations.csv',
    title: 'Liquidations, CSV',
    note: 'by second, coin, venue and side',
  },
  {
    kind: 'events.csv',
    title: 'Events, CSV',
    note: 'news, takeovers, deleveraging, limits, your changes',
  },
  {
    kind: 'series.parquet',
    title: 'Minute series, Parquet',
    note: 'the same columns, for pandas, R, DuckDB',
  },
  { kind: 'liquidations.parquet', title: 'Liquidations, Parquet', note: 'the same columns' },
  { kind: 'events.parquet', title: 'Events, Parquet', note: 'the same columns' },
  {
    kind: 'scenario.json',
    title: 'Scenario, JSON',
    note: 'everything that decides the run, and its result; the shell runs it again',
  },
] as const

export type ExportKind = (typeof EXPORTS)[number]['kind']
