// Value desks: buy what is cheap and sell what is dear against their own noisy estimate of value, the
// more the further the price is from it; they buy the discount (C18). What they would do stands in the
// book as resting orders; what has come out of reach they take at a limited pace. Supply grows faster
// than the distance, as latent liquidity does (Toth et al. 2011). ODD submodel "Institutions: value".
import type { Columns } from '../base/columns.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, PERPETUAL_SHARE, VENUE_SHARES } from '../market/shares.ts'
import { RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side, STEPS_PER_HOUR } from '../market/units.ts'
import { clamp } from '../base/detMath.ts'
import { I32 } from '../base/shifts.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { discountPercent, LastingError } from './perception.ts'
import type { Residence } from './residence.ts'
import { lotsFor } from './sizing.ts'

const CHILD_STEPS = 10
const ESTIMATE_STEPS = 2 * STEPS_PER_HOUR
const SLIP = 0.002
/** Resting orders on the perpetual, percent beyond the desk's estimate of value. */
const LADDER_PERCENT = [0.12, 0.2, 0.32, 0.5, 0.8, 1.2, 1.8, 2.7, 4, 6] as const
const LEVELS = LADDER_PERCENT.length
/** What a desk holds it offers, once the price is back at value, on so many of its levels. */
const RELEASE_LEVELS = 4
/** The ladder is looked at this often. */
const LADDER_STEPS = 60
/** An order stays where it is within this part of its distance from value, and at this size of lots. */
const LAZINESS = 0.25
const LAZY_LEAST = 0.0003
const LAZY_SIZE = 0.6
/** Beyond this mispricing, percent, nobody builds more. */
const MOST_PERCENT = 8
/** How much further from value orders rest for each unit of makers' fear. */
const FEAR_ROOM = 0.3
/** A gap to the wanted position below this part of the capital for one percent is left. */
const LEAST_GAP = 0.1
/** By level of the ladder: the position wanted there, in units of that at one percent; its distance, and
 * the part of its price by which an order may stand off: fractions. */
const LADDER_SUPPLY = Float64Array.from(LADDER_PERCENT, supply)
const LADDER_ROOM = Float64Array.from(LADDER_PERCENT, (percent) => percent / 100)
const LADDER_LAZINESS = LADDER_ROOM.map((room) => Math.max(LAZY_LEAST, room * LAZINESS))
/** Coins are bought so many times more slowly than perpetuals, which are quicker to trade. */
const SPOT_PATIENCE = 40

export class ValueDesk {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly error: LastingError
  private readonly deskCount: number
  /** Lots by book that no longer count against the desk's capital: coins handed on to clients who keep
   * them; at the start what the desk has to sell from. */
  private readonly digestedLots: Float64Array

