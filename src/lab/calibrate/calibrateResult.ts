// What a calibration found, as one JSON object and in words. Names are a promise to scripts.
import { figure } from '../figureInWords.ts'
import { table } from '../textTable.ts'
import { sensitivitiesOf, type Sensitivity } from './sensitivity.ts'
import type { CalibrationPlan } from './calibratePlan.ts'
import type { LoggedEvaluation } from './evaluationLog.ts'
import type { ChangedSettings } from '../../params/linkState.ts'
import type { FreeParameter } from './space.ts'
import type { Moment } from './moments.ts'

export interface CalibratedPoint {
  readonly n: number
  readonly objective: number
  readonly settings: ChangedSettings
  /** Figures outside their band at the median, the worst first. */
  readonly misses: readonly Miss[]
}

export interface Miss {
  readonly id: string
  readonly label: string
  readonly median: number | null
  readonly unit: string
  readonly band: readonly [number | null, number | null]
  /** 1 is the edge of the wider band. */
  readonly distance: number
}

export interface CalibrationResult {
  readonly engine: string
  readonly scenario: string
  readonly seeds: readonly string[]
  readonly space: readonly FreeParameter[]
  readonly budget: number
  readonly evaluations: number
  readonly wallSeconds: number
  readonly best: readonly CalibratedPoint[]
  /** Of the scenario's own settings, where they lie in the box. */
  readonly start: CalibratedPoint | null
  readonly sensitivities: readonly Sensitivity[]
}

const BEST = 5
const MISSES = 4
const EFFECTS = 3

export function calibrationResultOf(
  engine: string,
  { spec, seeds, search }: CalibrationPlan,
  evaluations: readonly LoggedEvaluation[],
  wallSeconds: number,
): CalibrationResult {
  const { space, moments, budget, start } = search
  const point = (evaluation: LoggedEvaluation): CalibratedPoint => ({
    n: evaluation.n,
    objective: evaluation.objective,
    settings: evaluation.settings,
    misses: missesOf(moments, evaluation),
  })
  const first = evaluations.find(({ n }) => n === 0)
  const isStart = start.every((part) => Math.abs(part) <= 1)
  return {
    engine,
    scenario: spec.scenario.id,
    seeds,
    space,
    budget,
    evaluations: evaluations.length,
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    best: evaluations
      .toSorted((a, b) => a.objective - b.objective)
      .slice(0, BEST)
      .map(point),
    start: first === undefined || !isStart ? null : point(first),
    sensitivities: sensitivitiesOf(space, moments, evaluations),
  }
}

function missesOf(moments: readonly Moment[], { values }: LoggedEvaluation): Miss[] {
  return moments
    .map(({ id, label, unit, band, weight }, index) => {
      const { median, distance } = values[index]!
      return { id, label, median, unit, band, distance, cost: weight * distance ** 2 }
    })
    .filter(({ distance }) => distance > 0)
    .toSorted((a, b) => b.cost - a.cost)
    .map(({ cost: _cost, ...miss }) => miss)
}

export function calibrationTextOf(result: CalibrationResult): string {
  const { best, start, space, sensitivities } = result
  const keys = space.map(({ key }) => key)
  const row = (name: string, { n, objective, settings, misses }: CalibratedPoint) => [
    name,
    String(n),
    objective.toFixed(3),
    ...keys.map((key) => String(settings[key])),
    misses.slice(0, MISSES).map(missInWords).join('; '),
  ]
  return [
    `${result.scenario}: ${result.evaluations} of ${result.budget} points, ` +
      `${result.seeds.length} seeds each, ${result.wallSeconds} s`,
    '',
    ...table(
      ['', 'n', 'objective', ...keys, 'outside their band, the costliest first'],
      [
        ...best.map((point, index) => row(index === 0 ? 'best' : '', point)),
        ...(start === null ? [] : [row('as it is', start)]),
      ],
    ),
    '',
    ...table(
      ['parameter', 'identified', 'moves, in half widths of the band', 'most like'],
      sensitivities.map(sensitivityRow),
    ),
    '',
    'Objective: over claims, the squared distance of the median from its band, 1 at the edge of the',
    'wider band, 3 at most, and a quarter of that of seeds beyond the wider band. Moves: from the middle',
    'of the range to its upper end, where the slope is three standard errors or more.',
    '',
  ].join('\n')
}

function missInWords({ id, label, median, unit }: Miss): string {
  return `${id} ${label} ${median === null ? 'nothing' : figure(median, unit)}`
}

function sensitivityRow({ key, effects, isIdentified, alike }: Sensitivity): string[] {
  const shown = effects
    .slice(0, EFFECTS)
    .map(({ id, label, slope }) => `${id} ${label} ${slope > 0 ? '+' : ''}${slope.toFixed(1)}`)
  return [
    key,
    isIdentified ? 'yes' : effects.length === 0 ? 'no: moves nothing surely' : 'no: not apart',
    shown.length === 0 ? '-' : shown.join('; '),
    alike === null ? '-' : `${alike.key} ${alike.cosine.toFixed(2)}`,
  ]
}
