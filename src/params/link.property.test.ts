// UNWIND_LINKS=1000000 npx vitest run src/params/link.property.test.ts reads a million hostile links.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { isOnGrid, lastStepOf, valueAt } from './grid.ts'
import { HOURS, MOST_SEEDS, NEWS_SIZE } from './limits.ts'
import { decodeLink, encodeLink } from './link.ts'
import { NEWS_KINDS } from './scenario.ts'
import {
  NEWS_TITLE_LENGTH,
  NOTE_LENGTH,
  plainLine,
  plainNote,
  SEED_LENGTH,
  TITLE_LENGTH,
} from './plainText.ts'
import { findScenario, SCENARIOS } from './scenarios.ts'
import { rowOf } from './rowIndex.ts'
import { PARAMETERS, settingsOf } from './table.ts'
import { SCENE_NAMES } from './linkState.ts'
import { ordersIfAny } from './resolve.ts'
import {
  MOST_ORDERS,
  ORDER_LEVERAGE,
  ORDER_MARGIN_USD,
  ORDER_SIDES,
  ORDER_TICKS,
} from './visitorOrder.ts'
import type { VisitorOrder } from './visitorOrder.ts'
import type { LinkSide, LinkState } from './linkState.ts'
import type { ParameterRow } from './parameter.ts'
import type { LinkSweep } from './sweep.ts'
import type { ParameterKey } from './table.ts'

const hostileCount = Number(process.env['UNWIND_LINKS'] ?? 100_000)
const rows: readonly ParameterRow[] = PARAMETERS
const live = rows.filter((row) => row.when === 'live')
const byStep = (a: { step: number }, b: { step: number }) => a.step - b.step

// --- states

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
)

function sideOf(scenarioId: string, stepCount: number): fc.Arbitrary<LinkSide> {
  const base = settingsOf(findScenario(scenarioId)!)
  const step = fc.nat({ max: stepCount - 1 })
  const valueOf = (row: ParameterRow) =>
    fc.nat({ max: lastStepOf(row) }).map((k) => [row.key, valueAt(row, k)] as const)
  return fc
    .record({
      settings: fc
        .subarray([...rows], { maxLength: 12 })
        .chain((some) => fc.tuple(...some.map(valueOf)))
        .map((pairs) =>
          Object.fromEntries(pairs.filter(([key, value]) => base[key as ParameterKey] !== value)),
        ),
      changes: fc
        .array(
          fc.tuple(step, fc.constantFrom(...live).chain(valueOf)).map(([at, [key, value]]) => ({
            step: at,
            key: key as ParameterKey,
            value,
          })),
        )
        .map((changes) => changes.sort(byStep)),
      drops: fc
        .array(
          fc.record(
            {
              kind: fc.constantFrom(...NEWS_KINDS),
              step,
              sizePercent: fc.nat({ max: 300 }).map((k) => valueAt(NEWS_SIZE, k)),
              title: anyText
                .map((text) => plainLine(text, NEWS_TITLE_LENGTH))
                .filter((text) => text !== ''),
            },
            { requiredKeys: ['kind', 'step', 'sizePercent'] },
          ),
        )
        .map((drops) => drops.sort(byStep)),
      orders: fc
        .array(orderAt(step), { maxLength: MOST_ORDERS })
        .map((orders) => orders.sort(byStep)),
    })
    .map(({ orders, ...rest }) => ({ ...rest, ...ordersIfAny(orders) }))
}

function orderAt(step: fc.Arbitrary<number>): fc.Arbitrary<VisitorOrder> {
  const venue = fc.nat({ max: VENUE_NAMES.length - 1 })
  const marginUsd = fc.integer(ORDER_MARGIN_USD)
  return fc.oneof(
    fc.record({
      action: fc.constant('open' as const),
      step,
      venue,
      asset: fc.nat({ max: DEFAULT_ASSETS.length - 1 }),
      side: fc.constantFrom(...ORDER_SIDES),
      leverage: fc.integer(ORDER_LEVERAGE),
      marginUsd,
      stopTicks: fc.nat({ max: ORDER_TICKS.max }),
      takeTicks: fc.nat({ max: ORDER_TICKS.max }),
    }),
    fc.record({ action: fc.constant('close' as const), step, venue }),
    fc.record({ action: fc.constant('addMargin' as const), step, venue, marginUsd }),
  )
}

