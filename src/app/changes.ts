// Changes to what the run is made of: sliders, dropped news, seed and scenario, and their undoing.
// A live change becomes a dated part of the link; anything else starts the run anew with it.
import { formatChange } from '../panels/format.ts'
import { snap } from '../params/grid.ts'
import { NEWS_SIZE, MOST_CHANGES, MOST_NEWS } from '../params/limits.ts'
import { plainLink } from '../params/linkState.ts'
import type { DroppedNews, LinkState } from '../params/linkState.ts'
import { NEWS_TITLE_LENGTH, plainLine } from '../params/plainText.ts'
import { ordersIfAny, sideOf } from '../params/resolve.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { NewsKind } from '../params/scenario.ts'
import { findScenario, newsTitle } from '../params/scenarios.ts'
import { settingsOf } from '../params/table.ts'
import type { ParameterKey } from '../params/table.ts'
import { afterBurst } from './burst.ts'
import { frontierStep, liveStep, shownStep } from './frameLoop.ts'
import { openRun, shouldPlay, simulation } from './runControl.ts'
import { isInPast, labStore } from './store.ts'
import { tellVisitor } from './words.ts'

const MOST_UNDONE = 50
/** Arrow keys that follow each other within this time are one move of a slider. */
const BURST_MS = 300
const REPLACED = 'What came after is run anew; Undo brings it back.'
export const RUN_IS_OVER = 'The run is over: go back on the timeline and do it there.'

/** Sets a parameter: live ones from now on, the others from the start of a new run. */
export async function changeParameter(key: ParameterKey, wanted: number): Promise<void> {
  const row = rowOf(key)
  const value = snap(row, wanted)
  const { link, clock } = labStore.getState()
  if (value === valueNow(link, key, shownStep())) return
  const begun = shownStep() > 0
  if (row.when === 'restarts' || !begun || (clock?.finished && !isPast())) {
    const why = row.when === 'restarts' ? 'restarts the run' : 'is set from the start'
    reopen({ ...link, settings: changedSettings(link, key, value) }, 0)
    tellVisitor(`${row.label} ${why}: same seed.`)
    return
  }
  if (link.changes.length >= MOST_CHANGES) {
    tellVisitor(`A run holds ${MOST_CHANGES} changes: undo one first.`)
    return
  }
  if (isPast()) {
    forkHere(
      { changes: [{ step: momentStep(), key, value }] },
      `${row.label} changed from here on. ${REPLACED}`,
    )
    return
  }
  const step = await simulation()?.api.applyChange(key, value)
  if (step === undefined) return
  if (step < 0) {
    tellVisitor(RUN_IS_OVER)
    return
  }
  const now = labStore.getState().link
  const changes = now.changes.filter((change) => change.key !== key || change.step !== step)
  putLink({ ...now, changes: [...changes, { step, key, value }] })
}

/** The same for a value that came by arrow key: a burst of them is one change. */
export function changeParameterSoon(key: ParameterKey, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    afterBurst(key, BURST_MS, () => void changeParameter(key, wanted).then(resolve, resolve))
  })
}

/** Drops news into the run, now; without a name it is called after its kind. */
export async function dropNews(
  kind: NewsKind,
  wantedPercent: number,
  wantedTitle = '',
): Promise<void> {
  const sizePercent = snap(NEWS_SIZE, wantedPercent)
  const { link, clock } = labStore.getState()
  if (link.drops.length >= MOST_NEWS) {
    tellVisitor(`A run holds ${MOST_NEWS} dropped news: undo one first.`)
    return
  }
  const named = namedAs(kind, wantedTitle)
  const title = named.title ?? newsTitle(kind)
  if (isPast()) {
    const drop = { kind, step: momentStep(), sizePercent, ...named }
    forkHere({ drops: [drop] }, `${title} dropped here. ${REPLACED}`)
    return
  }
  if (clock?.finished) {
    tellVisitor(RUN_IS_OVER)
    return
  }
  const shock = await simulation()?.api.dropNews(kind, title, sizePercent)
  if (shock === undefined) return
  if (shock === null) {
    tellVisitor(RUN_IS_OVER)
    return
  }
  const now = labStore.getState().link
  putLink({ ...now, drops: [...now.drops, { kind, step: shock.step, sizePercent, ...named }] })
  tellVisitor(`${title}, ${formatChange(sizePercent)}: the news is out.`)
}

/** The name of news, where it is not that of its kind. */
export function namedAs(kind: NewsKind, typed: string): Pick<DroppedNews, 'title'> {
  const title = plainLine(typed, NEWS_TITLE_LENGTH)
  return title === '' || title === newsTitle(kind) ? {} : { title }
}

export function undo(): void {
  const { history, undone, link } = labStore.getState()
  const before = history[0]
  if (before === undefined) return
  labStore.setState({ history: history.slice(1), undone: [withMoment(link), ...undone] })
  goBackTo(before)
  tellVisitor('Undone. Redo brings it back.')
}

export function redo(): void {
  const { history, undone, link } = labStore.getState()
  const next = undone[0]
  if (next === undefined) return
  labStore.setState({ history: [withMoment(link), ...history], undone: undone.slice(1) })
  goBackTo(next)
  tellVisitor('Done again.')
}

/** The run of another link, at the moment looked at where both have the same start, else where it was left.
 * The experiment stays as it is: it has a form of its own. */
