// Holds the committed report to the committed results.
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readProject } from '../../testing/documents.ts'
import { plotOf } from './plots.ts'
import { plotFile, reportOf } from './report.ts'
import { LAWS, SHORT_LAWS } from './validate.ts'
import type { ValidationResult } from './result.ts'

const results = JSON.parse(readProject('docs/validation/results.json')) as ValidationResult

describe('the validation report', () => {
  test('is what its results say, word for word', () => {
    expect(readProject('docs/validation/README.md')).toBe(reportOf(results))
  })

  test('is of all laws and of the full sample', () => {
    const laws = results.laws.map(({ law }) => law)
    expect(laws).toEqual(LAWS.filter((law) => laws.includes(law)))
    expect(laws.slice(0, SHORT_LAWS.length)).toEqual([...SHORT_LAWS])
    expect(results.quick).toBe(false)
  })

  test('has a small picture for each law, drawn from the same figures', async () => {
    for (const law of results.laws) {
      const path = `docs/validation/${plotFile(law.law)}`
      expect(statSync(path).size).toBeLessThan(60_000)
      expect(readFileSync(path, 'utf8')).toBe(await plotOf(law))
    }
  })
})
