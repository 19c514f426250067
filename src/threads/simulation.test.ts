// The page's side of the model, driven as the page drives it but without a page: what is shown must be
// the run that the link names, however it is paused, watched, changed or hurried.
import { describe, expect, test, vi } from 'vitest'
import type { MarketRecord } from '../market/marketRecord.ts'
import { createModel, ENGINE_VERSION } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { firstDifference } from '../observe/twinsTrace.ts'
import { plainLink } from '../params/linkState.ts'
import type { LinkState } from '../params/linkState.ts'
import { resolveLink } from '../params/resolve.ts'
import type { RunSpec } from '../params/resolve.ts'
import { ALL_VENUES, MAP_BINS } from './frames.ts'
import type { Frame } from './frames.ts'
import { liquidationsAhead } from './liquidationsAhead.ts'
import { checksumOf } from './checkpoints/savedRun.ts'
import { Simulation } from './simulation.ts'

/** A quarter of an hour among few traders, so that it takes seconds. */
const SHORT: LinkState = {
  ...plainLink('calm', 'test'),
  hours: 0.25,
  settings: { traders: 200_000, tradersPerAgent: 100 },
}
const STEPS = 900

function simulate(): Simulation {
  return new Simulation({ version: ENGINE_VERSION, createModel, createObserver })
}

function open(link: LinkState, play: boolean, seekStep = -1): Simulation {
  const simulation = simulate()
  simulation.open(resolveLink(link), { run: 1, play, seekStep, speed: 'max' })
  return simulation
}

async function framesUntil(simulation: Simulation, done: (frame: Frame) => boolean) {
  const frames: Frame[] = []
  for (;;) {
    const frame = await simulation.nextFrame(null)
    frames.push(frame)
    if (done(frame)) return frames
  }
}

function recordOf(model: ReturnType<typeof createModel>): MarketRecord {
  const { assets, board, eventStartStep, stepCount, venueNames, venues, world } = model
  const { coinMarkets } = model
  const stepsDone = () => model.stepsDone()
  return {
    assets,
    board,
    coinMarkets,
    eventStartStep,
    stepCount,
    stepsDone,
    venueNames,
    venues,
    world,
  }
}

function headless(spec: RunSpec): string {
  const model = createModel(spec)
  while (model.stepsDone() < model.stepCount) model.advance()
  return model.fingerprint()
}