function goBackTo({ moment = 0, ...before }: LinkState): void {
  const { link, wantsPlay, clock } = labStore.getState()
  const { sweep } = link
  const next = sweep === undefined ? before : { ...before, sweep }
  const sameStart =
    next.scenarioId === link.scenarioId &&
    next.seed === link.seed &&
    JSON.stringify(next.settings) === JSON.stringify(link.settings)
  const play = wantsPlay || clock?.finished === true
  void openRun(next, { play, seekStep: sameStart ? goingTo() : moment })
}

export function chooseScenario(scenarioId: string): void {
  const { link } = labStore.getState()
  const { sweep } = link
  reopen({ ...plainLink(scenarioId, link.seed), ...(sweep === undefined ? {} : { sweep }) }, 0)
  tellVisitor(`${findScenario(scenarioId)?.title ?? scenarioId}, same seed.`)
}

export function chooseSeed(seed: string): void {
  const { link } = labStore.getState()
  if (seed === '' || seed === link.seed) return
  reopen({ ...link, seed }, 0)
  tellVisitor(`Seed ${seed}: another draw of the same day.`)
}

/** From the start: with the same seed while it is locked, otherwise with a new one. */
export function restart(): void {
  const { link, seedLocked } = labStore.getState()
  if (!seedLocked) {
    chooseSeed(newSeed())
    return
  }
  void openRun(link, { play: true })
  tellVisitor('From the start again, same seed.')
}

/** A short seed that is easy to say. */
export function newSeed(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const draws = crypto.getRandomValues(new Uint32Array(5))
  return Array.from(draws, (draw) => letters[draw % letters.length]).join('')
}

/** A parameter's value at a step of the run that a link describes. */
export function valueNow(link: LinkState, key: ParameterKey, step: number): number {
  let value = link.settings[key] ?? scenarioValue(link, key)
  let since = -1
  const scenario = findScenario(link.scenarioId)
  for (const change of [...(scenario?.changes ?? []), ...link.changes]) {
    if (change.key !== key || change.step > step || change.step < since) continue
    value = change.value
    since = change.step
  }
  return value
}

/** What the scenario itself says, before anything is changed. */
export function scenarioValue(link: LinkState, key: ParameterKey): number {
  const scenario = findScenario(link.scenarioId)
  return scenario === undefined ? rowOf(key).default : settingsOf(scenario)[key]
}

function changedSettings(link: LinkState, key: ParameterKey, value: number) {
  const settings = { ...link.settings, [key]: value }
  if (value === scenarioValue(link, key)) delete settings[key]
  return settings
}

/** The day again up to the moment looked at, then on with something added. What came later goes. */
export function forkHere(
  added: Partial<Pick<LinkState, 'changes' | 'drops' | 'orders'>>,
  word: string,
): void {
  const { link } = labStore.getState()
  const step = momentStep()
  const earlier = <T extends { readonly step: number }>(dated: readonly T[]) =>
    dated.filter((item) => item.step < step)
  const changes = [...earlier(link.changes), ...(added.changes ?? [])]
  const drops = [...earlier(link.drops), ...(added.drops ?? [])]
  const orders = [...earlier(link.orders ?? []), ...(added.orders ?? [])]
  const { orders: _before, ...rest } = link
  const { sideB } = link
  // A trader stands on both sides of a comparison.
  const ofB = [...earlier(sideB?.orders ?? []), ...(added.orders ?? [])]
  const both =
    sideB === undefined || added.orders === undefined
      ? {}
      : { sideB: { ...sideB, ...ordersIfAny(ofB) } }
  reopen({ ...rest, changes, drops, ...ordersIfAny(orders), ...both }, step)
  tellVisitor(word)
}

/** Whether what comes after the moment looked at is computed already. */
export function isPast(): boolean {
  return isInPast(labStore.getState()) || liveStep() < frontierStep()
}

/** The second that is looked at, or that the run is on its way to. */
export function goingTo(): number {
  const seekStep = labStore.getState().clock?.seekStep ?? -1
  return seekStep >= 0 ? seekStep : momentStep()
}

/** The whole simulated second that is looked at. */
export function momentStep(): number {
  return Math.floor(shownStep())
}

/** The run of another link, going to a step; undo goes back to this one. */
export function reopen(next: LinkState, seekStep: number): void {
  remember()
  void openRun(plainOf(next), { play: shouldPlay(), seekStep })
}

/** Another run in place of this one; undo goes back. */
export function openLink(link: LinkState): void {
  remember()
  void openRun(link, { play: true })
}

/** The run goes on under another link; undo goes back to this one. */
export function putLink(link: LinkState): void {
  remember()
  labStore.setState({ link: plainOf(link) })
}

/** What a link carried of another result, moment or view no longer holds. */
function plainOf(link: LinkState): LinkState {
  const { scenarioId, seed, hours, sideB, sweep, title, note } = link
  return {
    scenarioId,
    seed,
    ...sideOf(link),
    ...(hours === undefined ? {} : { hours }),
    ...(sideB === undefined ? {} : { sideB }),
    ...(sweep === undefined ? {} : { sweep }),
    ...(title === undefined ? {} : { title }),
    ...(note === undefined ? {} : { note }),
  }
}

/** So that undoing comes back to the moment that was looked at. */
function withMoment(link: LinkState): LinkState {
  return { ...link, moment: goingTo() }
}

function remember(): void {
  const { link, history } = labStore.getState()
  labStore.setState({ history: [withMoment(link), ...history].slice(0, MOST_UNDONE), undone: [] })
}
