// Threads kept for the run that is open: they build its venues while the caller builds its model, and
// join when they are ready; until then, and where they cannot be had, the caller steps all venues.
import { canShareMemory } from '../base/sharedColumns.ts'
import { directoryOfModel, modelMemoryToShare } from '../model/memory.ts'
import { createModel, Model } from '../model/model.ts'
import type { RunSpec } from '../params/resolve.ts'
import { divideVenues, MOST_THREADS } from './divideVenues.ts'
import { ShardCrew } from './shardCrew.ts'
import { shareWords } from './shardControl.ts'
import type { ShardMessage } from './shardServer.ts'

/** A thread that listens to messages of the pool, as browsers or Node have it. */
export interface ShardThread {
  post(message: ShardMessage): void
  stop(): void
}

export interface PoolOptions {
  /** Threads that step venues, the caller's included. */
  readonly threads: number
  /** Cores of the machine. */
  readonly cores: number
  /** Starts a thread; `onEnd` is called when it cannot start or has ended. */
  readonly start: (onEnd: () => void) => ShardThread
  /** How long a step may take before its thread is given up; only tests need another. */
  readonly patienceMs?: number
}

export class ShardPool {
  private readonly options: PoolOptions
  /** By hand; null where there is none now. */
  private readonly threads: (ShardThread | null)[]
  private crew: ShardCrew | null = null

  constructor(options: PoolOptions) {
    this.options = options
    const hands = canShareMemory() ? Math.min(options.threads, MOST_THREADS) - 1 : 0
    this.threads = Array.from({ length: Math.max(0, hands) }, () => null)
    this.startThreads()
  }

  /** The pool serves the run made last; an earlier model goes on in the caller's thread alone. */
  createModel(spec: RunSpec): Model {
    this.freeThreads()
    this.startThreads()
    if (this.threads.length === 0) return createModel(spec)
    const division = divideVenues(spec.settings, this.threads.length)
    division.venuesByHand.forEach((venues, hand) => {
      const crowdsElsewhere = division.crowdsOfCaller.filter((venue) => venues.includes(venue))
      this.threads[hand]?.post({ kind: 'build', spec, venues, crowdsElsewhere })
    })
    const memory = modelMemoryToShare()
    const hasCoreEach = this.options.cores > this.threads.length
    const shared = shareWords(this.threads.length, hasCoreEach)
    const crew = new ShardCrew(shared, division, this.options.patienceMs)
    const model = new Model(spec, { memory, crew })
    const directory = directoryOfModel(memory)
    this.threads.forEach((thread, hand) =>
      thread?.post({ kind: 'attach', hand, shared, directory }),
    )
    this.crew = crew
    return model
  }

  /** Threads that will step venues of the run made last in its next step. */
  get threadsReady(): number {
    return 1 + (this.crew?.handsReady ?? 0)
  }

  /** Threads that have stepped venues of the run made last. */
  get threadsUsed(): number {
    return 1 + (this.crew?.handsUsed ?? 0)
  }

  /** Why fewer threads than asked for took part, or what to expect of them, in words; '' if nothing. */
  get note(): string {
    const { threads, cores } = this.options
    if (threads <= 1) return ''
    if (!canShareMemory()) {
      return `Threads cannot share memory here, so one thread ran all venues, not ${threads}.`
    }
    const used = this.threadsUsed
    const problem = this.crew?.whyAbsent() ?? null
    if (problem !== null) return `${used} of ${threads} threads ran the venues: ${problem}`
    if (used < Math.min(threads, MOST_THREADS)) {
      return `${used} of ${threads} threads ran the venues: the others were not ready in time.`
    }
    if (cores >= threads) return ''
    return `${threads} threads took turns on ${cores === 1 ? 'one core' : `${cores} cores`}.`
  }

  /** Ends all threads. The model goes on in the caller's. */
  stop(): void {
    this.crew?.dismiss()
    this.threads.forEach((thread, hand) => {
      this.threads[hand] = null
      thread?.stop()
    })
  }

  private startThreads(): void {
    for (let hand = 0; hand < this.threads.length; hand++) {
      if (this.threads[hand] !== null) continue
      const thread = this.options.start(() => {
        if (this.threads[hand] !== thread) return
        // Messages are heard between steps only, so the venues are whole.
        this.threads[hand] = null
        this.crew?.leave(hand)
      })
      this.threads[hand] = thread
    }
  }

  private freeThreads(): void {
    const { crew } = this
    crew?.dismiss()
    crew?.isLost.forEach((isLost, hand) => {
      if (!isLost) return
      const thread = this.threads[hand]
      this.threads[hand] = null
      thread?.stop()
    })
  }
}
