import { describe, expect, it } from 'vitest'
import { EventKind } from '../market/events.ts'
import { resolveRun, type RunSpec } from '../params/resolve.ts'
import { findScenario, newsTitle } from '../params/scenarios.ts'
import { openDesk, takeUsd } from '../agents/desk.ts'
import { Cause, Population } from '../market/kinds.ts'
import { settingsOf } from '../params/table.ts'
import { createModel, type Model } from './model.ts'
import type { GuestMaker } from './guest.ts'

const MINUTES_20 = 1200
const theHour = findScenario('the-hour')!

function spec(changes: Partial<RunSpec> = {}): RunSpec {
  const scenario = findScenario('the-hour')!
  return {
    scenario,
    settings: settingsOf(scenario),
    seed: '1',
    news: scenario.news,
    changes: scenario.changes,
    ...changes,
  }
}

function run(model: Model, steps: number): Model {
  for (let step = 0; step < steps; step++) model.advance()
  return model
}

const NOTHING = {
  cashResidual: 0,
  coinResidual: 0,
  positionResidual: 0,
  liquidationResidual: 0,
}

describe('a run', () => {
  it('has the same fingerprint as its repetition, and another with another seed', () => {
    const one = run(createModel(spec()), MINUTES_20).fingerprint()
    const again = run(createModel(spec()), MINUTES_20).fingerprint()
    const other = run(createModel(spec({ seed: '2' })), MINUTES_20).fingerprint()
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })

  it('goes on from a snapshot in a fresh model exactly as it would have gone on', () => {
    const straight = run(createModel(spec()), MINUTES_20)
    const first = run(createModel(spec()), MINUTES_20 / 2)
    const resumed = createModel(spec())
    resumed.restore(first.snapshot())
    run(resumed, MINUTES_20 / 2)
    expect(resumed.stepsDone()).toBe(MINUTES_20)
    expect(resumed.fingerprint()).toBe(straight.fingerprint())
  })

  it('creates and destroys no cash, coin, position or liquidated dollar while a cascade runs', () => {
    const model = createModel(
      spec({ settings: { ...spec().settings, shockSize: -12, shockOnset: 1 } }),
    )
    let liquidations = 0
    const broken: number[] = []
    for (let step = 0; step < 2 * 3600; step++) {
      model.advance()
      for (const venue of model.venues) {
        for (let row = 0; row < venue.events.count; row++) {
          if (venue.events.kind[row] === EventKind.Liquidation) liquidations++
        }
      }
      const checked = step % 100 === 0 ? Object.values(model.conservation()) : []
      if (checked.some((residual) => residual !== 0)) broken.push(step)
    }
    expect(broken).toEqual([])
    expect(liquidations).toBeGreaterThan(500)
    expect(model.conservation()).toEqual(NOTHING)
  }, 120_000)

  it('shares every bit with its twin until the step at which a rule differs', () => {
    const change = { step: 300, key: 'leverageCap', value: 5 } as const
    const plain = createModel(spec())
    const capped = createModel(spec({ changes: [change] }))
    run(plain, 300)
    run(capped, 300)
    const difference = (one: Model, other: Model) => {
      const page = one.board.page(one.stepsDone() - 1)
      const twin = other.board.page(other.stepsDone() - 1)
      return page.midTicks.some((mid, place) => mid !== twin.midTicks[place])
    }
    expect(difference(plain, capped)).toBe(false)
    run(plain, 600)
    run(capped, 600)
    expect(difference(plain, capped)).toBe(true)
  })

  it('does not care whether a slider move or news was planned or made while it ran', () => {
    const drop = { kind: 'press', step: 500, sizePercent: -3 } as const
    const change = { step: 400, key: 'leverageCap', value: 10 } as const
    const planned = createModel(
      resolveRun(theHour, { seed: '1', drops: [drop], changes: [change] }),
    )
    const made = createModel(spec())
    run(made, 350)
    made.schedule(change)
    made.schedule({ ...drop, title: newsTitle('press') })
    run(made, MINUTES_20 - 350)
    expect(made.fingerprint()).toBe(run(planned, MINUTES_20).fingerprint())
  })

  it('refuses to change what is done', () => {
    const model = run(createModel(spec()), 10)
    expect(() => model.schedule({ step: 5, key: 'leverageCap', value: 10 })).toThrow('what is done')
  })
})

describe('a guest', () => {
  /** Buys for `usd` on every venue's first perpetual in each step from `from` on. */
  const guest =
    (usd: number, from: number): GuestMaker =>
    (homes, offices) => {
      const opening = { population: Population.Institution, owner: 9000, cashUsd: 1e9 }
      const accounts = homes.map((home, venue) =>
        openDesk(home, offices[venue]!, { ...opening, coinsUsd: () => 0 }),
      )
      return {
        decide: (step, board) => {
          if (step < from) return
          homes.forEach((home, venue) => {
            const book = home.assetCount
            takeUsd(home, accounts[venue]!, book, usd, 0.01, Cause.Execution, board)
          })
        },
      }
    }
  const midsOf = (model: Model) => [...model.board.page(model.stepsDone() - 1).midTicks]

  it('that does nothing changes no price, and one that buys changes none before it does', () => {
    const alone = run(createModel(spec()), 300)
    const watched = run(createModel(spec(), [guest(1e5, 300)]), 300)
    expect(midsOf(watched)).toEqual(midsOf(alone))
    run(alone, 60)
    run(watched, 60)
    expect(midsOf(watched)[watched.assets.length]).toBeGreaterThan(
      midsOf(alone)[alone.assets.length]!,
    )
    expect(watched.conservation()).toEqual(NOTHING)
  })
})

describe('venues', () => {
  it('start with positions that net to zero and prices at their initial values', () => {
    const model = createModel(spec())
    expect(model.conservation()).toEqual(NOTHING)
    expect(model.board.page(-1).midTicks[0]).toBe(48_000)
  })

  it('fill their books within the first seconds', () => {
    const model = run(createModel(spec()), 5)
    const page = model.board.page(4)
    for (let place = 0; place < page.midTicks.length; place++) {
      expect(page.bidTicks[place]).toBeGreaterThan(0)
      expect(page.askTicks[place]).toBeGreaterThan(page.bidTicks[place]!)
    }
  })
})
