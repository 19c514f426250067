import { describe, expect, test } from 'vitest'
import { HISTORICAL_SCENARIOS } from '../params/historicalScenarios.ts'
import { SCENARIOS } from '../params/scenarios.ts'
import { settingsOf } from '../params/table.ts'
import { besideRealDay, REAL_DAYS, realDayOf } from './realDays.ts'

describe('days that happened', () => {
  test('have a scenario each, and every such scenario its figures', () => {
    const ids = HISTORICAL_SCENARIOS.map(({ id }) => id)
    expect(REAL_DAYS.map(({ scenarioId }) => scenarioId)).toEqual(ids)
    expect(SCENARIOS.filter(({ id }) => ids.includes(id))).toHaveLength(ids.length)
  })

  test.each(REAL_DAYS)('$date says where its figures are from', ({ sources }) => {
    expect(sources.length).toBeGreaterThan(1)
    for (const { title, address } of sources) {
      expect(title.length).toBeGreaterThan(5)
      expect(new URL(address).protocol).toMatch(/^https?:$/)
    }
  })

  test.each(HISTORICAL_SCENARIOS)(
    '$id takes from value what that day had not regained a day later',
    ({ id, settings, news }) => {
      const { btcFall, regained24h } = realDayOf(id)!
      const lost = 100 * btcFall * (1 - (regained24h ?? 0))
      expect(settings.shockSize).toBeCloseTo(lost, 0)
      expect(news.reduce((sum, { shareOfShock = 0 }) => sum + shareOfShock, 0)).toBeCloseTo(1, 9)
    },
  )

  test.each(HISTORICAL_SCENARIOS)(
    '$id is a market of the size of its open interest',
    (scenario) => {
      const [before] = realDayOf(scenario.id)!.openInterestUsd
      const times = before / realDayOf('december-2021')!.openInterestUsd[0]
      const own = settingsOf(scenario)
      const day = settingsOf(SCENARIOS[0]!)
      for (const key of ['positionSize', 'dailyVolume', 'valueCapacity'] as const) {
        expect(own[key] / day[key]).toBeCloseTo(times, 1)
      }
      // What is no dollars of a market stays: the day differs in documented inputs alone.
      for (const key of [
        'panic',
        'traders',
        'typicalLeverage',
        'longShare',
        'withdrawal',
      ] as const) {
        expect(own[key]).toBe(day[key])
      }
    },
  )

  test('stand beside the figures of a run', () => {
    const figures = besideRealDay(realDayOf('january-2025')!, {
      btcFall: -0.05,
      ethFallOverBtcFall: 1.2,
      tradersLiquidatedWorst24h: 300_000,
    })
    const of = (words: string) => figures.find((row) => row.words === words)
    expect(of('traders liquidated')).toMatchObject({ real: 406_000, own: 300_000 })
    expect(of('ETH meanwhile')!.own).toBeCloseTo(-0.06, 12)
    expect(of('market capitalisation')).toMatchObject({ real: -0.0515, own: null })
  })
})