describe('a run in the page', () => {
  test('ends with the fingerprint of the same run without a page', async () => {
    const simulation = open(SHORT, true)
    const frames = await framesUntil(simulation, (frame) => frame.fingerprint !== null)
    expect(frames.at(-1)?.fingerprint).toBe(headless(resolveLink(SHORT)))
  })

  test('ends so where some post coins, too, whose liquidations lie ahead with all others', async () => {
    const settings = { ...SHORT.settings, coinMarginedShare: 45 }
    const link = { ...SHORT, settings }
    const frames = await framesUntil(open(link, true), (frame) => frame.fingerprint !== null)
    expect(frames.at(-1)?.fingerprint).toBe(headless(resolveLink(link)))
    const model = createModel(resolveLink(link))
    const { longUsd } = liquidationsAhead(model, 0)
    const { longUsd: ofVenues } = liquidationsAhead({ ...recordOf(model), coinMarkets: [] }, 0)
    const sum = (bins: Float64Array) => bins.reduce((total, usd) => total + usd, 0)
    expect(sum(longUsd)).toBeGreaterThan(1.2 * sum(ofVenues))
  })

  test('sends each minute, depth column and liquidation once', async () => {
    const simulation = open(SHORT, true)
    const frames = await framesUntil(simulation, (frame) => frame.fingerprint !== null)
    const minutes = frames.flatMap((frame) => [...(frame.series?.step ?? [])])
    expect(minutes).toEqual(Array.from({ length: STEPS / 60 }, (_, minute) => minute * 60))
    const columns = frames.reduce((sum, frame) => sum + (frame.depth?.columns.length ?? 0), 0)
    expect(columns).toBe((STEPS / 60) * MAP_BINS)
    const logged = frames.flatMap((frame) => [...(frame.liquidations?.step ?? [])])
    expect(logged).toEqual([...logged].sort((a, b) => a - b))
  })

  test('takes a live change and dropped news as the link that names them does', async () => {
    const simulation = open(SHORT, false, 300)
    await framesUntil(simulation, (frame) => frame.clock.step === 300 && frame.clock.seekStep < 0)
    const step = simulation.applyChange('panic', 90)
    const shock = simulation.dropNews('press', 'Press report', -5)
    expect(step).toBe(300)
    expect(shock?.step).toBe(300)
    simulation.play()
    const frames = await framesUntil(simulation, (frame) => frame.fingerprint !== null)
    const link: LinkState = {
      ...SHORT,
      changes: [{ step, key: 'panic', value: 90 }],
      drops: [{ kind: 'press', step: 300, sizePercent: -5 }],
    }
    const fingerprint = frames.at(-1)?.fingerprint
    expect(fingerprint).toBe(headless(resolveLink(link)))
    expect(fingerprint).not.toBe(headless(resolveLink(SHORT)))
  })

  test('tells the result of a second on its way, however it runs, and not when it begins beyond', async () => {
    const lookStep = 417
    const straight = createModel(resolveLink(SHORT))
    while (straight.stepsDone() < lookStep) straight.advance()
    const options = { run: 1, speed: 'max', lookStep } as const
    const playing = simulate()
    playing.open(resolveLink(SHORT), { ...options, play: true, seekStep: -1 })
    const there = playing.fingerprintOnTheWay()
    await framesUntil(playing, (frame) => frame.clock.finished)
    expect(await there).toBe(straight.fingerprint())

    const seeking = simulate()
    seeking.open(resolveLink(SHORT), { ...options, play: false, seekStep: 600 })
    await framesUntil(seeking, (frame) => frame.clock.step === 600)
    expect(await seeking.fingerprintOnTheWay()).toBe(straight.fingerprint())
    expect(seeking.fingerprint().step).toBe(600)

    const saved = seeking.save(1e9)
    const resumed = simulate()
    resumed.open(resolveLink(SHORT), { ...options, play: false, seekStep: -1 }, saved)
    expect(await resumed.fingerprintOnTheWay()).toBe(null)
  })

  test('gives no copy that is larger than is wanted, or than the browser has memory for', async () => {
    const simulation = open(SHORT, false, 60)
    await framesUntil(simulation, (frame) => frame.clock.step === 60)
    const saved = simulation.save(1e9)!
    expect(simulation.save(saved.words.byteLength - 1)).toBeNull()
    vi.stubGlobal(
      'Int32Array',
      class extends Int32Array {
        constructor(length: number) {
          if (length === saved.words.length) throw new RangeError('Array buffer allocation failed')
          super(length)
        }
      },
    )
    expect(simulation.save(1e9)).toBeNull()
    vi.unstubAllGlobals()
    expect(checksumOf(simulation.save(1e9)!)).toBe(checksumOf(saved))
  })

  test('gives the tables that the shell writes', async () => {
    const simulation = open(SHORT, false, 300)
    await framesUntil(simulation, (frame) => frame.clock.step === 300)
    const model = createModel(resolveLink(SHORT))
    const observer = createObserver(model)
    while (model.stepsDone() < 300) {
      model.advance()
      observer.afterStep()
    }
    const { step, series, liquidations, events } = simulation.tables()
    expect(step).toBe(300)
    expect(series).toEqual(observer.series())
    expect(liquidations).toEqual(observer.liquidationsBetween(0, 300))
    expect(events).toEqual(observer.events())
  })

  test('refuses changes when it is over', async () => {
    const simulation = open(SHORT, true)
    await framesUntil(simulation, (frame) => frame.clock.finished)
    expect(simulation.applyChange('panic', 90)).toBe(-1)
    expect(simulation.dropNews('press', 'Press report', -5)).toBeNull()
  })

  test('is not changed by being watched', async () => {
    const simulation = open(SHORT, true)
    const scenes = ['crowd', 'cohorts', 'trader', 'market'] as const
    let turn = 0
    const frames = await framesUntil(simulation, (frame) => {
      simulation.showScene(scenes[turn++ % scenes.length])
      simulation.watchMarket(turn % 5, (turn % 5) - 1)
      return frame.fingerprint !== null
    })
    expect(frames.at(-1)?.fingerprint).toBe(headless(resolveLink(SHORT)))
  })

  test('a fault in the model reaches whoever waits for a frame', async () => {
    const simulation = new Simulation({
      version: ENGINE_VERSION,
      createModel(spec) {
        const model = createModel(spec)
        model.advance = () => {
          throw new Error('broken')
        }
        return model
      },
      createObserver,
    })
    simulation.open(resolveLink(SHORT), { run: 1, play: true, seekStep: -1, speed: 'max' })
    await expect(framesUntil(simulation, () => false)).rejects.toThrow('broken')
  })
})

