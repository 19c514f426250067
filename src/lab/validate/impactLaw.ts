// Law 3: the impact of a meta-order in the calm market grows like the square root of its size,
// I = Y s_D sqrt(Q / V_D) with Y near 1, and decays after its end (Toth et al. 2011; Bouchaud, Bonart,
// Donier, Gould 2018, chapter 12). Measured against same-seed twins, buys and sells at each start.
import { STEPS_PER_DAY, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../../market/units.ts'
import { resolveRun } from '../../params/resolve.ts'
import { findScenario } from '../../params/scenarios.ts'
import { fitPowerLaw, meanOf, ratioOf, type Estimate } from './estimate.ts'
import { ImpactRun } from './impactRun.ts'
import { check } from './result.ts'
import type { ChangedSettings } from '../../params/linkState.ts'
import type { Progress } from './progress.ts'
import type { ImpactPlan, Mechanism } from './impactPlan.ts'
import type { DecayPoint, DurationPoint, ImpactPoint, ImpactResult } from './result.ts'
import type { MechanismPoint } from './result.ts'

const BASIS_POINTS = 1e4
/** Set before the full sample was drawn, that of the exponent before anything was measured. */
const TOLERANCE = { exponent: 0.1, prefactor: 0.5, keptAtLast: 0.33 }
/** Of what is left ten lengths after the end: most of it should be gone. */
const EXPECTED_KEPT = 0.33

/** One start: buy and sell of each size, signed impacts averaged. */
interface Sample {
  readonly filledUsd: number
  readonly impacts: readonly number[]
}

class Samples {
  /** By what was tried; one entry a start. */
  private readonly byName = new Map<string, Sample[]>()

  add(name: string, sample: Sample): void {
    const samples = this.byName.get(name) ?? []
    samples.push(sample)
    this.byName.set(name, samples)
  }

  impactsBps(name: string, mark = 0): number[] {
    return (this.byName.get(name) ?? []).map(({ impacts }) => impacts[mark]! * BASIS_POINTS)
  }

  filledUsd(name: string): number {
    return meanOf((this.byName.get(name) ?? []).map(({ filledUsd }) => filledUsd)).value
  }
}

export async function measureImpact(plan: ImpactPlan, progress: Progress): Promise<ImpactResult> {
  const samples = new Samples()
  const runs: ImpactRun[] = []
  for (const seed of plan.seeds) runs.push(await measureSeed(plan, seed, samples, progress))
  const dailyVolumeUsd = meanOf(runs.map((run) => run.dailyVolumeUsd())).value
  const dailyVolatility = volatilityOf(runs.map((run) => run.path))
  const points = plan.shares.map((share) =>
    pointOf(plan, share, samples, dailyVolumeUsd, dailyVolatility),
  )
  const x = points.map((point) => point.share)
  const fit = fitPowerLaw({ x, y: points.map((point) => point.impactBps) }, false)
  const prefactor = commonValue(points.map((point) => point.prefactor))
  const decay = decayOf(plan, samples)
  const kept = decay.at(-1)!
  const mechanisms: MechanismPoint[] = []
  for (const mechanism of plan.mechanisms) {
    mechanisms.push(await measureMechanism(plan, mechanism, progress))
  }
  return {
    law: 3,
    seeds: plan.seeds,
    minutes: plan.orderSteps / STEPS_PER_MINUTE,
    dailyVolumeUsd,
    dailyVolatility,
    points,
    exponent: fit.exponent,
    chiSquaredPerFreedom: fit.chiSquaredPerFreedom,
    prefactor,
    decayShare: plan.decayShare,
    decay,
    durations: durationsOf(plan, samples),
    mechanismShares: plan.mechanismShares,
    mechanisms,
    checks: [
      check('exponent of the size', fit.exponent, 0.5, TOLERANCE.exponent),
      check('Y with the exponent held at one half', prefactor, 1, TOLERANCE.prefactor),
      check(
        `share of the impact left ${kept.after} lengths after the end`,
        kept.kept,
        EXPECTED_KEPT,
        TOLERANCE.keptAtLast,
      ),
    ],
  }
}

function newRun(plan: ImpactPlan, seed: string, changed: ChangedSettings): ImpactRun {
  const settings = { ...plan.settings, ...changed }
  const run = new ImpactRun(resolveRun(findScenario('calm')!, { seed, settings }))
  run.advance(plan.warmUpSteps)
  return run
}

async function measureSeed(
  plan: ImpactPlan,
  seed: string,
  samples: Samples,
  progress: Progress,
): Promise<ImpactRun> {
  const run = newRun(plan, seed, {})
  // Sizes in dollars from the first hour's volume; what they were of the whole is worked out after.
  const dailyUsd = run.dailyVolumeUsd()
  const end = plan.orderSteps
  const after = plan.decayAfter.map((lengths) => end * (1 + lengths))
  for (let start = 0; start < plan.longStarts + plan.shortStarts; start++) {
    await progress.tell(
      `law 3: ${seed}, start ${start + 1} of ${plan.longStarts + plan.shortStarts}`,
    )
    const isLong = start < plan.longStarts
    run.openWindow(isLong ? after.at(-1)! : end)
    for (const share of plan.shares) {
      await progress.breathe()
      const isFollowed = isLong && share === plan.decayShare
      const marks = isFollowed ? [end, ...after] : [end]
      const sample = bothSides(run, share * dailyUsd, end, marks)
      samples.add(`size ${share}`, sample)
      if (isFollowed) samples.add('decay', sample)
    }
    for (const steps of isLong ? plan.durationSteps : []) {
      await progress.breathe()
      samples.add(`length ${steps}`, bothSides(run, plan.durationShare * dailyUsd, steps, [steps]))
    }
    run.closeWindow()
  }
  return run
}

function bothSides(run: ImpactRun, usd: number, steps: number, marks: readonly number[]): Sample {
  const buy = run.tryOrder(usd, steps, marks)
  const sell = run.tryOrder(-usd, steps, marks)
  return {
    filledUsd: (buy.filledUsd + sell.filledUsd) / 2,
    impacts: buy.impacts.map((impact, mark) => (impact + sell.impacts[mark]!) / 2),
  }
}

function pointOf(
  plan: ImpactPlan,
  nominalShare: number,
  samples: Samples,
  dailyVolumeUsd: number,
  dailyVolatility: number,
): ImpactPoint {
  const name = `size ${nominalShare}`
  const share = samples.filledUsd(name) / dailyVolumeUsd
  const impacts = samples.impactsBps(name)
  const impactBps = meanOf(impacts)
  const unitBps = dailyVolatility * Math.sqrt(share) * BASIS_POINTS
  return {
    share,
    participation: (share * STEPS_PER_DAY) / plan.orderSteps,
    impactBps,
    prefactor: { value: impactBps.value / unitBps, error: impactBps.error / unitBps },
    orders: 2 * impacts.length,
  }
}

function decayOf(plan: ImpactPlan, samples: Samples): DecayPoint[] {
  const atEnd = samples.impactsBps('decay', 0)
  return plan.decayAfter.map((after, index) => ({
    after,
    kept: ratioOf(samples.impactsBps('decay', index + 1), atEnd),
  }))
}

function durationsOf(plan: ImpactPlan, samples: Samples): DurationPoint[] {
  const share = plan.durationShare
  const lengths = [
    { steps: plan.orderSteps, name: `size ${share}` },
    ...plan.durationSteps.map((steps) => ({ steps, name: `length ${steps}` })),
  ]
  return lengths
    .sort((one, other) => one.steps - other.steps)
    .map(({ steps, name }) => ({
      minutes: steps / STEPS_PER_MINUTE,
      share,
      impactBps: meanOf(samples.impactsBps(name)),
    }))
}

/** The same two orders, in dollars of their own market, where one thing is different. */
async function measureMechanism(
  plan: ImpactPlan,
  { name, changed }: Mechanism,
  progress: Progress,
): Promise<MechanismPoint> {
  await progress.tell(`law 3: where it comes from, ${name}`)
  const run = newRun(plan, plan.seeds[0]!, changed)
  const dailyUsd = run.dailyVolumeUsd()
  const samples = new Samples()
  for (let start = 0; start < plan.mechanismStarts; start++) {
    run.openWindow(plan.orderSteps)
    for (const share of plan.mechanismShares) {
      await progress.breathe()
      const sample = bothSides(run, share * dailyUsd, plan.orderSteps, [plan.orderSteps])
      samples.add(`size ${share}`, sample)
    }
    run.closeWindow()
  }
  const [small, large] = plan.mechanismShares.map((share) =>
    meanOf(samples.impactsBps(`size ${share}`)),
  ) as [Estimate, Estimate]
  const decades = Math.log(plan.mechanismShares[1] / plan.mechanismShares[0])
  const relative = Math.hypot(small.error / small.value, large.error / large.value)
  return {
    name,
    changed: changed as Record<string, number>,
    impactBps: [small, large],
    exponent: { value: Math.log(large.value / small.value) / decades, error: relative / decades },
  }
}

/** Daily standard deviation from returns over an hour, taken from every minute on. */
function volatilityOf(paths: readonly (readonly number[])[]): number {
  const squares = paths.flatMap((path) => {
    const found: number[] = []
    for (let step = STEPS_PER_HOUR; step < path.length; step += STEPS_PER_MINUTE) {
      found.push((path[step]! - path[step - STEPS_PER_HOUR]!) ** 2)
    }
    return found
  })
  // A path of under an hour (a quick run) falls back on what its minutes say.
  if (squares.length === 0) return minuteVolatility(paths[0]!)
  return Math.sqrt(meanOf(squares).value * (STEPS_PER_DAY / STEPS_PER_HOUR))
}

function minuteVolatility(path: readonly number[]): number {
  let sum = 0
  let count = 0
  for (let step = STEPS_PER_MINUTE; step < path.length; step += STEPS_PER_MINUTE) {
    sum += (path[step]! - path[step - STEPS_PER_MINUTE]!) ** 2
    count++
  }
  return Math.sqrt((sum / count) * (STEPS_PER_DAY / STEPS_PER_MINUTE))
}

/** Weighted mean; the error grows where the values do not agree. */
function commonValue(estimates: readonly Estimate[]): Estimate {
  let weights = 0
  let sum = 0
  for (const { value, error } of estimates) {
    weights += 1 / error ** 2
    sum += value / error ** 2
  }
  const value = sum / weights
  const chiSquared = estimates.reduce(
    (total, one) => total + ((one.value - value) / one.error) ** 2,
    0,
  )
  const stretch = Math.max(1, chiSquared / Math.max(1, estimates.length - 1))
  return { value, error: Math.sqrt(stretch / weights) }
}
