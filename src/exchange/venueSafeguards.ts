// A venue's own brakes: the circuit breaker of a perpetual book, and the temporary leverage limit
// that volatility triggers and calm lifts (C21). Both look at the mark of earlier steps.
// Fractional ticks, steps. ODD submodel: Exchange: safeguards.
import type { Columns } from '../base/columns.ts'
import { detLog } from '../base/detMath.ts'
import { EventKind, NO_ACCOUNT } from '../market/events.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import type { VenueParts } from './venueParts.ts'

/** The breaker's window is kept as highs and lows of blocks of ten steps, for up to one hour. */
const BLOCK_STEPS = 10
const BLOCK_COUNT = 360
/** One-minute returns whose standard deviation is watched. */
const RETURN_COUNT = 15

export class VenueSafeguards {
  /** By perpetual * BLOCK_COUNT + block. */
  private readonly blockHighTicks: Float64Array
  private readonly blockLowTicks: Float64Array
  /** By perpetual: first step at which the book trades again; blocks before it do not count. */
  private readonly haltedUntil: Float64Array
  private readonly windowStart: Float64Array
  private readonly returns: Float64Array
  /** 0: mark a minute ago, 1: returns seen, 2: the limit in force (0 none), 3: last turbulent step. */
  private readonly watch: Float64Array
  private readonly parts: VenueParts

  constructor(columns: Columns, name: string, parts: VenueParts) {
    this.parts = parts
    this.blockHighTicks = columns.f64(`${name}.blockHighTicks`, parts.assetCount * BLOCK_COUNT)
    this.blockLowTicks = columns.f64(`${name}.blockLowTicks`, parts.assetCount * BLOCK_COUNT)
    this.haltedUntil = columns.f64(`${name}.haltedUntil`, parts.assetCount)
    this.windowStart = columns.f64(`${name}.breakerWindowStart`, parts.assetCount)
    this.returns = columns.f64(`${name}.minuteReturns`, RETURN_COUNT)
    this.watch = columns.f64(`${name}.volatilityWatch`, 4)
  }

  /** The temporary limit in force, 0 none. */
  get temporaryLimit(): number {
    return this.watch[2]!
  }

  update(step: number): void {
    const { controls, assetCount, halted } = this.parts
    const { breakerThreshold } = controls
    const block = Math.floor(step / BLOCK_STEPS) % BLOCK_COUNT
    for (let perpetual = 0; perpetual < assetCount; perpetual++) {
      const book = assetCount + perpetual
      if (halted[book] !== 0 && (step >= this.haltedUntil[perpetual]! || breakerThreshold === 0)) {
        halted[book] = 0
        this.windowStart[perpetual] = step
        this.log(EventKind.CircuitBreaker, book, 0)
      }
      this.recordMark(perpetual, book, step, perpetual * BLOCK_COUNT + block)
      if (breakerThreshold > 0 && halted[book] === 0 && this.moved(perpetual, book, step)) {
        halted[book] = 1
        this.haltedUntil[perpetual] = step + Math.max(controls.breakerHaltSteps, 1)
        this.log(EventKind.CircuitBreaker, book, 1)
      }
    }
    if (step % STEPS_PER_MINUTE === 0) this.watchVolatility(step)
  }

  private recordMark(perpetual: number, book: number, step: number, block: number): void {
    const mark = this.parts.prices.markTicks[book]!
    // A book that trades again is not judged by what its halt was for.
    if (step % BLOCK_STEPS === 0 || step === this.windowStart[perpetual]) {
      this.blockHighTicks[block] = mark
      this.blockLowTicks[block] = mark
      return
    }
    if (mark > this.blockHighTicks[block]!) this.blockHighTicks[block] = mark
    if (mark < this.blockLowTicks[block]!) this.blockLowTicks[block] = mark
  }

  /** Whether the mark has left the threshold around a price of the window. */
  private moved(perpetual: number, book: number, step: number): boolean {
    const { controls, prices } = this.parts
    const start = Math.max(
      this.windowStart[perpetual]!,
      step - Math.min(controls.breakerWindowSteps, BLOCK_STEPS * (BLOCK_COUNT - 1)),
      0,
    )
    const mark = prices.markTicks[book]!
    const last = Math.floor(step / BLOCK_STEPS)
    for (let block = Math.floor(start / BLOCK_STEPS); block <= last; block++) {
      const place = perpetual * BLOCK_COUNT + (block % BLOCK_COUNT)
      if (mark <= this.blockHighTicks[place]! * (1 - controls.breakerThreshold)) return true
      const low = this.blockLowTicks[place]!
      if (low > 0 && mark >= low * (1 + controls.breakerThreshold)) return true
    }
    return false
  }

  private watchVolatility(step: number): void {
    const { watch, returns } = this
    const { assetCount, controls, prices } = this.parts
    const mark = prices.markTicks[assetCount]!
    const before = watch[0]!
    watch[0] = mark
    if (before > 0) {
      const seen = watch[1]!
      returns[seen % RETURN_COUNT] = detLog(mark / before)
      watch[1] = seen + 1
    }
    const trigger = controls.volatilityLimitTrigger
    const turbulent = trigger > 0 && watch[1]! >= RETURN_COUNT && this.deviation() > trigger
    if (turbulent) {
      watch[3] = step
      const limit = Math.max(controls.volatilityLimitLeverage, 1)
      if (watch[2] !== limit) {
        watch[2] = limit
        this.log(EventKind.LeverageLimit, assetCount, limit)
      }
    } else if (
      watch[2] !== 0 &&
      (trigger === 0 || step - watch[3]! >= controls.volatilityLimitSteps)
    ) {
      watch[2] = 0
      this.log(EventKind.LeverageLimit, assetCount, 0)
    }
  }

  private deviation(): number {
    let sum = 0
    let squares = 0
    for (let index = 0; index < RETURN_COUNT; index++) {
      const value = this.returns[index]!
      sum += value
      squares += value * value
    }
    const variance = squares / RETURN_COUNT - (sum / RETURN_COUNT) * (sum / RETURN_COUNT)
    return variance > 0 ? Math.sqrt(variance) : 0
  }

  private log(
    kind: typeof EventKind.CircuitBreaker | typeof EventKind.LeverageLimit,
    book: number,
    note: number,
  ): void {
    this.parts.events.add(kind, book, 0, 0, NO_ACCOUNT, NO_ACCOUNT, 0, 0, 0, note)
  }
}
