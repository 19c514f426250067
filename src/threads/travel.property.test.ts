// Time travel changes nothing: a run that was left, looked at elsewhere, killed and resumed, or changed and
// changed back, ends with the fingerprint of the run that went straight on.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createModel, ENGINE_VERSION } from '../model/model.ts'
import type { Figures } from '../observe/figures.ts'
import { createObserver } from '../observe/observer.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import type { RunSpec } from '../params/resolve.ts'
import { takeApart } from './checkpoints/plainParts.ts'
import type { StateArray } from './checkpoints/stateImage.ts'
import { OpenRun } from './openRun.ts'

/** An hour and a quarter among few traders, with news that liquidates some of them; in the middle of it the
 * event day begins, of which most figures are. */
const LINK: LinkState = {
  ...plainLink('the-hour', 'travel'),
  hours: 1.25,
  settings: { traders: 100_000, tradersPerAgent: 100 },
  drops: [{ kind: 'press', step: 120, sizePercent: -8 }],
}
const STEPS = 4_500
const EVENT_HOUR = 0.1
const ENGINE = { version: ENGINE_VERSION, createModel, createObserver }

const steps = fc.integer({ min: 0, max: STEPS })

function specOf(link: LinkState): RunSpec {
  const spec = resolveLink(link)
  return { ...spec, scenario: { ...spec.scenario, eventHour: EVENT_HOUR } }
}

function open(link: LinkState = LINK): OpenRun {
  return new OpenRun(ENGINE, 1, specOf(link))
}

function runTo(run: OpenRun, step: number): OpenRun {
  while (run.model.stepsDone() < step) run.advance()
  return run
}

function goTo(run: OpenRun, step: number): OpenRun {
  expect(run.travel(step)).toBe(true)
  return runTo(run, step)
}

interface End {
  readonly fingerprint: string
  readonly rest: unknown
  readonly arrays: string
  readonly measures: Figures
  readonly liquidations: number
}

/** Everything that the run is at its end, down to what was only watched. */
function endOf(run: OpenRun): End {
  runTo(run, STEPS)
  const arrays: StateArray[] = []
  const observed = run.observer.state()
  const depth = run.recorder.depth.save(STEPS)
  const rest = takeApart({ observed, recorded: run.recorder.state(), depth }, arrays)
  const hash = createHash('sha1')
  for (const { buffer, byteOffset, byteLength } of arrays) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  }
  return {
    fingerprint: run.model.fingerprint(),
    rest,
    arrays: hash.digest('hex'),
    measures: run.observer.measures(),
    liquidations: observed.liquidations.count,
  }
}

const straight = endOf(open())

describe('a run', () => {
  test('liquidates someone, or these laws would be idle', () => {
    expect(straight.liquidations).toBeGreaterThan(50)
    expect(straight.measures['realisedLossUsd.retail, leveraged']).toBeGreaterThan(0)
  })

  test('ends as the straight run does, whatever moments were travelled to on the way', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 5 }), (moments) => {
        const run = runTo(open(), 450)
        for (const moment of moments) {
          goTo(run, moment)
          expect(run.model.stepsDone()).toBe(moment)
        }
        expect(endOf(run)).toEqual(straight)
      }),
      { numRuns: 4 },
    )
  }, 240_000)

  test('goes on from a copy in another thread as if nothing had happened', () => {
    fc.assert(
      fc.property(steps, steps, (killed, looked) => {
        const first = runTo(open(), killed)
        first.history.take(killed)
        const saved = structuredClone(first.history.save(killed)!)
        const second = open()
        expect(second.resume(saved)).toBe(true)
        expect(second.model.stepsDone()).toBe(killed)
        if (looked < killed) goTo(second, looked)
        expect(endOf(second)).toEqual(straight)
      }),
      { numRuns: 3 },
    )
  }, 240_000)

  test('ends as its link does after a change in its past, and as before when that is taken back', () => {
    fc.assert(
      fc.property(steps, steps, fc.integer({ min: 1, max: 90 }), (at, looked, panic) => {
        const step = Math.min(at, STEPS - 1)
        const changed = { ...LINK, changes: [{ step, key: 'panic', value: panic } as const] }
        const run = runTo(open(), looked)
        expect(run.revise(specOf(changed))).toBe(true)
        expect(endOf(run)).toEqual(endOf(open(changed)))
        expect(run.revise(specOf(LINK))).toBe(true)
        expect(run.model.stepsDone()).toBeLessThanOrEqual(step)
        expect(endOf(run)).toEqual(straight)
      }),
      { numRuns: 2 },
    )
  }, 240_000)

  test('takes dropped news back, and news of another day', () => {
    const run = runTo(open(), 500)
    expect(run.revise(specOf({ ...LINK, drops: [] }))).toBe(true)
    expect(run.model.stepsDone()).toBeLessThanOrEqual(120)
    expect(endOf(run)).toEqual(endOf(open({ ...LINK, drops: [] })))
    expect(run.revise(specOf(LINK))).toBe(true)
    expect(endOf(run)).toEqual(straight)
  })

  test('forgets its future at a live change in its past', () => {
    const run = goTo(runTo(open(), 800), 350)
    run.schedule({ step: 350, key: 'panic', value: 90 })
    expect(run.frontierStep).toBe(350)
    const changes = [{ step: 350, key: 'panic', value: 90 } as const]
    expect(endOf(run)).toEqual(endOf(open({ ...LINK, changes })))
  })

  test('takes a visitor’s orders along, forgets them and takes them up again', () => {
    const opened = {
      action: 'open',
      step: 90,
      venue: 0,
      asset: 0,
      side: 'long',
      leverage: 25,
      marginUsd: 1000,
      stopTicks: 0,
      takeTicks: 0,
    } as const
    const more = { action: 'addMargin', step: 110, venue: 0, marginUsd: 200 } as const
    const visited = { ...LINK, orders: [opened, more] }
    const end = endOf(open(visited))
    expect(end.fingerprint).not.toBe(straight.fingerprint)
    const run = goTo(runTo(open(), 400), 90)
    run.schedule(opened)
    runTo(run, 110)
    run.schedule(more)
    runTo(run, 700)
    goTo(run, 300)
    expect(endOf(run)).toEqual(end)
    run.history.take(STEPS)
    const second = open(visited)
    expect(second.resume(structuredClone(run.history.save(500)!))).toBe(true)
    expect(endOf(second)).toEqual(end)
    expect(run.revise(specOf(LINK))).toBe(true)
    expect(endOf(run)).toEqual(straight)
  })

  test('does not go on from a run of another start', () => {
    const other = runTo(open({ ...LINK, seed: 'other' }), 60)
    other.history.take(60)
    const run = open()
    expect(run.resume(other.history.save(60)!)).toBe(false)
    expect(run.revise(specOf({ ...LINK, seed: 'other' }))).toBe(false)
    expect(endOf(run)).toEqual(straight)
  })
})
