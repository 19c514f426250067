// What the page may ask of the simulation's thread. Flat and concrete, as Comlink types it best.
import type { RunTables } from '../files/tables.ts'
import type { Figures } from '../observe/figures.ts'
import type { RunAccount } from '../observe/observer.ts'
import type { NewsKind, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { ParameterKey } from '../params/table.ts'
import type { CloseOrder, MarginOrder, OpenOrder, OpenTerms } from '../params/visitorOrder.ts'
import type { TradeQuote } from '../model/tradeQuote.ts'
import type { SavedRun } from './checkpoints/savedRun.ts'
import type { Frame, SceneName, Speed } from './frames.ts'

/** What is fixed for a run and known once it is built. */
export interface RunFacts {
  readonly run: number
  readonly engineVersion: string
  readonly stepCount: number
  readonly eventStartStep: number
  readonly agentCount: number
  readonly traderCount: number
  readonly assetSymbols: readonly string[]
  readonly assetNames: readonly string[]
  readonly initialPriceUsd: readonly number[]
  readonly venueNames: readonly string[]
  /** Step of the saved run that it goes on from; null where it begins at the start. */
  readonly resumedStep: number | null
}

/** How an opened run is set going. */
export interface Going {
  readonly play: boolean
  /** Step to go to before anything else, -1 for none. */
  readonly seekStep: number
  readonly speed: Speed
}

export interface OpenOptions extends Going {
  /** The page's number for this opening; every frame carries it. */
  readonly run: number
  /** A step whose fingerprint is wanted, when the run comes to stand there; none where absent. */
  readonly lookStep?: number
}

/** A fingerprint of the run as it stood after so many steps. */
export interface FingerprintAt {
  readonly step: number
  readonly fingerprint: string
}

/** Arrays of an earlier crowd, given back to be filled again. */
export interface ReturnedCrowd {
  readonly state: Uint8Array
  readonly leverage: Uint8Array
  readonly distance: Float32Array
  readonly notionalUsd: Float32Array
}

/** A visitor's order without its step: it is for now. */
export type OrderNow =
  | Omit<OpenOrder, 'step'>
  | Omit<CloseOrder, 'step'>
  | Omit<MarginOrder, 'step'>

export interface SimulationApi {
  /** `saved`: a run of the same start to go on from; one that does not fit is left aside. */
  open(spec: RunSpec, options: OpenOptions, saved?: SavedRun | null): RunFacts
  /** Other news and changes in the open run: what both have in common is kept, the rest runs anew. False
   * where the run must be opened afresh. */
  revise(spec: RunSpec, going: Going): boolean
  play(): void
  pause(): void
  /** Goes to a step, from the nearest checkpoint or from here, then stands still. False where it lies in
   * the past and there are no checkpoints. Frames carry the number of the latest journey. */
  seek(step: number, journey: number): boolean
  /** The run as it stands, or stood at the last checkpoint not after a step, to be kept outside this
   * thread; null where it is larger or memory forbids. */
  save(mostBytes: number, notAfter?: number): SavedRun | null
  /** Answers as soon as the thread hears. */
  ping(): void
  setSpeed(speed: Speed): void
  /** Changes a live parameter from the next step on; returns that step, -1 when the run is over. */
  applyChange(key: ParameterKey, value: number): number
  /** News that breaks at the next step; returns it as it was scheduled, null when the run is over. */
  dropNews(kind: NewsKind, title: string, sizePercent: number): NewsShock | null
  /** An order of the visitor's own trader at the next step; returns that step, -1 when the run is over. */
  giveOrder(order: OrderNow): number
  /** What a trade would be if it were opened now. */
  quoteTrade(trade: OpenTerms): TradeQuote
  /** The trader scene shows the visitor's own. */
  watchVisitor(): void
  /** Whose depth and liquidations ahead are sent, at one venue or ALL_VENUES. All columns of its depth
   * follow anew. */
  watchMarket(asset: number, venue: number): void
  /** What the picture shows: only its costly parts are built. */
  showScene(scene: SceneName): void
  /** Watches the trader in a cell of one of the latest crowds; false where it is too old to tell. */
  watchTrader(crowdVersion: number, cell: number): boolean
  /** The next frame, as soon as there is something new. Two may be asked for ahead. */
  nextFrame(returned: ReturnedCrowd | null): Promise<Frame>
  /** Of the run as it stands. */
  fingerprint(): FingerprintAt
  /** Of the step that was to be looked at; null when the run was opened beyond it, or another is opened. */
  fingerprintOnTheWay(): Promise<string | null>
  /** All that was observed up to where the run stands, for the files. */
  tables(): RunTables
  /** The run up to where it stands: at most 150 words, and its milestones in order. */
  account(): RunAccount
  /** Every measure so far, by name. */
  figures(): Figures
  /** Hashes of what was published in the steps [fromStep, toStep), and the first of them that is known. */
  published(fromStep: number, toStep: number): PublishedRows
  /** Time stands still at this step until told otherwise: a twin is behind. Infinity lets it go. */
  holdAt(step: number): void
}

export interface PublishedRows {
  readonly firstStep: number
  readonly rows: Int32Array
}
