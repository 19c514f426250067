// The result of a comparison for a person: what differs, until when the twins are one, and what came of
// it, with the seeds and the sign test behind every difference.
import { inUnit } from '../observe/scorecard.ts'
import {
  HEADLINE_MEASURES,
  differenceInWords,
  figureInWords,
  hasWords,
} from '../observe/twinsMeasures.ts'
import {
  changeInWords,
  countsInWords,
  twinSentence,
  type TwinRow,
  type TwinScoreRow,
} from '../observe/twinsTable.ts'
import { timeInWords } from '../observe/words.ts'
import { table } from './textTable.ts'
import type { ComparePlan } from './comparePlan.ts'
import type { CompareResult, Comparison } from './compareResult.ts'

const LINE_MEASURES = HEADLINE_MEASURES.slice(0, 6)

export function compareReportOf(plan: ComparePlan, result: CompareResult): string {
  const { scenario } = plan.a.spec
  const seeds = `${result.seeds.length} of ${result.seedsAsked} seeds (${seedsInWords(result)})`
  const lines = [
    `${scenario.title} (${scenario.id}), ${result.hours} h, ${seeds}, ${result.wallSeconds} s`,
    '',
  ]
  // One B in full; of many a line a policy and measure, as the full tables would hide the answer.
  if (result.comparisons.length === 1) lines.push(...fullTable(result.comparisons[0]!))
  else lines.push(...shortTable(result.comparisons))
  for (const claim of result.twinClaims) {
    const median = claim.figure === 'policies reported' ? 'share' : 'ratio'
    lines.push(
      `${claim.id} ${claim.figure}: ${inUnit(claim.median, median)}, ` +
        `median of ${claim.seeds} seeds: ${claim.verdict}`,
    )
  }
  if (!result.conserved) lines.push('DOES NOT ADD UP in at least one run.')
  lines.push(`Engine ${result.engine}`, '')
  return lines.join('\n')
}

function fullTable(comparison: Comparison): string[] {
  const { measures, scorecard, link } = comparison
  const headlines = measures.filter((row) => HEADLINE_MEASURES.includes(row.measure))
  const rest = measures.filter(
    (row) => !HEADLINE_MEASURES.includes(row.measure) && hasWords(row.measure) && differs(row),
  )
  const claims = scorecard
    .filter(isJudged)
    .map((row) => [
      row.id,
      `${row.withinA} of ${row.seeds}`,
      `${row.withinB} of ${row.seeds}`,
      row.difference === null ? '-' : inUnit(row.difference.medianA, row.unit),
      row.difference === null ? '-' : inUnit(row.difference.medianB, row.unit),
    ])
  return [
    `B: ${comparison.words}`,
    divergenceInWords(comparison),
    '',
    ...headlines.slice(0, 1).map((row) => `${twinSentence(row)}.`),
    '',
    ...table(HEADER, [...headlines, ...rest].map(cellsOf)),
    '',
    `${headlines.length + rest.length} of ${measures.length} measures: the first ones and those that differ; all with --json.`,
    '',
    ...(claims.length === 0
      ? ['The runs are too short for any claim to be judged.']
      : table(['claim', 'within, A', 'within, B', 'median A', 'median B'], claims)),
    '',
    'Median B - A over the pairs of one seed; band: their 10th to 90th percentile; p: exact two-sided',
    'sign test, ties dropped.',
    link === null ? 'No link: a named scenario cannot carry this one.' : `Link ${link}`,
  ]
}

const HEADER = ['', 'A', 'B', 'B - A', 'band', 'seeds', 'p']

function differs({ sign }: TwinRow): boolean {
  return sign.lower + sign.higher > 0
}

function isJudged({ difference, withinA, withinB }: TwinScoreRow): boolean {
  return difference !== null || withinA + withinB > 0
}

function cellsOf(row: TwinRow): string[] {
  const { unit } = row
  const isMoney = changeInWords(row) !== differenceInWords(row.median, unit)
  return [
    row.words,
    figureInWords(row.medianA, unit),
    figureInWords(row.medianB, unit),
    `${differenceInWords(row.median, unit)}${isMoney ? ` (${changeInWords(row)})` : ''}`,
    row.seeds < 2
      ? '-'
      : `${differenceInWords(row.low, unit)} to ${differenceInWords(row.high, unit)}`,
    countsInWords(row),
    row.sign.p === null ? '-' : pInWords(row.sign.p),
  ]
}

function shortTable(comparisons: readonly Comparison[]): string[] {
  const cells = comparisons.flatMap((comparison) => {
    const rows = comparison.measures.filter((row) => LINE_MEASURES.includes(row.measure))
    return rows.map((row, index) => [index === 0 ? comparison.words : '', ...cellsOf(row)])
  })
  return [
    ...table(['B', ...HEADER], cells),
    '',
    'Median B - A over the pairs of one seed; band: their 10th to 90th percentile; p: exact two-sided',
    'sign test, ties dropped. All measures, claims, links and divergences: --json.',
    '',
  ]
}

/** "Identical until day 1, 00:30:01 (quotes and prices)." of the first seed, and the span over seeds. */
function divergenceInWords({ forkStep, divergence }: Comparison): string {
  if (forkStep === null) return 'Nothing differs between A and B.'
  const fork = forkStep === 0 ? 'The rules part at the start' : `Forked at ${moment(forkStep)}`
  const steps = divergence.flatMap(({ step }) => (step === null ? [] : [step]))
  if (steps.length === 0) return `${fork}; what the market shows never differs.`
  const [first] = divergence
  const of =
    first?.step === null || first === undefined
      ? `Seed ${first?.seed}: identical to the end`
      : `identical until ${moment(first.step)} (${first.differs.join('; ')})`
  const span =
    divergence.length === 1
      ? ''
      : `, over ${divergence.length} seeds from ${moment(Math.min(...steps))} to ` +
        `${moment(Math.max(...steps))}` +
        (steps.length < divergence.length ? `, never in ${divergence.length - steps.length}` : '')
  return `${fork}; ${of}${span}.`
}

function moment(step: number): string {
  return `${timeInWords(step)}:${String(step % 60).padStart(2, '0')}`
}

function pInWords(p: number): string {
  return p < 1e-4 ? p.toExponential(1) : p.toFixed(p < 0.1 ? 4 : 2)
}

function seedsInWords({ seeds }: CompareResult): string {
  return seeds.length <= 3 ? seeds.join(', ') : `${seeds[0]} to ${seeds.at(-1)}`
}
