// Measures the order book, alone or inside a whole venue, against the slow twin and two order books
// from npm on one order flow: the same messages, alternating, after a warm-up, rates per message.
// Ours runs the whole flow on a fresh book each round; the others keep one book and run its next
// stretch each round, because the whole would take them minutes.
import { Columns } from '../../base/columns.ts'
import { OrderBook } from '../../exchange/matching/orderBook.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { CONTENDERS } from './matchingContenders.ts'
import type { Contender } from './matchingContenders.ts'
import { makeMatchingFlow } from './matchingFlow.ts'
import type { MatchingFlow } from './matchingFlow.ts'
import { median } from './report.ts'
import type { BenchFigure, BenchRate, BenchRatio, BenchReport } from './report.ts'

export interface MatchingBenchOptions {
  /** What is measured: the book alone, or the venue around it. */
  readonly ours?: 'unwind' | 'unwind venue'
  readonly seed?: string
  /** Messages for our book each round. */
  readonly messages?: number
  readonly rounds?: number
  readonly liveOrders?: readonly number[]
  readonly contenders?: readonly string[]
  /** Messages for each other book each round; when not given, by its speed. */
  readonly otherMessages?: number
}

const BOOK = 'unwind'
const VENUE = 'unwind venue'
/** Of the book alone. */
const FLOORS: Record<string, { floor: number; aim?: number }> = {
  'nodejs-order-book at 50000': { floor: 100, aim: 300 },
  'slow twin at 50000': { floor: 25 },
  'slow twin at 2000': { floor: 25 },
}

/** Messages a round that take each book about a second or less, at 50,000 live orders and at 2,000. */
const STRETCHES: Record<string, readonly [deep: number, shallow: number]> = {
  'slow twin': [2_000, 20_000],
  'nodejs-order-book': [40_000, 200_000],
  'hft-limit-order-book': [40_000, 200_000],
}

const STRETCH_COUNT = 200

interface Timing {
  readonly cpuRate: number
  readonly clockRate: number
}

export async function benchMatching(options: MatchingBenchOptions = {}): Promise<BenchReport> {
  const { liveOrders = [50_000, 2_000] } = options
  const parts: BenchReport[] = []
  for (const live of liveOrders) parts.push(await benchVariant(options, live))
  const isBook = (options.ours ?? BOOK) === BOOK
  return {
    bench: isBook ? 'matching' : 'venue',
    ratios: parts.flatMap((part) => part.ratios),
    rates: parts.flatMap((part) => part.rates),
    figures: [...parts.flatMap((part) => part.figures), ...(isBook ? memoryFigures() : [])],
    checks: parts.flatMap((part) => part.checks),
    notes: [
      'Ratios are the lower of those by processor time and by the clock, round by round.',
      'The other books get fewer messages, of the same flow; rates are compared per message.',
      'Processor time is that of the whole process, the garbage collector included.',
      ...(isBook ? [] : ['The venue checks, clears and publishes; the others only match.']),
    ],
  }
}

async function benchVariant(options: MatchingBenchOptions, live: number): Promise<BenchReport> {
  const { seed = 'matching', messages = 5_000_000, ours: name = BOOK, rounds = 5 } = options
  const names = (options.contenders ?? Object.keys(CONTENDERS)).filter(
    (other) => other !== BOOK && other !== VENUE,
  )
  const flow = makeMatchingFlow(seed, live, messages)
  const runs = new Map<string, OtherRun>()
  for (const other of names) {
    runs.set(other, await OtherRun.prepare(other, flow, live, options.otherMessages))
  }
  const quietestMs = new Float64Array(STRETCH_COUNT).fill(Number.POSITIVE_INFINITY)
  await runOurs(name, flow, live, quietestMs)
  const ours: Timing[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await runOurs(name, flow, live, quietestMs))
    for (const run of runs.values()) run.next()
  }
  const checks = []
  for (const run of runs.values()) {
    checks.push({
      title: `${run.name} at ${live} live orders: after ${run.position} messages the traded lots and all levels are ours`,
      holds: await run.agreesWith(name),
    })
  }
  return {
    bench: 'matching',
    ratios: [...runs.values()].map((run) => ratioOver(name, run, ours, live)),
    rates: [
      rateOf(`${name} at ${live}`, ours, messages),
      ...[...runs.values()].map((run) =>
        rateOf(`${run.name} at ${live}`, run.timings, run.stretch),
      ),
    ],
    figures: [
      {
        title: `${name} at ${live} live orders, each stretch at its quietest`,
        value: messages / (quietestMs.reduce((sum, ms) => sum + ms) / 1_000),
        unit: 'messages a second',
      },
      ...(await bookFigures(flow, live)),
    ],
    checks,
    notes: [],
  }
}

