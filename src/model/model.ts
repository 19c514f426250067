// The agent-based model itself: all state in one value, one step a simulated second. It decides nothing:
// it says who acts when. ODD: Process overview and scheduling.
import type { Arbitrageur } from '../agents/arbitrageur.ts'
import { Visitor } from '../agents/visitor.ts'
import { assert } from '../base/assert.ts'
import { keysFromSeed, type RandomKeys } from '../base/keyedRandom.ts'
import { Board } from '../market/board.ts'
import type { BoardPage } from '../market/board.ts'
import { type Asset, DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import type { CoinMarketRecord, MarketRecord, WorldRecord } from '../market/marketRecord.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import type { VenueRecord } from '../market/venueRecord.ts'
import type { DatedParts, RunSpec } from '../params/resolve.ts'
import type { DatedChange, NewsShock, Settings } from '../params/scenario.ts'
import type { VisitorOrder } from '../params/visitorOrder.ts'
import { applyPolicies } from '../policy/applyPolicies.ts'
import type { Venue } from '../exchange/venue.ts'
import type { CoinMarket } from './coinMarkets.ts'
import type { Crew } from './crew.ts'
import { Fingerprint } from './fingerprint.ts'
import type { Guest, GuestMaker } from './guest.ts'
import { createArbitrageurs, createShards, streetHomes, writeFirstPage } from './initialise.ts'
import { LiveSettings } from './liveSettings.ts'
import { ownMemory } from './memory.ts'
import type { ModelMemory } from './memory.ts'
import { Timetable } from './timetable.ts'
import { decideCrowd, forgetVenue, stepVenue, type VenueShard } from './venueShard.ts'
import { World } from './world.ts'

export { ENGINE_VERSION } from './version.ts'

export interface Conservation {
  readonly cashResidual: number
  readonly coinResidual: number
  readonly positionResidual: number
  readonly liquidationResidual: number
}

/** Who works on a model besides the thread that holds it. None by default. */
export interface Company {
  /** They trade beside the residents: whoever measures the market brings them. */
  readonly guests?: readonly GuestMaker[]
  readonly memory?: ModelMemory
  /** Threads that work on the same memory, if it is shared. */
  readonly crew?: Crew
}

export class Model implements MarketRecord {
  readonly stepCount: number
  readonly eventStartStep: number
  readonly assets: readonly Asset[] = DEFAULT_ASSETS
  readonly venueNames: readonly string[] = VENUE_NAMES
  readonly board: Board
  readonly venues: readonly VenueRecord[]
  readonly coinMarkets: readonly CoinMarketRecord[]
  readonly world: WorldRecord
  readonly traderCount: number
  readonly spec: RunSpec
  /** The parameters in force now. */
  readonly settings: Settings
  private readonly memory: ModelMemory
  private readonly crew: Crew | null
  private readonly keys: RandomKeys
  private readonly live: LiveSettings
  private readonly shards: readonly VenueShard[]
  private readonly street: readonly Arbitrageur[]
  private readonly guests: readonly Guest[]
  private readonly visitor: Visitor
  private readonly timetable: Timetable
  private readonly worldState: World
  private readonly path: Fingerprint
  private readonly clock: Int32Array

  constructor(spec: RunSpec, company: Company = {}) {
    const { guests = [], memory = ownMemory(), crew = null } = company
    // Another thread builds its venues from the specification alone: it knows of no guests.
    assert(guests.length === 0 || !memory.isShared, 'guests come to one thread only')
    const columns = memory.state
    this.spec = spec
    this.stepCount = Math.round(spec.scenario.hours * STEPS_PER_HOUR)
    this.eventStartStep = Math.round(spec.scenario.eventHour * STEPS_PER_HOUR)
    this.memory = memory
    this.crew = crew
    this.keys = keysFromSeed(spec.seed)
    this.clock = columns.i32('model.stepsDone', 1)
    this.live = new LiveSettings(memory, spec.settings)
    this.settings = this.live.now
    this.board = new Board(columns, VENUE_NAMES.length, this.assets.length)
    this.shards = createShards(memory, this.keys, this.settings, this.assets, guests.length)
    this.street = createArbitrageurs(this.shards, this.settings)
    this.venues = this.shards.map((shard) => shard.venue)
    const homes = streetHomes(this.shards)
    this.guests = guests.map((settle) =>
      settle(
        homes,
        this.shards.map((shard) => shard.venue),
      ),
    )
    this.visitor = new Visitor(
      homes,
      this.shards.map((shard) => shard.venue),
      spec.orders ?? [],
    )
    this.coinMarkets = this.shards.flatMap((shard) => shard.coinMarkets.map(recordOf))
    this.traderCount = this.shards.reduce(
      (sum, shard) => sum + retailCount(shard) * this.settings.tradersPerAgent,
      0,
    )
    this.worldState = new World(
      memory,
      this.keys,
      this.board,
      this.assets,
      this.settings,
      this.shards,
    )
    this.world = this.worldState
    this.timetable = new Timetable(columns, spec.changes)
    for (const shock of spec.news) this.worldState.announce(shock)
    this.path = new Fingerprint(columns)
    this.applyPolicies()
    writeFirstPage(this.board, this.shards, this.assets, this.worldState.calmVolatility())
  }

  stepsDone(): number {
    return this.clock[0]!
  }

  /** Without a visitor's trader. */
  get agentCount(): number {
    const agentsOf = ({ statements: { accountCount, visitorAccount } }: Venue) =>
      visitorAccount < 0 ? accountCount : accountCount - 1
    return this.allVenues().reduce((sum, venue) => sum + agentsOf(venue), 0)
  }

  messageCount(): number {
    return this.allVenues().reduce((sum, venue) => sum + venue.messageCount(), 0)
  }

  /** Bytes of the whole state. */
  stateBytes(): number {
    return this.memory.state.byteLength()
  }

  /** One simulated second. */
  advance(): void {
    const step = this.clock[0]!
    assert(step < this.stepCount, 'the run is over')
    if (this.timetable.apply(step, this.live)) this.applyPolicies()
    const previous = this.board.page(step - 1)
    const page = this.board.page(step)
    this.worldState.step(step, previous, page)
    for (const shard of this.shards) shard.mailbox.clear()
    for (const arbitrageur of this.street) arbitrageur.decide(step, previous)
    for (const guest of this.guests) guest.decide(step, previous)
    this.visitor.decide(step, previous)
    this.stepVenues(step, previous, page)
    this.worldState.endStep(step)
    this.path.note(step, page)
    this.clock[0] = step + 1
  }

  /** Venues need nothing of each other within a step, so the order does not matter, nor who steps them. */
  private stepVenues(step: number, previous: BoardPage, page: BoardPage): void {
    const { crew, shards } = this
    const elsewhere = crew === null ? 0 : crew.begin(step)
    const { books } = this.worldState
    try {
      if (elsewhere !== 0) this.decideCrowds(step, previous)
      for (let venue = 0; venue < shards.length; venue++) {
        if ((elsewhere & (1 << venue)) !== 0) continue
        stepVenue(shards[venue]!, books[venue]!, step, previous, page, null)
      }
    } finally {
      // Even when a venue here has failed: nobody may be at work on the state any more.
      if (elsewhere !== 0) crew!.finish()
    }
  }

  private decideCrowds(step: number, previous: BoardPage): void {
    const crew = this.crew!
    const crowds = crew.crowdsLeft()
    try {
      for (let venue = 0; venue < this.shards.length; venue++) {
        if ((crowds & (1 << venue)) !== 0) decideCrowd(this.shards[venue]!, step, previous)
      }
    } finally {
      crew.crowdsDecided()
    }
  }

  /** A slider move, a dropped shock or an order of the visitor, at a step that is still to come. */
  schedule(change: DatedChange | NewsShock | VisitorOrder): void {
    assert(change.step >= this.clock[0]!, 'what is done cannot be changed')
    if ('action' in change) this.visitor.schedule(change)
    else if ('kind' in change) this.worldState.announce(change)
    else this.timetable.add(change)
  }

  /** Hash of the path so far and of the whole state. Equal bits, equal text: 16 hexadecimal digits. */
  fingerprint(): string {
    return this.path.of(this.memory.state)
  }

  /** Hash of what the board showed minute by minute: the same however the state is kept. */
  pathFingerprint(): string {
    return this.path.ofPath()
  }

  /** The whole state as bytes. */
  snapshot(): Uint8Array {
    return this.memory.state.snapshot()
  }

  /** Puts back a snapshot of a model of the same spec; what was scheduled since stays scheduled. */
  restore(bytes: Uint8Array): void {
    this.memory.state.restore(bytes)
    this.readAgain()
  }

  /** Visits all memory of the state, in the same order for every model of one scenario. */
  forEachBlock(visit: (block: Uint8Array) => void): void {
    this.memory.state.forEachBlock(visit)
  }

  /** After the columns were put back from outside. */
  readAgain(): void {
    this.live.reloadEverywhere()
    for (const shard of this.shards) forgetVenue(shard)
    this.applyPolicies()
  }

  /** Another future: news, slider moves and orders from here on are these. What is done must be the same. */
  reschedule({ news, changes, orders = [] }: DatedParts): void {
    this.worldState.announceAnew(news)
    this.timetable.replace(changes)
    this.visitor.replace(orders)
  }

  conservation(): Conservation {
    let cash = 0
    let coins = 0
    let positions = 0
    let liquidations = 0
    for (const { venue } of this.shards) {
      const residuals = venue.residuals()
      cash += Math.abs(residuals.cash)
      coins += Math.abs(residuals.coins)
      positions += Math.abs(residuals.positions)
      liquidations += Math.abs(residuals.liquidations)
    }
    for (const { record } of this.coinMarkets) {
      // Its money is the coin.
      const residuals = record.residuals()
      coins += Math.abs(residuals.cash) + Math.abs(residuals.coins)
      positions += Math.abs(residuals.positions)
      liquidations += Math.abs(residuals.liquidations)
    }
    return {
      cashResidual: cash,
      coinResidual: coins,
      positionResidual: positions,
      liquidationResidual: liquidations,
    }
  }

  private applyPolicies(): void {
    for (const venue of this.allVenues()) applyPolicies(this.settings, venue.controls)
  }

  /** The venues, and behind each its coin markets. */
  private allVenues(): Venue[] {
    return this.shards.flatMap(({ venue, coinMarkets }) => [
      venue,
      ...coinMarkets.map((market) => market.venue),
    ])
  }
}

function recordOf(market: CoinMarket): CoinMarketRecord {
  const { asset, board, home, listing, venue } = market
  return { venue: home.venue, asset, listing, board, record: venue }
}

function retailCount({ residents, coinMarkets }: VenueShard): number {
  return coinMarkets.reduce((sum, { retail }) => sum + retail.count, residents.retail.count)
}

export function createModel(spec: RunSpec, guests: readonly GuestMaker[] = []): Model {
  return new Model(spec, { guests })
}
