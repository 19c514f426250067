// Law 2: the probability that the mid moves up as a function of the two best queues (Cont, Stoikov and
// Talreja 2010), at the paper's own rates. Our book against the exact chain and the paper's table.
import { keysFromSeed } from '../../base/keyedRandom.ts'
import { QueueFlow } from './queueFlow.ts'
import { probabilityOfRise } from './queueRace.ts'
import { check } from './result.ts'
import type { Progress } from './progress.ts'
import type { QueueCell, QueueResult } from './result.ts'

/** The paper's Table 2, Sky Perfect Communications: a minute, by distance from the other side's best. */
export const PAPER_RATES = {
  limit: [1.85, 1.51, 1.09, 0.88, 0.77],
  cancel: [0.71, 0.81, 0.68, 0.56, 0.47],
  market: 0.94,
} as const

/** The paper's Table 3, Laplace transform method: rows are bid queues, columns ask queues. */
export const PAPER_TABLE = [
  [0.5, 0.336, 0.259, 0.216, 0.188],
  [0.664, 0.5, 0.407, 0.348, 0.307],
  [0.741, 0.593, 0.5, 0.437, 0.391],
  [0.784, 0.652, 0.563, 0.5, 0.452],
  [0.812, 0.693, 0.609, 0.548, 0.5],
] as const

const LONGEST = PAPER_TABLE.length
/** Set before the full sample was drawn. The paper prints three places, from a numerical inversion. */
const TOLERANCE = { standardErrors: 3.5, table: 0.001 }

export function exactProbabilities(): number[][] {
  const { limit, cancel, market } = PAPER_RATES
  return probabilityOfRise({ limit: limit[0], cancel: cancel[0], market }, LONGEST)
}

export async function measureQueues(isQuick: boolean, progress: Progress): Promise<QueueResult> {
  const trials = isQuick ? 1_000 : 20_000
  const exact = exactProbabilities()
  const cells: QueueCell[] = []
  for (const [bidIndex, row] of PAPER_TABLE.entries()) {
    await progress.tell(`law 2: bid queue of ${bidIndex + 1}`)
    row.forEach((paper, askIndex) => {
      const bidOrders = bidIndex + 1
      const askOrders = askIndex + 1
      const keys = keysFromSeed(`law 2, queues ${bidOrders} and ${askOrders}`)
      const flow = new QueueFlow(PAPER_RATES, keys)
      let rises = 0
      for (let trial = 0; trial < trials; trial++) rises += flow.rises(bidOrders, askOrders) ? 1 : 0
      const value = rises / trials
      const ourBook = { value, error: Math.sqrt((value * (1 - value)) / trials) }
      cells.push({ bidOrders, askOrders, ourBook, exact: exact[bidIndex]![askIndex]!, paper })
    })
  }
  const farthest = Math.max(
    ...cells.map(({ ourBook, exact: chance }) => Math.abs(ourBook.value - chance) / ourBook.error),
  )
  const fromPaper = Math.max(...cells.map(({ exact: chance, paper }) => Math.abs(chance - paper)))
  return {
    law: 2,
    trialsPerCell: trials,
    cells,
    checks: [
      check(
        'our book and the exact chain: farthest apart, in standard errors',
        { value: farthest, error: 0 },
        0,
        TOLERANCE.standardErrors,
      ),
      check(
        "the exact chain and the paper's table: farthest apart",
        { value: fromPaper, error: 0 },
        0,
        TOLERANCE.table,
      ),
    ],
  }
}
