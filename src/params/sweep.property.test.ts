// Laws of a sweep: every run once, rough before fine, the same runs however the page got there, and a
// link that carries it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastStepOf, valueAt } from './grid.ts'
import { HOURS, MOST_AXIS_VALUES, MOST_SEEDS } from './limits.ts'
import { decodeLink, encodeLink } from './link.ts'
import { plainLine, SEED_LENGTH } from './plainText.ts'
import { resolveLink } from './resolve.ts'
import { SCENARIOS } from './scenarios.ts'
import { axisInWords, axisValues, coarseToFine, levelsOf, readAxis } from './sweep.ts'
import { baseOfSweep, linkOfRun, specOfRun, sweepRuns } from './sweepRuns.ts'
import { PARAMETERS } from './table.ts'
import type { LinkState } from './linkState.ts'
import type { ParameterRow } from './parameter.ts'
import type { LinkSweep, SweepAxis } from './sweep.ts'
import type { ParameterKey } from './table.ts'

const rows: readonly ParameterRow[] = PARAMETERS
const live = rows.filter((row) => row.when === 'live')

function axisOf(row: ParameterRow): fc.Arbitrary<SweepAxis> {
  return fc
    .array(fc.nat({ max: lastStepOf(row) }), { minLength: 1, maxLength: MOST_AXIS_VALUES })
    .map((steps) => ({
      key: row.key as ParameterKey,
      values: axisValues(
        row,
        steps.map((step) => valueAt(row, step)),
      ),
    }))
}

const anySeed = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => plainLine(text, SEED_LENGTH))
  .filter((seed) => seed !== '')

const anySweep: fc.Arbitrary<LinkSweep> = fc
  .shuffledSubarray([...rows], { minLength: 2, maxLength: 2 })
  .chain(([x, y]) =>
    fc.record({
      x: axisOf(x!),
      y: fc.option(axisOf(y!)),
      seeds: fc.integer({ min: 1, max: MOST_SEEDS }),
      measure: fc.constantFrom(
        'btcFall',
        'liquidatedWorst24hUsd',
        'realisedLossUsd.retail, leveraged',
      ),
      scenarioId: fc.constantFrom(...SCENARIOS.map(({ id }) => id)),
      seed: anySeed,
      hours: fc.nat({ max: 40 }).map((k) => valueAt(HOURS, k)),
      tradersPerAgent: fc.constantFrom(1, 10, 100),
    }),
  )

const anyLink: fc.Arbitrary<LinkState> = fc
  .record({
    scenarioId: fc.constantFrom(...SCENARIOS.map(({ id }) => id)),
    seed: anySeed,
    settings: fc.dictionary(fc.constantFrom(...rows.map(({ key }) => key)), fc.constant(0), {
      maxKeys: 5,
    }),
    changes: fc.array(
      fc.record({
        step: fc.nat({ max: 14_000 }),
        key: fc.constantFrom(...live.map(({ key }) => key as ParameterKey)),
        value: fc.constant(0),
      }),
      { maxLength: 5 },
    ),
  })
  .map((link) => {
    const onGrid = (key: string) =>
      valueAt(
        rows.find((row) => row.key === key)!,
        1,
      )
    return {
      ...link,
      settings: Object.fromEntries(Object.keys(link.settings).map((key) => [key, onGrid(key)])),
      changes: link.changes.map((change) => ({ ...change, value: onGrid(change.key) })),
      drops: [],
    }
  })

describe('the order of the cells', () => {
  const size = fc.integer({ min: 1, max: MOST_AXIS_VALUES })

  test('has every cell once', () => {
    fc.assert(
      fc.property(size, size, (columns, rowCount) => {
        const order = coarseToFine(columns, rowCount)
        expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, index) => index))
      }),
    )
  })

  test('halves the gaps of a line from pass to pass, none of them more than another', () => {
    fc.assert(
      fc.property(size, (count) => {
        const levels = levelsOf(count)
        for (let level = 0; level <= Math.max(...levels); level++) {
          const places = levels.flatMap((of, place) => (of <= level ? [place] : []))
          const gaps = places.slice(1).map((place, index) => place - places[index]!)
          if (gaps.length === 0) continue
          expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil((count - 1) / 2 ** level))
        }
      }),
    )
  })

  test('goes over the whole grid with one seed before it begins with the next', () => {
    fc.assert(
      fc.property(anySweep, (all) => {
        const sweep = { ...all, seeds: Math.min(all.seeds, 4) }
        const runs = sweepRuns(sweep, 'k7Qp2')
        const cells = runs.length / sweep.seeds
        expect(new Set(runs.map(({ cell, seed }) => `${cell} ${seed}`)).size).toBe(runs.length)
        for (const [index, { seed }] of runs.entries()) {
          const nth = Math.floor(index / cells)
          expect(seed).toBe(nth === 0 ? 'k7Qp2' : `k7Qp2-${nth + 1}`)
        }
      }),
    )
  })
})

describe('an experiment of the page', () => {
  test('comes back from the address exactly as it went', () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const link = { scenarioId: 'the-day', seed: 'x', settings: {}, changes: [], drops: [] }
        const text = encodeLink({ ...link, sweep })
        const { state, notices } = decodeLink(text)
        expect(notices).toEqual([])
        expect(state.sweep).toEqual(sweep)
        expect(text).toMatch(/^#[A-Za-z0-9._=&@%-]+$/)
      }),
      { numRuns: 300 },
    )
  })

  test('asks for the same runs after one of them was opened', () => {
    fc.assert(
      fc.property(anyLink, anySweep, fc.nat(), (link, sweep, number) => {
        const one = { ...sweep, seeds: 1 }
        const runs = sweepRuns(one, sweep.seed)
        const opened = linkOfRun(link, one, runs[number % runs.length]!)
        expect(baseOfSweep(opened, one)).toEqual(baseOfSweep(link, one))
      }),
      { numRuns: 300 },
    )
  })

  test('opens from a cell what the sweep ran there', () => {
    fc.assert(
      fc.property(anyLink, anySweep, fc.nat(), (link, sweep, number) => {
        const one = { ...sweep, seeds: 1 }
        const runs = sweepRuns(one, sweep.seed)
        const run = runs[number % runs.length]!
        const base = resolveLink(baseOfSweep(link, one))
        expect(resolveLink(linkOfRun(link, one, run))).toEqual(specOfRun(base, one, run))
      }),
      { numRuns: 300 },
    )
  })
})

test('an axis comes back from the words of the shell', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rows).chain(axisOf), (axis) => {
      expect(readAxis(axisInWords(axis))).toEqual({ ok: true, axis, notices: [] })
    }),
  )
})
