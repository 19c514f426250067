// A chain of checkpoints against whole copies of the state: whatever is taken, dropped and thinned out,
// what is still there is what was there.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CheckpointChain } from './checkpointChain.ts'
import { putTogether, takeApart } from './plainParts.ts'
import type { StateArray, StateImage } from './stateImage.ts'
import { leastMissed } from './thinning.ts'
import { applyDelta, DeltaWriter, mergeDeltas } from './wordDelta.ts'

const LENGTHS = [35_000, 40, 3]

/** A state of arrays of several kinds, of which one grows. */
class ToyState {
  numbers = new Float64Array(LENGTHS[0])
  words = new Int32Array(LENGTHS[1])
  bytes = new Uint8Array(LENGTHS[2])
  grows = new Uint16Array(1)
  label = 'start'

  write(place: number, value: number): void {
    this.numbers[place % LENGTHS[0]] = value
    this.words[place % LENGTHS[1]] = value
    this.bytes[place % LENGTHS[2]] = value
    if (place % 5 === 0) {
      const longer = new Uint16Array(this.grows.length + (place % 7))
      longer.set(this.grows)
      longer[longer.length - 1] = value
      this.grows = longer
    }
    this.label = `${place} ${value}`
  }

  parts(): { arrays: StateArray[]; skeleton: unknown } {
    const arrays: StateArray[] = []
    const { numbers, words, bytes, grows, label } = this
    return { skeleton: takeApart({ numbers, words, bytes, grows, label }, arrays), arrays }
  }

  /** Everything it holds, as text. */
  text(): string {
    const { arrays } = this.parts()
    return textOf(arrays, this.label)
  }
}

function readState(image: StateImage, skeleton: unknown): string {
  const state = putTogether(skeleton, (array, target) => image.copyInto(array, target)) as ToyState
  return textOf([state.numbers, state.words, state.bytes, state.grows], state.label)
}

function textOf(arrays: readonly StateArray[], label: string): string {
  const texts = arrays.map(
    ({ buffer, byteOffset, byteLength, constructor }) =>
      constructor.name +
      createHash('sha1')
        .update(new Uint8Array(buffer, byteOffset, byteLength))
        .digest('hex'),
  )
  return [...texts, label].join(' ')
}

const writes = fc.array(fc.tuple(fc.nat(400_000), fc.double({ noNaN: false })), { maxLength: 8 })

describe('a chain of checkpoints', () => {
  test('gives back every state that it still holds, in any order, within its budget', () => {
    fc.assert(
      fc.property(
        fc.array(writes, { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 200, max: 4_000 }),
        fc.array(fc.nat(40), { maxLength: 12 }),
        (history, budget, looks) => {
          const chain = new CheckpointChain(budget)
          const state = new ToyState()
          const copies = new Map<number, string>()
          history.forEach((changes, turn) => {
            for (const [place, value] of changes) state.write(place, value)
            const { arrays, skeleton } = state.parts()
            chain.take(turn * 10, arrays, skeleton, [turn * 10])
            copies.set(turn * 10, state.text())
            const look = looks[turn] ?? turn
            const step = chain.stepBefore(look * 10)
            expect(chain.read(look * 10, readState)).toBe(copies.get(step))
          })
          const steps = chain.steps()
          expect(steps[0]).toBe(0)
          expect(steps.at(-1)).toBe((history.length - 1) * 10)
          for (const step of steps) expect(chain.read(step, readState)).toBe(copies.get(step))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('takes one between two others, and forgets a future that will not come', () => {
    const chain = new CheckpointChain(1e9)
    const state = new ToyState()
    const copies = new Map<number, string>()
    const states = [0, 10, 20, 30].map((step) => {
      state.write(step + 7, step)
      copies.set(step, state.text())
      const { arrays, skeleton } = state.parts()
      return { step, skeleton, arrays: arrays.map((array) => array.slice()) }
    })
    for (const index of [0, 3, 1, 2]) {
      const { step, arrays, skeleton } = states[index]
      chain.take(step, arrays, skeleton, [30])
    }
    expect(chain.steps()).toEqual([0, 10, 20, 30])
    for (const step of [30, 10, 20, 0]) {
      expect(chain.read(step, readState)).toBe(copies.get(step))
    }
    chain.forgetAfter(15)
    expect(chain.steps()).toEqual([0, 10])
    expect(chain.read(99, readState)).toBe(copies.get(10))
  })
})

describe('differences between states', () => {
  test('add up: from the first to the third state is both in one', () => {
    const sparse = fc.array(fc.tuple(fc.nat(2), fc.nat(200_000), fc.integer()), { maxLength: 40 })
    fc.assert(
      fc.property(sparse, sparse, (one, other) => {
        const writer = new DeltaWriter()
        const written = [one, other].map((entries) => {
          const sorted = new Map(entries.map(([array, word, bits]) => [array * 1e6 + word, bits]))
          let array = -1
          for (const place of [...sorted.keys()].sort((a, b) => a - b)) {
            if (Math.floor(place / 1e6) !== array) writer.startArray((array = place / 1e6) | 0)
            array = Math.floor(place / 1e6)
            if (sorted.get(place) !== 0) writer.add(place % 1e6, sorted.get(place)!)
          }
          return writer.finish()
        })
        const make = () => [0, 1, 2].map(() => new Int32Array(200_001))
        const inTwo = make()
        applyDelta(written[0], inTwo)
        applyDelta(written[1], inTwo)
        const atOnce = make()
        applyDelta(mergeDeltas(written[0], written[1], writer), atOnce)
        expect(textOf(atOnce, '')).toBe(textOf(inTwo, ''))
      }),
      { numRuns: 40 },
    )
  })
})

describe('thinning out', () => {
  test('keeps the ends, and leaves gaps that grow with the distance from now', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 400 }),
        fc.integer({ min: 6, max: 60 }),
        (made, kept) => {
          let steps: number[] = []
          for (let turn = 0; turn <= made; turn++) {
            steps.push(turn * 60)
            if (steps.length > kept) steps = steps.toSpliced(leastMissed(steps, [turn * 60]), 1)
          }
          const now = made * 60
          expect(steps[0]).toBe(0)
          expect(steps.at(-1)).toBe(now)
          // As dense as an ideal ladder allows, within a factor.
          const ratio = (made * 60 + 60) ** (1 / (kept - 1))
          for (let row = 1; row + 1 < steps.length; row++) {
            const gap = steps[row + 1] - steps[row]
            expect(gap).toBeLessThanOrEqual((now - steps[row] + 120) * Math.max(0.75, ratio))
          }
        },
      ),
    )
  })

  test('has nothing to give up where only the ends are left', () => {
    expect(leastMissed([0, 100], [100])).toBe(-1)
    expect(leastMissed([0], [0])).toBe(-1)
  })
})
