// Venues over threads: everything once, nothing forgotten, and no thread with much more to do.
import { expect, test } from 'vitest'
import { findScenario } from '../params/scenarios.ts'
import { settingsOf } from '../params/table.ts'
import { divideVenues } from './divideVenues.ts'

const SCENARIOS = ['the-day-full', 'the-day', 'the-hour']

test.each(SCENARIOS)('each venue of %s is stepped by one thread, each thread has one', (id) => {
  for (const hands of [0, 1, 2, 3]) {
    const { venuesByHand, crowdsOfCaller } = divideVenues(settingsOf(findScenario(id)!), hands)
    expect(venuesByHand).toHaveLength(hands)
    expect(venuesByHand.every((venues) => venues.length > 0)).toBe(true)
    const venues = venuesByHand.flat()
    expect(new Set(venues).size).toBe(venues.length)
    expect(venues.every((venue) => venue >= 0 && venue < 4)).toBe(true)
    for (const crowd of crowdsOfCaller) {
      expect(venuesByHand.filter((each) => each.at(-1) === crowd)).toHaveLength(1)
    }
  }
})

test('two threads share two million traders: one steps the largest venue, the caller all others', () => {
  const division = divideVenues(settingsOf(findScenario('the-day-full')!), 1)
  expect(division).toEqual({ venuesByHand: [[0]], crowdsOfCaller: [] })
})
