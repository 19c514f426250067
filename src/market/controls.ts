// The dials of a venue that a policy may turn while the run goes on. One value set per venue.
import type { Columns } from '../base/columns.ts'

export const LiquidationEngineChoice = {
  /** As the venue's rulebook says. */
  Rulebook: 0,
  /** One immediate-or-cancel order for the whole position. */
  Immediate: 1,
  /** Step down the margin tiers, then take over. */
  StepDown: 2,
  /** Rate-limited slices with backstop providers. */
  RateLimited: 3,
  /** A slice of a large position, a pause, then the whole; a vault takes over below two thirds of
   * maintenance. */
  SliceThenWhole: 4,
} as const

export const MarkPriceChoice = {
  Rulebook: 0,
  /** Median of index with funding basis, index with mean basis, last. */
  IndexMedian: 1,
  /** Median of the venue's own bid, ask and last. */
  OwnBook: 2,
  /** Last trade alone. */
  Last: 3,
  /** Median of index with mean basis, own book, and the other venues' perpetuals. */
  OracleMedian: 4,
} as const

export const DeleveragingRanking = { ProfitTimesLeverage: 0, ProRata: 1 } as const

export interface VenueControls {
  /** Highest leverage for new positions; 0 leaves it to the rulebook. */
  leverageCap: number
  /** The cap holds for open positions too, once its grace time is over. */
  capsOpenPositions: boolean
  capGraceSteps: number
  /** Which of the rulebook's margin tables holds, where it has several. */
  tierTable: number
  /** Multiplies every maintenance-margin rate. */
  maintenanceScale: number
  liquidationEngine: number
  markPrice: number
  deleveraging: boolean
  deleveragingRanking: number
  /** Fall or rise of the mark within the window that halts a perpetual book; 0 never. Fraction. */
  breakerThreshold: number
  breakerWindowSteps: number
  breakerHaltSteps: number
  /** Volatility (standard deviation of one-minute log returns) at which the venue limits leverage for a
   * while; 0 never. */
  volatilityLimitTrigger: number
  /** The temporary limit, and how long calm must last before it is lifted. */
  volatilityLimitLeverage: number
  volatilityLimitSteps: number
  /** Liquidations close at the mark against a silent counterparty and touch no book: the twin that
   * measures cascade amplification. */
  liquidationsOffBook: boolean
  /** The venue publishes its liquidation map. */
  publishesMap: boolean
}

const FIELDS = [
  'leverageCap',
  'maintenanceScale',
  'liquidationEngine',
  'markPrice',
  'deleveraging',
  'deleveragingRanking',
  'breakerThreshold',
  'breakerWindowSteps',
  'breakerHaltSteps',
  'volatilityLimitTrigger',
  'volatilityLimitLeverage',
  'volatilityLimitSteps',
  'liquidationsOffBook',
  'capsOpenPositions',
  'capGraceSteps',
  'tierTable',
] as const

/** Controls kept in one column, so that they are part of the state. All zero but what is set here. */
export class ControlColumns implements VenueControls {
  private readonly values: Float64Array

  constructor(columns: Columns, name: string) {
    // The last is a spare element: a run that never publishes has the state it always had.
    this.values = columns.f64(`${name}.controls`, FIELDS.length, 1)
    this.maintenanceScale = 1
    this.deleveraging = true
  }

  get leverageCap() {
    return this.values[0]!
  }
  set leverageCap(value: number) {
    this.values[0] = value
  }
  get maintenanceScale() {
    return this.values[1]!
  }
  set maintenanceScale(value: number) {
    this.values[1] = value
  }
  get liquidationEngine() {
    return this.values[2]!
  }
  set liquidationEngine(value: number) {
    this.values[2] = value
  }
  get markPrice() {
    return this.values[3]!
  }
  set markPrice(value: number) {
    this.values[3] = value
  }
  get deleveraging() {
    return this.values[4] === 1
  }
  set deleveraging(on: boolean) {
    this.values[4] = on ? 1 : 0
  }
  get deleveragingRanking() {
    return this.values[5]!
  }
  set deleveragingRanking(value: number) {
    this.values[5] = value
  }
  get breakerThreshold() {
    return this.values[6]!
  }
  set breakerThreshold(value: number) {
    this.values[6] = value
  }
  get breakerWindowSteps() {
    return this.values[7]!
  }
  set breakerWindowSteps(value: number) {
    this.values[7] = value
  }
  get breakerHaltSteps() {
    return this.values[8]!
  }
  set breakerHaltSteps(value: number) {
    this.values[8] = value
  }
  get volatilityLimitTrigger() {
    return this.values[9]!
  }
  set volatilityLimitTrigger(value: number) {
    this.values[9] = value
  }
  get volatilityLimitLeverage() {
    return this.values[10]!
  }
  set volatilityLimitLeverage(value: number) {
    this.values[10] = value
  }
  get volatilityLimitSteps() {
    return this.values[11]!
  }
  set volatilityLimitSteps(value: number) {
    this.values[11] = value
  }
  get liquidationsOffBook() {
    return this.values[12] === 1
  }
  set liquidationsOffBook(on: boolean) {
    this.values[12] = on ? 1 : 0
  }
  get capsOpenPositions() {
    return this.values[13] === 1
  }
  set capsOpenPositions(on: boolean) {
    this.values[13] = on ? 1 : 0
  }
  get capGraceSteps() {
    return this.values[14]!
  }
  set capGraceSteps(value: number) {
    this.values[14] = value
  }
  get publishesMap() {
    return this.values[FIELDS.length] === 1
  }
  set publishesMap(on: boolean) {
    this.values[FIELDS.length] = on ? 1 : 0
  }
  get tierTable() {
    return this.values[15]!
  }
  set tierTable(value: number) {
    this.values[15] = value
  }
}