const anyState: fc.Arbitrary<LinkState> = fc
  .tuple(fc.constantFrom(...SCENARIOS), fc.option(fc.nat({ max: lastStepOf(HOURS) })))
  .chain(([scenario, quarters]) => {
    const chosen = quarters === null ? scenario.hours : valueAt(HOURS, quarters)
    const side = sideOf(scenario.id, chosen * 3_600)
    const optional = fc.record(
      {
        sideB: side,
        moment: fc.nat({ max: chosen * 3_600 }),
        engine: fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$/),
        fingerprint: fc.stringMatching(/^[0-9a-f]{16}$/),
        fingerprintStep: fc.nat({ max: chosen * 3_600 }),
        camera: fc.record({
          scene: fc.constantFrom(...SCENE_NAMES),
          asset: fc.nat({ max: DEFAULT_ASSETS.length - 1 }),
        }),
        title: anyText.map((text) => plainLine(text, TITLE_LENGTH)).filter((text) => text !== ''),
        note: anyText.map(plainNote).filter((text) => text !== ''),
        ...(chosen === scenario.hours ? {} : { hours: fc.constant(chosen) }),
      },
      { requiredKeys: chosen === scenario.hours ? [] : (['hours'] as never[]) },
    )
    const seed = anyText.map((text) => plainLine(text, SEED_LENGTH)).filter((text) => text !== '')
    return fc
      .tuple(side, optional, seed)
      .map(([a, more, text]) => ({ scenarioId: scenario.id, seed: text, ...a, ...more }))
      .map(({ fingerprintStep, ...state }) =>
        // The second of a result says nothing without the result.
        fingerprintStep === undefined || state.fingerprint === undefined
          ? state
          : { ...state, fingerprintStep },
      )
  })

// --- hostile text

const snippets = [
  '#',
  '&',
  '=',
  '.',
  '@',
  '%',
  '%00',
  '%zz',
  '%ED%A0%80',
  '_',
  '-',
  '+',
  '1.',
  '2.',
  '999.',
  'F@',
  '0123456789abcdef',
  'C=crowd.BTC',
  'C=',
  'the-day',
  'the-day-full',
  'calm',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwn',
  'lc=',
  'ss=',
  'pc=10',
  'lc@5=3',
  'Npr@6000=120',
  'Nxx@1=1',
  'Yo@5=Binance.BTC.long.20.1000',
  'Yo@5=FTX.DOGE.short.3.50.s9.t12',
  'Yo@5=',
  'Yc@9=bybit',
  'Ym@9=other.77',
  '.s45000',
  'B',
  'B.',
  'B.lc=5',
  'B.B.lc=5',
  'M=',
  'H=',
  'E=',
  'F=',
  'T=',
  'D=',
  'R=the-hour.7.99.k7Qp2',
  'R=',
  'X=ml.2.7.22',
  'X=ss.0.999',
  'X=ml',
  'Y=ss.120.160',
  'Y=zz.1',
  'S=5',
  'S=0',
  'O=btcFall',
  'O=%zz',
  'NaN',
  'Infinity',
  '1e308',
  '-0',
  '0x10',
  '99999999999999999999',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '"><img src=x onerror=alert(1)>',
  '\u202e',
  '\ud800',
  '\udc00',
  '\0',
  '\n',
  'https://example.org/#',
  '://',
  '&amp;',
  '٣',
  '１２',
]

const hostile = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...snippets), fc.string({ maxLength: 4 })), { maxLength: 12 })
    .map((pieces) => pieces.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...snippets), fc.nat().map(String)), { maxLength: 12 })
    .map((pieces) => `#1.the-day.x&${pieces.join('&')}`),
  fc
    .array(fc.tuple(fc.constantFrom(...rows), fc.integer({ min: -9, max: 3_000 })), {
      maxLength: 8,
    })
    .map((pairs) => `#1.calm.x&${pairs.map(([row, k]) => `${row.short}=${k}`).join('&')}`),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** The state in JSON when something of it is out of its range. */
function faultIn(state: LinkState): string | null {
  const hours = state.hours ?? findScenario(state.scenarioId)!.hours
  const stepCount = hours * 3_600
  const isGood =
    isOnGrid(HOURS, hours) &&
    isPlain(state.seed, SEED_LENGTH) &&
    isPlain(state.title ?? '', TITLE_LENGTH) &&
    isPlain((state.note ?? '').replaceAll('\n', ''), NOTE_LENGTH) &&
    isWholeUpTo(state.moment ?? 0, stepCount) &&
    isWholeUpTo(state.fingerprintStep ?? 0, stepCount) &&
    (state.fingerprintStep === undefined || state.fingerprint !== undefined) &&
    isWholeUpTo(state.camera?.asset ?? 0, DEFAULT_ASSETS.length - 1) &&
    SCENE_NAMES.includes(state.camera?.scene ?? 'market') &&
    isSound(state, stepCount) &&
    (state.sideB === undefined || isSound(state.sideB, stepCount)) &&
    (state.sweep === undefined || isSoundSweep(state.sweep))
  return isGood ? null : JSON.stringify(state)
}

