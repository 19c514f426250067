// Value desks: buy what is cheap and sell what is dear against their own noisy estimate of value, with
// limited capital and at a limited pace; they buy the discount (C18). ODD submodel "Institutions: value".
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, PERPETUAL_SHARE, VENUE_SHARES } from '../market/shares.ts'
import { RequestKind } from '../market/requests.ts'
import { QUOTE_UNITS_PER_USD, Side, STEPS_PER_HOUR } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { estimatedDiscountPercent } from './perception.ts'
import type { Residence } from './residence.ts'
import { lotsFor } from './sizing.ts'

const CHILD_STEPS = 10
const ESTIMATE_STEPS = 2 * STEPS_PER_HOUR
const SLIP = 0.002
/** Resting orders on the perpetual, percent beyond the desk's estimate of value, and how much of the
 * capital for one percent each holds. */
const LADDER_PERCENT = [0.9, 1.4, 2, 2.8, 4, 6, 9] as const
const LADDER_PART = 0.3
/** The ladder is looked at this often. */
const LADDER_STEPS = 60
/** Nobody builds more than this many times the position wanted at one percent. */
const MOST_PERCENT = 12

export class ValueDesk {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly agent: number
  private readonly deskCount: number
  /** Lots by book that no longer count against the desk's capital: handed on to clients who keep them. */
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
    this.agent = home.firstAgent + 12_000_000 + index
    const share = (VENUE_SHARES[home.venue] ?? 0.1) / deskCount
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 2000 + index,
      cashUsd: 20e9 * share,
      coinsUsd: (asset) => 3e9 * share * (ASSET_SHARES[asset] ?? 0.1),
      slots: home.assetCount * LADDER_PERCENT.length * 2,
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
    const turn = (step + this.index * 3) % CHILD_STEPS
    const { assetCount, settings, keys, assets, venue } = this.home
    if (turn >= assetCount) return
    const asset = turn
    const perpetual = perpetualBook(asset, assetCount)
    const price = board.midTicks[this.home.firstBook + perpetual]!
    if (price <= 0) return
    const discount = estimatedDiscountPercent(
      board,
      asset,
      price,
      keys,
      this.agent,
      step,
      settings.valueNoise,
      ESTIMATE_STEPS,
    )
    const beyond =
      discount > 0
        ? Math.max(0, discount - settings.valueBand)
        : Math.min(0, discount + settings.valueBand)
    // Fresh news makes every estimate doubtful: less is held, and less rests in the book.
    const dare = 1 / (1 + settings.valueCaution * board.makerFear[0]!)
    const capacityUsd =
      (dare *
        (((settings.valueCapacity * 1e6 * (ASSET_SHARES[asset] ?? 0.1)) / ASSET_SHARES[0]) *
          (VENUE_SHARES[venue] ?? 0.1))) /
      this.deskCount
    const wantedUsd = capacityUsd * clamp(beyond, -MOST_PERCENT, MOST_PERCENT)
    const perLot =
      (board.consensusTicks[asset]! * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
    const spotUsd = this.ownLots(asset) * perLot
    const perpetualUsd = this.ownLots(perpetual) * perLot
    const pace = CHILD_STEPS / (settings.valueHours * STEPS_PER_HOUR)
    const cause = wantedUsd > 0 ? Cause.Bargain : Cause.Opinion
    this.work(
      perpetual,
      wantedUsd * PERPETUAL_SHARE - perpetualUsd,
      capacityUsd,
      pace,
      cause,
      board,
    )
    if (
      Math.floor(step / CHILD_STEPS) % (LADDER_STEPS / CHILD_STEPS) ===
      this.index % (LADDER_STEPS / CHILD_STEPS)
    ) {
      this.rest(asset, price * (1 + discount / 100), capacityUsd, perpetualUsd)
    }
    this.work(asset, wantedUsd * (1 - PERPETUAL_SHARE) - spotUsd, capacityUsd, pace, cause, board)
  }

  /** Lots held at the desk's own risk; a part of them passes to clients at each look. */
  private ownLots(book: number): number {
    const held = heldLots(this.home, this.account, book)
    const own = held - this.digestedLots[book]!
    this.digestedLots[book] +=
      (own * CHILD_STEPS) / (this.home.settings.valueDigest * STEPS_PER_HOUR)
    return own
  }

  /** Bids below and offers above the desk's estimate of value stand in the book for whoever must trade. */
  private rest(asset: number, value: number, capacityUsd: number, heldUsd: number): void {
    const { assetCount, assets, queue, statements } = this.home
    const book = perpetualBook(asset, assetCount)
    const offset = statements.slotOffset[this.account]!
    for (let side = 0; side < 2; side++) {
      const sign = side === Side.Buy ? -1 : 1
      const roomUsd = MOST_PERCENT * capacityUsd - (side === Side.Buy ? heldUsd : -heldUsd)
      const eachUsd = Math.min(capacityUsd * LADDER_PART, roomUsd / LADDER_PERCENT.length)
      for (let level = 0; level < LADDER_PERCENT.length; level++) {
        const slot = (asset * 2 + side) * LADDER_PERCENT.length + level
        const price = Math.round(value * (1 + (sign * LADDER_PERCENT[level]!) / 100))
        const lots = lotsFor(eachUsd, price, assets[asset]!)
        const shown = statements.slotLots[offset + slot]!
        const held = statements.slotPriceTicks[offset + slot]!
        if (shown > 0 && Math.abs(held - price) < price * 0.0015 && shown > lots * 0.5) continue
        if (lots >= 1)
          queue.order(
            RequestKind.PostOnly,
            this.account,
            book,
            side as Side,
            price,
            lots,
            Cause.Bargain,
            slot,
          )
      }
    }
  }

  private work(
    book: number,
    gapUsd: number,
    capacityUsd: number,
    pace: number,
    cause: Cause,
    board: BoardPage,
  ): void {
    if (Math.abs(gapUsd) < capacityUsd * 0.02) return
    // Towards the target at the desk's pace, faster when far from it.
    const child = clamp(gapUsd * pace * 4, -capacityUsd * pace * 8, capacityUsd * pace * 8)
    takeUsd(this.home, this.account, book, child, SLIP, gapUsd > 0 ? cause : Cause.Exit, board)
  }
}
