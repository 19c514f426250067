// News: value works towards its new level with a time constant, mood and makers' fear jump at once.
// Sizes are log changes of BTC's value. ODD submodel "News".
import type { Columns } from '../base/columns.ts'
import { assert } from '../base/assert.ts'
import type { NewsRecord } from '../market/marketRecord.ts'
import type { NewsShock, Settings } from '../params/scenario.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { NEWS_BETA } from './betas.ts'
import type { Fundamental } from './fundamental.ts'
import type { Mood } from './mood.ts'

const MOST_NEWS = 256
/** What a piece of news does beyond value, by kind: weight on mood, weight on makers' fear. */
const KIND_WEIGHTS: Readonly<Record<NewsShock['kind'], readonly [mood: number, fear: number]>> = {
  monetary: [0.8, 1.2],
  macro: [0.9, 1.1],
  press: [1.4, 0.7],
  regulatory: [1.1, 1],
}

export class News {
  private readonly shocks: NewsShock[] = []
  /** Still to be worked into value, log change of BTC; NaN-free: 0 until it starts. */
  private readonly remaining: Float64Array
  private readonly size: Float64Array
  private readonly started: Uint8Array

  constructor(columns: Columns) {
    this.remaining = columns.f64('news.remaining', MOST_NEWS)
    this.size = columns.f64('news.size', MOST_NEWS)
    this.started = columns.u8('news.started', MOST_NEWS)
  }

  /**
   * Adds news to come, in order of its step. What stands behind it has not begun, so its columns are
   * still zero: news planned and news dropped while the run goes on end in the same state.
   */
  add(shock: NewsShock): void {
    assert(this.shocks.length < MOST_NEWS, 'more than 256 news shocks in one run')
    let at = this.shocks.length
    while (at > 0 && this.shocks[at - 1]!.step > shock.step) at--
    this.shocks.splice(at, 0, shock)
  }

  /** Other news from here on: those that have begun must be the ones that did. */
  replace(shocks: readonly NewsShock[]): void {
    this.shocks.length = 0
    for (const shock of shocks) this.add(shock)
  }

  step(step: number, settings: Settings, fundamental: Fundamental, mood: Mood): void {
    const rate = 1 / (settings.shockOnset * STEPS_PER_MINUTE)
    for (let index = 0; index < this.shocks.length; index++) {
      const shock = this.shocks[index]!
      if (this.started[index] === 0) {
        if (step < shock.step) continue
        this.start(index, shock, settings, mood)
      }
      const worked = this.remaining[index]! * rate
      this.remaining[index] -= worked
      for (let asset = 0; asset < fundamental.logValue.length; asset++) {
        fundamental.move(asset, worked * (NEWS_BETA[asset] ?? 1))
      }
    }
  }

  private start(index: number, shock: NewsShock, settings: Settings, mood: Mood): void {
    const percent = shock.sizePercent ?? (shock.shareOfShock ?? 0) * settings.shockSize
    this.started[index] = 1
    this.size[index] = percent / 100
    this.remaining[index] = percent / 100
    const [moodWeight, fearWeight] = KIND_WEIGHTS[shock.kind]
    mood.hit(percent * settings.newsSentiment * moodWeight)
    mood.frighten(Math.abs(percent) * settings.newsFear * fearWeight)
  }

  /** News begun so far, in the order they were added. */
  record(): NewsRecord[] {
    const records: NewsRecord[] = []
    for (let index = 0; index < this.shocks.length; index++) {
      if (this.started[index] === 0) continue
      const shock = this.shocks[index]!
      records.push({
        kind: shock.kind,
        title: shock.title,
        startStep: shock.step,
        size: this.size[index]!,
      })
    }
    return records
  }
}
