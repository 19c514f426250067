// Whatever the text in a table, a reader of the file gets it back, and no spreadsheet runs it.
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../observe/csvText.ts'
import { csvOf } from './csv.ts'
import { parquetOf } from './parquet.ts'
import { eventTable } from './tables.ts'
import type { EventRow } from './tables.ts'

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('=1+1', '@SUM(A1)', '-2', '+3', "'+", 'a,"b"\n'),
)
const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constant(NaN))
const names = { assetSymbols: ['BTC'], venueNames: ['Binance'] }

const anyEvent: fc.Arbitrary<EventRow> = fc.record({
  step: fc.nat({ max: 345_600 }),
  kind: fc.constantFrom('news', 'limit', 'takeover'),
  venue: fc.constantFrom(-1, 0),
  asset: fc.constantFrom(-1, 0),
  side: fc.constantFrom(0, 1),
  usd: anyNumber,
  count: fc.nat(1_000_000),
  value: anyNumber,
  title: anyText,
})

/** A plain reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/g)]
  const rows: string[][] = [[]]
  for (const [, quotedText, plain, end] of cells) {
    rows.at(-1)!.push(quotedText?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('a table', () => {
  test('comes back from its CSV, and no cell begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        const table = eventTable(events, [], names)
        const [header, ...rows] = readCsv([...csvOf(table)].join(''))
        expect(header).toEqual(table.columns.map(({ name }) => name))
        expect(rows).toHaveLength(events.length)
        for (const [row, cells] of rows.entries()) {
          const title = table.columns.at(-1)!.values[row] as string
          expect(cells.at(-1)!.replace(/^'/, '')).toBe(title)
          expect(cells.at(-1)).not.toMatch(/^[=+\-@\t]/)
        }
      }),
    )
  })

  test('comes back from its Parquet, unknown numbers as null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 12 }), async (events) => {
        const table = eventTable(events, [], names)
        const rows = await parquetReadObjects({ file: await parquetOf(table, { seed: 'x' }) })
        expect(rows).toHaveLength(events.length)
        for (const [index, row] of rows.entries()) {
          for (const { name, kind, values } of table.columns) {
            const value = values[index]
            const isKnown = kind === 'text' || Number.isFinite(value)
            expect(row[name]).toBe(isKnown ? value : null)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('hides what binary fractions add', () => {
    expect(csvLine([125.00000000000001, 0.1 + 0.2, Infinity, NaN])).toBe('125,0.3,,\n')
  })
})
