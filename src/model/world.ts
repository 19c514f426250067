// The world's part of a step, in order: what anyone can compute, news, value, mood; and after the
// venues the chain and the harbour. ODD: Process overview and scheduling.
import type { Columns } from '../base/columns.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import type { Board, BoardPage } from '../market/board.ts'
import type { Asset } from '../market/instruments.ts'
import type { ChainRecord, HarbourRecord, NewsRecord, WorldRecord } from '../market/marketRecord.ts'
import { Population } from '../market/kinds.ts'
import type { NewsShock, Settings } from '../params/scenario.ts'
import { keepBooks } from '../world/bookkeeping.ts'
import { ChainLedger } from '../world/chain.ts'
import { Fundamental } from '../world/fundamental.ts'
import { Harbour } from '../world/harbour.ts'
import { Indicators } from '../world/indicators.ts'
import { Mood } from '../world/mood.ts'
import { News } from '../world/news.ts'
import type { VenueShard } from './venueShard.ts'

const SPOT_AGE_DAYS = 60
const HOLDER_AGE_DAYS = 500
const HOLDER_LEAST_AGE_DAYS = 150
const SQRT_HOUR = 60

export class World implements WorldRecord {
  private readonly board: Board
  private readonly keys: RandomKeys
  private readonly settings: Settings
  private readonly shards: readonly VenueShard[]
  private readonly indicators: Indicators
  private readonly fundamental: Fundamental
  private readonly mood: Mood
  private readonly newsDesk: News
  private readonly chains: readonly ChainLedger[]
  private readonly harbours: readonly Harbour[]
  /** Steps done, for ages of coins. */
  private readonly clock: Int32Array

  constructor(
    columns: Columns,
    keys: RandomKeys,
    board: Board,
    assets: readonly Asset[],
    settings: Settings,
    shards: readonly VenueShard[],
  ) {
    this.clock = columns.i32('world.stepsDone', 1)
    this.board = board
    this.keys = keys
    this.settings = settings
    this.shards = shards
    this.indicators = new Indicators(columns, assets.length)
    this.fundamental = new Fundamental(columns, assets)
    this.mood = new Mood(columns, assets.length)
    this.newsDesk = new News(columns)
    this.chains = shards.map((shard) => createChain(columns, keys, assets[0]!, shard))
    this.harbours = shards.map((shard) => createHarbour(columns, shard))
    assets.forEach((asset, index) => {
      const ticks = Math.round(asset.initialPriceUsd / asset.tickSizeUsd)
      this.indicators.start(index, ticks, this.calmVolatility())
    })
  }

  /** Standard deviation of BTC's value per square root of a step, volatility at its mean. */
  calmVolatility(): number {
    return this.settings.calmVolatility / 100 / SQRT_HOUR
  }

  announce(shock: NewsShock): void {
    this.newsDesk.add(shock)
  }

  step(step: number, previous: BoardPage, page: BoardPage): void {
    this.indicators.step(step, this.board, previous, page)
    this.newsDesk.step(step, this.settings, this.fundamental, this.mood)
    this.fundamental.step(step, this.keys, this.settings, page.fundamentalTicks)
    this.mood.step(this.board, previous, page, this.settings)
  }

  keepBooks(step: number): void {
    this.clock[0] = step + 1
    const freshShare = this.settings.freshDollars / 100
    for (let venue = 0; venue < this.shards.length; venue++) {
      const { venue: exchange, home } = this.shards[venue]!
      keepBooks(
        exchange.events,
        exchange.statements,
        home.assetCount,
        this.chains[venue]!,
        this.harbours[venue]!,
        freshShare,
        step,
      )
    }
  }

  chain(): ChainRecord {
    return sum(this.chains.map((chain) => chain.record(this.clock[0]!)))
  }

  harbour(): HarbourRecord {
    const records = this.harbours.map((harbour) => harbour.record())
    const netFlowByPopulationUsd = new Float64Array(records[0]!.netFlowByPopulationUsd.length)
    for (const record of records) {
      record.netFlowByPopulationUsd.forEach((flow, index) => {
        netFlowByPopulationUsd[index]! += flow
      })
    }
    const totals = sum(records.map(({ netFlowByPopulationUsd: _flows, ...rest }) => rest))
    return { ...totals, netFlowByPopulationUsd }
  }

  news(): readonly NewsRecord[] {
    return this.newsDesk.record()
  }
}

/** Adds records of numbers field by field. */
function sum<T extends object>(records: readonly T[]): T {
  const total = { ...records[0]! } as Record<string, number>
  for (const record of records.slice(1)) {
    for (const [key, value] of Object.entries(record)) total[key]! += value as number
  }
  return total as T
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
    const row = statements.rowOffset[account]!
    if (statements.rowBook[row] === 0)
      chain.settle(keys, firstAgent, account, statements.rowLots[row]!, now)
  }
  return chain
}

function createHarbour(columns: Columns, shard: VenueShard): Harbour {
  const harbour = new Harbour(columns, `venue${shard.home.venue}`)
  const { statements } = shard.home
  for (let account = 0; account < statements.accountCount; account++) {
    const population = statements.population[account]
    if (population === Population.RetailLeveraged || population === Population.RetailSpot) {
      harbour.start(statements.purseQuote[account]!)
    }
  }
  return harbour
}
