// A crowd without sense for tests of a venue: makers, leveraged and spot retail, institutions and
// backstop providers that ask for anything at all, around a price that wanders and then crashes.
import { drawUniform, keysFromSeed } from '../base/keyedRandom.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { Cause, Population } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import type { CoinListing } from '../market/instruments.ts'
import type { Rulebook } from '../exchange/rulebooks/rulebook.ts'
import { VenueStage } from './venueStage.ts'

const LEVERAGES = [1, 2, 5, 10, 20, 50, 100, 125]
const ORDER_KINDS = [
  RequestKind.Limit,
  RequestKind.PostOnly,
  RequestKind.ImmediateOrCancel,
  RequestKind.FillOrKill,
  RequestKind.Market,
  RequestKind.Market,
]
/** Eight-hourly and hourly funding fall due within the run. */
const FUNDING_STEPS = 28_800
const STEPS_BEFORE_FUNDING = 170
const CRASH_STEP = 90
const CRASH_STEPS = 60
const WISHES = 12

export class VenueCrowd {
  readonly stage: VenueStage
  /** Fall of all prices between steps 90 and 150, fraction. */
  crash = 0.15
  private readonly keys: RandomKeys
  private readonly makers: number[] = []
  private readonly retail: number[] = []
  private readonly holders: number[] = []
  private drawCount = 0
  private readonly startStep = FUNDING_STEPS - STEPS_BEFORE_FUNDING

  constructor(seed: string, rulebook: Rulebook, fundUsd: number, coin?: CoinListing) {
    this.keys = keysFromSeed(seed)
    const stage = new VenueStage({
      rulebook,
      assetCount: coin === undefined ? 2 : 1,
      ...(coin !== undefined && { coin }),
      seed,
      insuranceFundUsd: fundUsd,
      accounts: 80,
      cross: 16,
      slots: 2048,
      ordersPerBook: 24,
      startStep: FUNDING_STEPS - STEPS_BEFORE_FUNDING,
    })
    this.stage = stage
    for (let index = 0; index < 4; index++)
      this.makers.push(stage.cross(index < 3 ? 3_000_000 : 60_000, 64, Population.MarketMaker))
    for (let index = 0; index < 50; index++) this.retail.push(stage.isolated(20_000, 500, 3, 2))
    for (let index = 0; index < 4; index++) {
      this.holders.push(stage.cross(200_000, 16, Population.Institution))
    }
    for (let index = 0; index < 2; index++)
      stage.cross(index === 0 ? 6_000 : 1_000, 8, Population.Backstop)
    if (coin === undefined) this.grantCoins()
    const entry = this.price(0, this.startStep)
    stage.venue.grantPosition(
      this.retail[0]!,
      stage.perpetual(0),
      5000,
      entry,
      20,
      stage.money(1200),
    )
    stage.venue.grantPosition(this.holders[0]!, stage.perpetual(0), -5000, entry, 3, 0)
  }

  private grantCoins(): void {
    for (const account of [...this.makers, ...this.holders]) {
      this.stage.venue.grantCoins(account, 0, 200_000)
      this.stage.venue.grantCoins(account, 1, 300_000)
    }
  }

  /** Runs one step of random requests. */
  run(): void {
    const { stage } = this
    this.drawCount = 0
    for (const maker of this.makers) this.quoteAll(maker)
    for (let wish = 0; wish < WISHES; wish++) this.anything()
    if (this.draw() < 0.05) this.nonsense()
    stage.run()
  }

  private draw(): number {
    return drawUniform(this.keys, 1, this.stage.step, this.drawCount++)
  }

