// What the world keeps of one venue, by the venue's own thread: the coins of its holders on the chain
// the money of its customers in the harbour, and the sums of all accounts each hour. ODD: Initialisation.
import type { Columns } from '../base/columns.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { F64, I32, U8 } from '../base/shifts.ts'
import type { BoardPage } from '../market/board.ts'
import type { Asset } from '../market/instruments.ts'
import { Population } from '../market/kinds.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import { AccountSums } from '../world/accountSums.ts'
import { keepBooks } from '../world/bookkeeping.ts'
import { ChainLedger } from '../world/chain.ts'
import { Harbour } from '../world/harbour.ts'
import type { ModelMemory } from './memory.ts'
import type { VenueShard } from './venueShard.ts'

const SPOT_AGE_DAYS = 60
const HOLDER_AGE_DAYS = 500
const HOLDER_LEAST_AGE_DAYS = 150

export interface VenueBooks {
  readonly chain: ChainLedger
  readonly harbour: Harbour
  readonly sums: AccountSums
}

/** The books of some venues, in the order of the shards. */
export function createBooks(
  { state, exchanged }: ModelMemory,
  keys: RandomKeys,
  assets: readonly Asset[],
  shards: readonly VenueShard[],
): VenueBooks[] {
  const chains = shards.map((shard) => createChain(state, keys, assets[0]!, shard))
  const harbours = shards.map((shard) => createHarbour(state, shard))
  return shards.map(({ home }, index) => ({
    chain: chains[index]!,
    harbour: harbours[index]!,
    sums: new AccountSums(exchanged, `venue${home.venue}`, assets),
  }))
}

/** Notes the venue's step that has just been done. */
export function keepVenueBooks(
  shard: VenueShard,
  books: VenueBooks,
  step: number,
  page: BoardPage,
): void {
  const { venue, home } = shard
  const freshShare = home.settings.freshDollars / 100
  const { assetCount } = home
  keepBooks(
    venue.events,
    venue.statements,
    assetCount,
    books.chain,
    books.harbour,
    freshShare,
    step,
  )
  if ((step + 1) % STEPS_PER_HOUR === 0) books.sums.take(venue.statements, page, home.firstBook)
}

function createChain(
  columns: Columns,
  keys: RandomKeys,
  btc: Asset,
  shard: VenueShard,
): ChainLedger {
  const { spot, holders } = shard.residents
  const { statements, venue, firstAgent } = shard.home
  const chain = new ChainLedger(columns, `venue${venue}`, btc, [
    {
      firstAccount: spot.firstAccount,
      count: spot.count,
      meanAgeDays: SPOT_AGE_DAYS,
      leastAgeDays: 0,
    },
    {
      firstAccount: holders.firstAccount,
      count: holders.count,
      meanAgeDays: HOLDER_AGE_DAYS,
      leastAgeDays: HOLDER_LEAST_AGE_DAYS,
    },
  ])
  const now = Math.round(btc.initialPriceUsd / btc.tickSizeUsd)
  const last = holders.firstAccount + holders.count
  for (let account = spot.firstAccount; account < last; account++) {
    const row = statements.rowOffset[account << I32]!
    if (statements.rowBook[row] === 0)
      chain.settle(keys, firstAgent, account, statements.rowLots[row << F64]!, now)
  }
  return chain
}

function createHarbour(columns: Columns, shard: VenueShard): Harbour {
  const harbour = new Harbour(columns, `venue${shard.home.venue}`)
  const { statements } = shard.home
  for (let account = 0; account < statements.accountCount; account++) {
    const population = statements.population[account << U8]
    if (population === Population.RetailLeveraged || population === Population.RetailSpot) {
      harbour.start(statements.purseQuote[account << F64]!)
    }
  }
  return harbour
}
