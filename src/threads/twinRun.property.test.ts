import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createModel } from '../model/model.ts'
import type { Figures } from '../observe/figures.ts'
import { createObserver } from '../observe/observer.ts'
import { forkStepOf } from '../observe/twinsFork.ts'
import { resolveRun, type Overrides, type RunSpec } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { runTwins, withSeed, type TwinJob, type TwinOutcome } from './twinRun.ts'

const engine = { createModel, createObserver }
const FEW = { traders: 100_000, tradersPerAgent: 100 } as const
const SEED = 'twins'

/** A quarter of an hour among few traders; in the middle of it the event day begins, of which most figures
 * are. */
function spec(overrides: Overrides = {}): RunSpec {
  return resolveRun(
    { ...findScenario('the-hour')!, eventHour: 0.1 },
    {
      seed: SEED,
      hours: 0.25,
      ...overrides,
      settings: { ...FEW, ...overrides.settings },
    },
  )
}

function outcomeOf(job: TwinJob): TwinOutcome {
  const run = runTwins(engine, job)
  for (;;) {
    const turn = run.next()
    if (turn.done === true) return turn.value
  }
}

function straight(of: RunSpec): { fingerprint: string; measures: Figures } {
  const model = createModel(of)
  const observer = createObserver(model)
  while (model.stepsDone() < model.stepCount) {
    model.advance()
    observer.afterStep()
  }
  return { fingerprint: model.fingerprint(), measures: observer.measures() }
}

/** All the model's state after so many steps, rules included. */
function stateAt(of: RunSpec, step: number): Uint8Array {
  const model = createModel(of)
  while (model.stepsDone() < step) model.advance()
  return model.snapshot()
}

const earlier = { step: 40, key: 'panic', value: 80 } as const

describe('a fork', () => {
  test('at any step ends in the bits and figures of the run that had the change planned from its start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 899 }),
        fc.constantFrom<readonly ['leverageCap' | 'bookDepth' | 'panic', number]>(
          ['leverageCap', 3],
          ['bookDepth', 8],
          ['panic', 100],
        ),
        fc.boolean(),
        (step, [key, value], hasPast) => {
          const past = hasPast ? [earlier] : []
          const a = spec({ changes: past })
          const b = spec({ changes: [...past, { step, key, value }] })
          const { a: ofA, sides } = outcomeOf({ a, sides: [{ spec: b }] })
          const [ofB] = sides
          expect(ofB!.forkStep).toBe(step)
          for (const [twin, alone] of [
            [ofA, straight(a)],
            [ofB!, straight(b)],
          ] as const) {
            expect(twin.fingerprint).toBe(alone.fingerprint)
            expect(twin.measures).toEqual(alone.measures)
          }
          expect(ofB!.divergence?.step ?? Infinity).toBeGreaterThanOrEqual(step)
        },
      ),
      { numRuns: 4 },
    )
  }, 240_000)

  test('leaves every byte of the state equal up to its step', () => {
    const a = spec()
    const b = spec({ changes: [{ step: 300, key: 'bookDepth', value: 8 }] })
    expect(Buffer.compare(stateAt(a, 300), stateAt(b, 300))).toBe(0)
    expect(Buffer.compare(stateAt(a, 301), stateAt(b, 301))).not.toBe(0)
  })

  test('is felt in the first second in which any column of the boards differs, rule columns aside', () => {
    const a = spec()
    const b = spec({ changes: [{ step: 300, key: 'leverageCap', value: 2 }] })
    const [ofB] = outcomeOf({ a, sides: [{ spec: b }] }).sides
    const [one, other] = [createModel(a), createModel(b)]
    let first: number | null = null
    while (first === null && one.stepsDone() < one.stepCount) {
      one.advance()
      other.advance()
      const step = one.stepsDone() - 1
      const plain = (model: typeof one) => {
        const { leverageLimit: _rule, ...page } = model.board.page(step)
        return JSON.stringify(page)
      }
      if (plain(one) !== plain(other)) first = step
    }
    expect(first).not.toBeNull()
    expect(ofB!.divergence?.step).toBe(first)
  })

  test('by news differs at once where value shows, and its books add up', () => {
    const a = spec()
    const b = spec({ drops: [{ kind: 'press', step: 200, sizePercent: -5 }] })
    const [ofB] = outcomeOf({ a, sides: [{ spec: b }] }).sides
    expect(ofB!.divergence).toEqual({
      step: 200,
      groups: expect.arrayContaining(['value and mood']),
    })
    expect(ofB!.conserved).toBe(true)
  })

  test('is nowhere between a run and itself, and a cap nobody meets is never felt', () => {
    const a = spec()
    const unfelt = spec({ changes: [{ step: 100, key: 'leverageCap', value: 125 }] })
    const { a: ofA, sides } = outcomeOf({ a, sides: [{ spec: a }, { spec: unfelt }] })
    expect(sides[0]).toMatchObject({
      forkStep: null,
      divergence: null,
      fingerprint: ofA.fingerprint,
    })
    expect(sides[1]).toMatchObject({ forkStep: 100, divergence: null })
    expect(sides[1]!.measures).toEqual(ofA.measures)
  })

  test('lies at the first rule that differs: 0 for a setting, the step of a change or of news', () => {
    const change = { step: 300, key: 'leverageCap', value: 10 } as const
    const drop = { kind: 'press', step: 200, sizePercent: -3 } as const
    expect(forkStepOf(spec(), spec({ settings: { leverageCap: 10 } }))).toBe(0)
    expect(forkStepOf(spec(), spec({ changes: [change] }))).toBe(300)
    expect(forkStepOf(spec({ changes: [change] }), spec())).toBe(300)
    expect(
      forkStepOf(spec({ changes: [change] }), spec({ changes: [change], drops: [drop] })),
    ).toBe(200)
    expect(forkStepOf(spec(), spec())).toBeNull()
  })
})

test('the same question of another seed changes the seed of every side', () => {
  const job = withSeed({ a: spec(), sides: [{ spec: spec({ settings: { panic: 9 } }) }] }, 'other')
  expect(job.a.seed).toBe('other')
  expect(job.sides[0]!.spec).toMatchObject({ seed: 'other', settings: { panic: 9 } })
})
