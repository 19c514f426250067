// The market that the scene shows: an asset, at one venue or over all, with what the canvas remembers of
// it. Over all venues everything is kept for every asset; of one venue only while it is shown.
import { ALL_VENUES, MAP_COLUMN_STEPS } from '../threads/frames.ts'
import type { DepthColumns, LiquidationsAhead, VenueQuote } from '../threads/frames.ts'
import { DepthHistory } from './depthRing.ts'
import { MarketMemory, PriceMemory } from './marketMemory.ts'
import type { LiquidationMemory, PriceMinutes } from './marketMemory.ts'

/** Prices of one asset, as they lie among those of all assets. */
export interface ShownPrices {
  readonly memory: PriceMemory
  readonly asset: number
}

export class ShownMarket {
  memory: MarketMemory
  asset = 0
  venue: number = ALL_VENUES
  ahead: LiquidationsAhead | null = null
  /** When they were counted. */
  aheadStep = 0
  private initialPrices: readonly number[]
  private venuePrices = new PriceMemory(1)
  private venueDepth = new DepthHistory()
  /** Prices of the run beside this one, B; null where there is none. */
  private otherPrices: PriceMemory | null = null

  constructor(initialPrices: readonly number[]) {
    this.initialPrices = initialPrices
    this.memory = new MarketMemory(initialPrices)
  }

  get initialPriceUsd(): number {
    return this.initialPrices[this.asset] ?? 1
  }

  get prices(): ShownPrices {
    const { memory, asset, venue } = this
    return venue === ALL_VENUES
      ? { memory: memory.prices, asset }
      : { memory: this.venuePrices, asset: 0 }
  }

  /** B's price is known over all venues only. */
  get other(): ShownPrices | null {
    const { otherPrices, asset, venue } = this
    return otherPrices === null || venue !== ALL_VENUES ? null : { memory: otherPrices, asset }
  }

  get depth(): DepthHistory | undefined {
    return this.venue === ALL_VENUES ? this.memory.depth[this.asset] : this.venueDepth
  }

  /** Of the asset over all venues: ask `isOfVenue` for each row. */
  get liquidations(): LiquidationMemory | undefined {
    return this.memory.liquidations[this.asset]
  }

  isOfVenue(rows: LiquidationMemory, row: number): boolean {
    return this.venue === ALL_VENUES || rows.venue[row] === this.venue
  }

  /** Another run: everything is forgotten. */
  reset(initialPrices: readonly number[]): void {
    this.initialPrices = initialPrices
    this.memory = new MarketMemory(initialPrices)
    this.otherPrices = null
    this.forgetVenue()
  }

  /** True when it was another one. */
  show(asset: number, venue: number): boolean {
    if (asset === this.asset && venue === this.venue) return false
    this.asset = asset
    this.venue = venue
    this.forgetVenue()
    return true
  }

  pushDepth({ asset, venue, firstColumn, columns, priceUsd }: DepthColumns): void {
    if (venue === ALL_VENUES) this.memory.depth[asset]?.write(firstColumn, columns)
    if (asset !== this.asset || venue !== this.venue || priceUsd === null) return
    this.venueDepth.write(firstColumn, columns)
    const step = priceUsd.map((_, column) => (firstColumn + column) * MAP_COLUMN_STEPS)
    this.venuePrices.pushMinutes({ step, price: priceUsd })
  }

  pushVenueQuote(step: number, { asset, venue, priceUsd }: VenueQuote): void {
    if (asset !== this.asset || venue !== this.venue) return
    this.venuePrices.pushQuote(step, [priceUsd])
  }

  pushAhead(ahead: LiquidationsAhead, step: number): void {
    if (ahead.asset !== this.asset || ahead.venue !== this.venue) return
    this.ahead = ahead
    this.aheadStep = step
  }

  /** Minutes of B, all assets; null ends the comparison. */
  pushOther(minutes: PriceMinutes | null): void {
    if (minutes === null) this.otherPrices = null
    else {
      this.otherPrices ??= new PriceMemory(this.initialPrices.length)
      this.otherPrices.pushMinutes(minutes)
    }
  }

  forgetAfter(step: number): void {
    this.memory.forgetAfter(step)
    this.venuePrices.forgetAfter(step)
    this.venueDepth.forgetFrom(Math.floor(step / MAP_COLUMN_STEPS))
  }

  private forgetVenue(): void {
    this.ahead = null
    this.venuePrices = new PriceMemory(1)
    this.venueDepth = new DepthHistory()
  }
}
