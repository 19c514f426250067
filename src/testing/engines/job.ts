// What an engine is asked to do and what it answers, the same in a page's worker and in Node.
import { StateHash } from '../../base/stateHash.ts'
import { createModel } from '../../model/model.ts'
import { createObserver } from '../../observe/observer.ts'
import { decodeLink } from '../../params/link.ts'
import { resolveLink } from '../../params/resolve.ts'
import { LINKS } from './links.ts'
import { hashText, VECTORS } from './vectors.ts'

export interface Job {
  /** Places in LINKS. */
  readonly links: readonly number[]
  readonly vectors: boolean
}

export interface LinkAnswer {
  readonly kind: 'link'
  readonly name: string
  readonly link: string
  readonly steps: number
  readonly fingerprint: string
  /** Hash of every measured figure, the scorecard and the account in words. */
  readonly figures: string
  readonly seconds: number
}

export interface VectorAnswer {
  readonly kind: 'vector'
  readonly name: string
  /** False for functions that may differ and are not used: they show that a difference is seen. */
  readonly mustAgree: boolean
  readonly digest: string
  readonly seconds: number
}

export interface LastAnswer {
  readonly kind: 'end'
  /** Whether the page that asked was cross-origin isolated; null where there is no page. */
  readonly isolated: boolean | null
}

export interface Failure {
  readonly kind: 'failure'
  readonly problem: string
}

export type Answer = LinkAnswer | VectorAnswer | LastAnswer | Failure

/** Does a job; every answer is told as soon as it is known. */
export function doJob(job: Job, tell: (answer: Answer) => void): void {
  try {
    if (job.vectors) {
      for (const vector of VECTORS) {
        const start = performance.now()
        const digest = vector.digest()
        const { name, mustAgree } = vector
        tell({ kind: 'vector', name, mustAgree, digest, seconds: secondsSince(start) })
      }
    }
    for (const index of job.links) tell(runLink(index))
    const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated
    tell({ kind: 'end', isolated: isolated ?? null })
  } catch (error) {
    tell({ kind: 'failure', problem: error instanceof Error ? error.message : String(error) })
  }
}

function runLink(index: number): LinkAnswer {
  const { name, link } = LINKS[index]!
  const start = performance.now()
  const { state, notices } = decodeLink(link)
  if (notices.length > 0) throw new Error(`${name}: ${notices.join(' ')}`)
  const model = createModel(resolveLink(state))
  const observer = createObserver(model)
  while (model.stepsDone() < model.stepCount) {
    model.advance()
    observer.afterStep()
  }
  const hash = new StateHash()
  hashText(hash, JSON.stringify([observer.measures(), observer.scoreRows(), observer.account()]))
  return {
    kind: 'link',
    name,
    link,
    steps: model.stepsDone(),
    fingerprint: model.fingerprint(),
    figures: hash.digest(),
    seconds: secondsSince(start),
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000
}
