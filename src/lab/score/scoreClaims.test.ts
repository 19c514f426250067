import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../observe/claims.ts'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { pretendFigures } from '../../testing/pretendRuns.ts'
import { scoreClaims, type ScoredSeed } from './scoreClaims.ts'

const SPEC = resolveRun(findScenario('the-day')!)

/** A seed for each figure of a measure; null gives none. */
function seedsWith(measure: string, values: readonly (number | null)[]): ScoredSeed[] {
  return values.map((value) => ({
    run: pretendFigures(SPEC, value === null ? {} : { [measure]: value }),
    twins: {},
  }))
}

function claimOf(id: string, seeds: readonly ScoredSeed[]) {
  return scoreClaims(seeds).find((claim) => claim.id === id)!
}

/** C01 has the band 1.2B to 1.6B, and the wider band 1.0B to 1.8B. */
const DOLLARS = 'liquidatedWorst24hUsd'
const fill = (count: number, value: number) => Array.from({ length: count }, () => value)

describe('a claim over many seeds', () => {
  test('is within when its median is, and four seeds of five lie in the wider band', () => {
    const claim = claimOf('C01', seedsWith(DOLLARS, [...fill(4, 9e9), ...fill(16, 1.3e9)]))
    expect(claim.verdict).toBe('within')
    expect(claim.parts[0]).toMatchObject({ withinSeeds: 16, withinWiderSeeds: 16, seeds: 20 })
  })

  test('is near when its median is within but the seeds are scattered', () => {
    const claim = claimOf('C01', seedsWith(DOLLARS, [...fill(5, 9e9), ...fill(15, 1.3e9)]))
    expect(claim.verdict).toBe('near')
    expect(claim.parts[0]!.note).toContain('only 15 of 20 seeds')
  })

  test('is near in the wider band and off beyond it', () => {
    expect(claimOf('C01', seedsWith(DOLLARS, fill(3, 1.7e9))).verdict).toBe('near')
    expect(claimOf('C01', seedsWith(DOLLARS, fill(3, 1.9e9))).verdict).toBe('off')
  })

  test('counts a seed without a figure as outside', () => {
    const claim = claimOf('C01', seedsWith(DOLLARS, [null, null, 1.3e9]))
    expect(claim.parts[0]).toMatchObject({ seeds: 3, figures: 1, withinWiderSeeds: 1 })
    expect(claim.verdict).toBe('near')
  })

  test('is off when no seed gave a figure at all', () => {
    expect(claimOf('C01', seedsWith(DOLLARS, [null, null])).verdict).toBe('off')
  })

  test('tells its quantiles', () => {
    const seeds = seedsWith(
      DOLLARS,
      Array.from({ length: 11 }, (_, n) => 1e9 + n * 1e8),
    )
    expect(claimOf('C01', seeds).parts[0]!.spread).toEqual({
      median: 1.5e9,
      q10: 1.1e9,
      q25: 1.25e9,
      q75: 1.75e9,
      q90: 1.9e9,
    })
  })
})

describe('a claim that needs twins', () => {
  const within = { shareEnteredAbove20x: 0.7 }
  const plain = { run: pretendFigures(SPEC, within), twins: {} }
  const twinned = {
    run: pretendFigures(SPEC, within),
    twins: { amplificationOver20xTwin: 1.8 },
  }

  test('stays open without them, however good the rest is', () => {
    expect(claimOf('C05', [plain]).verdict).toBe('open')
    expect(claimOf('C05', [plain]).parts[1]!.note).toBe('needs same-seed twin runs')
  })

  test('is judged by the seeds that have them', () => {
    const claim = claimOf('C05', [twinned, plain, plain])
    expect(claim.verdict).toBe('within')
    expect(claim.parts.map(({ seeds }) => seeds)).toEqual([3, 1])
  })

  test('is off when its other part is', () => {
    const off = { run: pretendFigures(SPEC, { shareEnteredAbove20x: 0.1 }), twins: {} }
    expect(claimOf('C05', [off]).verdict).toBe('off')
  })
})

describe('a score', () => {
  test('leaves open what the runs are too short for, and what the market lacks', () => {
    const short = resolveRun(findScenario('the-day')!, { hours: 30 })
    const run = { ...pretendFigures(short, { [DOLLARS]: 1.3e9 }), notModelled: ['C07'] }
    const claims = scoreClaims([{ run, twins: {} }])
    expect(claims.find(({ id }) => id === 'C01')!.parts[0]!.note).toContain('24 h it needs')
    expect(claims.find(({ id }) => id === 'C07')!.parts[0]!.note).toContain('nothing of the kind')
    expect(claims.every(({ verdict }) => verdict !== 'within')).toBe(true)
  })

  test('has every claim of the article in order', () => {
    expect(scoreClaims([]).map(({ id }) => id)).toEqual(CLAIMS.map(({ id }) => id))
    expect(scoreClaims([]).every(({ verdict }) => verdict === 'open')).toBe(true)
  })
})
