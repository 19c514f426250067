// Venues that are stepped by others than the model itself, here one after the other in one thread: who
// steps them, and since when, must not be seen in any bit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRun, type RunSpec } from '../params/resolve.ts'
import { findScenario, newsTitle } from '../params/scenarios.ts'
import type { Crew } from './crew.ts'
import { directoryOfModel, modelMemoryToShare } from './memory.ts'
import { createModel, Model } from './model.ts'
import { VenueGroup } from './venueGroup.ts'

const STEPS = 100
const VENUES = [0, 1, 2, 3]

const settings = { traders: 100_000, tradersPerAgent: 100, shockOnset: 1 }
const SPEC = resolveRun(findScenario('the-hour')!, { seed: 'groups', settings })

/** Steps the venues of a group when told to, from a given step on. */
class CrewOfOne implements Crew {
  private readonly venues: readonly number[]
  private readonly joinsAt: number
  private readonly group: VenueGroup
  private readonly crowds: readonly number[]
  private step = 0
  private crowdsAreDecided = false
  stepped = 0

  /** `crowds`: of which of them the model decides the crowd. */
  constructor(
    spec: RunSpec,
    venues: readonly number[],
    joinsAt: number,
    crowds: readonly number[],
  ) {
    this.venues = venues
    this.joinsAt = joinsAt
    this.crowds = crowds
    this.group = new VenueGroup(spec, venues, crowds)
  }

  attach(memory: ReturnType<typeof modelMemoryToShare>): void {
    const left = this.group.attach(directoryOfModel(memory))
    // What still pointed there would now read nothing and write nowhere.
    for (const buffer of new Set(left))
      structuredClone(buffer, { transfer: [buffer as ArrayBuffer] })
  }

  begin(step: number): number {
    if (step < this.joinsAt) return 0
    this.step = step
    this.crowdsAreDecided = false
    return bitsOf(this.venues)
  }

  crowdsLeft(): number {
    return bitsOf(this.crowds)
  }

  crowdsDecided(): void {
    this.crowdsAreDecided = true
  }

  finish(): void {
    this.group.step(this.step, () => {
      if (!this.crowdsAreDecided) throw new Error('the crowd is missing')
    })
    this.stepped++
  }
}

function bitsOf(venues: readonly number[]): number {
  return venues.reduce((bits, venue) => bits | (1 << venue), 0)
}

function shared(
  spec: RunSpec,
  venues: readonly number[],
  joinsAt: number,
  crowds: readonly number[] = [],
) {
  const memory = modelMemoryToShare()
  const crew = new CrewOfOne(spec, venues, joinsAt, crowds)
  const model = new Model(spec, { memory, crew })
  crew.attach(memory)
  return { model, crew }
}

function run(model: Model, steps: number): Model {
  for (let step = 0; step < steps; step++) model.advance()
  return model
}

/** A slider move and a press report in the middle. */
function disturb(model: Model): void {
  const step = 50
  model.schedule({ step, key: 'panic', value: 150 })
  model.schedule({ step, key: 'leverageCap', value: 5 })
  model.schedule({ step: step + 5, kind: 'press', sizePercent: -8, title: newsTitle('press') })
}

describe('venues stepped elsewhere', () => {
  const straight = run(createModel(SPEC), 40)
  disturb(straight)
  run(straight, STEPS - 40)

  it('end in the same bits whichever they are and whenever they were handed over', () => {
    fc.assert(
      fc.property(
        fc.subarray(VENUES, { minLength: 1 }),
        fc.integer({ min: 0, max: STEPS - 1 }),
        fc.subarray(VENUES),
        (venues, joinsAt, crowds) => {
          const left = crowds.filter((venue) => venues.includes(venue))
          const { model, crew } = shared(SPEC, venues, joinsAt, left)
          run(model, 40)
          disturb(model)
          run(model, STEPS - 40)
          expect(crew.stepped).toBe(STEPS - joinsAt)
          expect(model.fingerprint()).toBe(straight.fingerprint())
          expect(Object.values(model.conservation())).toEqual([0, 0, 0, 0])
        },
      ),
      { numRuns: 5 },
    )
  })

  it('follow a model that is put back to an earlier state, settings of then included', () => {
    const { model } = shared(SPEC, [0, 2], 20, [0])
    run(model, 40)
    const then = model.snapshot()
    disturb(model)
    run(model, STEPS - 40)
    model.restore(then)
    run(model, STEPS - 40)
    expect(model.fingerprint()).toBe(straight.fingerprint())
  })

  it('take over from a plain model by its snapshot, and hand back by theirs', () => {
    const plain = run(createModel(SPEC), 40)
    const { model } = shared(SPEC, [1, 3], 0)
    disturb(model)
    model.restore(plain.snapshot())
    run(model, 40)
    const back = createModel(SPEC)
    disturb(back)
    back.restore(model.snapshot())
    expect(run(model, STEPS - 80).fingerprint()).toBe(straight.fingerprint())
    expect(run(back, STEPS - 80).fingerprint()).toBe(straight.fingerprint())
  })

  it('would show it if a settings change passed them by', () => {
    const undisturbed = run(createModel(SPEC), STEPS)
    expect(undisturbed.fingerprint()).not.toBe(straight.fingerprint())
  })
})
