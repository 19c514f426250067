// Insurance funds: the lowest each venue's fund has been. Quote units. ODD submodel: Observation.
import type { BoardPage } from '../market/board.ts'
import type { Layout } from './layout.ts'

export interface Funds {
  /** All venues after the first step seen; -1 before it. */
  startQuote: number
  /** By venue. */
  readonly lowestQuote: Float64Array
}

export function createFunds(layout: Layout): Funds {
  return { startQuote: -1, lowestQuote: new Float64Array(layout.venueCount).fill(Infinity) }
}

export function observeFunds(funds: Funds, page: BoardPage): void {
  const { lowestQuote } = funds
  const { insuranceFundQuote } = page
  let sum = 0
  for (let venue = 0; venue < lowestQuote.length; venue++) {
    const fund = insuranceFundQuote[venue]
    sum += fund
    if (fund < lowestQuote[venue]) lowestQuote[venue] = fund
  }
  if (funds.startQuote < 0) funds.startQuote = sum
}
