// A venue under the load of a full-scale run, for benches: retail accounts with open positions, and
// makers that re-quote their slots around a wandering mid.
import { drawUniform, keysFromSeed } from '../base/keyedRandom.ts'
import { F64, I32 } from '../base/shifts.ts'
import { DEFAULT_ASSETS } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { Side } from '../market/units.ts'
import { binanceRulebook } from '../exchange/rulebooks/binance.ts'
import { VenueStage } from './venueStage.ts'

const LEVELS = 3
const REQUOTES_BESIDE_RETAIL = 60
/** Prime to the number of accounts, and far apart in memory. */
const RETAIL_STRIDE = 77_477
const LEVERAGES = [5, 10, 20, 25, 50]

export class VenueLoad {
  readonly stage: VenueStage
  private readonly makers: number[] = []
  private readonly mids: number[]
  private readonly retailCount: number
  private readonly keys = keysFromSeed('load')
  private turn = 0
  private nextRetail = 0

  constructor(retailCount: number, makerCount: number) {
    this.retailCount = retailCount
    const assetCount = DEFAULT_ASSETS.length
    this.stage = new VenueStage({
      rulebook: binanceRulebook(),
      assetCount,
      insuranceFundUsd: 100_000_000,
      accounts: retailCount + makerCount + 1,
      cross: makerCount + 1,
      slots: makerCount * 64 + 64,
      ordersPerBook: 4096,
    })
    const { stage } = this
    this.mids = DEFAULT_ASSETS.map((asset) => Math.round(asset.initialPriceUsd / asset.tickSizeUsd))
    const net = new Float64Array(assetCount)
    for (let index = 0; index < retailCount; index++) {
      const account = stage.isolated(10_000, 1000, 0)
      const leverage = LEVERAGES[index % LEVERAGES.length]!
      const asset = index % 7 < 3 ? 0 : index % assetCount
      const lots = (index % 3 === 0 ? -1 : 1) * (1 + Math.floor((index * 7919) % 500))
      if (index % 2 === 0) continue
      const price = Math.floor(this.mids[asset]! * (1 + 0.02 * (this.uniform(index) - 0.5)))
      const margin = Math.ceil((Math.abs(lots) * price) / leverage)
      stage.venue.grantPosition(account, stage.perpetual(asset), lots, price, leverage, margin)
      net[asset]! += lots
    }
    for (let index = 0; index < makerCount; index++) this.makers.push(stage.cross(50_000_000, 64))
    for (const maker of this.makers) {
      for (let asset = 0; asset < assetCount; asset++) {
        stage.venue.grantCoins(maker, asset, 10_000_000)
      }
    }
    const other = stage.cross(5_000_000_000, 0)
    for (let asset = 0; asset < assetCount; asset++) {
      if (net[asset] !== 0) {
        stage.venue.grantPosition(
          other,
          stage.perpetual(asset),
          -net[asset]!,
          this.mids[asset]!,
          1,
          0,
        )
      }
    }
    this.requoteStep(makerCount * assetCount * 2 * LEVELS * 2)
  }

  private uniform(key: number): number {
    return drawUniform(this.keys, key, this.stage.step, 0)
  }

  idleStep(): void {
    this.stage.run()
  }

  requoteStep(messages: number): void {
    this.requote(messages)
    this.stage.run()
  }

  /** Makers replace orders in their slots, slot after slot, at prices around the mid. */
  private requote(messages: number): void {
    const { stage, makers } = this
    const perMaker = stage.assetCount * 2 * LEVELS * 2
    for (let message = 0; message < messages; message++) {
      const turn = this.turn++
      const maker = makers[turn % makers.length]!
      const slot = Math.floor(turn / makers.length) % perMaker
      const book = Math.floor(slot / (LEVELS * 2))
      const level = (slot >> 1) % LEVELS
      const side = (slot & 1) as Side
      const mid = this.mids[book % stage.assetCount]!
      const gap = Math.ceil(mid * 0.0005 * (1 + level)) + Math.floor(this.uniform(turn) * 20)
      stage.order(maker, book, side, 500 + (turn & 255), {
        kind: RequestKind.PostOnly,
        priceTicks: side === Side.Buy ? mid - gap : mid + gap,
        slot,
        cause: Cause.Quote,
      })
    }
  }

  /**
   * Retail accounts all over memory trade beside a few re-quotes: flat ones open a position, buying and
   * selling in turn, and those whose turn comes again close it.
   */
  retailStep(orders: number): void {
    const { stage } = this
    const { rowLots, rowOffset } = stage.venue.statements
    this.requote(REQUOTES_BESIDE_RETAIL)
    for (let order = 0; order < orders; order++) {
      const account = (this.nextRetail % (this.retailCount / 2)) * 2
      this.nextRetail += RETAIL_STRIDE
      const held = rowLots[rowOffset[account << I32]! << F64]!
      const opens = (order & 1) === 0 ? Side.Buy : Side.Sell
      const side = held === 0 ? opens : held > 0 ? Side.Sell : Side.Buy
      stage.order(account, stage.perpetual(account % stage.assetCount), side, 10, {
        slot: NO_SLOT,
        leverage: 20,
        reduceOnly: held !== 0,
      })
    }
    stage.run()
  }
}
