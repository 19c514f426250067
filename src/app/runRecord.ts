// The page's copy of what was recorded of the open run: minute series and liquidations. Strips,
// timeline and exports read it; it is not state of React.
import { MAP_COLUMN_STEPS } from '../threads/frames.ts'
import type { Frame, LiquidationRows, MinuteSeries } from '../threads/frames.ts'
import type { RunFacts } from '../threads/protocol.ts'

const MINUTE_COLUMNS = [
  'step',
  'openInterestUsd',
  'volumeGenuineUsd',
  'volumeReportedUsd',
  'liquidatedLongUsd',
  'liquidatedShortUsd',
  'liquidatedTraders',
  'liquidatedTradersDay',
  'spreadBps',
  'depthUsd',
  'fundingRate',
  'parkedUsd',
  'fundsUsd',
  'marketCapUsd',
] as const satisfies readonly (keyof MinuteSeries)[]

/** Columns with a figure for every asset in each row. */
const ASSET_COLUMNS = ['price', 'low', 'high'] as const satisfies readonly (keyof MinuteSeries)[]

const LIQUIDATION_COLUMNS = [
  'step',
  'asset',
  'venue',
  'side',
  'priceUsd',
  'notionalUsd',
  'traders',
  'leverage',
] as const satisfies readonly (keyof LiquidationRows)[]

type Rows = { -readonly [Key in keyof LiquidationRows]: LiquidationRows[Key] }

export class RunRecord {
  series: MinuteSeries = emptyMinutes(1, 1)
  minuteCount = 0
  liquidations: Rows = emptyRows(1)
  stepCount = 1
  eventStartStep = 0
  assetCount = 1
  /** Simulated seconds recorded. */
  step = 0
  /** Grows with every change of what is recorded. */
  version = 0
  private readonly listeners = new Set<() => void>()

  reset(facts: RunFacts): void {
    this.assetCount = facts.assetSymbols.length
    this.series = emptyMinutes(Math.ceil(facts.stepCount / MAP_COLUMN_STEPS) + 1, this.assetCount)
    this.minuteCount = 0
    this.liquidations = emptyRows(1024)
    this.stepCount = facts.stepCount
    this.eventStartStep = facts.eventStartStep
    this.step = 0
    this.version++
    this.tell()
  }

  take(frame: Frame): void {
    const { frontierStep } = frame.clock
    const isNews = frame.windBackTo !== null || frame.series !== null || frame.liquidations !== null
    if (isNews || frontierStep !== this.step) this.version++
    this.step = frontierStep
    if (frame.windBackTo !== null) this.forgetAfter(frame.windBackTo)
    if (frame.series !== null) this.appendMinutes(frame.series)
    if (frame.liquidations !== null) this.appendLiquidations(frame.liquidations)
  }

  /** All complete minutes, as one batch of rows. */
  minutes(): MinuteSeries {
    const columns: Partial<Record<keyof MinuteSeries, Float64Array>> = {}
    for (const name of MINUTE_COLUMNS) columns[name] = this.series[name].slice(0, this.minuteCount)
    for (const name of ASSET_COLUMNS) {
      columns[name] = this.series[name].slice(0, this.minuteCount * this.assetCount)
    }
    return columns as MinuteSeries
  }

  /** The prices of complete minutes from one to before another. */
  prices(from: number, to: number): Pick<MinuteSeries, 'step' | 'price'> {
    const { series, assetCount } = this
    return {
      step: series.step.slice(from, to),
      price: series.price.slice(from * assetCount, to * assetCount),
    }
  }

  /** Calls when there is something new to draw, at the frame loop's unhurried rate. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(): void {
    for (const listener of this.listeners) listener()
  }

  /** The run takes another course from a step on. */
  private forgetAfter(step: number): void {
    this.minuteCount = Math.min(this.minuteCount, Math.floor(step / MAP_COLUMN_STEPS))
    const rows = this.liquidations
    while (rows.count > 0 && rows.step[rows.count - 1] >= step) rows.count--
  }

  private appendMinutes(rows: MinuteSeries): void {
    const at = this.minuteCount
    for (const name of MINUTE_COLUMNS) this.series[name].set(rows[name], at)
    for (const name of ASSET_COLUMNS) this.series[name].set(rows[name], at * this.assetCount)
    this.minuteCount += rows.step.length
  }

  private appendLiquidations(rows: LiquidationRows): void {
    const { count } = this.liquidations
    let capacity = this.liquidations.step.length
    if (count + rows.count > capacity) {
      while (capacity < count + rows.count) capacity *= 2
      const grown = emptyRows(capacity)
      copyRows(this.liquidations, grown, 0)
      this.liquidations = grown
    }
    copyRows(rows, this.liquidations, count)
    this.liquidations.count = count + rows.count
  }
}

export const runRecord = new RunRecord()

function emptyMinutes(rowCount: number, assetCount: number): MinuteSeries {
  const columns: Partial<Record<keyof MinuteSeries, Float64Array>> = {}
  for (const name of MINUTE_COLUMNS) columns[name] = new Float64Array(rowCount)
  for (const name of ASSET_COLUMNS) columns[name] = new Float64Array(rowCount * assetCount)
  return columns as MinuteSeries
}

function emptyRows(capacity: number): Rows {
  return {
    count: 0,
    step: new Float64Array(capacity),
    asset: new Uint8Array(capacity),
    venue: new Uint8Array(capacity),
    side: new Uint8Array(capacity),
    priceUsd: new Float64Array(capacity),
    notionalUsd: new Float64Array(capacity),
    traders: new Float64Array(capacity),
    leverage: new Float64Array(capacity),
  }
}

function copyRows(from: LiquidationRows, into: LiquidationRows, at: number): void {
  for (const name of LIQUIDATION_COLUMNS) into[name].set(from[name].subarray(0, from.count), at)
}
