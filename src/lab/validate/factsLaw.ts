// Law 5: stylised facts of hourly returns over a week with one event day in it, against those of 31,973
// real hours (Cont 2001 names the facts; the bands are measured).
import { HOURLY_BANDS } from '../../observe/reality.ts'
import { correlationOf } from '../../observe/statistics.ts'
import {
  absolute,
  excessKurtosis,
  hillExponent,
  logReturns,
  volumeVolatilityCorrelation,
} from '../../observe/stylisedFacts.ts'
import { withSettings } from '../comparePlan.ts'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { seedsAfter } from '../../params/seeds.ts'
import { joined, pooledLag } from '../score/scoreReality.ts'
import { jackknife } from './estimate.ts'
import { check, signCheck, type FactPoint, type FactsResult } from './result.ts'
import type { RunMany } from './runMany.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

const SCENARIO = 'the-day'
const FULL = { seeds: 3, hours: 168 }
const QUICK = { seeds: 2, hours: 30 }
const COARSE = { tradersPerAgent: 100 }

interface Fact {
  readonly name: string
  readonly band: readonly [number, number]
  readonly of: (runs: readonly RunFigures[]) => number
}

const returnsOf = (runs: readonly RunFigures[], coin: 'btcUsd' | 'ethUsd' = 'btcUsd') =>
  runs.map(({ hourly }) => logReturns(Float64Array.from(hourly[coin])))

const FACTS: readonly Fact[] = [
  {
    name: 'autocorrelation of returns, 1 h',
    band: HOURLY_BANDS.acf1,
    of: (runs) => pooledLag(returnsOf(runs), 1) ?? NaN,
  },
  {
    name: 'autocorrelation of sizes, 1 h',
    band: HOURLY_BANDS.acfAbs1,
    of: (runs) => pooledLag(returnsOf(runs).map(absolute), 1) ?? NaN,
  },
  {
    name: 'autocorrelation of sizes, 24 h',
    band: HOURLY_BANDS.acfAbs24,
    of: (runs) => pooledLag(returnsOf(runs).map(absolute), 24) ?? NaN,
  },
  {
    name: 'excess kurtosis',
    band: HOURLY_BANDS.excessKurtosis,
    of: (runs) => excessKurtosis(joined(returnsOf(runs))) ?? NaN,
  },
  {
    name: 'Hill exponent, 5 %',
    band: HOURLY_BANDS.hill5,
    of: (runs) => hillExponent(joined(returnsOf(runs)), 0.05) ?? NaN,
  },
  {
    name: 'correlation of BTC and ETH',
    band: HOURLY_BANDS.correlationBtcEth,
    of: (runs) => correlationOf(joined(returnsOf(runs)), joined(returnsOf(runs, 'ethUsd'))) ?? NaN,
  },
]

export async function measureFacts(isQuick: boolean, runMany: RunMany): Promise<FactsResult> {
  const { seeds, hours } = isQuick ? QUICK : FULL
  const spec = withSettings(resolveRun(findScenario(SCENARIO)!, { hours }), COARSE)
  const names = seedsAfter('facts', seeds)
  const runs = await runMany(names.map((seed) => ({ ...spec, seed })))
  const facts = FACTS.map(({ name, band, of }): FactPoint => {
    return { name, ours: jackknife(runs, of), real: band }
  })
  return {
    law: 5,
    scenario: SCENARIO,
    hours,
    seeds: names,
    hourlyReturns: joined(returnsOf(runs)).length,
    facts,
    checks: [
      ...facts.map(({ name, ours, real: [low, high] }) =>
        check(name, ours, (low + high) / 2, (high - low) / 2),
      ),
      signCheck('correlation of volume and size', jackknife(runs, volumeAndSize), 'above 0'),
    ],
  }
}

function volumeAndSize(runs: readonly RunFigures[]): number {
  // The first hour has no return.
  const volumes = joined(runs.map(({ hourly }) => Float64Array.from(hourly.volumeUsd.slice(1))))
  return volumeVolatilityCorrelation(volumes, joined(returnsOf(runs))) ?? NaN
}
