// What the page may ask of the simulation's thread. Flat and concrete, as Comlink types it best.
import type { NewsKind, NewsShock } from '../params/scenario.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { ParameterKey } from '../params/table.ts'
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
}

export interface OpenOptions {
  /** The page's number for this opening; every frame carries it. */
  readonly run: number
  readonly play: boolean
  /** Step to hurry to before anything else, 0 for none. */
  readonly seekStep: number
  readonly speed: Speed
}

/** Arrays of an earlier crowd, given back to be filled again. */
export interface ReturnedCrowd {
  readonly state: Uint8Array
  readonly leverage: Uint8Array
  readonly distance: Float32Array
  readonly notionalUsd: Float32Array
}

export interface SimulationApi {
  open(spec: RunSpec, options: OpenOptions): RunFacts
  play(): void
  pause(): void
  /** Runs without pause to a later step, then stands still. */
  seek(step: number): void
  setSpeed(speed: Speed): void
  /** Changes a live parameter from the next step on; returns that step, -1 when the run is over. */
  applyChange(key: ParameterKey, value: number): number
  /** News that breaks at the next step; returns it as it was scheduled, null when the run is over. */
  dropNews(kind: NewsKind, title: string, sizePercent: number): NewsShock | null
  /** Whose depth and liquidations ahead are sent. All columns of its depth follow anew. */
  watchAsset(asset: number): void
  /** What the picture shows: only its costly parts are built. */
  showScene(scene: SceneName): void
  /** Watches the trader in a cell of one of the latest crowds; false where it is too old to tell. */
  watchTrader(crowdVersion: number, cell: number): boolean
  /** The next frame, as soon as there is something new. Two may be asked for ahead. */
  nextFrame(returned: ReturnedCrowd | null): Promise<Frame>
  fingerprint(): string
}