describe('what is watched', () => {
  test('is one venue or all: the parts of the venues make up the whole', async () => {
    const simulation = open(SHORT, false, 600)
    const stands = (frame: Frame) => frame.clock.step === 600 && frame.clock.seekStep < 0
    await framesUntil(simulation, stands)
    const watched = async (venue: number) => {
      simulation.watchMarket(1, venue)
      const frames = await framesUntil(simulation, (frame) => frame.ahead?.venue === venue)
      const { ahead, venueQuote } = frames.at(-1)!
      const depth = frames.find((frame) => frame.depth?.venue === venue)!.depth!
      return { ahead: ahead!, depth, venueQuote }
    }
    const all = await watched(ALL_VENUES)
    expect([all.venueQuote, all.depth.priceUsd]).toEqual([null, null])
    const parts = [await watched(0), await watched(1), await watched(2), await watched(3)]
    for (let bin = 0; bin < MAP_BINS; bin++) {
      const longUsd = parts.reduce((sum, { ahead }) => sum + ahead.longUsd[bin], 0)
      expect(longUsd).toBeCloseTo(all.ahead.longUsd[bin], 2)
      // A byte is the root of dollars, full at 255: squares add up, but for the rounding of each.
      const squares = parts.reduce((sum, { depth }) => sum + depth.columns[bin] ** 2, 0)
      const root = Math.min(255, Math.sqrt(squares))
      expect(Math.abs(root - all.depth.columns[bin])).toBeLessThan(2)
    }
    parts.forEach(({ depth, venueQuote }, venue) => {
      expect(depth.priceUsd).toHaveLength(10)
      const priceUsd = depth.priceUsd!.at(-1)
      expect(venueQuote).toEqual({ asset: 1, venue, priceUsd })
      expect(priceUsd! / depth.priceUsd![0]).toBeCloseTo(1, 1)
    })
  })
})

describe('a run that stands still', () => {
  test.each(['market', 'crowd', 'cohorts', 'trader'] as const)(
    'sends nothing more in the scene %s once all is told',
    async (scene) => {
      const simulation = open(SHORT, false, 120)
      simulation.showScene(scene)
      const frames: Frame[] = []
      void framesUntil(simulation, (frame) => frames.push(frame) < 0)
      const isTold = () => frames.at(-1)?.clock.step === 120 && frames.at(-1)?.clock.seekStep === -1
      await vi.waitUntil(isTold, { timeout: 20_000 })
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      const told = frames.length
      const last = (part: (frame: Frame) => unknown) => frames.some((frame) => part(frame) !== null)
      expect(last((frame) => frame.panel) && last((frame) => frame.ahead)).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 700))
      expect(frames.length).toBe(told)
    },
  )
})

describe('the crowd', () => {
  test('stands in order of distance to liquidation, everyone once', async () => {
    const simulation = open(SHORT, false, 600)
    simulation.showScene('crowd')
    const frames = await framesUntil(
      simulation,
      (frame) => frame.crowd !== null && frame.clock.step === 600,
    )
    const crowd = frames.at(-1)!.crowd!
    const { longCount, liquidatedCount, shortCount, flatCount, distance, state } = crowd
    expect(longCount + liquidatedCount + shortCount + flatCount).toBe(state.length)
    expect(longCount).toBeGreaterThan(100)
    const grain = 0.001
    for (let cell = 1; cell < longCount; cell++) {
      expect(distance[cell]).toBeLessThanOrEqual(distance[cell - 1] + grain + distance[cell] * 0.05)
    }
    const firstShort = longCount + liquidatedCount
    for (let cell = firstShort + 1; cell < firstShort + shortCount; cell++) {
      expect(distance[cell]).toBeGreaterThanOrEqual(distance[cell - 1] * 0.95 - grain)
    }
  })

  test('names the trader in a cell, and marks it in the next crowd', async () => {
    const simulation = open(SHORT, false, 300)
    simulation.showScene('crowd')
    const seen = await framesUntil(
      simulation,
      (frame) => frame.crowd !== null && frame.clock.step === 300,
    )
    const crowd = seen.at(-1)!.crowd!
    const cell = crowd.longCount - 5
    expect(simulation.watchTrader(crowd.version!, cell)).toBe(true)
    expect(simulation.watchTrader(crowd.version! + 99, cell)).toBe(false)
    const next = await framesUntil(simulation, (frame) => frame.crowd?.markedCell !== undefined)
    const marked = next.at(-1)!.crowd!
    expect(marked.leverage[marked.markedCell!]).toBe(crowd.leverage[cell])
    simulation.showScene('trader')
    const frames = await framesUntil(simulation, (frame) => Boolean(frame.trader))
    expect(frames.at(-1)!.trader!.leverage).toBe(crowd.leverage[cell])
  })
})