  private below(count: number): number {
    return Math.floor(this.draw() * count)
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** Fair price in ticks. */
  private price(asset: number, step: number): number {
    const start = asset === 0 ? 48_000 : 35_000
    const now = step - this.startStep
    const progress = Math.min(Math.max((now - CRASH_STEP) / CRASH_STEPS, 0), 1)
    const rebound = Math.min(Math.max((now - CRASH_STEP - CRASH_STEPS - 20) / 60, 0), 1)
    const wave = 1 + 0.004 * (drawUniform(this.keys, 2 + asset, step, 0) - 0.5)
    return Math.floor(start * (1 - this.crash * progress + this.crash * 0.8 * rebound) * wave)
  }

  private quoteAll(maker: number): void {
    const { stage } = this
    for (let book = 0; book < stage.assetCount * 2; book++) {
      // In the crash makers withdraw now and then, so that forced orders find an empty book.
      if (this.draw() < (stage.step - this.startStep > CRASH_STEP ? 0.5 : 0.2)) {
        if (this.draw() < 0.5) stage.cancelAll(maker, book)
        continue
      }
      const mid = this.price(book % stage.assetCount, stage.step)
      for (let level = 0; level < 3; level++) {
        const gap = Math.floor(mid * (0.0005 + 0.001 * level) * (0.5 + this.draw())) + 1
        stage.quote(maker, book, mid - gap, mid + gap, 1 + this.below(3000), book * 8 + level * 2)
      }
    }
  }

  private anything(): void {
    const { stage } = this
    const chance = this.draw()
    const account = chance < 0.75 ? this.pick(this.retail) : this.pick(this.holders)
    const book = this.draw() < 0.85 ? stage.perpetual(this.below(stage.assetCount)) : this.below(2)
    const which = this.draw()
    if (which < 0.75) this.anyOrder(account, book)
    else if (which < 0.8) stage.request(RequestKind.Deposit, account, book, this.below(3000))
    else if (which < 0.83) stage.request(RequestKind.Withdraw, account, book, this.below(3000))
    else if (which < 0.88) {
      stage.request(RequestKind.AddMargin, account, book, this.below(2000) - 1000)
    } else if (which < 0.93) {
      const row = stage.request(RequestKind.SetTriggers, account, book, 0)
      const mid = this.price(book % stage.assetCount, stage.step)
      stage.queue.stopTicks[row] = Math.floor(mid * (0.98 + 0.04 * this.draw()))
      stage.queue.takeTicks[row] =
        this.draw() < 0.5 ? 0 : Math.floor(mid * (0.98 + 0.04 * this.draw()))
    } else if (which < 0.97) {
      const row = stage.request(RequestKind.Cancel, account, book, 0)
      stage.queue.slot[row] = this.below(4)
    } else stage.cancelAll(account, book)
  }

  /** Requests that no venue takes. */
  private nonsense(): void {
    const { stage } = this
    const account = this.pick(this.retail)
    const kind = RequestKind.Limit
    stage.order(account, 200, Side.Buy, 1, { kind, priceTicks: 100, slot: 0 })
    stage.order(account, 0, Side.Buy, 1, { kind, priceTicks: this.pick([0, -5, 131_072]), slot: 0 })
    stage.order(account, 0, Side.Buy, -3, { kind, priceTicks: 100, slot: 0 })
  }

  private anyOrder(account: number, book: number): void {
    const { stage } = this
    const mid = this.price(book % stage.assetCount, stage.step)
    const kind = this.pick(ORDER_KINDS)
    const side = this.draw() < 0.6 ? Side.Buy : Side.Sell
    const rests = kind === RequestKind.Limit || kind === RequestKind.PostOnly
    const size = this.draw()
    stage.order(account, book, side, 1 + Math.floor(size * size * size * 8000), {
      kind,
      priceTicks: Math.max(Math.floor(mid * (0.985 + 0.03 * this.draw())), 1),
      slot: rests ? this.below(3) : this.draw() < 0.8 ? NO_SLOT : this.below(3),
      leverage: this.draw() < 0.2 ? 0 : this.pick(LEVERAGES),
      depositUsd: this.draw() < 0.6 ? this.below(4000) : 0,
      reduceOnly: this.draw() < 0.2,
      stopTicks: this.draw() < 0.3 ? Math.floor(mid * (0.97 + 0.06 * this.draw())) : 0,
      takeTicks: this.draw() < 0.3 ? Math.floor(mid * (0.97 + 0.06 * this.draw())) : 0,
      cause: Cause.Opinion,
    })
  }
}
