// The world's part of a step, in order: what anyone can compute, news, value, mood. What it keeps of the
// venues, chain and harbour, is kept beside each venue. ODD: Process overview and scheduling.
import type { RandomKeys } from '../base/keyedRandom.ts'
import type { Board, BoardPage } from '../market/board.ts'
import type { Asset } from '../market/instruments.ts'
import type {
  AccountSumsRecord,
  ChainRecord,
  HarbourRecord,
  NewsRecord,
  WorldRecord,
} from '../market/marketRecord.ts'
import type { NewsShock, Settings } from '../params/scenario.ts'
import { Fundamental } from '../world/fundamental.ts'
import { Indicators } from '../world/indicators.ts'
import { Mood } from '../world/mood.ts'
import { News } from '../world/news.ts'
import type { ModelMemory } from './memory.ts'
import { createBooks } from './venueBooks.ts'
import type { VenueBooks } from './venueBooks.ts'
import type { VenueShard } from './venueShard.ts'

const SQRT_HOUR = 60

export class World implements WorldRecord {
  private readonly board: Board
  private readonly keys: RandomKeys
  private readonly settings: Settings
  private readonly indicators: Indicators
  private readonly fundamental: Fundamental
  private readonly mood: Mood
  private readonly newsDesk: News
  /** By venue. */
  readonly books: readonly VenueBooks[]
  /** Steps done, for ages of coins. */
  private readonly clock: Int32Array

  constructor(
    memory: ModelMemory,
    keys: RandomKeys,
    board: Board,
    assets: readonly Asset[],
    settings: Settings,
    shards: readonly VenueShard[],
  ) {
    const columns = memory.state
    this.clock = columns.i32('world.stepsDone', 1)
    this.board = board
    this.keys = keys
    this.settings = settings
    this.indicators = new Indicators(columns, assets.length)
    this.fundamental = new Fundamental(columns, assets)
    this.mood = new Mood(columns, assets)
    this.newsDesk = new News(columns)
    this.books = createBooks(memory, keys, assets, shards)
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

  announceAnew(shocks: readonly NewsShock[]): void {
    this.newsDesk.replace(shocks)
  }

  step(step: number, previous: BoardPage, page: BoardPage): void {
    this.indicators.step(step, this.board, previous, page)
    this.newsDesk.step(step, this.settings, this.fundamental, this.mood)
    this.fundamental.step(step, this.keys, this.settings, page.fundamentalTicks)
    this.mood.step(step, this.board, previous, page, this.settings)
  }

  /** After the venues: the step is done. */
  endStep(step: number): void {
    this.clock[0] = step + 1
  }

  chain(): ChainRecord {
    return sum(this.books.map(({ chain }) => chain.record(this.clock[0]!)))
  }

  parkedUsd(): number {
    let sum = 0
    for (const { harbour } of this.books) sum += harbour.parkedUsd()
    return sum
  }

  harbour(): HarbourRecord {
    const records = this.books.map(({ harbour }) => harbour.record())
    const total = { ...records[0]! }
    for (const record of records.slice(1)) {
      total.parkedUsd += record.parkedUsd
      total.fledUsd += record.fledUsd
      total.freshUsd += record.freshUsd
      total.redeemedUsd += record.redeemedUsd
      for (let index = 0; index < record.netFlowByPopulationUsd.length; index++) {
        total.netFlowByPopulationUsd[index]! += record.netFlowByPopulationUsd[index]!
      }
    }
    return total
  }

  accountSums(venue: number): AccountSumsRecord {
    return this.books[venue]!.sums
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
