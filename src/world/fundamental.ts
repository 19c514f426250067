// Fundamental value by asset: a correlated random walk with stochastic volatility, moved by news, and
// around it swings of opinion that come back to zero (a permanent and a transitory component, Poterba
// and Summers 1988). No agent decides it, no price enters it. Log ticks. ODD submodel "Fundamental value".
import type { Columns } from '../base/columns.ts'
import { detExp, detLog } from '../base/detMath.ts'
import { drawNormal, type RandomKeys } from '../base/keyedRandom.ts'
import type { Asset } from '../market/instruments.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'
import { BETA, CORRELATION } from './betas.ts'

const PURPOSE_VOLATILITY = 101
const PURPOSE_VALUE = 110
const PURPOSE_SWING = 120
/** Steps of an hour, square-rooted: hourly to per-step standard deviation. */
const SQRT_HOUR = 60

export class Fundamental {
  readonly logValue: Float64Array
  private readonly logVolatility: Float64Array
  /** What opinion adds to value for some hours, log; it comes back to zero. */
  private readonly swing: Float64Array
  private readonly idiosyncratic: number[]

  constructor(columns: Columns, assets: readonly Asset[]) {
    this.logValue = columns.f64('world.logValue', assets.length)
    this.logVolatility = columns.f64('world.logVolatility', 1)
    this.swing = columns.f64('world.swing', assets.length)
    this.idiosyncratic = assets.map((_asset, asset) => {
      const rho = CORRELATION[asset] ?? 0.7
      return (BETA[asset] ?? 1) * Math.sqrt(1 / (rho * rho) - 1)
    })
    assets.forEach((asset, index) => {
      this.logValue[index] = detLog(asset.initialPriceUsd / asset.tickSizeUsd)
    })
  }

  /** One second of drift-free change. News is added by `move`. */
  step(step: number, keys: RandomKeys, settings: Settings, outTicks: Float64Array): void {
    if (step % STEPS_PER_MINUTE === 0) this.changeVolatility(step, keys, settings)
    const spread = settings.volatilityOfVolatility
    const scale = detExp(this.logVolatility[0]! - (spread * spread) / 2)
    const sigma = ((settings.calmVolatility / 100) * scale) / SQRT_HOUR
    const common = drawNormal(keys, 0, step, PURPOSE_VALUE) * sigma
    const swingSteps = settings.swingHours * STEPS_PER_HOUR
    const swingSigma = (settings.swingSize / 100) * scale * Math.sqrt(2 / swingSteps)
    const swingCommon = drawNormal(keys, 0, step, PURPOSE_SWING) * swingSigma
    const { logValue, swing } = this
    for (let asset = 0; asset < logValue.length; asset++) {
      const own =
        drawNormal(keys, asset, step, PURPOSE_VALUE + 1) * sigma * this.idiosyncratic[asset]!
      const swingOwn =
        drawNormal(keys, asset, step, PURPOSE_SWING + 1) * swingSigma * this.idiosyncratic[asset]!
      logValue[asset] += common * (BETA[asset] ?? 1) + own
      swing[asset] += swingCommon * (BETA[asset] ?? 1) + swingOwn - swing[asset]! / swingSteps
      outTicks[asset] = detExp(logValue[asset]! + swing[asset]!)
    }
  }

  move(asset: number, logChange: number): void {
    this.logValue[asset] += logChange
  }

  private changeVolatility(step: number, keys: RandomKeys, settings: Settings): void {
    const minutes = (settings.volatilityMemory * STEPS_PER_HOUR) / STEPS_PER_MINUTE
    const keep = 1 - 1 / minutes
    const noise = drawNormal(keys, 0, step, PURPOSE_VOLATILITY)
    const spread = settings.volatilityOfVolatility * Math.sqrt(1 - keep * keep)
    this.logVolatility[0] = this.logVolatility[0]! * keep + spread * noise
  }
}
