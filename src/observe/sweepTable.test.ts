// What a sweep tells of the runs that are done.
import { describe, expect, test } from 'vitest'
import { plainLink } from '../params/linkState.ts'
import { DEFAULT_MEASURE } from '../params/sweep.ts'
import { cellsCsv, runsCsv } from './sweepCsv.ts'
import { shellCommandOf } from './sweepShell.ts'
import { cellInWords, rangeOfCells, shareOfRange, sweepCells } from './sweepTable.ts'
import type { LinkSweep } from '../params/sweep.ts'
import type { FindRun } from './sweepTable.ts'

const SWEEP: LinkSweep = {
  x: { key: 'maxLeverage', values: [10, 50] },
  y: { key: 'shockSize', values: [-8, -4] },
  seeds: 3,
  measure: 'btcFall',
  scenarioId: 'the-hour',
  seed: 'k',
  hours: 2,
  tradersPerAgent: 100,
}

/** Cell 3 is not done, cell 2 in one seed only, cell 1 without the figure. */
const find: FindRun = ({ cell, seed }) => {
  if (cell === 3 || (cell === 2 && seed !== 'k')) return null
  const nth = seed === 'k' ? 1 : Number(seed.slice(2))
  const measures = { ...(cell === 1 ? {} : { btcFall: -0.1 * cell - 0.01 * nth }), other: nth }
  return { fingerprint: `f${cell}${nth}`, conserved: true, measures }
}

describe('a cell', () => {
  const cells = sweepCells(SWEEP, 'k', find)

  test('shows the median of its seeds and how far they spread', () => {
    expect(cells[0]).toMatchObject({ done: 3, median: -0.02, column: 0, row: 0 })
    expect(cells[0]!.low).toBeCloseTo(-0.028, 12)
    expect(cells[0]!.high).toBeCloseTo(-0.012, 12)
  })

  test('has no figure where the runs have none, and no spread of one seed', () => {
    expect(cells[1]).toMatchObject({ done: 3, median: null, low: null })
    expect(cells[2]).toMatchObject({ done: 1, low: null, high: null, column: 0, row: 1 })
    expect(cells[3]).toMatchObject({ done: 0, median: null })
  })

  test('is named by what it sets', () => {
    expect(cellInWords(SWEEP, 3)).toBe('Max leverage 50x, Shock size -4 %')
  })

  test('lies between the least and the largest of all', () => {
    expect(rangeOfCells(cells)).toEqual([cells[2]!.median, cells[0]!.median])
    expect(rangeOfCells([])).toBeNull()
    expect([0, 5, 10].map((value) => shareOfRange([0, 10], value))).toEqual([0, 0.5, 1])
    expect(shareOfRange([4, 4], 4)).toBe(0.5)
  })
})

describe('as comma-separated values', () => {
  test('a sweep has a line for each cell of which a run is done', () => {
    const lines = cellsCsv(SWEEP, sweepCells(SWEEP, 'k', find))
      .trimEnd()
      .split('\n')
    expect(lines[0]).toBe('maxLeverage,shockSize,runs,btcFall,btcFall.low,btcFall.high')
    expect(lines).toHaveLength(4)
    expect(lines[2]).toBe('50,-8,3,,,')
  })

  test('and a line for each run, its figures by name, the one asked for first', () => {
    const lines = runsCsv(SWEEP, 'k', find).trimEnd().split('\n')
    expect(lines[0]).toBe('maxLeverage,shockSize,seed,fingerprint,btcFall,other')
    expect(lines).toHaveLength(8)
    expect(lines).toContain('50,-8,k-2,f12,,2')
  })
})

describe('the line for the shell', () => {
  const link = plainLink('the-day', 'q')

  test('names what differs and nothing else', () => {
    expect(shellCommandOf(link, { ...SWEEP, measure: DEFAULT_MEASURE, seeds: 1 })).toBe(
      'npm run --silent unwind -- sweep the-hour --hours 2 --seed k ' +
        '--x maxLeverage=10,50 --y shockSize=-8,-4',
    )
    const own = { ...link, settings: { leverageCap: 10, maxLeverage: 20 } }
    expect(shellCommandOf(own, { ...SWEEP, hours: 4, seed: 'unwind', tradersPerAgent: 50 })).toBe(
      'npm run --silent unwind -- sweep the-hour --set leverageCap=10 --set tradersPerAgent=50 ' +
        '--x maxLeverage=10,50 --y shockSize=-8,-4 --seeds 3 --measure btcFall',
    )
  })

  test('quotes what a shell would take apart, and takes a link where something is dated', () => {
    const measure = 'realisedLossUsd.retail, leveraged'
    const words = shellCommandOf(link, { ...SWEEP, y: null, seed: "it's; rm", measure })
    expect(words).toContain(String.raw`--seed 'it'\''s; rm' --x`)
    expect(words).toContain("--measure 'realisedLossUsd.retail, leveraged'")
    const dated = {
      ...plainLink('the-hour', 'q'),
      drops: [{ kind: 'press' as const, step: 60, sizePercent: -3 }],
    }
    expect(shellCommandOf(dated, SWEEP)).toContain(
      "sweep --link '#1.the-hour.k&H=7&Npr@60=170' --x",
    )
  })
})