describe('a visitor who trades while time stands still', () => {
  test('is shown nobody else until the order is filled, then its own trader', async () => {
    const simulation = open(SHORT, false, 300)
    await framesUntil(simulation, (frame) => frame.clock.step === 300)
    const order = { venue: 0, asset: 0, side: 'long', leverage: 50, marginUsd: 1000 } as const
    simulation.giveOrder({ action: 'open', ...order, stopTicks: 0, takeTicks: 0 })
    simulation.watchVisitor()
    simulation.showScene('trader')
    expect((await simulation.nextFrame(null)).trader).toBeNull()
    simulation.play()
    const frames = await framesUntil(simulation, (frame) => Boolean(frame.trader))
    expect(frames.at(-1)!.trader).toMatchObject({ asset: 0, side: 'long', leverage: 50 })
  })
})

describe('twins in the page', () => {
  test('a held run stands still at the step, and goes on when it is let go', async () => {
    const simulation = open(SHORT, false)
    simulation.holdAt(120)
    simulation.play()
    await framesUntil(simulation, (frame) => frame.clock.step === 120)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const frame = simulation.nextFrame(null)
    simulation.holdAt(180)
    expect((await frame).clock.step).toBeLessThanOrEqual(180)
    simulation.holdAt(Infinity)
    const frames = await framesUntil(simulation, (later) => later.fingerprint !== null)
    expect(frames.at(-1)?.fingerprint).toBe(headless(resolveLink(SHORT)))
  })

  test('a run that is opened in place of a held one is held by nobody', async () => {
    const simulation = open(SHORT, true)
    simulation.holdAt(120)
    await framesUntil(simulation, (frame) => frame.clock.step === 120)
    const other = { ...SHORT, seed: 'other' }
    simulation.open(resolveLink(other), { run: 2, play: true, seekStep: -1, speed: 'max' })
    const frames = await framesUntil(simulation, (frame) => frame.fingerprint !== null)
    expect(frames.at(-1)?.fingerprint).toBe(headless(resolveLink(other)))
  })

  test('what was published stays known, whatever second is gone to', async () => {
    const simulation = open(SHORT, false, 800)
    const isAt = (step: number) => (frame: Frame) =>
      frame.clock.step === step && frame.clock.seekStep < 0
    await framesUntil(simulation, isAt(800))
    const straight = simulation.published(0, 800)
    expect(straight.rows.length).toBeGreaterThan(0)
    for (const [journey, step] of [200, 650, 90, 800].entries()) {
      simulation.seek(step, journey)
      await framesUntil(simulation, isAt(step))
      expect(simulation.published(0, 800)).toEqual(straight)
    }
    simulation.seek(300, 9)
    await framesUntil(simulation, isAt(300))
    simulation.applyChange('panic', 90)
    expect(simulation.published(0, 800).rows).toEqual(
      straight.rows.slice(0, (straight.rows.length / 800) * 300),
    )
  })

  test('the boards of two runs are told apart in the step in which the boards differ', async () => {
    const side = {
      settings: SHORT.settings,
      drops: [{ kind: 'press', step: 200, sizePercent: -0.5 }],
    }
    const [a, b] = [SHORT, { ...SHORT, ...side } as LinkState].map((link) => open(link, false, 260))
    for (const run of [a!, b!]) {
      await framesUntil(run, (frame) => frame.clock.step === 260 && frame.clock.seekStep < 0)
    }
    const [ofA, ofB] = [a!.published(150, 1_000), b!.published(150, 1_000)]
    expect(ofA.firstStep).toBe(150)
    expect(firstDifference(ofA.rows, ofB.rows, 150)?.step).toBe(200)
    expect(b!.figures()).not.toEqual(a!.figures())
    expect(Object.keys(b!.figures())).toEqual(Object.keys(a!.figures()))
  })
})
