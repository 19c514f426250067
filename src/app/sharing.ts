// What is handed on: the link with the moment and view to open at, words of the sharer, and the result of
// the run, at its end or so far.
import { encodeLink } from '../params/link.ts'
import type { LinkState } from '../params/linkState.ts'
import { shownStep } from './frameLoop.ts'
import { simulation } from './runControl.ts'
import { labStore } from './store.ts'

/** The whole address of a link; nothing of this page's own parameters is in it. */
export function addressOf(link: LinkState): string {
  const address = new URL(location.href)
  address.search = ''
  address.hash = encodeLink(link)
  return address.href
}

/** Of a finished run its end's, wherever it is looked at; otherwise that of the run so far. */
export type SharedResult = Pick<LinkState, 'engine' | 'fingerprint' | 'fingerprintStep'>

/** The run as it stood when it was to be shared. */
export interface SharedRun {
  readonly moment: number
  readonly result: SharedResult
}

export async function sharedRun(): Promise<SharedRun> {
  const moment = Math.floor(shownStep())
  return { moment, result: await resultNow() }
}

export async function resultNow(): Promise<SharedResult> {
  const { fingerprint, facts } = labStore.getState()
  if (facts === null) return {}
  const engine = facts.engineVersion
  if (fingerprint !== null) return { engine, fingerprint }
  const now = await simulation()?.api.fingerprint()
  if (now === undefined || now.step === 0) return { engine }
  return { engine, fingerprint: now.fingerprint, fingerprintStep: now.step }
}

export interface SharedWords {
  readonly title: string
  readonly note: string
}

/** `run`: null while its result is not known yet. `atMoment`: opens paused there, in the same view. */
export function sharedLink(
  link: LinkState,
  run: SharedRun | null,
  { title, note }: SharedWords,
  atMoment: boolean,
): LinkState {
  const { scene, asset } = labStore.getState()
  return {
    ...runOf(link),
    ...(atMoment && run !== null ? { moment: run.moment } : {}),
    ...(atMoment && (scene !== 'market' || asset !== 0) ? { camera: { scene, asset } } : {}),
    ...run?.result,
    ...(title === '' ? {} : { title }),
    ...(note === '' ? {} : { note }),
  }
}

/** The run alone: moment, view, result and words are the next sharer's own. */
function runOf(link: LinkState): LinkState {
  const bare: Record<string, unknown> = { ...link }
  for (const name of [
    'moment',
    'camera',
    'engine',
    'fingerprint',
    'fingerprintStep',
    'title',
    'note',
  ])
    delete bare[name]
  return bare as unknown as LinkState
}
