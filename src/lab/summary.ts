// The result of a run for a person: what was run, the scorecard, whether the money adds up.
import { bandInWords, figure } from './figureInWords.ts'
import { countInWords, timeInWords } from '../observe/words.ts'
import { PARAMETERS } from '../params/table.ts'
import { formatSetting } from '../params/words.ts'
import { decompositionLines } from './decomposition.ts'
import { realDayLines } from './realDay.ts'
import { isConserved } from './result.ts'
import { table } from './textTable.ts'
import type { RunPlan } from './plan.ts'
import type { RunResult, ScorecardEntry } from './result.ts'

const YOUR_SCENARIO = " Your scenario, not the day: the bands are the day's."

export function summaryOf(plan: RunPlan, result: RunResult): string {
  const { scenario, seed } = plan.spec
  const speed = countInWords(result.steps / Math.max(result.wallSeconds, 1e-3))
  return [
    `${scenario.title} (${scenario.id}), seed ${seed}${changesInWords(result)}`,
    `${scenario.hours} h in ${result.wallSeconds} s${threadsInWords(result)}, ` +
      `${speed}x real time: ` +
      `${countInWords(result.agents)} agents for ${countInWords(result.traders)} traders, ` +
      `${countInWords(result.messages)} messages`,
    '',
    ...scorecardTable(result.scorecard),
    '',
    `${verdictsInWords(result)}${isTheDay(result) ? '' : YOUR_SCENARIO}`,
    ...(result.realDay === undefined ? [] : ['', ...realDayLines(result.realDay, 'this run')]),
    ...(result.decomposition === undefined
      ? []
      : ['', ...decompositionLines(result.decomposition)]),
    conservationInWords(result),
    `Fingerprint ${result.fingerprint}${sameInWords(result)}, engine ${result.engine}`,
    result.link === null
      ? 'No link: a named scenario cannot carry this one.'
      : `Link ${result.link}`,
    '',
  ].join('\n')
}

function threadsInWords({ threads }: RunResult): string {
  return threads > 1 ? ` on ${threads} threads` : ''
}

function changesInWords(result: RunResult): string {
  const changes = PARAMETERS.flatMap((row) => {
    const value = result.changed[row.key]
    return value === undefined ? [] : [`${row.label} ${formatSetting(row, value)}`]
  })
  return changes.length === 0 ? '' : `, ${changes.join(', ')}`
}

export function scorecardTable(rows: readonly ScorecardEntry[]): string[] {
  const notes = [...new Set(rows.map((row) => row.note).filter((note) => note !== ''))]
  const mark = ({ note }: ScorecardEntry) => (note === '' ? '' : ` [${notes.indexOf(note) + 1}]`)
  const cells = rows.map((row) => [
    row.id,
    row.claim,
    row.value === null ? '-' : figure(row.value, row.unit),
    bandInWords(row),
    `${row.verdict === 'not-modelled' ? 'not judged' : row.verdict}${mark(row)}`,
  ])
  const footnotes = notes.map((note, index) => `[${index + 1}] ${note}`)
  const lines = table(['', 'the article says', 'this run', 'band', 'verdict'], cells)
  return footnotes.length === 0 ? lines : [...lines, '', ...footnotes]
}

function verdictsInWords(result: RunResult): string {
  const count = (verdict: string) =>
    result.scorecard.filter((row) => row.verdict === verdict).length
  return (
    `${count('within')} of ${result.scorecard.length} claims within their band, ` +
    `${count('near')} near, ${count('off')} off, ${count('not-modelled')} not judged.`
  )
}

function isTheDay(result: RunResult): boolean {
  return result.scenario.startsWith('the-day') && Object.keys(result.changed).length === 0
}

function conservationInWords({ conservation }: RunResult): string {
  if (isConserved(conservation)) {
    return 'Cash, coins, positions and liquidated dollars add up exactly.'
  }
  const residuals = Object.entries(conservation).filter(([, residual]) => residual !== 0)
  return `DOES NOT ADD UP: ${residuals.map(([name, residual]) => `${name} ${residual}`).join(', ')}.`
}

function sameInWords({ sameAsShared, sharedStep }: RunResult): string {
  if (sameAsShared === null) return ''
  const until = sharedStep === null ? '' : `, up to ${timeInWords(sharedStep)}`
  const words = sameAsShared ? 'the same result as shared' : 'not the result that was shared'
  return ` (${words}${until})`
}
