// The shape of a claim and its band: what the article says, which measured figures answer it.
// ODD submodel: Observation.

/** [low, high]; null is no end. */
export type Band = readonly [number | null, number | null]

/** What a market must have for a claim to mean anything in it. */
export type Requirement =
  | 'altcoins'
  | 'namedVenues'
  | 'news'
  | 'holders'
  | 'institutions'
  | 'washTraders'

export interface ClaimPart {
  /** Name of the figure among the measures. */
  readonly measure: string
  readonly label: string
  readonly unit: string
  readonly band: Band
  /** Ends that the figure itself cannot pass (a share's 0 and 1): they give a half-open band its width. */
  readonly limits?: Band
  /** The ends of the band do not belong to it. */
  readonly strict?: true
  /** Hours after the event day's start at which the figure is final. */
  readonly afterHours: number
  /** Only same-seed twin runs answer it; left out where there are none. */
  readonly twin?: true
}

export interface Claim {
  readonly id: string
  readonly text: string
  /** How it is measured, for a reader. */
  readonly how: string
  readonly requires?: Requirement
  /** The first one's value heads the row. */
  readonly parts: readonly ClaimPart[]
}

/** Limits of a share and of a ratio. */
export const SHARE: Band = [0, 1]
export const RATIO: Band = [0, null]

/** The band stretched by half its width on each side, within the figure's own limits. A band with one
 * end takes its width from the limit on its open side; without a limit it is not stretched. */
export function widerBand(part: Pick<ClaimPart, 'band' | 'limits'>): Band {
  const [low, high] = part.band
  const [least, most] = part.limits ?? [null, null]
  const from = low ?? least
  const to = high ?? most
  if (from === null || to === null) return part.band
  const half = (to - from) / 2
  return [
    low === null ? null : least === null ? low - half : Math.max(least, low - half),
    high === null ? null : most === null ? high + half : Math.min(most, high + half),
  ]
}
