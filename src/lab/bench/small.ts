// What the smallest parts cost: a random draw, a wake, a liquidation sweep that finds nothing and one
// that finds a thousand accounts, a byte count of an account. Medians over rounds, after a warm-up.
import { assert } from '../../base/assert.ts'
import { Columns } from '../../base/columns.ts'
import {
  drawExponential,
  drawNormal,
  drawPareto,
  drawUniform,
  drawWord,
  keysFromSeed,
} from '../../base/keyedRandom.ts'
import type { RandomKeys } from '../../base/keyedRandom.ts'
import { TimingWheel } from '../../base/timingWheel.ts'
import { binanceRulebook } from '../../exchange/rulebooks/binance.ts'
import { DEFAULT_ASSETS } from '../../market/instruments.ts'
import { EventKind } from '../../market/events.ts'
import { VenueStage } from '../../testing/venueStage.ts'
import { median } from './report.ts'
import type { BenchFigure, BenchRatio, BenchReport } from './report.ts'

const DRAWS = 4_000_000
const WAKE_ROWS = 2_000_000
const WAKE_STEPS = 2_000
/** Mean wait of a row: about 1,000 wakes a step of two million rows. */
const MEAN_WAIT_STEPS = 2_000

export interface SmallBenchOptions {
  readonly rounds?: number
  /** Accounts of the larger venue; the smaller has a tenth. */
  readonly accounts?: number
}

export function benchSmallParts(options: SmallBenchOptions = {}): BenchReport {
  const { rounds = 5, accounts = 1_000_000 } = options
  const sweep = benchSweep(rounds, accounts)
  return {
    bench: 'parts',
    ratios: sweep.ratios,
    rates: [],
    figures: [...benchDraws(rounds), ...benchWakes(rounds), ...sweep.figures, ...accountBytes()],
    checks: sweep.checks,
    notes: [
      'Times are of the clock, the middle of the rounds.',
      'A sweep touches the accounts it crosses and no others; what grows with the venue is that ' +
        'those lie further apart in memory.',
    ],
  }
}

/** A loop each, so that none is slowed by a call that may mean any of them. */
const DRAW_LOOPS: Record<string, (keys: RandomKeys) => number> = {
  'a random word': (keys) => {
    let sum = 0
    for (let agent = 0; agent < DRAWS; agent++) sum += drawWord(keys, agent, 77, 3)
    return sum
  },
  'a uniform draw': (keys) => {
    let sum = 0
    for (let agent = 0; agent < DRAWS; agent++) sum += drawUniform(keys, agent, 77, 3)
    return sum
  },
  'a normal draw': (keys) => {
    let sum = 0
    for (let agent = 0; agent < DRAWS; agent++) sum += drawNormal(keys, agent, 77, 3)
    return sum
  },
  'an exponential draw': (keys) => {
    let sum = 0
    for (let agent = 0; agent < DRAWS; agent++) sum += drawExponential(keys, agent, 77, 3)
    return sum
  },
  'a Pareto draw': (keys) => {
    let sum = 0
    for (let agent = 0; agent < DRAWS; agent++) sum += drawPareto(keys, agent, 77, 3, 1.3, 1000)
    return sum
  },
}

function benchDraws(rounds: number): BenchFigure[] {
  const keys = keysFromSeed('bench')
  return Object.entries(DRAW_LOOPS).map(([title, loop]) => {
    let sum = loop(keys)
    const nanoseconds = repeat(rounds, () => {
      const before = performance.now()
      sum += loop(keys)
      return ((performance.now() - before) * 1e6) / DRAWS
    })
    assert(Number.isFinite(sum), 'draws add up')
    return { title, value: median(nanoseconds), unit: 'ns' }
  })
}

function benchWakes(rounds: number): BenchFigure[] {
  const keys = keysFromSeed('wakes')
  const wheel = new TimingWheel(new Columns(), 'bench', WAKE_ROWS)
  const due = new Int32Array(65_536)
  const wait = (row: number, step: number) =>
    1 + Math.floor(MEAN_WAIT_STEPS * 2 * drawUniform(keys, row, step, 0))
  for (let row = 0; row < WAKE_ROWS; row++) wheel.schedule(row, wait(row, 0))
  let step = 0
  const perWake = repeat(rounds + 1, () => {
    let wakes = 0
    const before = performance.now()
    for (const last = step + WAKE_STEPS; step < last;) {
      step++
      const count = wheel.take(step, due)
      for (let index = 0; index < count; index++) {
        const row = due[index]
        wheel.schedule(row, step + wait(row, step))
      }
      wakes += count
    }
    return ((performance.now() - before) * 1e6) / wakes
  })
  return [
    {
      title: 'a wake: off the wheel, a draw, and back on it, among 2,000,000 rows',
      value: median(perWake.slice(1)),
      unit: 'ns',
    },
  ]
}

