// An engine that only counts steps, for the tests of the command line.
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { FLOW_SOURCES } from '../observe/flows.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { Conservation, Engine, LabModel, LabObserver, ScoreLine } from '../lab/engine.ts'
import type { Terminal } from '../lab/command.ts'

export interface PretendEngine extends Engine {
  readonly specs: RunSpec[]
}

const BALANCED: Conservation = {
  cashResidual: 0,
  coinResidual: 0,
  positionResidual: 0,
  liquidationResidual: 0,
}

/** `failsAt`: the step in which it throws. */
export function pretendEngine(conservation = BALANCED, failsAt = Infinity): PretendEngine {
  const specs: RunSpec[] = []
  return {
    version: '0.0.1',
    specs,
    createRun: (spec, threads = 0) => {
      specs.push(spec)
      const model = pretendModel(spec, conservation, failsAt)
      const observer = pretendObserver(model, spec)
      if (threads <= 1) return { model, observer }
      return { model, observer, threads: () => ({ used: threads - 1, note: 'pretended threads' }) }
    },
  }
}

function pretendModel(spec: RunSpec, conservation: Conservation, failsAt: number): LabModel {
  let done = 0
  return {
    stepsDone: () => done,
    stepCount: spec.scenario.hours * 3_600,
    assets: DEFAULT_ASSETS,
    venueNames: VENUE_NAMES,
    agentCount: 12,
    traderCount: 1_200,
    advance: () => {
      if (done === failsAt) throw new Error('pretended')
      done++
    },
    fingerprint: () => fingerprintOf(`${done}${spec.seed}${JSON.stringify(spec.settings)}`),
    messageCount: () => done * 2,
    conservation: () => conservation,
  }
}

/** Every source sells a million more than the one before; off the book the fall is four fifths. */
export function pretendFall({ settings }: RunSpec): Record<string, number> {
  const figures: Record<string, number> = {
    btcFall: settings.amplificationTwin === 1 ? -0.04 : -0.05,
    liquidatedWorst24hUsd: 1.3e9,
    btcHighMinute: 1_500,
    btcLowMinute: 1_800,
    fallOfValue: -0.03,
    fallSellsUsd: 0,
    fallBids1PercentWithdrawnShare: 0.4,
    fallBids1PercentWithdrawnMostShare: 0.9,
  }
  FLOW_SOURCES.forEach(({ name }, index) => {
    const sells = (index + 1) * 1e6
    figures['fallSellsUsd']! += sells
    figures[`fallSellsUsd.${name}`] = sells
    figures[`fallBuysUsd.${name}`] = 5e5
    figures[`fallSellShare.${name}`] =
      (2 * sells) / 1e6 / (FLOW_SOURCES.length * (FLOW_SOURCES.length + 1))
  })
  return figures
}

function pretendObserver(model: LabModel, spec: RunSpec): LabObserver {
  let seen = 0
  const perMinute = (value: (minute: number) => number, of = 1) =>
    Float64Array.from({ length: Math.floor(seen / 60) * of }, (_, row) => value(row))
  return {
    afterStep: () => {
      seen++
    },
    series: () => ({
      step: perMinute((minute) => minute * 60),
      price: perMinute((row) => row + 0.5, model.assets.length),
      openInterestUsd: perMinute(() => 1e9),
      bids1PercentUsd: perMinute(() => NaN),
    }),
    liquidationsBetween: () => ({
      count: 2,
      step: [61, 62],
      asset: [0, 1],
      venue: [0, 2],
      side: [1, 0],
      priceUsd: [47_000, 3_600.5],
      notionalUsd: [12_000, 500],
      traders: [4, 1],
      leverage: [50, 20],
    }),
    events: () => [
      {
        step: 30,
        kind: 'news',
        venue: -1,
        asset: -1,
        side: 1,
        usd: 0,
        count: 1,
        value: -0.02,
        title: 'A regulator, "again"',
      },
      {
        step: 90,
        kind: 'takeover',
        venue: 1,
        asset: 0,
        side: 1,
        usd: 5e6,
        count: 3,
        value: 0,
        title: '',
      },
    ],
    scoreRows: () =>
      Array.from({ length: 23 }, (_, index): ScoreLine => ({
        id: `C${String(index + 1).padStart(2, '0')}`,
        text: 'a claim',
        value: index === 0 ? 1.3e9 : null,
        unit: 'USD',
        band: [1.2e9, 1.6e9],
        verdict: index === 0 ? 'within' : 'pending',
        note: '',
      })),
    measures: () => pretendFall(spec),
  }
}

function fingerprintOf(text: string): string {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  return hash.toString(16).padStart(16, '0')
}

export interface PretendTerminal extends Terminal {
  output: string
  errors: string
  interrupt(): void
}

export function pretendTerminal(isInteractive = false): PretendTerminal {
  const listeners = new Set<() => void>()
  return {
    isInteractive,
    output: '',
    errors: '',
    out(text) {
      this.output += text
    },
    err(text) {
      this.errors += text
    },
    onInterrupt: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    interrupt: () => {
      for (const listener of listeners) listener()
    },
  }
}
