// Momentum bots: follow the trend of the last quarter hour on the perpetuals, long and short, at low
// leverage; they propagate closures (C06), and trade ahead of those that a venue announces.
// ODD submodel "Momentum bots".
import { clamp } from '../base/detMath.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { announcedQuote } from '../market/liquidationMap.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { trendScore } from './perception.ts'
import type { Residence } from './residence.ts'

const LOOK_STEPS = 20
const SLIP = 0.003
/** Trend, in its own standard deviations, below which a bot stays out. */
const QUIET = 1.8
const MOST = 3
/** Part of the gap to the wanted position that is traded at a look. */
const EAGERNESS = 0.15
/** With a published map: how near closures must be, in its bins, and what they are worth at most, as a
 * trend: half of the way from quiet to the largest position. */
const PREY_BINS = 2
const PREY = 0.85

export class MomentumBot {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly botCount: number

  constructor(home: Residence, office: AccountOffice, index: number, botCount: number) {
    this.home = home
    this.index = index
    this.botCount = botCount
    this.account = openDesk(home, office, {
      population: Population.MomentumBot,
      owner: 4000 + index,
      cashUsd: (2e9 * (VENUE_SHARES[home.venue] ?? 0.1)) / botCount,
      coinsUsd: () => 0,
    })
  }

  decide(step: number, board: BoardPage): void {
    if ((step + this.index * 5) % LOOK_STEPS !== 0) return
    const { assetCount, settings, venue, assets } = this.home
    for (let asset = 0; asset < assetCount; asset++) {
      const score = trendScore(board, asset)
      const trend = score > 0 ? Math.max(0, score - QUIET) : Math.min(0, score + QUIET)
      const book = perpetualBook(asset, assetCount)
      const capitalUsd =
        (((settings.momentumCapital * 1e6 * (ASSET_SHARES[asset] ?? 0.1)) / ASSET_SHARES[0]) *
          (VENUE_SHARES[venue] ?? 0.1)) /
        this.botCount
      const beyond =
        settings.transparency === 1 ? trend + this.prey(book, capitalUsd, board) : trend
      const wantedUsd = (capitalUsd * clamp(beyond, -MOST, MOST)) / (MOST - QUIET)
      const perLot =
        (board.consensusTicks[asset]! * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
      const gapUsd = wantedUsd - heldLots(this.home, this.account, book) * perLot
      if (Math.abs(gapUsd) < capitalUsd * 0.1) continue
      takeUsd(this.home, this.account, book, gapUsd * EAGERNESS, SLIP, Cause.Momentum, board)
    }
  }

  /** Ahead of closures that a published map announces: below zero where longs are the nearer prey. */
  private prey(book: number, capitalUsd: number, board: BoardPage): number {
    const place = this.home.firstBook + book
    const shorts = announcedQuote(board, place, false, PREY_BINS)
    const longs = announcedQuote(board, place, true, PREY_BINS)
    const worth = (shorts - longs) / QUOTE_UNITS_PER_USD / (capitalUsd * this.botCount)
    return PREY * clamp(worth, -1, 1)
  }
}
