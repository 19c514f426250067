// Everything that decides a run, in one value: what the model is created from. Built from a scenario
// and what a visitor changed; turned back into a link where a named scenario can carry it.
import { DEFAULT_SEED } from './limits.ts'
import { DEFAULT_SCENARIO_ID, findScenario, newsTitle } from './scenarios.ts'
import { PARAMETERS, settingsOf } from './table.ts'
import type { ChangedSettings, DroppedNews, LinkSide, LinkState } from './linkState.ts'
import type { DatedChange, NewsShock, Scenario, Settings } from './scenario.ts'
import type { ParameterKey } from './table.ts'
import { isSameOrder } from './visitorOrder.ts'
import type { VisitorOrder } from './visitorOrder.ts'

/** What happens at a moment of its own. */
export type DatedParts = Pick<RunSpec, 'news' | 'changes' | 'orders'>

export interface RunSpec {
  readonly scenario: Scenario
  /** The table's defaults, the scenario's settings and the visitor's over them: a value for every row. */
  readonly settings: Settings
  readonly seed: string
  /** The scenario's news and what was dropped into the run, by step. */
  readonly news: readonly NewsShock[]
  /** Dated moves of live parameters, by step. */
  readonly changes: readonly DatedChange[]
  /** What a visitor's own trader does, by step; left out where there is none. */
  readonly orders?: readonly VisitorOrder[]
}

/** What a visitor changed; checked values only. */
export interface Overrides {
  readonly seed?: string | undefined
  readonly hours?: number | undefined
  readonly settings?: ChangedSettings
  readonly changes?: readonly DatedChange[]
  readonly drops?: readonly DroppedNews[]
  readonly orders?: readonly VisitorOrder[]
}

export function resolveRun(scenario: Scenario, overrides: Overrides = {}): RunSpec {
  const hours = overrides.hours ?? scenario.hours
  const orders = inOrder([...(scenario.orders ?? []), ...(overrides.orders ?? [])])
  return {
    scenario: hours === scenario.hours ? scenario : { ...scenario, hours },
    settings: { ...settingsOf(scenario), ...overrides.settings },
    seed: overrides.seed ?? DEFAULT_SEED,
    news: inOrder([...scenario.news, ...(overrides.drops ?? []).map(newsOfDrop)]),
    changes: inOrder([...scenario.changes, ...(overrides.changes ?? [])]),
    ...ordersIfAny(orders),
  }
}

/** `orders` as a field that is left out where there are none. */
export function ordersIfAny(orders: readonly VisitorOrder[] | undefined): {
  readonly orders?: readonly VisitorOrder[]
} {
  return orders === undefined || orders.length === 0 ? {} : { orders }
}

/** One side of a comparison, without what a link says beside it. */
export function sideOf({ settings, changes, drops, orders }: LinkSide): LinkSide {
  return { settings, changes, drops, ...ordersIfAny(orders) }
}

/** The run a link stands for; `side` chooses the B side of a comparison. */
export function resolveLink(state: LinkState, side: LinkSide = state): RunSpec {
  const scenario = findScenario(state.scenarioId) ?? findScenario(DEFAULT_SCENARIO_ID)!
  return resolveRun(scenario, { ...side, seed: state.seed, hours: state.hours })
}

/**
 * The link state of a run, or null where the named scenario of its id cannot carry it: a scenario from
 * a file that has other news or another event hour.
 */
export function linkStateOf(spec: RunSpec): LinkState | null {
  const scenario = findScenario(spec.scenario.id)
  if (scenario === undefined || scenario.eventHour !== spec.scenario.eventHour) return null
  const news = without(spec.news, scenario.news, isSameNews)
  const changes = without(spec.changes, scenario.changes, isSameChange)
  const orders = without(spec.orders ?? [], scenario.orders ?? [], isSameOrder)
  if (news === null || changes === null || orders === null) return null
  const drops: DroppedNews[] = []
  for (const shock of news) {
    if (shock.sizePercent === undefined) return null
    const { kind, step, sizePercent, title } = shock
    const drop = { kind, step, sizePercent }
    drops.push(title === newsTitle(kind) ? drop : { ...drop, title })
  }
  const { hours } = spec.scenario
  const settings = changedSettings(settingsOf(scenario), spec.settings)
  const dated = { changes, drops, ...ordersIfAny(orders) }
  const state = { scenarioId: scenario.id, seed: spec.seed, settings, ...dated }
  return hours === scenario.hours ? state : { ...state, hours }
}

/** Where `settings` differ from `base`. */
export function changedSettings(base: Settings, settings: Settings): ChangedSettings {
  const changed: Partial<Record<ParameterKey, number>> = {}
  for (const { key } of PARAMETERS) {
    if (settings[key] !== base[key]) changed[key] = settings[key]
  }
  return changed
}

function newsOfDrop(drop: DroppedNews): NewsShock {
  return { ...drop, title: drop.title ?? newsTitle(drop.kind) }
}

function inOrder<T extends { readonly step: number }>(dated: T[]): T[] {
  return dated.sort((a, b) => a.step - b.step)
}

/** `all` less `some`, or null where one of `some` is missing. */
function without<T>(
  all: readonly T[],
  some: readonly T[],
  isSame: (a: T, b: T) => boolean,
): T[] | null {
  const rest = [...all]
  for (const item of some) {
    const index = rest.findIndex((candidate) => isSame(candidate, item))
    if (index < 0) return null
    rest.splice(index, 1)
  }
  return rest
}

function isSameNews(a: NewsShock, b: NewsShock): boolean {
  return (
    a.kind === b.kind &&
    a.step === b.step &&
    a.shareOfShock === b.shareOfShock &&
    a.sizePercent === b.sizePercent
  )
}

function isSameChange(a: DatedChange, b: DatedChange): boolean {
  return a.key === b.key && a.step === b.step && a.value === b.value
}
