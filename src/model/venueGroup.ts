// Some venues of a run as another thread steps them: built from the same specification in memory of its
// own, then pointed at the columns of the model that shares them. ODD: Process overview and scheduling.
import { attachColumns } from '../base/sharedColumns.ts'
import type { ColumnDirectory } from '../base/sharedColumns.ts'
import { keysFromSeed } from '../base/keyedRandom.ts'
import { Board } from '../market/board.ts'
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import type { RunSpec } from '../params/resolve.ts'
import { createShard } from './initialise.ts'
import { LiveSettings } from './liveSettings.ts'
import { memoryToAttach } from './memory.ts'
import type { ModelMemory } from './memory.ts'
import { createBooks } from './venueBooks.ts'
import type { VenueBooks } from './venueBooks.ts'
import { forgetVenue, stepVenue } from './venueShard.ts'
import type { VenueShard } from './venueShard.ts'

export class VenueGroup {
  private readonly memory: ModelMemory
  private readonly live: LiveSettings
  private readonly board: Board
  private readonly shards: readonly VenueShard[]
  private readonly books: readonly VenueBooks[]
  private readonly crowdIsElsewhere: readonly boolean[]

  /** In the order of `venues`; crowds of `crowdsElsewhere` are decided by another thread. */
  constructor(spec: RunSpec, venues: readonly number[], crowdsElsewhere: readonly number[] = []) {
    const assets = DEFAULT_ASSETS
    const keys = keysFromSeed(spec.seed)
    const memory = memoryToAttach()
    const columns = memory.state
    this.memory = memory
    this.live = new LiveSettings(memory, spec.settings)
    this.board = new Board(columns, VENUE_NAMES.length, assets.length)
    this.shards = venues.map((venue) => createShard(memory, keys, this.live.now, assets, venue))
    this.books = createBooks(memory, keys, assets, this.shards)
    this.crowdIsElsewhere = venues.map((venue) => crowdsElsewhere.includes(venue))
  }

  /** From now on the venues are those of the model whose columns these are, wherever it stands. Returns
   * the memory that is of no use any more. */
  attach(shared: ColumnDirectory): ArrayBufferLike[] {
    const { state, exchanged } = this.memory
    const left: ArrayBufferLike[] = []
    for (const columns of [state, exchanged]) {
      columns.forEachBlock((block) => left.push(block.buffer))
    }
    attachColumns(this, [state, exchanged], shared)
    this.live.reload()
    return left
  }

  step(step: number, awaitCrowd: () => void): void {
    if (this.live.follow()) for (const shard of this.shards) forgetVenue(shard)
    const previous = this.board.page(step - 1)
    const page = this.board.page(step)
    for (let index = 0; index < this.shards.length; index++) {
      const wait = this.crowdIsElsewhere[index]! ? awaitCrowd : null
      stepVenue(this.shards[index]!, this.books[index]!, step, previous, page, wait)
    }
  }
}