function isSound(side: LinkSide, stepCount: number): boolean {
  return (
    Object.entries(side.settings).every(([key, value]) => isSetting(key, value)) &&
    side.changes.every(
      ({ step, key, value }) =>
        isWholeUpTo(step, stepCount - 1) && isSetting(key, value) && rowOf(key).when === 'live',
    ) &&
    side.drops.every(
      ({ step, sizePercent, title }) =>
        isWholeUpTo(step, stepCount - 1) &&
        isOnGrid(NEWS_SIZE, sizePercent) &&
        isPlain(title ?? '', NEWS_TITLE_LENGTH),
    ) &&
    (side.orders ?? []).every((order) => isSoundOrder(order, stepCount))
  )
}

function isSoundOrder(order: VisitorOrder, stepCount: number): boolean {
  const isPlaced =
    isWholeUpTo(order.step, stepCount - 1) && isWholeUpTo(order.venue, VENUE_NAMES.length - 1)
  if (order.action === 'close') return isPlaced
  const isPaid = isPlaced && isOnGrid(ORDER_MARGIN_USD, order.marginUsd)
  if (order.action === 'addMargin') return isPaid
  return (
    isPaid &&
    isWholeUpTo(order.asset, DEFAULT_ASSETS.length - 1) &&
    isOnGrid(ORDER_LEVERAGE, order.leverage) &&
    isOnGrid(ORDER_TICKS, order.stopTicks) &&
    isOnGrid(ORDER_TICKS, order.takeTicks)
  )
}

function isSoundSweep({ x, y, seeds, scenarioId, seed, hours, tradersPerAgent }: LinkSweep) {
  const axes = y === null ? [x] : [x, y]
  return (
    axes.every(({ key, values }) => values.length > 0 && values.every((v) => isSetting(key, v))) &&
    x.key !== y?.key &&
    isWholeUpTo(seeds - 1, MOST_SEEDS - 1) &&
    findScenario(scenarioId) !== undefined &&
    isPlain(seed, SEED_LENGTH) &&
    isOnGrid(HOURS, hours) &&
    isSetting('tradersPerAgent', tradersPerAgent)
  )
}

function isSetting(key: string, value: number): boolean {
  const row = rowOf(key)
  return row !== undefined && isOnGrid(row, value)
}

function isWholeUpTo(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most
}

function isPlain(text: string, maxLength: number): boolean {
  // oxlint-disable-next-line eslint/no-control-regex
  return text.length <= maxLength && !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(text)
}

describe('a link', () => {
  test('comes back from the address exactly as it went', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const link = encodeLink(state)
        const { state: read, notices, recognised } = decodeLink(link)
        expect(notices).toEqual([])
        expect(recognised).toBe(true)
        expect(read).toEqual(state)
        expect(link).toMatch(/^#[A-Za-z0-9._=&@%-]+$/)
      }),
      { numRuns: 400 },
    )
  })

  test(
    `never breaks, whatever is in it (${hostileCount} texts)`,
    () => {
      const start = performance.now()
      fc.assert(
        fc.property(hostile, (text) => {
          const { state, notices } = decodeLink(text)
          expect(faultIn(state)).toBe(null)
          expect(notices.length).toBeLessThanOrEqual(20)
          expect(decodeLink(encodeLink(state))).toMatchObject({ state, notices: [] })
        }),
        { numRuns: hostileCount },
      )
      // With the generator and the checks: reading alone takes some ten microseconds.
      expect((performance.now() - start) / hostileCount).toBeLessThan(5)
    },
    60_000 + hostileCount,
  )

  test('of a megabyte is read in a moment', () => {
    const monsters = [
      '&'.repeat(1_000_000),
      '#1.the-day.x' + '&lc@5=3'.repeat(140_000),
      '%'.repeat(1_000_000),
      '#1.' + 'x'.repeat(1_000_000),
      '#1.the-day.x&T=' + '%F0%9F%98%80'.repeat(80_000),
      '#'.repeat(1_000_000),
      ' '.repeat(1_000_000) + '#1.the-day.x',
    ]
    for (const text of monsters) {
      expect(faultIn(decodeLink(text).state)).toBe(null)
      // The best of three, on a machine that may be busy with other things.
      const timesMs = [1, 2, 3].map(() => {
        const start = performance.now()
        decodeLink(text)
        return performance.now() - start
      })
      expect(Math.min(...timesMs)).toBeLessThan(50)
    }
  })
})
