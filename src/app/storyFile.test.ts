// Stories from outside: what is read of them, what is said about the rest.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packText, unpackText } from './packedText.ts'
import { readStory, readStoryValue } from './storyFile.ts'
import theDay from './stories/theDay.json' with { type: 'json' }
import { FIGURES } from './storyWords.ts'

const STEP = { title: 'One', caption: 'At {time}.', link: '#1.the-day.unwind' }
const DOCUMENT = readFileSync(new URL('../../docs/stories.md', import.meta.url), 'utf8')

function noticesOf(value: unknown): readonly string[] {
  const reading = readStoryValue(value)
  return reading.ok ? reading.notices : [reading.problem]
}

describe('a story', () => {
  test('the one that comes with the page has six steps in order of time and nothing to complain of', () => {
    const reading = readStoryValue(theDay)
    expect(reading).toMatchObject({ ok: true, notices: [] })
    const steps = reading.ok ? reading.story.steps : []
    expect(steps.length).toBe(6)
    const moments = steps.map((step) => step.camera.moment)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  })

  test('the example of the document can be told as it stands', () => {
    const [, example] = /```json\n([\s\S]*?)```/.exec(DOCUMENT)!
    expect(readStory(example)).toMatchObject({ ok: true, notices: [] })
  })

  test('the document names every figure, and no other', () => {
    const [, table] = DOCUMENT.split('## Figures in captions')
    const named = [...table.matchAll(/`\{(\w+)\}`/g)].map((match) => match[1])
    expect(named.toSorted()).toEqual(Object.keys(FIGURES).toSorted())
  })

  test('what is left out comes from the link, or is the whole market from the start', () => {
    const reading = readStoryValue({
      title: 'T',
      steps: [{ ...STEP, link: '#1.calm.a&M=600&C=crowd.ETH' }],
    })
    expect(reading.ok && reading.story.steps[0].camera).toEqual({
      scene: 'crowd',
      asset: 1,
      zoom: 1,
      moment: 600,
      until: null,
      speed: 'auto',
    })
  })

  test('text stays text', () => {
    const reading = readStoryValue({
      title: '<b>T</b>',
      steps: [{ ...STEP, caption: '<i>\u202Ex' }],
    })
    expect(reading.ok && reading.story.title).toBe('<b>T</b>')
    expect(reading.ok && reading.story.steps[0].caption).toBe('<i>x')
  })

  test.each([
    [7, 'A story is an object in braces, not 7.'],
    [{ steps: [STEP] }, 'The story lacks something it needs: title.'],
    [{ title: 'T', steps: [] }, 'A story has one step at least.'],
    [{ title: 'T', steps: [{ ...STEP, caption: 7 }] }, /^In steps, entry 1, caption: caption of a/],
  ])('%j is refused in a sentence', (value, problem) => {
    expect(readStoryValue(value)).toMatchObject({ ok: false })
    expect(noticesOf(value)[0]).toMatch(problem)
  })

  test('what is not JSON, or too long, is refused in a sentence', () => {
    expect(noticesOf(undefined).length).toBe(1)
    expect(readStory('{')).toMatchObject({ ok: false, problem: /not JSON/ })
    expect(readStory(' '.repeat(200_000))).toMatchObject({ ok: false, problem: /at most/ })
  })

  test.each([
    [{ camera: { scene: 'moon' } }, /scene is one of market, cohorts, crowd, trader, not 'moon'/],
    [{ camera: { asset: 'EUR' } }, /asset is one of BTC, ETH/],
    [{ camera: { speed: 7 } }, /speed is one of auto, 60/],
    [{ camera: { moment: 'noon' } }, /moment 'noon' is no moment of its run/],
    [{ camera: { moment: 'day 9 10:00' } }, /is no moment of its run/],
    [{ caption: '{secret}' }, /there is no figure \{secret\}/],
    [{ link: '#1.the-day.unwind&zzz=3' }, /'zzz=3' is unknown/],
  ])('%j is told, and the rest works', (part, notice) => {
    const value = { title: 'T', steps: [{ ...STEP, ...part }] }
    expect(readStoryValue(value).ok).toBe(true)
    expect(noticesOf(value).join(' ')).toMatch(notice)
  })

  test('whatever comes, it is read or refused, never thrown', () => {
    const camera = fc.record(
      { scene: fc.anything(), zoom: fc.anything(), moment: fc.anything(), speed: fc.anything() },
      { requiredKeys: [] },
    )
    const step = fc.record({ title: fc.string(), caption: fc.string(), link: fc.string(), camera })
    const story = fc.record({
      title: fc.anything(),
      steps: fc.array(fc.oneof(step, fc.anything())),
    })
    fc.assert(
      fc.property(fc.oneof(story, fc.anything()), (value) => {
        const reading = readStoryValue(value)
        expect(reading.ok || reading.problem.length > 0).toBe(true)
      }),
    )
  })
})

describe('a story in an address', () => {
  test('comes back as it went', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const packed = await packText(text)
        expect(packed).toMatch(/^[\w-]*$/)
        expect(await unpackText(packed, 100_000)).toBe(text)
      }),
      { numRuns: 30 },
    ))

  test('is not unpacked beyond its bound, and what was not packed is none', async () => {
    const bomb = await packText(' '.repeat(1_000_000))
    expect(bomb.length).toBeLessThan(2_000)
    expect(await unpackText(bomb, 100_000)).toBe(null)
    expect(await unpackText('hello', 100)).toBe(null)
    expect(await unpackText('%%%', 100)).toBe(null)
  })
})
