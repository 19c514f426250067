// What B is made of: the B side of the link, and the ways to change it. A is left alone.
import { snap } from '../params/grid.ts'
import { MOST_CHANGES, MOST_NEWS, NEWS_SIZE } from '../params/limits.ts'
import type { LinkSide, LinkState } from '../params/linkState.ts'
import { ordersIfAny, sideOf } from '../params/resolve.ts'
import { orderInWords } from '../params/orderWords.ts'
import { rowOf } from '../params/rowIndex.ts'
import type { NewsKind } from '../params/scenario.ts'
import { findScenario, newsTitle } from '../params/scenarios.ts'
import { settingsOf, type ParameterKey } from '../params/table.ts'
import { typeset } from '../view/numbers.ts'
import { putLink } from './changes.ts'
import { shownStep } from './frameLoop.ts'
import { isSame } from './sameParts.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

/** From the start of the day, or from the moment that is looked at. */
export type Since = 'start' | 'now'

/** Opens the comparison with a cap for B from the start on, in the visitor's first minute. */
export function compareWithCap(capLeverage: number): void {
  openCompare()
  changeB('leverageCap', capLeverage, 'start')
}

export function openCompare(): void {
  labStore.setState({ mode: 'compare' })
}

export function changeB(key: ParameterKey, wanted: number, since: Since): void {
  const row = rowOf(key)
  const value = snap(row, wanted)
  const { link } = labStore.getState()
  const side = sideBOf(link)
  if (since === 'now' && row.when === 'restarts') {
    tellVisitor(`${row.label} restarts a run: it can differ from the start only.`)
    return
  }
  if (since === 'start') {
    putB({ ...side, settings: settingsWith(link, side, key, value) })
    return
  }
  if (side.changes.length >= MOST_CHANGES) return
  const step = Math.floor(shownStep())
  const changes = side.changes.filter((change) => change.key !== key || change.step !== step)
  putB({ ...side, changes: [...changes, { step, key, value }].toSorted(byStep) })
}

export function dropInB(kind: NewsKind, wantedPercent: number): void {
  const side = sideBOf(labStore.getState().link)
  if (side.drops.length >= MOST_NEWS) return
  const drop = { kind, step: Math.floor(shownStep()), sizePercent: snap(NEWS_SIZE, wantedPercent) }
  putB({ ...side, drops: [...side.drops, drop].toSorted(byStep) })
}

/** Something that only B has, to be listed and taken back. */
export interface OwnOfB {
  readonly id: string
  readonly key: ParameterKey | null
  /** Null where the label says it all. */
  readonly value: number | null
  readonly label: string
  /** Null: from the start. */
  readonly step: number | null
  takeBack(): void
}

export function ownOfB(link: LinkState): OwnOfB[] {
  const side = link.sideB
  if (side === undefined) return []
  const keys = new Set([...Object.keys(side.settings), ...Object.keys(link.settings)])
  const settings = [...keys].flatMap((name): OwnOfB[] => {
    const key = name as ParameterKey
    const value = settingOf(link, side, key)
    if (value === settingOf(link, link, key)) return []
    const takeBack = () => {
      const ofA = settingOf(link, link, key)
      putB({ ...side, settings: settingsWith(link, side, key, ofA) })
    }
    return [{ id: key, key, value, label: rowOf(key).label, step: null, takeBack }]
  })
  const changes = side.changes
    .filter((change) => !link.changes.some((other) => isSame(change, other)))
    .map((change): OwnOfB => {
      const { key, value, step } = change
      const takeBack = () =>
        putB({ ...side, changes: side.changes.filter((other) => other !== change) })
      return { id: `${key}@${step}`, key, value, label: rowOf(key).label, step, takeBack }
    })
  const drops = side.drops
    .filter((drop) => !link.drops.some((other) => isSame(drop, other)))
    .map((drop): OwnOfB => {
      const { kind, sizePercent, step } = drop
      const takeBack = () => putB({ ...side, drops: side.drops.filter((other) => other !== drop) })
      const label = newsTitle(kind)
      return { id: `${kind}@${step}`, key: null, value: sizePercent, label, step, takeBack }
    })
  const ofB = side.orders ?? []
  const orders = ofB
    .filter((order) => !(link.orders ?? []).some((other) => isSame(order, other)))
    .map((order): OwnOfB => {
      const takeBack = () => {
        const rest = ofB.filter((other) => other !== order)
        const { orders: _all, ...others } = side
        putB({ ...others, ...ordersIfAny(rest) })
      }
      const id = `order@${order.step}.${ofB.indexOf(order)}`
      const label = typeset(orderInWords(order))
      return { id, key: null, value: null, label, step: order.step, takeBack }
    })
  return [...settings, ...changes, ...drops, ...orders]
}

/** What A has and B lacks, such as a change made to A while B stood beside it. */
export function countOnlyInA(link: LinkState): number {
  const { sideB } = link
  if (sideB === undefined) return 0
  const lacks = <T extends object>(ofA: readonly T[], ofB: readonly T[]) =>
    ofA.filter((item) => !ofB.some((other) => isSame(item, other))).length
  return (
    lacks(link.changes, sideB.changes) +
    lacks(link.drops, sideB.drops) +
    lacks(link.orders ?? [], sideB.orders ?? [])
  )
}

export function closeComparison(): void {
  const { sideB: _gone, ...link } = labStore.getState().link
  putLink(link)
  labStore.setState({ mode: 'explore' })
}

/** B's side; a new one begins as A's. */
function sideBOf(link: LinkState): LinkSide {
  return sideOf(link.sideB ?? link)
}

function putB(sideB: LinkSide): void {
  putLink({ ...labStore.getState().link, sideB })
}

function settingsWith(link: LinkState, side: LinkSide, key: ParameterKey, value: number) {
  const settings = { ...side.settings, [key]: value }
  if (value === ofScenario(link, key)) delete settings[key]
  return settings
}

function settingOf(link: LinkState, side: LinkSide, key: ParameterKey): number {
  return side.settings[key] ?? ofScenario(link, key)
}

function ofScenario(link: LinkState, key: ParameterKey): number {
  const scenario = findScenario(link.scenarioId)
  return scenario === undefined ? rowOf(key).default : settingsOf(scenario)[key]
}

function byStep(one: { readonly step: number }, other: { readonly step: number }): number {
  return one.step - other.step
}
