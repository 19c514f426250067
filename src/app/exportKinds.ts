// The files that can be taken away; exportFiles.ts makes them when asked.
export const EXPORTS = [
  {
    kind: 'series',
    title: 'Minute series, CSV',
    note: 'prices, open interest, volume, spread, depth',
  },
  { kind: 'liquidations', title: 'Liquidations, CSV', note: 'by second, coin, venue and side' },
  {
    kind: 'scenario',
    title: 'Scenario, JSON',
    note: 'everything that decides the run, and its result',
  },
] as const

export type ExportKind = (typeof EXPORTS)[number]['kind']