  constructor(
    columns: Columns,
    home: Residence,
    office: AccountOffice,
    index: number,
    deskCount: number,
  ) {
    this.home = home
    this.index = index
    this.deskCount = deskCount
    const agent = home.firstAgent + 12_000_000 + index
    this.error = new LastingError(home.keys, agent, ESTIMATE_STEPS, home.assetCount)
    const share = (VENUE_SHARES[home.venue] ?? 0.1) / deskCount
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 2000 + index,
      cashUsd: 20e9 * share,
      coinsUsd: (asset) => 3e9 * share * (ASSET_SHARES[asset] ?? 0.1),
      slots: home.assetCount * LEVELS * 2,
    })
    this.digestedLots = columns.f64(
      `venue${home.venue}.value${index}.digestedLots`,
      home.assetCount * 2,
    )
    for (let book = 0; book < home.assetCount; book++) {
      this.digestedLots[book] = heldLots(home, this.account, book)
    }
  }

  decide(step: number, board: BoardPage): void {
    const asset = (step + this.index * 3) % CHILD_STEPS
    const { assetCount, settings, assets } = this.home
    if (asset >= assetCount) return
    const perpetual = perpetualBook(asset, assetCount)
    const price = board.midTicks[this.home.firstBook + perpetual]!
    if (price <= 0) return
    const discount =
      discountPercent(board, asset, price) + settings.valueNoise * this.error.at(asset, step)
    const capacityUsd = this.capacityUsd(asset, board)
    const perLot = (price * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
    const perpetualUsd = heldLots(this.home, this.account, perpetual) * perLot
    const spotUsd = this.ownSpotLots(asset) * perLot
    const onPerpetual = capacityUsd * PERPETUAL_SHARE
    const onSpot = capacityUsd - onPerpetual
    this.work(perpetual, discount, perpetualUsd, onPerpetual, board)
    this.work(asset, discount, spotUsd, onSpot, board)
    if (Math.floor(step / CHILD_STEPS) % (LADDER_STEPS / CHILD_STEPS) === this.index % 6)
      this.rest(asset, price * (1 + discount / 100), onPerpetual, perpetualUsd, board.makerFear[0]!)
  }

  /** What the desk dares to hold at one percent of mispricing, USD: less after fresh news, when every
   * estimate is doubtful. */
  private capacityUsd(asset: number, board: BoardPage): number {
    const { settings, venue } = this.home
    const dare = 1 / (1 + settings.valueCaution * board.makerFear[0]!)
    const share = ((ASSET_SHARES[asset] ?? 0.1) / ASSET_SHARES[0]) * (VENUE_SHARES[venue] ?? 0.1)
    return (dare * settings.valueCapacity * 1e6 * share) / this.deskCount
  }

  /** Coins held at the desk's own risk; a part of them passes to clients at each look. */
  private ownSpotLots(book: number): number {
    const own = heldLots(this.home, this.account, book) - this.digestedLots[book]!
    this.digestedLots[book] +=
      (own * CHILD_STEPS) / (this.home.settings.valueDigest * STEPS_PER_HOUR)
    return own
  }

  /**
   * Takes what the price has run away from: buys below value what is missing, sells above it. What was
   * bought cheaply is kept until the price is back at value, or handed on little by little.
   */
  private work(
    book: number,
    discount: number,
    heldUsd: number,
    capacityUsd: number,
    board: BoardPage,
  ): void {
    const { settings } = this.home
    const beyond = Math.max(0, Math.abs(discount) - settings.valueBand)
    const wantedUsd = capacityUsd * supply(beyond)
    const gapUsd = discount > 0 ? wantedUsd - heldUsd : -wantedUsd - heldUsd
    if (Math.abs(gapUsd) < capacityUsd * LEAST_GAP) return
    const grows = discount > 0 ? gapUsd > 0 : gapUsd < 0
    const patience = book < this.home.assetCount ? SPOT_PATIENCE : 1
    const hours = grows ? (settings.valueHours / 4) * patience : settings.valueDigest
    const pace = Math.min(1, CHILD_STEPS / (hours * STEPS_PER_HOUR))
    // No faster than the mispricing calls for, whatever there is to get rid of.
    const child = grows ? clamp(gapUsd, -wantedUsd, wantedUsd) * pace : gapUsd * pace
    const reduces = child > 0 ? heldUsd < 0 : heldUsd > 0
    const cause = reduces ? Cause.Exit : Cause.Bargain
    takeUsd(this.home, this.account, book, child, SLIP, cause, board)
  }

  /** Bids below and offers above the desk's estimate of value stand in the book for whoever must trade. */
  private rest(
    asset: number,
    value: number,
    capacityUsd: number,
    heldUsd: number,
    fear: number,
  ): void {
    const { assetCount, assets } = this.home
    const book = perpetualBook(asset, assetCount)
    // Who doubts the estimate asks for more room.
    const doubt = 1 + FEAR_ROOM * fear
    for (let side = 0; side < 2; side++) {
      const first = (asset * 2 + side) * LEVELS
      const sign = side === Side.Buy ? -1 : 1
      // What is held on this side already stands for the first part of the schedule; what is held on the
      // other side is released over the first levels.
      const had = side === Side.Buy ? heldUsd : -heldUsd
      let before = Math.max(0, had)
      for (let level = 0; level < LEVELS; level++) {
        const until = capacityUsd * LADDER_SUPPLY[level]!
        let usd = Math.max(0, until - before)
        before = Math.max(before, until)
        if (had < 0 && level < RELEASE_LEVELS) usd -= had / RELEASE_LEVELS
        const room = LADDER_ROOM[level]! * doubt
        // Above zero: cut off, not rounded down, it stays a whole number of 32 bits.
        const price = (value * (1 + sign * room) + 0.5) | 0
        const lots = price < 1 ? 0 : lotsFor(usd, price, assets[asset]!)
        this.place(book, side as Side, first + level, level, price, lots)
      }
    }
  }

  private place(
    book: number,
    side: Side,
    slot: number,
    level: number,
    price: number,
    lots: number,
  ): void {
    const { queue, statements } = this.home
    const at = statements.slotOffset[this.account << I32]! + slot
    const shown = statements.slotLots[at]!
    if (lots < 1) {
      if (shown > 0)
        queue.order(RequestKind.Cancel, this.account, book, side, 0, 0, Cause.Bargain, slot)
      return
    }
    const off = Math.abs(statements.slotPriceTicks[at]! - price)
    const near = off <= Math.max(1, price * LADDER_LAZINESS[level]!)
    if (near && shown >= lots * LAZY_SIZE && shown * LAZY_SIZE <= lots) return
    queue.order(RequestKind.PostOnly, this.account, book, side, price, lots, Cause.Bargain, slot)
  }
}

/** Position wanted at a mispricing, in units of that at one percent: its power of one and a half. */
function supply(percent: number): number {
  const most = percent > MOST_PERCENT ? MOST_PERCENT : percent
  return most * Math.sqrt(most)
}