/** Waves of a thousand accounts each that the mark passes one after the other; all others are safe. */
const CROSSING = 1_000
const WAVES = 20
const IDLE_STEPS = 200
const STEPS_A_WAVE = 3
const ENTRY_TICKS = 48_000
const ACCOUNT_LOTS = 10
/** Fall of the mark to the first wave, and from one to the next. */
const FIRST_FALL = 0.02
const NEXT_FALL = 0.005

interface Sweep {
  readonly idleUs: number
  readonly crossUs: number
  readonly liquidated: number
}

function benchSweep(
  rounds: number,
  accounts: number,
): Pick<BenchReport, 'ratios' | 'figures' | 'checks'> {
  const pairs = repeat(rounds, () => ({
    small: sweepOnce(Math.round(accounts / 10)),
    large: sweepOnce(accounts),
  }))
  const ratio = (title: string, of: (sweep: Sweep) => number): BenchRatio => {
    const values = pairs.map(({ small, large }) => of(large) / of(small))
    const than = `with ${accounts} accounts, over the same with ${accounts / 10}`
    return { title: `${title} ${than}`, ratio: median(values), rounds: values }
  }
  const all = pairs.flatMap(({ small, large }) => [small, large])
  return {
    ratios: [
      ratio('a step of a venue in which nobody crosses,', (sweep) => sweep.idleUs),
      ratio(`a sweep of ${CROSSING} accounts`, (sweep) => sweep.crossUs),
    ],
    figures: [
      {
        title: `a step in which nobody crosses, ${accounts} accounts`,
        value: median(pairs.map(({ large }) => large.idleUs)),
        unit: 'us',
      },
      {
        title: `an account that crosses, of ${accounts}: found, announced, sold, cleared`,
        value: median(pairs.map(({ large }) => (large.crossUs * 1_000) / CROSSING)),
        unit: 'ns',
      },
    ],
    checks: [
      {
        title: `exactly ${CROSSING} accounts are liquidated in each of ${WAVES} sweeps`,
        holds: all.every(({ liquidated }) => liquidated === CROSSING * WAVES),
      },
    ],
  }
}

function sweepOnce(accounts: number): Sweep {
  const stage = new VenueStage({
    rulebook: binanceRulebook(),
    assets: DEFAULT_ASSETS.slice(0, 1),
    insuranceFundUsd: 1_000_000_000,
    accounts: accounts + 1,
    cross: 1,
    slots: 8,
    ordersPerBook: 64,
  })
  const book = stage.perpetual()
  const maker = stage.cross(1e9, 8)
  const period = accounts / (CROSSING * WAVES)
  for (let index = 0; index < accounts; index++) {
    const wave = index % period === 0 ? (index / period) % WAVES : -1
    const account = stage.isolated(0, 1_000, 0)
    const leverage = wave < 0 ? 2 : 1 / (FIRST_FALL + wave * NEXT_FALL)
    const margin = Math.ceil((ACCOUNT_LOTS * ENTRY_TICKS) / leverage)
    stage.venue.grantPosition(account, book, ACCOUNT_LOTS, ENTRY_TICKS, leverage, margin)
  }
  stage.venue.grantPosition(maker, book, -accounts * ACCOUNT_LOTS, ENTRY_TICKS, 1, 0)
  stage.quote(maker, book, ENTRY_TICKS - 1, ENTRY_TICKS + 1, 1)
  stage.run(IDLE_STEPS)
  const idle = performance.now()
  stage.run(IDLE_STEPS)
  const idleUs = ((performance.now() - idle) * 1_000) / IDLE_STEPS
  let liquidated = 0
  const waveUs: number[] = []
  for (let wave = 0; wave < WAVES; wave++) {
    const low = Math.floor(ENTRY_TICKS * (1 - FIRST_FALL - wave * NEXT_FALL)) + 2
    stage.quote(maker, book, low, low + 2, ACCOUNT_LOTS * CROSSING * 2)
    const before = performance.now()
    for (let step = 0; step < STEPS_A_WAVE; step++) {
      stage.setIndex(0, low)
      stage.run()
      liquidated += stage.events(EventKind.Liquidation).length
    }
    waveUs.push((performance.now() - before) * 1_000 - STEPS_A_WAVE * idleUs)
  }
  return { idleUs, crossUs: Math.max(median(waveUs.slice(WAVES / 2)), 1), liquidated }
}

function accountBytes(): BenchFigure[] {
  const bytesOf = (accounts: number) => {
    const stage = new VenueStage({
      rulebook: binanceRulebook(),
      assets: DEFAULT_ASSETS,
      accounts,
      cross: 4,
      slots: accounts,
    })
    return stage.columns.byteLength()
  }
  return [
    {
      title: 'an isolated account with one position row and one order slot',
      value: (bytesOf(20_000) - bytesOf(10_000)) / 10_000,
      unit: 'bytes',
    },
  ]
}

function repeat<T>(rounds: number, measure: () => T): T[] {
  return Array.from({ length: rounds }, measure)
}
