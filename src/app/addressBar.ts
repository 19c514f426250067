// The address bar holds the scenario: written a moment after the last change, read when the page opens
// and whenever the visitor edits it or goes back.
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { DEFAULT_SCENARIO_ID } from '../params/scenarios.ts'
import { isEmbedded, playsAtOnce } from './embedded.ts'
import { frontierStep, onTick } from './frameLoop.ts'
import { findOfThisTab } from './keeping.ts'
import { picture } from './picture.ts'
import { openings, openRun } from './runControl.ts'
import type { Opening } from './runControl.ts'
import { ENGINE_VERSION } from '../model/version.ts'

import { ALL_VENUES } from '../threads/frames.ts'
import { labStore } from './store.ts'
import { lookAt } from './travel.ts'

const WRITE_AFTER_MS = 300
/** With reduced motion the page opens on a still of this moment. */
const STILL_STEP = 7_200

let timer: ReturnType<typeof setTimeout> | undefined
let written = ''
let asked = 0

/** Opens what the address says and keeps the two in step from then on. */
export function followAddress(): void {
  openFromAddress()
  addEventListener('hashchange', () => {
    if (location.hash !== written) openFromAddress()
  })
  labStore.subscribe((state, before) => {
    if (state.link !== before.link) writeSoon()
  })
  writeSoon()
}

function openFromAddress(): void {
  const { hash } = location
  if (hash.length <= 1) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const opening = still ? { play: false, seekStep: STILL_STEP } : { play: true }
    void openKept(plainLink(DEFAULT_SCENARIO_ID), opening)
    return
  }
  const { state, notices } = decodeLink(hash)
  labStore.setState({
    linkNotices: [...notices, ...engineNotice(state)],
    isLinkPartial: notices.length > 0,
    history: [],
    undone: [],
    isFirstRun: false,
    ...(state.sideB === undefined ? {} : { mode: 'compare' }),
    scene: state.camera?.scene ?? 'market',
    asset: state.camera?.asset ?? 0,
    venue: ALL_VENUES,
    venuePriceUsd: null,
    // A moment or a result is of the run itself.
    ...(asksExperiment(state) ? { mode: 'experiment', phoneSheet: 'experiment' } : {}),
  })
  const { scene, asset, venue } = labStore.getState()
  picture()?.setScene(scene)
  picture()?.showMarket(asset, venue)
  const { moment } = state
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const play = !still && (moment === undefined || playsAtOnce)
  const opening = moment === undefined ? { play } : { play, seekStep: moment }
  void openKept(state, opening)
}

/** Goes on where this tab was with this run; otherwise as the link says. A comparison looks at every
 * second since the fork, so that it begins anew. */
async function openKept(link: LinkState, opening: Opening): Promise<void> {
  const mayBeKept = link.sideB === undefined && !isEmbedded
  const before = openings()
  const question = ++asked
  const kept = mayBeKept ? await findOfThisTab(link) : null
  // Looking takes a while for a large run: what the visitor opened meanwhile stays.
  if (question !== asked || openings() !== before) return
  if (kept === null) return openRun(link, opening)
  const { saved, step, plays } = kept
  if (step >= saved.step) {
    return openRun(link, { play: plays, saved, seekStep: step, isAfresh: true })
  }
  // It looked at its past: shown from the record as soon as that is there, and the run follows.
  await openRun(link, { play: false, saved, isAfresh: true })
  if (labStore.getState().resumed === null) return
  labStore.setState({ resumed: { step, why: 'reload' }, wantsPlay: plays })
  const stop = onTick(() => {
    if (frontierStep() === 0) return
    stop()
    lookAt(step)
  })
}

function asksExperiment({ sweep, moment, fingerprint }: LinkState): boolean {
  return sweep !== undefined && moment === undefined && fingerprint === undefined
}

function engineNotice({ engine, fingerprint }: LinkState): string[] {
  if (fingerprint === undefined || engine === undefined || engine === ENGINE_VERSION) return []
  return [
    `Its result was made by version ${engine} of the engine; this is ${ENGINE_VERSION}, ` +
      'so the run may end otherwise.',
  ]
}

function writeSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    written = encodeLink(labStore.getState().link)
    if (location.hash !== written) history.replaceState(null, '', written)
  }, WRITE_AFTER_MS)
}
