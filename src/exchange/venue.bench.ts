// What a venue costs: a maker's re-quote by slot, a step in which nothing happens, a retail position
// opened and closed. Run: npx vitest bench --run --project=node src/exchange. Vitest's module wrapping
// makes everything about four times slower than the bundle: compare rows, do not quote them.
import { bench, describe } from 'vitest'
import { VenueLoad } from '../testing/venueLoad.ts'

describe('a venue with 500,000 accounts, five assets and ten makers', () => {
  const load = new VenueLoad(500_000, 10)
  const options = { time: 2000, warmupTime: 1000 }

  bench('a step in which nothing happens', () => load.idleStep(), options)
  bench('a step of 300 re-quotes', () => load.requoteStep(300), options)
  bench('a step of 100 retail orders in and out', () => load.retailStep(100), options)
})
