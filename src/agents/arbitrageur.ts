// Arbitrageurs: venue against venue on the same book, and perpetual against spot on one venue. They
// live on the street: an account at every venue, what they see is a step old, capital is limited.
// ODD submodel "Arbitrageurs".
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES } from '../market/shares.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import type { Residence } from './residence.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'

/** Price difference worth trading, fraction: two taker fees and a profit. */
const WORTH = 0.001
const SLIP = 0.0003
/** Part of the capital in one shot. */
const SHOT = 0.004
/** Part of that difference for which a position is unwound. */
const UNWIND_PART = 0.3
const ROOM_PER_GAP = 100
const FLATTEN_STEPS = 2
const FLATTEN_SLIP = 0.001

export class Arbitrageur {
  private readonly homes: readonly Residence[]
  private readonly accounts: number[] = []
  private readonly startLots: number[][] = []

  constructor(homes: readonly Residence[], offices: readonly AccountOffice[], index: number) {
    this.homes = homes
    const capitalUsd = homes[0]!.settings.arbitrageCapital * 1e6
    for (let venue = 0; venue < homes.length; venue++) {
      const home = homes[venue]!
      const account = openDesk(home, offices[venue]!, {
        population: Population.Arbitrageur,
        owner: 6000 + index,
        cashUsd: 6 * capitalUsd,
        coinsUsd: (asset) => capitalUsd * (ASSET_SHARES[asset] ?? 0.1),
      })
      this.accounts.push(account)
      this.startLots.push(
        Array.from({ length: home.assetCount * 2 }, (_, book) => heldLots(home, account, book)),
      )
    }
  }

  decide(step: number, board: BoardPage): void {
    const bookCount = this.homes[0]!.assetCount * 2
    // One kind of book each second in turn: hands are quick, not infinite.
    for (let book = step % 2; book < bookCount; book += 2) this.acrossVenues(book, board)
    if (step % FLATTEN_STEPS === 0)
      this.flatten(Math.floor(step / FLATTEN_STEPS) % this.homes[0]!.assetCount, board)
    this.acrossKinds(step % this.homes[0]!.assetCount, step % this.homes.length, board)
  }

  /** Buys where it is cheapest, sells where it is dearest. */
  private acrossVenues(book: number, board: BoardPage): void {
    let lowAsk = 0
    let lowVenue = -1
    let highBid = 0
    let highVenue = -1
    const { askTicks, bidTicks } = board
    for (let venue = 0; venue < this.homes.length; venue++) {
      const place = this.homes[venue]!.firstBook + book
      const ask = askTicks[place]!
      const bid = bidTicks[place]!
      if (ask > 0 && (lowVenue < 0 || ask < lowAsk)) {
        lowAsk = ask
        lowVenue = venue
      }
      if (bid > highBid) {
        highBid = bid
        highVenue = venue
      }
    }
    if (lowVenue < 0 || highVenue < 0 || lowVenue === highVenue) return
    if (highBid < lowAsk * (1 + WORTH * UNWIND_PART)) return
    const unwinds = this.moved(lowVenue, book) < 0 && this.moved(highVenue, book) > 0
    if (!unwinds && highBid < lowAsk * (1 + WORTH)) return
    const usd = this.shotUsd(book)
    const gap = highBid / lowAsk - 1
    if (!this.hasRoom(lowVenue, book, usd, gap, board)) return
    if (!this.hasRoom(highVenue, book, -usd, gap, board)) return
    takeUsd(
      this.homes[lowVenue]!,
      this.accounts[lowVenue]!,
      book,
      usd,
      SLIP,
      Cause.Arbitrage,
      board,
    )
    takeUsd(
      this.homes[highVenue]!,
      this.accounts[highVenue]!,
      book,
      -usd,
      SLIP,
      Cause.Arbitrage,
      board,
    )
  }

  /** Sells what is dear and buys what is cheap of perpetual and spot on one venue. */
  private acrossKinds(asset: number, venue: number, board: BoardPage): void {
    const home = this.homes[venue]!
    const spot = asset
    const perpetual = home.assetCount + asset
    const spotMid = board.midTicks[home.firstBook + spot]!
    const perpetualMid = board.midTicks[home.firstBook + perpetual]!
    if (spotMid <= 0 || perpetualMid <= 0) return
    const basis = perpetualMid / spotMid - 1
    if (basis < WORTH && basis > -WORTH) return
    const usd = basis > 0 ? this.shotUsd(spot) : -this.shotUsd(spot)
    const gap = Math.abs(basis)
    if (!this.hasRoom(venue, spot, usd, gap, board)) return
    if (!this.hasRoom(venue, perpetual, -usd, gap, board)) return
    takeUsd(home, this.accounts[venue]!, spot, usd, SLIP, Cause.Arbitrage, board)
    takeUsd(home, this.accounts[venue]!, perpetual, -usd, SLIP, Cause.Arbitrage, board)
  }

  /** Legs that did not fill leave a net position: it is traded away on the perpetual with the best price. */
  private flatten(asset: number, board: BoardPage): void {
    const perpetual = this.homes[0]!.assetCount + asset
    let lots = 0
    for (let venue = 0; venue < this.homes.length; venue++) {
      lots += this.moved(venue, asset) + this.moved(venue, perpetual)
    }
    const perLot =
      (board.consensusTicks[asset]! * this.homes[0]!.assets[asset]!.quoteUnitsPerTickLot) /
      QUOTE_UNITS_PER_USD
    const usd = -lots * perLot
    if (Math.abs(usd) < 0.3 * this.shotUsd(asset)) return
    let best = -1
    for (let venue = 0; venue < this.homes.length; venue++) {
      const place = this.homes[venue]!.firstBook + perpetual
      if (board.askTicks[place]! === 0 || board.bidTicks[place]! === 0) continue
      if (best < 0) best = venue
      const than = this.homes[best]!.firstBook + perpetual
      const better =
        usd > 0
          ? board.askTicks[place]! < board.askTicks[than]!
          : board.bidTicks[place]! > board.bidTicks[than]!
      if (better) best = venue
    }
    if (best < 0) return
    takeUsd(
      this.homes[best]!,
      this.accounts[best]!,
      perpetual,
      usd,
      FLATTEN_SLIP,
      Cause.Arbitrage,
      board,
    )
  }

  private shotUsd(book: number): number {
    const home = this.homes[0]!
    const asset = book < home.assetCount ? book : book - home.assetCount
    return home.settings.arbitrageCapital * 1e6 * SHOT * (ASSET_SHARES[asset] ?? 0.1)
  }

  /** The larger the gap, the more of their own and others' money arbitrageurs bring. */
  private hasRoom(
    venue: number,
    book: number,
    usd: number,
    gap: number,
    board: BoardPage,
  ): boolean {
    const home = this.homes[venue]!
    const asset = book < home.assetCount ? book : book - home.assetCount
    const perLot =
      (board.consensusTicks[asset]! * home.assets[asset]!.quoteUnitsPerTickLot) /
      QUOTE_UNITS_PER_USD
    const moved = this.moved(venue, book) * perLot
    const capitalUsd = home.settings.arbitrageCapital * 1e6 * (ASSET_SHARES[asset] ?? 0.1)
    const roomUsd = capitalUsd * (1 + ROOM_PER_GAP * gap)
    return Math.abs(moved + usd) <= roomUsd || Math.abs(moved + usd) < Math.abs(moved)
  }

  /** Signed lots held beyond the start. */
  private moved(venue: number, book: number): number {
    return heldLots(this.homes[venue]!, this.accounts[venue]!, book) - this.startLots[venue]![book]!
  }
}
