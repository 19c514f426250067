// Keeps what the picture needs beyond the observer's figures: depth columns of the whole run, when
// each account was last liquidated, and how fierce the liquidations are now. Changes nothing.
import type { MarketRecord } from '../market/marketRecord.ts'
import { coinOpenInterestUsd } from '../observe/coinMarkets.ts'
import { layoutOf } from '../observe/layout.ts'
import type { Layout } from '../observe/layout.ts'
import { openInterestUsd } from '../observe/minutes.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_MINUTE } from '../market/units.ts'
import { CrowdMemory } from './crowdMemory.ts'
import type { CrowdMemoryState } from './crowdMemory.ts'
import { DepthMap } from './depthMap.ts'
import { MAP_COLUMN_STEPS } from './frames.ts'
import { lastPage } from './lastPage.ts'

/** Simulated seconds in which the activity that drives the Auto clock is forgotten. */
const ACTIVITY_MEMORY_STEPS = 90

export interface RecorderState {
  readonly activity: number
  readonly openInterestQuote: number
  readonly crowd: CrowdMemoryState
}

export class Recorder {
  readonly depth: DepthMap
  readonly crowd: CrowdMemory
  /** Share of open interest liquidated a minute, smoothed. */
  activity = 0

  private readonly record: MarketRecord
  private readonly layout: Layout
  private openInterestQuote = 0

  constructor(record: MarketRecord) {
    this.record = record
    this.layout = layoutOf(record)
    this.depth = new DepthMap(record)
    this.crowd = new CrowdMemory(record)
  }

  /** The state itself, not a copy, less the depth columns: those stay known wherever the run stands. */
  state(): RecorderState {
    const { activity, openInterestQuote, crowd } = this
    return { activity, openInterestQuote, crowd: crowd.state() }
  }

  /** Puts back the state of a step. */
  restore(state: RecorderState, step: number): void {
    this.activity = state.activity
    this.openInterestQuote = state.openInterestQuote
    this.crowd.restore(state.crowd)
    this.depth.moveTo(step)
  }

  /** Reads the step just done. */
  afterStep(): void {
    const step = this.record.stepsDone() - 1
    const { venues } = this.record
    const page = lastPage(this.record)
    let quote = 0
    for (let venue = 0; venue < venues.length; venue++) {
      const here = page.liquidatedLongQuote[venue] + page.liquidatedShortQuote[venue]
      if (here > 0) this.crowd.readStep(venue, step)
      quote += here
    }
    const share = this.openInterestQuote > 0 ? quote / this.openInterestQuote : 0
    this.activity += (share * STEPS_PER_MINUTE - this.activity) / ACTIVITY_MEMORY_STEPS
    if ((step + 1) % MAP_COLUMN_STEPS !== 0) return
    this.depth.addColumn()
    const { record, layout } = this
    const openUsd = openInterestUsd(layout, lastPage(record)) + coinOpenInterestUsd(record)
    this.openInterestQuote = openUsd * QUOTE_UNITS_PER_USD
  }
}
