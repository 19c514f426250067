// From the words after "calibrate" to the search: scenario, free parameters, seeds, budget, weights.
// Every refusal comes before anything runs.
import { CLAIMS } from '../../observe/claims.ts'
import { MOST_SEEDS } from '../../params/limits.ts'
import { quoted } from '../../params/plainText.ts'
import { seedsAfter } from '../../params/seeds.ts'
import { rowOf } from '../../params/rowIndex.ts'
import { checkSetting, readNumber } from '../../params/setting.ts'
import { formatRange } from '../../params/words.ts'
import { UsageError } from '../command.ts'
import { readCount, readJobs } from '../counts.ts'
import { planRun } from '../plan.ts'
import { MOST_DIMENSIONS } from './halton.ts'
import { momentsFor } from './moments.ts'
import { pointAt, type FreeParameter } from './space.ts'
import type { CommandCall } from '../command.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { ParameterKey } from '../../params/table.ts'
import type { Search } from './search.ts'

export interface CalibrationPlan {
  readonly spec: RunSpec
  readonly search: Search
  /** The same at every point: common random numbers. */
  readonly seeds: readonly string[]
  readonly threads: number
  readonly notices: readonly string[]
  /** All that decides the log but the engine; not the budget, which may grow. */
  readonly question: unknown
}

const BUDGET = 60
const MOST_BUDGET = 10_000
const SEEDS = 3

export function planCalibration(call: CommandCall): CalibrationPlan {
  const { spec, notices } = planRun(call)
  const space = call
    .values('free')
    .flatMap((text) => text.split(','))
    .map(readFree)
  const twice = space.find(({ key }, index) => space.findIndex((one) => one.key === key) < index)
  if (twice !== undefined) throw new UsageError(`--free names ${twice.key} twice.`)
  if (space.length === 0) {
    throw new UsageError(
      'calibrate needs to know what is free: --free shockSize=-6:-3,bookDepth=40:90.',
    )
  }
  if (space.length > MOST_DIMENSIONS) {
    throw new UsageError(`--free takes ${MOST_DIMENSIONS} parameters at most, not ${space.length}.`)
  }
  const weights = readWeights(call.values('weight'))
  const { hours, eventHour } = spec.scenario
  const moments = momentsFor(hours - eventHour, weights)
  if (moments.length === 0) {
    throw new UsageError('No claim is left to be judged: give longer runs (--hours) or weights.')
  }
  const seeds = seedsAfter(spec.seed, readCount(call, 'seeds', SEEDS, MOST_SEEDS))
  const budget = readCount(call, 'budget', BUDGET, MOST_BUDGET)
  const { scenario, settings, news, changes, orders = [] } = spec
  const fixed = Object.entries(settings).filter(([key]) => space.every((free) => free.key !== key))
  return {
    spec,
    search: {
      space,
      moments,
      budget,
      start: pointAt(space, settings),
    },
    seeds,
    threads: readJobs(call, seeds.length * budget),
    notices,
    question: {
      scenario: scenario.id,
      hours,
      eventHour,
      fixed,
      news,
      changes,
      orders,
      seeds,
      space,
      weights: [...weights],
    },
  }
}

function readFree(text: string): FreeParameter {
  const match = /^\s*([^=\s]+)\s*=\s*([^:]+):([^:]+)$/.exec(text)
  if (match === null) {
    throw new UsageError(`--free takes KEY=FROM:TO, so ${quoted(text)} is none.`)
  }
  const [, name = '', from = '', to = ''] = match
  const low = checkSetting(name, from)
  if (!low.ok) throw new UsageError(low.problem)
  const high = checkSetting(name, to)
  if (!high.ok) throw new UsageError(high.problem)
  if (low.value < high.value) return { key: low.key, min: low.value, max: high.value }
  const row = rowOf(low.key as ParameterKey)
  throw new UsageError(
    `--free ${name} goes from a smaller value to a larger one within ${formatRange(row)}, ` +
      `not from ${low.value} to ${high.value}.`,
  )
}

function readWeights(texts: readonly string[]): Map<string, number> {
  const names = [...CLAIMS.map(({ id }) => id), 'real']
  return new Map(
    texts.map((text) => {
      const [name = '', value = ''] = text.split('=')
      const weight = readNumber(value)
      if (names.includes(name) && weight >= 0 && weight <= 100) return [name, weight]
      throw new UsageError(
        `--weight takes a claim or real, and 0 to 100, as in C11=2, not ${quoted(text)}.`,
      )
    }),
  )
}
