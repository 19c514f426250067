// The policy that venues publish their liquidation maps: what stands on the board is what accounts say, and
// a run without it is the run it was.
import { describe, expect, it } from 'vitest'
import { F64, I32, U8 } from '../base/shifts.ts'
import { MAP_BIN_RATE, MAP_BINS, mapPlace } from '../market/liquidationMap.ts'
import { resolveRun } from '../params/resolve.ts'
import { findScenario } from '../params/scenarios.ts'
import { createModel, type Model } from './model.ts'

const AT = 90

function specOf(isOn: boolean) {
  return resolveRun(findScenario('the-hour')!, {
    seed: 'map',
    settings: { traders: 100_000, tradersPerAgent: 100 },
    drops: [{ kind: 'press', step: 60, sizePercent: -8 }],
    changes: isOn ? [{ step: AT, key: 'transparency', value: 1 }] : [],
  })
}

function run(model: Model, toStep: number): Model {
  while (model.stepsDone() < toStep) model.advance()
  return model
}

/** Quote units of isolated longs, or shorts, whose liquidation price lies in a bin. */
function summed(model: Model, venue: number, asset: number, isLong: boolean, bin: number): number {
  const { statements } = model.venues[venue]!
  const book = model.assets.length + asset
  const page = model.board.page(model.stepsDone() - 1)
  const mark = page.markTicks[venue * model.board.bookCount + book]!
  const unit = model.assets[asset]!.quoteUnitsPerTickLot
  let quote = 0
  for (let account = 0; account < statements.accountCount; account++) {
    const row = statements.rowOffset[account << I32]!
    const lots = statements.rowLots[row << F64]!
    const ticks = statements.rowLiquidationTicks[row << I32]!
    if (statements.rowCount[account << U8] !== 1 || statements.rowBook[row] !== book) continue
    if (statements.state[account << U8] !== 0 || ticks === 0 || lots === 0 || lots > 0 !== isLong)
      continue
    const distance = (isLong ? mark - ticks : ticks - mark) / mark
    if (distance >= bin * MAP_BIN_RATE && distance < (bin + 1) * MAP_BIN_RATE) {
      quote += Math.abs(lots) * ticks * unit
    }
  }
  return quote
}

describe('a published liquidation map', () => {
  it('says what the accounts would lose by distance from the mark, and nothing while it is off', () => {
    const model = run(createModel(specOf(true)), AT)
    const empty = model.board.page(AT - 1).liquidationMapQuote
    expect(empty.every((quote) => quote === 0)).toBe(true)
    run(model, AT + 30)
    const step = model.stepsDone() - 1
    const asset = step % model.assets.length
    const page = model.board.page(step)
    let total = 0
    for (let venue = 0; venue < model.venues.length; venue++) {
      const place = venue * model.board.bookCount + model.assets.length + asset
      for (const isLong of [true, false]) {
        for (let bin = 0; bin < MAP_BINS; bin++) {
          const published = page.liquidationMapQuote[mapPlace(place, isLong) + bin]!
          expect(published).toBe(summed(model, venue, asset, isLong, bin))
          total += published
        }
      }
    }
    expect(total).toBeGreaterThan(0)
  })

  it('changes nothing before it is on, something after, and creates no money', () => {
    const off = run(createModel(specOf(false)), AT)
    const on = run(createModel(specOf(true)), AT)
    expect(on.fingerprint()).toBe(off.fingerprint())
    run(off, AT + 120)
    run(on, AT + 120)
    expect(on.pathFingerprint()).not.toBe(off.pathFingerprint())
    expect(Object.values(on.conservation())).toEqual([0, 0, 0, 0])
  })

  it('goes on from a snapshot as it would have gone on', () => {
    const straight = run(createModel(specOf(true)), AT + 60)
    const resumed = createModel(specOf(true))
    resumed.restore(run(createModel(specOf(true)), AT + 20).snapshot())
    expect(run(resumed, AT + 60).fingerprint()).toBe(straight.fingerprint())
  })
})
