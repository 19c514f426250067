// How fast simulated time passes. Auto slows down as liquidations speed up, within bounds, because
// most of a cascade happens in minutes of a day. Rates in simulated seconds a second of wall time.
import type { Speed } from './frames.ts'

export const AUTO_SLOWEST = 30
export const AUTO_FASTEST = 7_200

/** Share of open interest liquidated a minute at which Auto starts to slow down, and at which it is
 * slowest. Measured on the day at 100 traders an agent: nine calm minutes in ten stay below the
 * first, and the worst minutes pass the second. */
const CALM_ACTIVITY = 1.5e-4
const STORM_ACTIVITY = 4e-3

/** Wall seconds in which Auto does most of its slowing down, and of its speeding up. */
const BRAKE_SECONDS = 0.12
const RELEASE_SECONDS = 1.5

/** Wall time that a stalled page may owe: more is forgiven, so that it does not jump. */
const LONGEST_DEBT_SECONDS = 0.25

export function autoFactor(activity: number): number {
  if (!(activity > CALM_ACTIVITY)) return AUTO_FASTEST
  if (activity >= STORM_ACTIVITY) return AUTO_SLOWEST
  const share = Math.log(activity / CALM_ACTIVITY) / Math.log(STORM_ACTIVITY / CALM_ACTIVITY)
  return AUTO_FASTEST * (AUTO_SLOWEST / AUTO_FASTEST) ** share
}

export class SimulationClock {
  speed: Speed = 'auto'
  private factorNow = AUTO_FASTEST
  private lastMs = -1
  private owedSteps = 0
  private windowStartMs = -1
  private windowSteps = 0
  private achieved = 0

  get factor(): number {
    return this.factorNow
  }

  /** Simulated seconds a second over the last second of wall time. */
  get achievedFactor(): number {
    return this.achieved
  }

  /** Starts counting anew: after a pause, no time is owed. */
  restart(nowMs: number): void {
    this.lastMs = nowMs
    this.owedSteps = 0
    this.windowStartMs = nowMs
    this.windowSteps = 0
    this.achieved = 0
  }

  /** Whole steps to be done by now. `activity`: share of open interest liquidated a minute. */
  stepsDue(nowMs: number, activity: number): number {
    if (this.lastMs < 0) this.restart(nowMs)
    const seconds = Math.min(LONGEST_DEBT_SECONDS, (nowMs - this.lastMs) / 1000)
    this.lastMs = nowMs
    this.moveFactor(seconds, activity)
    if (this.factorNow === Infinity) return Infinity
    const mostOwed = Math.max(1, this.factorNow * LONGEST_DEBT_SECONDS)
    this.owedSteps = Math.min(mostOwed, this.owedSteps + seconds * this.factorNow)
    return Math.floor(this.owedSteps)
  }

  /** Tells how many of the due steps were done. */
  did(steps: number, nowMs: number): void {
    if (this.factorNow !== Infinity) this.owedSteps = Math.max(0, this.owedSteps - steps)
    this.windowSteps += steps
    const seconds = (nowMs - this.windowStartMs) / 1000
    if (seconds < 1) return
    this.achieved = this.windowSteps / seconds
    this.windowSteps = 0
    this.windowStartMs = nowMs
  }

  private moveFactor(seconds: number, activity: number): void {
    if (this.speed === 'max') this.factorNow = Infinity
    else if (this.speed !== 'auto') this.factorNow = Number(this.speed)
    else {
      const target = autoFactor(activity)
      const from = Number.isFinite(this.factorNow) ? this.factorNow : AUTO_FASTEST
      const span = target < from ? BRAKE_SECONDS : RELEASE_SECONDS
      const share = 1 - Math.exp(-seconds / span)
      this.factorNow = from * (target / from) ** share
    }
  }
}
