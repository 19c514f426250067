import { describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from './link.ts'
import { plainLink } from './linkState.ts'
import frozenTable from './linkVersion1.json' with { type: 'json' }
import { freezeTable, FROZEN_TABLES, LINK_VERSION } from './linkVersions.ts'
import { linkStateOf, resolveLink, resolveRun } from './resolve.ts'
import { findScenario } from './scenarios.ts'
import { settingsOf } from './table.ts'
import type { LinkState } from './linkState.ts'

const fiveChanges: LinkState = {
  ...plainLink('the-day', 'k7Qp2'),
  settings: { maxLeverage: 20, panic: 60, leverageCap: 10, circuitBreaker: 5, backstop: 500 },
}

const everything: LinkState = {
  scenarioId: 'the-day',
  seed: 'a seed: 100 % "odd" & <b>',
  hours: 60,
  settings: { shockSize: -6.4, leverageCap: 10 },
  changes: [
    { step: 117_000, key: 'bookDepth', value: 20 },
    { step: 120_000, key: 'bookDepth', value: 66 },
  ],
  drops: [{ kind: 'press', step: 121_000, sizePercent: -2.5 }],
  sideB: { settings: { leverageCap: 5 }, changes: [], drops: [] },
  moment: 118_800,
  engine: '0.1.0',
  fingerprint: '0123456789abcdef',
  fingerprintStep: 118_800,
  camera: { scene: 'crowd', asset: 1 },
  title: 'Would a cap have helped? (yes!)',
  note: 'First line.\nSecond_line: 5 % ~ *less* …',
}

describe('a link', () => {
  test('is a readable difference to the named scenario, about 45 characters for five changes', () => {
    const link = encodeLink(fiveChanges)
    expect(link).toBe('#1.the-day.k7Qp2&ml=17&pc=60&lc=10&cb=10&bs=50')
    expect(link.length).toBeLessThan(50)
  })

  test('of a plain scenario is its name and seed', () => {
    expect(encodeLink(plainLink('the-day', 'k7Qp2'))).toBe('#1.the-day.k7Qp2')
  })

  test('carries everything of a shared run, and comes back as it went', () => {
    const { state, notices, recognised } = decodeLink(encodeLink(everything))
    expect(notices).toEqual([])
    expect(recognised).toBe(true)
    expect(state).toEqual(everything)
  })

  test.each([
    ['F@999999=0123456789abcdef', /The second '999999' of the result/],
    ['F@60=xyz', /The fingerprint 'xyz' cannot be read/],
    ['C=crowd.GOLD', /The view 'crowd.GOLD' cannot be read/],
    ['C=moon.BTC', /The view 'moon.BTC' cannot be read/],
    ['C=crowd.BTC.ETH', /The view 'crowd.BTC.ETH' cannot be read/],
  ])('with %s loads without it', (part, words) => {
    const { state, notices } = decodeLink(`#1.the-day.x&${part}&lc=10`)
    expect(state).toEqual({ ...plainLink('the-day', 'x'), settings: { leverageCap: 10 } })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(words)
  })

  test('has only characters that messengers leave alone', () => {
    expect(encodeLink(everything)).toMatch(/^#[A-Za-z0-9._=&@%-]+$/)
    const trailingDot = encodeLink({ ...plainLink('the-day', 'x'), title: 'The end.' })
    expect(trailingDot).toBe('#1.the-day.x&T=The_end%2E')
  })

  test.each([
    ['a whole address', 'https://example.org/unwind/?from=a#1.the-day.k7Qp2&lc=10'],
    ['a fragment', '#1.the-day.k7Qp2&lc=10'],
    ['a bare fragment', '1.the-day.k7Qp2&lc=10'],
    ['white space around', '  \n#1.the-day.k7Qp2&lc=10 '],
    ['an address escaped for HTML', '#1.the-day.k7Qp2&amp;lc=10'],
  ])('is read from %s', (_what, text) => {
    const { state, notices } = decodeLink(text)
    expect(state).toEqual({ ...plainLink('the-day', 'k7Qp2'), settings: { leverageCap: 10 } })
    expect(notices).toEqual([])
  })

  test('may be typed by hand without its version', () => {
    const { state, recognised, notices } = decodeLink('#calm.7&lc=10')
    expect(state).toEqual({ ...plainLink('calm', '7'), settings: { leverageCap: 10 } })
    expect(recognised).toBe(true)
    expect(notices).toEqual([])
  })

  test.each(['', '#', '  '])('that is empty ("%s") is the day, without a word', (text) => {
    const { state, notices, recognised } = decodeLink(text)
    expect(state).toEqual(plainLink('the-day'))
    expect(notices).toEqual([])
    expect(recognised).toBe(false)
  })

  test('that sets what the scenario has already differs in nothing', () => {
    const k = settingsOf(findScenario('the-day')!).panic
    expect(decodeLink(`#1.the-day.x&pc=${k}`).state).toEqual(plainLink('the-day', 'x'))
  })

  test('may compare with a B side that differs in nothing', () => {
    const state: LinkState = {
      ...plainLink('the-day', 'x'),
      sideB: { settings: {}, changes: [], drops: [] },
    }
    expect(decodeLink(encodeLink(state)).state).toEqual(state)
  })
})

describe('a link that is partly wrong', () => {
  test.each([
    [
      '#1.the-day.x&lc=900',
      "Leverage cap on new positions is 0 to 125, so 0 to 125 steps: '900' was dropped.",
    ],
    ['#1.the-day.x&lc=1.5', "'1.5' was dropped"],
    ['#1.the-day.x&lc=-1', "'-1' was dropped"],
    ['#1.the-day.x&lc=', "'' was dropped"],
    ['#1.the-day.x&lc=1&lc=2', 'given twice: the first value is used'],
    ['#1.the-day.x&qqq=5', "The part 'qqq=5' is unknown to this version: it was dropped."],
    ['#1.the-day.x&__proto__=5', "The part '__proto__=5' is unknown"],
    ['#1.the-day.x&constructor=5', "The part 'constructor=5' is unknown"],
    ['#1.the-day.x&ml@100=5', 'Max leverage cannot change while a run goes on'],
    ['#1.the-day.x&lc@999999999=5', "must lie within the run's 345600 seconds"],
    ['#1.the-day.x&lc@5@6=5', 'is unknown'],
    ['#1.the-day.x&Npr@5=9999', 'The press news is -20 to 10'],
    ['#1.the-day.x&Npr=9', 'must lie within'],
    ['#1.the-day.x&M=345601', 'The moment'],
    ['#1.the-day.x&E=<b>', 'The engine version'],
    ['#1.the-day.x&F=xyz', 'The fingerprint'],
    ['#1.the-day.x&T=%zz', 'The title cannot be read'],
    ['#1.the-day.x&H=0.5', 'The length of the run is 0.25 to 240'],
    ['#1.the-day.%zz', "The link carries no readable seed: 'unwind' is used."],
    ['#1.the-day', "The link carries no readable seed: 'unwind' is used."],
    ['#1.teh-day.x', "There is no scenario 'teh-day' (the nearest is the-day): the-day is loaded."],
    ['#9.the-day.x', 'made by a newer Unwind (link version 9, ours is 1)'],
    ['https://example.org/', 'The link names no scenario: the-day is loaded.'],
    ['#lc=10', 'The link names no scenario: the-day is loaded.'],
  ])('%s: says so', (text, notice) => {
    const reading = decodeLink(text)
    expect(reading.notices.join(' ')).toContain(notice)
  })

  test('loads the rest', () => {
    const { state } = decodeLink('#1.the-day.x&lc=900&qqq=5&pc=7&ml@100=5&M=-1&F=xyz&T=Rest')
    expect(state).toEqual({ ...plainLink('the-day', 'x'), settings: { panic: 7 }, title: 'Rest' })
  })

  test('a link without a head still brings its parts', () => {
    const { state, recognised } = decodeLink('#lc=10&pc=7')
    expect(state.settings).toEqual({ leverageCap: 10, panic: 7 })
    expect(recognised).toBe(false)
  })

  test('text is plain: no control characters, nothing that turns the reading direction', () => {
    const { state } = decodeLink('#1.the-day.x&T=a%00b%E2%80%AEc%0Ad&D=a%0Ab%07')
    expect(state.title).toBe('a bc d')
    expect(state.note).toBe('a\nb')
  })

  test('a link far too long is cut between two parts', () => {
    const { state, notices } = decodeLink(`#1.the-day.x&lc=10&T=${'a'.repeat(30_000)}`)
    expect(state).toEqual({ ...plainLink('the-day', 'x'), settings: { leverageCap: 10 } })
    expect(notices[0]).toContain('longer than 20000 characters')
  })

  test('a thousand faults are told in twenty notices', () => {
    const { notices } = decodeLink(`#1.the-day.x${'&zzz=1'.repeat(900)}`)
    expect(notices.length).toBe(20)
    expect(notices.at(-1)).toBe('... and 881 more like these.')
  })
})

describe('an old link', () => {
  const then = new Map([
    [
      0,
      {
        rows: [
          { key: 'panic', short: 'px', min: 0, max: 200, step: 2, default: 50 },
          { key: 'leverageCap', short: 'lc', min: 1, max: 101, step: 10, default: 101 },
          { key: 'bygone', short: 'bg', min: 0, max: 9, step: 1, default: 3 },
        ],
        scenarios: [{ id: 'the-day', settings: { leverageCap: 41 } }],
      },
    ],
  ])

  test('keeps the defaults and steps of its version', () => {
    const { state, notices } = decodeLink('#0.the-day.x', then)
    expect(state.settings).toEqual({ panic: 50, leverageCap: 41 })
    expect(notices).toEqual([])
    expect(decodeLink('#0.the-day.x&px=10&lc=5', then).state.settings).toEqual({
      panic: 20,
      leverageCap: 51,
    })
  })

  test('tells what today has no place for', () => {
    const { state, notices } = decodeLink('#0.the-day.x&px=90&bg=1', then)
    expect(state.settings).toEqual({ leverageCap: 41 })
    expect(notices).toEqual([
      'Panic contagion is now 0 % to 100 %: 180 was dropped.',
      'The parameter bygone no longer exists: 1 was dropped.',
    ])
  })

  test('means what it meant: the table is the one that this version was frozen with', () => {
    // A difference here: raise LINK_VERSION, so that links made until now keep their meaning. A new
    // parameter is none: links of before do not name it.
    const { rows, scenarios } = freezeTable()
    const known = new Set(frozenTable.rows.map(({ key }) => key))
    expect(rows.filter(({ key }) => known.has(key))).toEqual(frozenTable.rows)
    expect(scenarios).toEqual(expect.arrayContaining(frozenTable.scenarios))
    expect(FROZEN_TABLES.has(LINK_VERSION)).toBe(false)
  })
})

describe('a run', () => {
  test('of a link has the scenario, the link over it, and all news and changes in order', () => {
    const spec = resolveLink(everything)
    expect(spec.seed).toBe(everything.seed)
    expect(spec.scenario.hours).toBe(60)
    expect(spec.settings.shockSize).toBe(-6.4)
    expect(spec.settings.panic).toBe(settingsOf(findScenario('the-day')!).panic)
    expect(spec.news.map((news) => news.step)).toEqual([
      117_000, 121_000, 121_200, 125_400, 130_200,
    ])
    expect(spec.news[1]).toEqual({
      kind: 'press',
      title: 'Press report',
      step: 121_000,
      sizePercent: -2.5,
    })
    expect(spec.changes).toEqual(everything.changes)
  })

  test('has a B side of its own', () => {
    const spec = resolveLink(everything, everything.sideB)
    expect(spec.settings.leverageCap).toBe(5)
    expect(spec.settings.shockSize).toBe(settingsOf(findScenario('the-day')!).shockSize)
    expect(spec.scenario.hours).toBe(60)
    expect(spec.seed).toBe(everything.seed)
  })

  test('goes back into the link it came from', () => {
    const { scenarioId, seed, hours, settings, changes, drops } = everything
    expect(linkStateOf(resolveLink(everything))).toEqual({
      scenarioId,
      seed,
      hours,
      settings,
      changes,
      drops,
    })
  })

  test('of a scenario that no name stands for has no link', () => {
    const theDay = findScenario('the-day')!
    expect(linkStateOf(resolveRun({ ...theDay, id: 'my-own' }))).toBe(null)
    expect(linkStateOf(resolveRun({ ...theDay, news: [] }))).toBe(null)
    expect(linkStateOf(resolveRun({ ...theDay, eventHour: 12 }))).toBe(null)
  })
})

describe('an experiment in a link', () => {
  test.each([
    ['S=5', ['The experiment names no parameter for x: it was dropped.']],
    [
      'X=zz.1',
      ["The experiment's parameter 'zz' is unknown: it was dropped.", /no parameter for x/],
    ],
    [
      'X=ml.2.999',
      ["The experiment's Max leverage is 3 to 125, so 0 to 122 steps: '999' was dropped."],
    ],
    ['X=ml.999', [/'999' was dropped/, /no value that can be used/, /no parameter for x/]],
    ['X=ml.2&Y=ml.3', ['Both axes of the experiment are one parameter: y was dropped.']],
    ['X=ml.2&S=0', ["An experiment has 1 to 1000 seeds: '0' was dropped."]],
    ['X=ml.2&R=nowhere.1.2.x', [/cannot be read: it runs what the link does/]],
  ])('drops and lists what it cannot use: %s', (parts, expected) => {
    const { state, notices } = decodeLink(`#1.the-hour.k&w=49&${parts}`)
    expect(notices).toHaveLength(expected.length)
    for (const [index, words] of expected.entries()) expect(notices[index]).toMatch(words)
    expect(state.settings).toEqual({ tradersPerAgent: 50 })
    if (state.sweep === undefined) return
    expect(state.sweep).toMatchObject({
      scenarioId: 'the-hour',
      seed: 'k',
      tradersPerAgent: 50,
      y: null,
    })
  })
})

describe('a visitor’s orders in a link', () => {
  const text =
    '#1.the-hour.x&Yo@60=Binance.BTC.long.20.1000.s45000&Ym@70=Binance.500&Yc@90=Binance&B.Yo@60=FTX.ETH.short.5.200.t30000'

  test('are read and written in words', () => {
    const { state, notices } = decodeLink(text)
    expect(notices).toEqual([])
    expect(state.orders).toEqual([
      {
        action: 'open',
        step: 60,
        venue: 0,
        asset: 0,
        side: 'long',
        leverage: 20,
        marginUsd: 1000,
        stopTicks: 45_000,
        takeTicks: 0,
      },
      { action: 'addMargin', step: 70, venue: 0, marginUsd: 500 },
      { action: 'close', step: 90, venue: 0 },
    ])
    expect(state.sideB?.orders?.[0]).toMatchObject({ venue: 2, side: 'short', takeTicks: 30_000 })
    expect(encodeLink(state)).toBe(text)
  })

  test.each([
    ['Yo@60=Binnance.BTC.long.20.1000', "there is no venue 'Binnance' (Binance)"],
    ['Yo@60=Binance.BTC.long.126.1000', 'the leverage is a whole number 1 to 125'],
    ['Yo@60=Binance.BTC.long.20.99999999', 'the margin is a whole number 10 to 10000000'],
    ['Yo@60=Binance.BTC.long.20.1000.x9', "'x9' has no place in it"],
    ['Yo@99999=Binance.BTC.long.20.1000', 'must lie within'],
    ['Ym@60=Binance', 'the margin is a whole number'],
  ])('are dropped with a word when %s', (part, word) => {
    const { state, notices } = decodeLink(`#1.the-hour.x&${part}`)
    expect(state.orders).toBe(undefined)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toContain(word)
  })
})
