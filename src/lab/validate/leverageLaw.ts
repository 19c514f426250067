// Law 4: more leverage, fatter tails and more clustering (Thurner, Farmer and Geanakoplos 2012). The same
// news and seeds under a lower and lower limit of leverage; one-minute returns of BTC.
import { withSettings } from '../comparePlan.ts'
import { meanOf, type Estimate } from './estimate.ts'
import { signCheck } from './result.ts'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { seedsAfter } from '../../params/seeds.ts'
import type { RunMany } from './runMany.ts'
import type { LeverageResult } from './result.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

interface Plan {
  readonly levels: readonly number[]
  readonly seeds: number
  readonly hours: number
}

const SCENARIO = 'the-hour'
const FULL: Plan = { levels: [5, 10, 20, 50, 125], seeds: 4, hours: 4 }
const QUICK: Plan = { levels: [5, 125], seeds: 2, hours: 2.25 }

export async function measureLeverage(isQuick: boolean, runMany: RunMany): Promise<LeverageResult> {
  const { levels, seeds, hours } = isQuick ? QUICK : FULL
  const spec = resolveRun(findScenario(SCENARIO)!, { hours })
  const names = seedsAfter('leverage', seeds)
  const runs = await runMany(
    levels.flatMap((maxLeverage) =>
      names.map((seed) => ({ ...withSettings(spec, { maxLeverage }), seed })),
    ),
  )
  const at = (level: number) => runs.slice(level * seeds, (level + 1) * seeds)
  const told = (name: string, times = 1) =>
    levels.map((_, level) => meanOf(at(level).map((run) => times * (run.measures[name] ?? NaN))))
  const tails = told('minuteHill5')
  const kurtoses = told('minuteExcessKurtosis')
  const clusterings = told('minuteAcfAbs30')
  const falls = told('btcFall', -100)
  const slope = (name: string): Estimate =>
    meanOf(
      names.map((_, seed) =>
        slopeOf(
          levels,
          levels.map((__, level) => at(level)[seed]!),
          name,
        ),
      ),
    )
  return {
    law: 4,
    scenario: SCENARIO,
    hours,
    seeds: names,
    levels: levels.map((maxLeverage, level) => ({
      maxLeverage,
      tailExponent: tails[level]!,
      kurtosis: kurtoses[level]!,
      clustering: clusterings[level]!,
      fallPercent: falls[level]!,
    })),
    checks: [
      signCheck(
        'tail exponent, change for each doubling of leverage',
        slope('minuteHill5'),
        'below 0',
      ),
      signCheck(
        'excess kurtosis, change for each doubling',
        slope('minuteExcessKurtosis'),
        'above 0',
      ),
      signCheck(
        'autocorrelation of sizes at 30 min, change for each doubling',
        slope('minuteAcfAbs30'),
        'above 0',
      ),
    ],
  }
}

/** Least squares of a figure on the binary logarithm of leverage, within one seed. */
function slopeOf(levels: readonly number[], runs: readonly RunFigures[], name: string): number {
  const x = levels.map((level) => Math.log2(level))
  const y = runs.map((run) => run.measures[name] ?? NaN)
  const meanX = meanOf(x).value
  const meanY = meanOf(y).value
  const products = x.reduce((sum, value, index) => sum + (value - meanX) * (y[index]! - meanY), 0)
  return products / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
}
