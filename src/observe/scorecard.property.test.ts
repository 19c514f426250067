// Laws of verdicts: monotone, never a guess, stretched by half on each side.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClaimPart, widerBand } from './claim.ts'
import { CLAIMS } from './claims.ts'
import { judge, type Progress, scorecard, verdictOn } from './scorecard.ts'

const RANK = { within: 0, near: 1, off: 2, pending: 3, 'not-modelled': 4 }
const parts = CLAIMS.flatMap((claim) => claim.parts)
const everything = {
  altcoins: true,
  namedVenues: true,
  news: true,
  holders: true,
  institutions: true,
  washTraders: true,
}
const finished: Progress = {
  stepsDone: 345_600,
  stepCount: 345_600,
  eventStartStep: 86_400,
  has: everything,
}

/** A figure that lies well inside the band. */
function middleOf(part: ClaimPart): number {
  const [low, high] = part.band
  if (low !== null && high !== null) return (low + high) / 2
  if (low !== null) return (low + (part.limits?.[1] ?? low + 1)) / 2
  return ((part.limits?.[0] ?? high! - 1) + high!) / 2
}

const perfect = Object.fromEntries(parts.map((part) => [part.measure, middleOf(part)]))

describe('verdicts', () => {
  test('a figure further from the middle of the band never scores better', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.double({ min: 0, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        fc.constantFrom(-1, 1),
        (part, a, b, direction) => {
          const middle = middleOf(part)
          const scale = Math.max(1e-9, Math.abs(middle))
          const at = (distance: number) =>
            RANK[verdictOn(middle + direction * distance * scale, part)]
          expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)))
        },
      ),
    )
  })

  test('the wider band is the band stretched by half its width on each side', () => {
    expect(widerBand({ band: [1.2e9, 1.6e9] })).toEqual([1e9, 1.8e9])
    expect(widerBand({ band: [0.5, null], limits: [0, 1] })).toEqual([0.25, null])
    expect(widerBand({ band: [null, 0.3], limits: [0, null] })).toEqual([null, 0.3 + 0.15])
    expect(widerBand({ band: [3, null] })).toEqual([3, null])
  })

  test('the wider band holds the band', () => {
    for (const part of parts) {
      const [low, high] = widerBand(part)
      expect(low ?? -Infinity).toBeLessThanOrEqual(part.band[0] ?? Infinity)
      expect(high ?? Infinity).toBeGreaterThanOrEqual(part.band[1] ?? -Infinity)
    }
  })

  test('an end belongs to its band unless the band is strict', () => {
    expect(verdictOn(1.2e9, { band: [1.2e9, 1.6e9] })).toBe('within')
    expect(verdictOn(1.19e9, { band: [1.2e9, 1.6e9] })).toBe('near')
    expect(verdictOn(0.99e9, { band: [1.2e9, 1.6e9] })).toBe('off')
    expect(verdictOn(1, { band: [1, null], strict: true })).toBe('off')
    expect(verdictOn(1.0001, { band: [1, null], strict: true })).toBe('within')
    expect(verdictOn(null, { band: [1, null] })).toBe('off')
  })
})

describe('the scorecard', () => {
  test('has the rows C01 to C23 in order', () => {
    const ids = Array.from({ length: 23 }, (_, index) => `C${index < 9 ? '0' : ''}${index + 1}`)
    expect(scorecard({}, finished).map((row) => row.id)).toEqual(ids)
  })

  test('figures in the middle of every band hold every claim', () => {
    for (const row of scorecard(perfect, finished))
      expect(`${row.id} ${row.verdict}`).toBe(`${row.id} within`)
  })

  test('one part off spoils its claim and is named', () => {
    for (const claim of CLAIMS) {
      for (const part of claim.parts) {
        const [low, high] = part.band
        const bad = high === null ? low! - 1e12 : high + 1e12
        const row = judge(claim, { ...perfect, [part.measure]: bad }, finished)
        expect(`${part.measure} ${row.verdict}`).toBe(`${part.measure} off`)
        expect(row.note).toContain(part === claim.parts[0] ? '' : part.label)
      }
    }
  })

  test('a window that is not finished has no value and is pending', () => {
    const early: Progress = { ...finished, stepsDone: 86_400 + 3_600 }
    for (const row of scorecard(perfect, early)) {
      if (row.id === 'C23') continue
      expect(`${row.id} ${row.value} ${row.verdict}`).toBe(`${row.id} null pending`)
    }
    expect(scorecard(perfect, early)[0].soFar).toBe(1.4e9)
  })

  test('a run too short for a window says so', () => {
    const short: Progress = { ...finished, stepsDone: 43_200, stepCount: 43_200 }
    const row = scorecard(perfect, short)[0]
    expect(row.verdict).toBe('pending')
    expect(row.note).toContain('the run ends before the 24 h it needs')
  })

  test('figures that are not numbers never reach a row', () => {
    for (const row of scorecard({ liquidatedWorst24hUsd: NaN, regained12h: Infinity }, finished)) {
      expect(row.value).toBe(null)
    }
  })

  test('what needs twins is pending without them and says so', () => {
    const { policiesReportedShare: _, amplificationOver20xTwin: _2, ...alone } = perfect
    const rows = scorecard(alone, finished)
    expect(rows[21].verdict).toBe('pending')
    expect(rows[21].note).toContain('needs same-seed twin runs')
    expect(rows[4].verdict).toBe('within')
    expect(rows[4].note).toContain('needs same-seed twin runs')
  })

  test('a market without altcoins is not scored on them', () => {
    const row = scorecard(perfect, { ...finished, has: { ...everything, altcoins: false } })[7]
    expect(row.verdict).toBe('not-modelled')
    expect(row.value).toBe(null)
  })
})
