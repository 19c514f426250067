// The agent-based model itself: all state in one value, one step a simulated second. It decides nothing:
// it says who acts when. ODD: Process overview and scheduling.
import type { Arbitrageur } from '../agents/arbitrageur.ts'
import { assert } from '../base/assert.ts'
import { Columns } from '../base/columns.ts'
import { keysFromSeed, type RandomKeys } from '../base/keyedRandom.ts'
import { Board } from '../market/board.ts'
import { type Asset, DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import type { MarketRecord, WorldRecord } from '../market/marketRecord.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import type { VenueRecord } from '../market/venueRecord.ts'
import type { RunSpec } from '../params/resolve.ts'
import type { DatedChange, NewsShock, Settings } from '../params/scenario.ts'
import { applyPolicies } from '../policy/applyPolicies.ts'
import { Fingerprint } from './fingerprint.ts'
import type { Guest, GuestMaker } from './guest.ts'
import { createArbitrageurs, createShards, writeFirstPage } from './initialise.ts'
import { LiveSettings } from './liveSettings.ts'
import { Timetable } from './timetable.ts'
import { decideAll, type VenueShard } from './venueShard.ts'
import { World } from './world.ts'

export { ENGINE_VERSION } from './version.ts'

export interface Conservation {
  readonly cashResidual: number
  readonly coinResidual: number
  readonly positionResidual: number
  readonly liquidationResidual: number
}

export class Model implements MarketRecord {
  readonly stepCount: number
  readonly eventStartStep: number
  readonly assets: readonly Asset[] = DEFAULT_ASSETS
  readonly venueNames: readonly string[] = VENUE_NAMES
  readonly board: Board
  readonly venues: readonly VenueRecord[]
  readonly world: WorldRecord
  readonly traderCount: number
  readonly spec: RunSpec
  /** The parameters in force now. */
  readonly settings: Settings
  private readonly columns: Columns
  private readonly keys: RandomKeys
  private readonly live: LiveSettings
  private readonly shards: readonly VenueShard[]
  private readonly street: readonly Arbitrageur[]
  private readonly guests: readonly Guest[]
  private readonly timetable: Timetable
  private readonly worldState: World
  private readonly path: Fingerprint
  private readonly clock: Int32Array

  /** `guests` trade beside the residents: whoever measures the market brings them; none by default. */
  constructor(spec: RunSpec, guests: readonly GuestMaker[] = []) {
    this.spec = spec
    this.stepCount = Math.round(spec.scenario.hours * STEPS_PER_HOUR)
    this.eventStartStep = Math.round(spec.scenario.eventHour * STEPS_PER_HOUR)
    this.columns = new Columns()
    this.keys = keysFromSeed(spec.seed)
    this.clock = this.columns.i32('model.stepsDone', 1)
    this.live = new LiveSettings(this.columns, spec.settings)
    this.settings = this.live.now
    this.board = new Board(this.columns, VENUE_NAMES.length, this.assets.length)
    this.shards = createShards(this.columns, this.keys, this.settings, this.assets, guests.length)
    this.street = createArbitrageurs(this.shards, this.settings)
    this.venues = this.shards.map((shard) => shard.venue)
    const homes = this.shards.map((shard) => shard.home)
    this.guests = guests.map((settle) =>
      settle(
        homes,
        this.shards.map((shard) => shard.venue),
      ),
    )
    this.traderCount = this.shards.reduce(
      (sum, shard) => sum + shard.residents.retail.count * this.settings.tradersPerAgent,
      0,
    )
    this.worldState = new World(
      this.columns,
      this.keys,
      this.board,
      this.assets,
      this.settings,
      this.shards,
    )
    this.world = this.worldState
    this.timetable = new Timetable(this.columns, spec.changes)
    for (const shock of spec.news) this.worldState.announce(shock)
    this.path = new Fingerprint(this.columns)
    this.applyPolicies()
    writeFirstPage(this.board, this.shards, this.assets, this.worldState.calmVolatility())
  }

  stepsDone(): number {
    return this.clock[0]!
  }

  get agentCount(): number {
    return this.shards.reduce((sum, shard) => sum + shard.venue.statements.accountCount, 0)
  }

  messageCount(): number {
    return this.shards.reduce((sum, shard) => sum + shard.venue.messageCount(), 0)
  }

  /** Bytes of the whole state. */
  stateBytes(): number {
    return this.columns.byteLength()
  }

  /** One simulated second. */
  advance(): void {
    const step = this.clock[0]!
    assert(step < this.stepCount, 'the run is over')
    if (this.timetable.apply(step, this.live)) this.applyPolicies()
    const previous = this.board.page(step - 1)
    const page = this.board.page(step)
    this.worldState.step(step, previous, page)
    for (const shard of this.shards) shard.home.queue.clear()
    for (const arbitrageur of this.street) arbitrageur.decide(step, previous)
    for (const guest of this.guests) guest.decide(step, previous)
    for (const shard of this.shards) {
      decideAll(shard.residents, step, previous)
      shard.venue.step(step, previous, page, shard.home.queue)
    }
    this.worldState.keepBooks(step)
    this.path.note(step, page)
    this.clock[0] = step + 1
  }

  /** A slider move or a dropped shock, at a step that is still to come. */
  schedule(change: DatedChange | NewsShock): void {
    assert(change.step >= this.clock[0]!, 'what is done cannot be changed')
    if ('kind' in change) this.worldState.announce(change)
    else this.timetable.add(change)
  }

  /** Hash of the path so far and of the whole state. Equal bits, equal text: 16 hexadecimal digits. */
  fingerprint(): string {
    return this.path.of(this.columns)
  }

  /** Hash of what the board showed minute by minute: the same however the state is kept. */
  pathFingerprint(): string {
    return this.path.ofPath()
  }

  /** The whole state as bytes. */
  snapshot(): Uint8Array {
    return this.columns.snapshot()
  }

  /** Puts back a snapshot of a model of the same spec; what was scheduled since stays scheduled. */
  restore(bytes: Uint8Array): void {
    this.columns.restore(bytes)
    this.live.reload()
    this.applyPolicies()
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
    return {
      cashResidual: cash,
      coinResidual: coins,
      positionResidual: positions,
      liquidationResidual: liquidations,
    }
  }

  private applyPolicies(): void {
    for (const { venue } of this.shards) applyPolicies(this.settings, venue.controls)
  }
}

export function createModel(spec: RunSpec, guests: readonly GuestMaker[] = []): Model {
  return new Model(spec, guests)
}