/** In stretches, of which each keeps its quickest time of all rounds: what the machine can do. */
async function runOurs(
  name: string,
  flow: MatchingFlow,
  live: number,
  quietestMs: Float64Array,
): Promise<Timing> {
  const book = await CONTENDERS[name](live)
  book.replay(flow, 0, flow.prefillCount)
  const messages = flow.count - flow.prefillCount
  let clockMs = 0
  const cpuBefore = process.cpuUsage()
  for (let stretch = 0; stretch < STRETCH_COUNT; stretch++) {
    const from = flow.prefillCount + Math.floor((messages * stretch) / STRETCH_COUNT)
    const to = flow.prefillCount + Math.floor((messages * (stretch + 1)) / STRETCH_COUNT)
    const before = performance.now()
    book.replay(flow, from, to)
    const ms = performance.now() - before
    clockMs += ms
    quietestMs[stretch] = Math.min(quietestMs[stretch], ms)
  }
  return timing(messages, cpuBefore, clockMs)
}

/** Another book: filled and warmed up once, then a stretch of the flow a round. */
class OtherRun {
  readonly timings: Timing[] = []
  readonly name: string
  readonly stretch: number
  position: number
  private readonly book: Contender
  private readonly flow: MatchingFlow
  private readonly live: number

  private constructor(name: string, book: Contender, flow: MatchingFlow, live: number, n: number) {
    this.name = name
    this.book = book
    this.flow = flow
    this.live = live
    this.stretch = n
    this.position = flow.prefillCount + n
    book.replay(flow, 0, this.position)
  }

  static async prepare(name: string, flow: MatchingFlow, live: number, wanted?: number) {
    const [deep, shallow] = STRETCHES[name]
    const most = Math.floor((flow.count - flow.prefillCount) / 16)
    const stretch = Math.min(most, wanted ?? (live > 10_000 ? deep : shallow))
    return new OtherRun(name, await CONTENDERS[name](live), flow, live, stretch)
  }

  next(): void {
    const to = Math.min(this.flow.count, this.position + this.stretch)
    this.timings.push(time(this.book, this.flow, this.position, to))
    this.position = to
  }

  async agreesWith(name: string): Promise<boolean> {
    const ours = await CONTENDERS[name](this.live)
    ours.replay(this.flow, 0, this.position)
    return ours.tradedLots() === this.book.tradedLots() && ours.depth() === this.book.depth()
  }
}

function time(book: Contender, flow: MatchingFlow, from: number, to: number): Timing {
  const cpuBefore = process.cpuUsage()
  const clockBefore = performance.now()
  book.replay(flow, from, to)
  return timing(to - from, cpuBefore, performance.now() - clockBefore)
}

function timing(messages: number, cpuBefore: NodeJS.CpuUsage, clockMs: number): Timing {
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    cpuRate: messages / ((user + system) / 1_000_000),
    clockRate: messages / (clockMs / 1_000),
  }
}

function ratioOver(name: string, run: OtherRun, ours: readonly Timing[], live: number): BenchRatio {
  const rounds = run.timings.map((other, round) =>
    Math.min(ours[round].cpuRate / other.cpuRate, ours[round].clockRate / other.clockRate),
  )
  return {
    title: `${name} over ${run.name} at ${live} live orders`,
    ratio: median(rounds),
    rounds,
    ...(name === BOOK ? FLOORS[`${run.name} at ${live}`] : {}),
  }
}

function rateOf(title: string, timings: readonly Timing[], messages: number): BenchRate {
  return {
    title: `${title} live orders`,
    unit: 'messages',
    perCpuSecond: median(timings.map((timing) => timing.cpuRate)),
    perSecond: median(timings.map((timing) => timing.clockRate)),
    rounds: timings.length,
    note: `${messages} messages a round`,
  }
}

async function bookFigures(flow: MatchingFlow, live: number): Promise<BenchFigure[]> {
  const book = await CONTENDERS[BOOK](live)
  book.replay(flow, 0, flow.count)
  const prices = book.depth().split(':').length - 1
  return [{ title: `live prices at the end, ${live} live orders`, value: prices, unit: 'prices' }]
}

function memoryFigures(): BenchFigure[] {
  const bytesOf = (orderCapacity: number) => {
    const columns = new Columns()
    void new OrderBook(columns, 'memory', { levelCount: LEVEL_COUNT, orderCapacity })
    return columns.byteLength()
  }
  const perOrder = (bytesOf(2_000) - bytesOf(1_000)) / 1_000
  return [
    { title: 'a resting order, with a price level of its own', value: perOrder, unit: 'bytes' },
    { title: 'a book without orders', value: bytesOf(1_000) - 1_000 * perOrder, unit: 'bytes' },
  ]
}
