import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../observe/claims.ts'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { pretendFigures } from '../../testing/pretendRuns.ts'
import { distanceOf, momentsFor, momentValues, MOST_DISTANCE, objectiveOf } from './moments.ts'

const SPEC = resolveRun(findScenario('the-day')!)
const moments = momentsFor(72)
const momentOf = (measure: string) => moments.find((moment) => moment.measure === measure)!

describe('the distance of a figure from its band', () => {
  test.each([
    // 1.2B to 1.6B: half of its width is 0.2B.
    ['liquidatedWorst24hUsd', 1.2e9, 0],
    ['liquidatedWorst24hUsd', 1.7e9, 0.5],
    ['liquidatedWorst24hUsd', 1.0e9, 1],
    ['liquidatedWorst24hUsd', 0, MOST_DISTANCE],
    // A share of 0.8 to 1.
    ['namedVenuesShareOfLiquidated', 0.75, 0.5],
    // At least 3, no other end: half of 3.
    ['spreadWorstHourOverCalm', 1.5, 1],
    // Above 0: a miss is a miss.
    ['stablecoinInflowUsd', -5, 1],
    // Shares of real days: between the quantiles.
    ['studyDrawdown', -0.07, 0],
  ])('%s at %d is %d', (measure, value, distance) => {
    expect(distanceOf(value, momentOf(measure))).toBeCloseTo(distance, 9)
  })

  test('is the most there is where nothing was measured', () => {
    expect(distanceOf(null, momentOf('regained12h'))).toBe(MOST_DISTANCE)
  })
})

describe('the objective', () => {
  test('weighs every claim alike, whatever its parts, and real days together as one', () => {
    const weights = new Map<string, number>()
    for (const { id, weight } of moments) weights.set(id, (weights.get(id) ?? 0) + weight)
    for (const weight of weights.values()) expect(weight).toBeCloseTo(1, 9)
    // All but C22, which only twins answer.
    expect([...weights.keys()]).toHaveLength(CLAIMS.length - 1 + 1)
  })

  test('leaves out what the runs are too short for, and what was given no weight', () => {
    expect(momentsFor(24).some(({ measure }) => measure === 'regained12h')).toBe(false)
    expect(momentsFor(72, new Map([['C14', 0]])).some(({ id }) => id === 'C14')).toBe(false)
  })

  test('counts seeds beyond the wider band although the median is right', () => {
    const only = moments.filter(({ id }) => id === 'C01')
    const of = (...dollars: number[]) => {
      const runs = dollars.map((usd) => pretendFigures(SPEC, { liquidatedWorst24hUsd: usd }))
      return objectiveOf(only, momentValues(only, runs))
    }
    expect(of(1.3e9, 1.4e9, 1.5e9)).toBe(0)
    // 0.2B beyond the wider band: a distance of 1 more, squared, in one seed of three.
    expect(of(1.3e9, 1.4e9, 2.0e9)).toBeCloseTo(0.25 / 3, 9)
    expect(of(1.7e9, 1.7e9, 1.7e9)).toBeCloseTo(0.25, 9)
  })
})
