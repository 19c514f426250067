// The result of a sweep for a person: the grid, a figure a cell, and how far its seeds spread.
import { figureInWords, measureInWords, unitOfMeasure } from '../observe/twinsMeasures.ts'
import { columnsOf, rowsOf } from '../params/sweep.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatSetting } from '../params/words.ts'
import { table } from './textTable.ts'
import type { SweepAxis } from '../params/sweep.ts'
import type { SweepPlan } from './sweepPlan.ts'
import type { CellResult, SweepResult } from './sweepResult.ts'

export function sweepReportOf(plan: SweepPlan, result: SweepResult): string {
  const { scenario } = plan.base.spec
  const { x, y, measure, seeds, runsDone, runsAsked } = result
  const columns = columnsOf(result)
  const medians = Array.from({ length: rowsOf(result) }, (_, row) => [
    ...(y === null ? [] : [valueInWords(y, row)]),
    ...result.cells
      .slice(row * columns, (row + 1) * columns)
      .map((cell) => medianInWords(cell, measure)),
  ])
  const head = [
    ...(y === null ? [] : [`${rowOf(y.key).label} ↓`]),
    ...x.values.map((_, column) => valueInWords(x, column)),
  ]
  return [
    `${scenario.title} (${scenario.id}), ${result.hours} h, ${runsDone} of ${runsAsked} runs, ` +
      `${result.wallSeconds} s`,
    '',
    `${measureInWords(measure)} (${measure}), by ${rowOf(x.key).label}${y === null ? '' : ` and ${rowOf(y.key).label}`}`,
    ...table(head, medians),
    '',
    seeds === 1
      ? `One seed, ${result.seed}: it may be luck. --seeds 5 says how sure.`
      : `Medians over ${seeds} seeds (${result.seed}, ${result.seed}-2 ...); in brackets their 10th and 90th ` +
        'percentile.',
    ...(result.conserved ? [] : ['DOES NOT ADD UP in at least one run.']),
    `Engine ${result.engine}`,
    '',
  ].join('\n')
}

function valueInWords({ key, values }: SweepAxis, index: number): string {
  return formatSetting(rowOf(key), values[index]!)
}

function medianInWords({ runs, median, low, high }: CellResult, measure: string): string {
  if (runs.length === 0) return '...'
  const unit = unitOfMeasure(measure)
  if (median === null) return '-'
  const words = figureInWords(median, unit)
  if (low === null || high === null) return words
  return `${words} (${figureInWords(low, unit)} to ${figureInWords(high, unit)})`
}
