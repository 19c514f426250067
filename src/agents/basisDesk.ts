// Basis and funding desks: long spot, short perpetual, more when longs pay well, less when shorts pay.
// At the start they are the other side of retail's net long. ODD submodel "Institutions: basis".
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import type { Residence } from './residence.ts'

const LOOK_STEPS = 30
const SLIP = 0.001
/** Basis (perpetual over spot) worth trading, fraction: fees of both legs and a profit. */
const WORTH = 0.0008
const SLICE = 0.01

export class BasisDesk {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly deskCount: number
  /** Lots by book at which the desk is neutral: coins of its own, and the other side of retail's longs. */
  private readonly neutralLots: Float64Array

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
    const share = (VENUE_SHARES[home.venue] ?? 0.1) / deskCount
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 3000 + index,
      cashUsd: 6e9 * share,
      coinsUsd: (asset) => 5e9 * share * (ASSET_SHARES[asset] ?? 0.1),
    })
    this.neutralLots = columns.f64(
      `venue${home.venue}.basis${index}.neutralLots`,
      home.assetCount * 2,
    )
    for (let book = 0; book < home.assetCount; book++) {
      this.neutralLots[book] = heldLots(home, this.account, book)
    }
  }

  /** Takes the other side of signed `lots` of a perpetual at the start, with no leverage to speak of. */
  absorb(office: AccountOffice, book: number, lots: number, priceTicks: number): void {
    if (lots !== 0) office.grantPosition(this.account, book, -lots, priceTicks, 3, 0)
    this.neutralLots[book] = -lots
  }

  decide(step: number, board: BoardPage): void {
    if ((step + this.index * 7) % LOOK_STEPS !== 0) return
    const { assetCount, firstBook, settings, venue, assets } = this.home
    const asset = Math.floor(step / LOOK_STEPS) % assetCount
    const perpetual = perpetualBook(asset, assetCount)
    const spotMid = board.midTicks[firstBook + asset]!
    const perpetualMid = board.midTicks[firstBook + perpetual]!
    if (spotMid <= 0 || perpetualMid <= 0) return
    const capitalUsd =
      (settings.basisCapacity * 1e6 * (ASSET_SHARES[asset] ?? 0.1) * (VENUE_SHARES[venue] ?? 0.1)) /
      this.deskCount
    const perLot = (spotMid * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
    // The perpetual leg follows what the spot leg got.
    const openUsd = (this.moved(asset) + this.moved(perpetual)) * perLot
    const most = 3 * SLICE * capitalUsd
    const hedgeUsd = clamp(-openUsd, -most, most)
    takeUsd(this.home, this.account, perpetual, hedgeUsd, SLIP, Cause.Arbitrage, board)
    const basis = perpetualMid / spotMid - 1 + board.fundingRate[firstBook + perpetual]!
    if (basis < WORTH && basis > -WORTH) return
    const shortUsd = -heldLots(this.home, this.account, perpetual) * perLot
    const spotUsd = heldLots(this.home, this.account, asset) * perLot
    const slice = clamp(basis / WORTH, -3, 3) * SLICE * capitalUsd
    if (slice > 0 && shortUsd > 3 * capitalUsd) return
    if (slice < 0 && (shortUsd < -slice || spotUsd < -slice)) return
    takeUsd(this.home, this.account, asset, slice, SLIP, Cause.Arbitrage, board)
  }

  /** Signed lots held beyond what is neutral. */
  private moved(book: number): number {
    return heldLots(this.home, this.account, book) - this.neutralLots[book]!
  }
}
