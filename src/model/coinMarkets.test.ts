// Laws of a market in which some post coins: nothing is lost in any currency, the two prices stay
// together, and threads need nothing of it but what they need of a venue.
import { describe, expect, it } from 'vitest'
import { F64 } from '../base/shifts.ts'
import { EventKind } from '../market/events.ts'
import { createObserver } from '../observe/observer.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { directoryOfModel, modelMemoryToShare } from './memory.ts'
import { createModel, Model } from './model.ts'
import { VenueGroup } from './venueGroup.ts'

const theHour = findScenario('the-hour')!
const NOTHING = { cashResidual: 0, coinResidual: 0, positionResidual: 0, liquidationResidual: 0 }
const PERPETUAL = 1

function specWith(coinMarginedShare: number) {
  return resolveRun(theHour, { seed: '1', settings: { coinMarginedShare } })
}

describe('a market in which nearly half post coins', () => {
  it('falls, liquidates them, and loses no unit of any coin', () => {
    const model = createModel(specWith(45))
    const observer = createObserver(model)
    let venuesUsd = 0
    let coinsUsd = 0
    for (let minute = 0; minute < 80; minute++) {
      for (let step = 0; step < 60; step++) {
        model.advance()
        observer.afterStep()
        for (const { events } of model.venues) venuesUsd += liquidatedUsd(events)
        for (const { record } of model.coinMarkets) coinsUsd += liquidatedUsd(record.events)
      }
      expect(model.conservation()).toEqual(NOTHING)
    }
    expect(coinsUsd).toBeGreaterThan(50e6)
    // The observer counts the face of coin-margined contracts beside the dollars of the others.
    const { liquidatedLongUsd, liquidatedShortUsd, openInterestUsd } = observer.series()
    const sum = (column: Float64Array) => column.reduce((total, usd) => total + usd, 0)
    expect(sum(liquidatedLongUsd) + sum(liquidatedShortUsd)).toBeCloseTo(venuesUsd + coinsUsd, 1)
    const linearUsd = openInterestUsd.at(-1)! - coinOpenInterestUsd(model)
    expect(linearUsd).toBeCloseTo(linearOpenInterestUsd(model), 1)
  }, 300_000)

  it('keeps the mark of a coin-margined perpetual near the linear one', () => {
    const model = createModel(specWith(45))
    for (let step = 0; step < 600; step++) {
      model.advance()
      const page = model.board.page(step)
      for (const { venue, asset, board } of model.coinMarkets) {
        const linear = page.markTicks[venue * 10 + 5 + asset]!
        const mark = board.page(step).markTicks[PERPETUAL]!
        expect(Math.abs(mark / linear - 1)).toBeLessThan(0.003)
      }
    }
  }, 120_000)

  it('has as many traders as one in which nobody does, and as much insurance money', () => {
    const [coins, dollars] = [createModel(specWith(45)), createModel(specWith(0))]
    expect(dollars.coinMarkets).toEqual([])
    expect(coins.coinMarkets.map(({ venue, asset }) => [venue, asset])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [3, 0],
      [3, 1],
    ])
    expect(Math.abs(coins.traderCount - dollars.traderCount)).toBeLessThan(400)
    coins.advance()
    dollars.advance()
    const fund = (model: Model) =>
      model.board.page(0).insuranceFundQuote.reduce((sum, quote) => sum + quote, 0)
    expect(Math.abs(fund(coins) / fund(dollars) - 1)).toBeLessThan(1e-6)
  })

  it('gives the same bits when another thread steps a venue and its coin markets', () => {
    const spec = specWith(45)
    const alone = createModel(spec)
    const memory = modelMemoryToShare()
    // The crowd of the first one is decided by the model.
    const group = new VenueGroup(spec, [3, 0], [0])
    let now = 0
    const shared = new Model(spec, {
      memory,
      crew: {
        begin(step) {
          now = step
          return (1 << 0) | (1 << 3)
        },
        crowdsLeft: () => 1 << 0,
        crowdsDecided() {},
        finish: () => group.step(now, () => {}),
      },
    })
    group.attach(directoryOfModel(memory))
    for (let step = 0; step < 120; step++) {
      alone.advance()
      shared.advance()
    }
    expect(shared.fingerprint()).toBe(alone.fingerprint())
    for (const [index, { board }] of alone.coinMarkets.entries()) {
      const other = shared.coinMarkets[index]!.board.page(119)
      expect(other.openInterestLots).toEqual(board.page(119).openInterestLots)
      expect(other.markTicks).toEqual(board.page(119).markTicks)
    }
    expect(shared.conservation()).toEqual(NOTHING)
  })
})

function liquidatedUsd(events: Model['venues'][number]['events']): number {
  let quote = 0
  for (let row = 0; row < events.count; row++) {
    if (events.kind[row] === EventKind.Liquidation) quote += events.amountQuote[row]!
  }
  return quote / 10_000
}

function coinOpenInterestUsd(model: Model): number {
  let quote = 0
  for (const { listing, record } of model.coinMarkets) {
    const { rowLots, rowTotal } = record.statements
    for (let row = 0; row < rowTotal; row++) {
      quote += Math.max(rowLots[row << F64]!, 0) * listing.faceQuote
    }
  }
  return quote / 10_000
}

function linearOpenInterestUsd(model: Model): number {
  const page = model.board.page(model.stepsDone() - 1)
  // One quote unit a tick and lot, whatever the asset.
  const quote = page.openInterestLots.reduce(
    (sum, lots, book) => sum + lots * page.markTicks[book]!,
    0,
  )
  return quote / 10_000
}
