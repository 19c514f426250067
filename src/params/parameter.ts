// The shape of the parameter table: every number a person may turn is one row. Sliders, the shell,
// links, docs and tests all read the rows; nothing else holds a default.

export type ParameterGroup =
  | 'market'
  | 'shock'
  | 'behaviour'
  | 'policy'
  | 'retail'
  | 'institutions'
  | 'holders'
  | 'makers'
  | 'bots'
  | 'venues'
  | 'world'

export interface ParameterRow {
  readonly key: string
  /** Two or three letters for links. Never reused. */
  readonly short: string
  readonly label: string
  readonly group: ParameterGroup
  /** What the number counts: '%', 'x', 'USD', 'h', 'steps', 'count', 'on/off', 'choice', ... */
  readonly unit: string
  readonly min: number
  readonly max: number
  /** Values are min + k x step for whole k, so that they are exact everywhere. */
  readonly step: number
  readonly default: number
  /** The article's value, where it gives one. */
  readonly article?: number
  /** A live parameter may change while the run goes on; the others restart it. */
  readonly when: 'live' | 'restarts'
  /** One of the twelve sliders shown first. */
  readonly primary: boolean
  /** Slider positions spread by the logarithm of the value. */
  readonly logarithmic?: boolean
  /** Names of the values 0, 1, 2 ... of a choice. */
  readonly choices?: readonly string[]
  /** The value that means off, shown as such. */
  readonly off?: number
  /** ODD submodel that reads it. */
  readonly submodel: string
  readonly source: string
  readonly help: string
}
