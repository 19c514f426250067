// What a share link carries, and the marks of its parts.
import { DEFAULT_SEED } from './limits.ts'
import type { DatedChange, NewsKind } from './scenario.ts'
import type { LinkSweep } from './sweep.ts'
import type { ParameterKey } from './table.ts'
import type { VisitorOrder } from './visitorOrder.ts'

export type ChangedSettings = Readonly<Partial<Record<ParameterKey, number>>>

/** A visitor's own news. */
export interface DroppedNews {
  readonly kind: NewsKind
  readonly step: number
  /** Change of BTC's value in percent. */
  readonly sizePercent: number
  /** What the visitor calls it, where it is not named after its kind. */
  readonly title?: string
}

/** What differs from the named scenario on one side of a comparison. */
export interface LinkSide {
  readonly settings: ChangedSettings
  readonly changes: readonly DatedChange[]
  readonly drops: readonly DroppedNews[]
  /** What the visitor's own trader does; left out where it does nothing. */
  readonly orders?: readonly VisitorOrder[]
}

/** Levels of meaning of the picture. */
export const SCENE_NAMES = ['market', 'cohorts', 'crowd', 'trader'] as const
export type SceneName = (typeof SCENE_NAMES)[number]

/** The scene and the coin of the picture. */
export interface LinkCamera {
  readonly scene: SceneName
  /** Row of the coins. */
  readonly asset: number
}

export interface LinkState extends LinkSide {
  readonly scenarioId: string
  readonly seed: string
  /** Length of the run where it is not the scenario's. */
  readonly hours?: number
  /** The B side of a comparison: its own differences, same scenario, seed and length. */
  readonly sideB?: LinkSide
  /** An experiment around this run. */
  readonly sweep?: LinkSweep
  /** The step at which the sharer looked. */
  readonly moment?: number
  /** The engine that made the result, and its result. */
  readonly engine?: string
  readonly fingerprint?: string
  /** The step of that result, where the run was shared on its way. */
  readonly fingerprintStep?: number
  /** What the sharer looked at. */
  readonly camera?: LinkCamera
  readonly title?: string
  readonly note?: string
}

/** Marks a part of the B side. */
export const SIDE_B = 'B.'

export const NEWS_CODES: Readonly<Record<NewsKind, string>> = {
  monetary: 'Nmo',
  macro: 'Nma',
  press: 'Npr',
  regulatory: 'Nre',
}

export const ENGINE_PATTERN = /^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$/
export const FINGERPRINT_PATTERN = /^[0-9a-f]{8,64}$/

/** The state of a named scenario with nothing changed. */
export function plainLink(scenarioId: string, seed: string = DEFAULT_SEED): LinkState {
  return { scenarioId, seed, settings: {}, changes: [], drops: [] }
}
