// Exact probability that the mid moves up: with a spread of one tick the mid moves when one of the two
// best queues is empty, so it is a race of two independent birth-and-death chains to zero. Orders of one
// size; limit orders join a queue at rate `limit`, market orders take one at rate `market`, each waiting
// order is cancelled at rate `cancel`. R. Cont, S. Stoikov, R. Talreja, "A stochastic model for order
// book dynamics", Operations Research 58 (2010) 549. No order book of ours is used here.

export interface QueueRates {
  readonly limit: number
  readonly market: number
  readonly cancel: number
}

/** No queue grows longer here: it shrinks faster than it grows long before. */
const LONGEST = 60
const SWEEPS = 20_000
const CLOSE_ENOUGH = 1e-12

/** Row b - 1, column a - 1: probability that an ask queue of a empties before a bid queue of b. */
export function probabilityOfRise(rates: QueueRates, longestShown: number): number[][] {
  const { limit, market, cancel } = rates
  const width = LONGEST + 1
  const chance = new Float64Array(width * width)
  for (let bid = 1; bid < width; bid++) {
    chance[bid * width] = 1
    for (let ask = 1; ask < width; ask++) chance[bid * width + ask] = 0.5
  }
  // Gauss and Seidel's sweeps over the linear system of first steps.
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0
    for (let bid = 1; bid < width; bid++) {
      const bidLeaves = market + cancel * bid
      const bidJoins = bid < LONGEST ? limit : 0
      for (let ask = 1; ask < width; ask++) {
        const askLeaves = market + cancel * ask
        const askJoins = ask < LONGEST ? limit : 0
        const place = bid * width + ask
        const next =
          (bidLeaves * chance[place - width]! +
            askLeaves * chance[place - 1]! +
            (bidJoins > 0 ? bidJoins * chance[place + width]! : 0) +
            (askJoins > 0 ? askJoins * chance[place + 1]! : 0)) /
          (bidLeaves + askLeaves + bidJoins + askJoins)
        change = Math.max(change, Math.abs(next - chance[place]!))
        chance[place] = next
      }
    }
    if (change < CLOSE_ENOUGH) break
  }
  return Array.from({ length: longestShown }, (_, bid) =>
    Array.from({ length: longestShown }, (_, ask) => chance[(bid + 1) * width + ask + 1]!),
  )
}
