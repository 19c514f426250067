import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  drawExponential,
  drawNormal,
  drawPareto,
  drawUniform,
  drawWord,
  inverseNormal,
  keysFromSeed,
} from './keyedRandom.ts'

const keys = keysFromSeed('1')
const DRAWS = 200_000

function moments(draw: (index: number) => number) {
  let sum = 0
  let squares = 0
  for (let index = 0; index < DRAWS; index++) {
    const x = draw(index)
    sum += x
    squares += x * x
  }
  const mean = sum / DRAWS
  return { mean, variance: squares / DRAWS - mean * mean }
}

describe('the keys of a seed', () => {
  it.each([
    ['1', '11'],
    ['7', '77777'],
    ['12', '1212'],
    ['q', '\u6771'],
    ['a', '\u0161'],
    ['caf\u00e9', 'cafe\u0301'],
    ['', '\0'],
    ['\u6771', '\u6771\u6771'],
  ])('%j and %j are two seeds', (one, other) => {
    expect(keysFromSeed(one)).not.toEqual(keysFromSeed(other))
  })

  it('are another pair for each of 100,000 seeds that people type', () => {
    const seeds = Array.from({ length: 100_000 }, (_, index) => String(index))
    const pairs = seeds.map(keysFromSeed).map(({ a, b }) => `${a} ${b}`)
    expect(new Set(pairs).size).toBe(seeds.length)
  })

  it('are those of any other text, whatever it is made of', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 64 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '\u0161', '\u0001', '@'), maxLength: 6 }),
    )
    fc.assert(
      fc.property(text, text, (one, other) => {
        const same = JSON.stringify(keysFromSeed(one)) === JSON.stringify(keysFromSeed(other))
        expect(same).toBe(one === other)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('keyed draws', () => {
  it('the words of seed 1 are frozen', () => {
    expect([0, 1, 2].map((agent) => drawWord(keys, agent, 10, 3))).toMatchInlineSnapshot(`
      [
        1789911996,
        -177407647,
        -1297093177,
      ]
    `)
  })

  it('a draw depends on its key alone, not on the draws before it', () => {
    const before = drawUniform(keys, 7, 7, 7)
    for (let index = 0; index < 100; index++) drawUniform(keys, index, 1, 1)
    expect(drawUniform(keys, 7, 7, 7)).toBe(before)
  })

  it('another seed gives other keys', () => {
    expect(keysFromSeed('2')).not.toEqual(keys)
    expect(keysFromSeed('1')).toEqual(keys)
  })

  it.each([
    ['agents', (index: number) => drawUniform(keys, index, 5, 2)],
    ['steps', (index: number) => drawUniform(keys, 3, index, 2)],
    ['purposes', (index: number) => drawUniform(keys, 3, 5, index)],
  ])('uniform draws over %s have mean 1/2, variance 1/12 and no correlation', (_name, draw) => {
    const { mean, variance } = moments(draw)
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.003)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001)
    let product = 0
    for (let index = 1; index < DRAWS; index++)
      product += (draw(index) - 0.5) * (draw(index - 1) - 0.5)
    expect(Math.abs(product / DRAWS / variance)).toBeLessThan(0.01)
  })

  it('normal draws have mean 0 and variance 1', () => {
    const { mean, variance } = moments((index) => drawNormal(keys, index, 1, 1))
    expect(Math.abs(mean)).toBeLessThan(0.01)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
  })

  it('exponential draws have mean 1', () => {
    const { mean } = moments((index) => drawExponential(keys, index, 1, 1))
    expect(Math.abs(mean - 1)).toBeLessThan(0.01)
  })

  it('Pareto draws exceed twice the minimum with probability 2 to minus the exponent', () => {
    let above = 0
    for (let index = 0; index < DRAWS; index++) {
      if (drawPareto(keys, index, 1, 1, 1.3, 1e9) > 2) above++
    }
    expect(Math.abs(above / DRAWS - 2 ** -1.3)).toBeLessThan(0.005)
  })

  it('inverseNormal gives the published quantiles', () => {
    expect(inverseNormal(0.975)).toBeCloseTo(1.959964, 5)
    expect(inverseNormal(0.5)).toBeCloseTo(0, 12)
    expect(inverseNormal(0.001)).toBeCloseTo(-3.090232, 5)
  })
})
