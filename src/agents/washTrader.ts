// Wash traders: two accounts of one owner trade with each other inside the spread to inflate reported
// volume; they pay the fees (C23). ODD submodel "Wash traders".
import type { Columns } from '../base/columns.ts'
import { drawUniform, drawWord } from '../base/keyedRandom.ts'
import { F64, I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { Cause, Population } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { ASSET_SHARES } from '../market/shares.ts'
import { VenueId } from '../market/instruments.ts'
import { Side } from '../market/units.ts'
import { openDesk } from './desk.ts'
import { Purpose, type Residence } from './residence.ts'

const TURN_STEPS = 7
/** Memory of the genuine volume that is to be inflated. */
const VOLUME_STEPS = 600
const SMALL_VENUE_FACTOR = 3

export class WashTrader {
  readonly maker: number
  readonly taker: number
  private readonly home: Residence
  /** Reported volume per step by book, exponential mean, quote units. */
  private readonly volume: Float64Array

  constructor(columns: Columns, home: Residence, office: AccountOffice) {
    this.home = home
    const opening = {
      population: Population.WashTrader,
      owner: 5000,
      cashUsd: 4e8,
      coinsUsd: (asset: number) => 2e8 * (ASSET_SHARES[asset] ?? 0.1),
      slots: 1,
    }
    this.maker = openDesk(home, office, opening)
    this.taker = openDesk(home, office, opening)
    this.volume = columns.f64(`venue${home.venue}.wash.volume`, home.assetCount * 2)
  }

  decide(step: number, board: BoardPage): void {
    const { settings, venue, firstBook, assetCount } = this.home
    const factor = venue === VenueId.Other ? SMALL_VENUE_FACTOR : 1
    const share = (settings.washShare / 100) * factor
    const bookCount = assetCount * 2
    for (let book = 0; book < bookCount; book++) {
      this.volume[book] +=
        (board.volumeQuote[firstBook + book]! - this.volume[book]!) / VOLUME_STEPS
    }
    if (share === 0) return
    const book = step % TURN_STEPS === 0 ? Math.floor(step / TURN_STEPS) % bookCount : -1
    if (book >= 0) this.wash(step, book, share, board)
  }

  private wash(step: number, book: number, share: number, board: BoardPage): void {
    const { keys, firstAgent, firstBook, queue, assets, assetCount } = this.home
    const place = firstBook + book
    const bid = board.bidTicks[place]!
    const ask = board.askTicks[place]!
    if (bid === 0 || ask - bid < 2 || board.halted[place] === 1) return
    const agent = firstAgent + 13_000_000
    const spread = ask - bid - 1
    const price = bid + 1 + ((drawWord(keys, agent, step, Purpose.Wash) >>> 0) % spread)
    const asset = book < assetCount ? book : book - assetCount
    // Genuine volume is what is reported less the wash in it; a turn comes every TURN_STEPS x books.
    const genuine = this.volume[book]! / (1 + share)
    const amount =
      genuine *
      share *
      TURN_STEPS *
      assetCount *
      2 *
      (0.5 + drawUniform(keys, agent, step, Purpose.WashSize))
    const lots = Math.floor(amount / (price * assets[asset]!.quoteUnitsPerTickLot))
    if (lots < 1) return
    // Which of the two sells alternates with what they hold, so that neither runs dry.
    const offset = this.home.statements.rowOffset
    const makerLots = this.home.statements.rowLots[(offset[this.maker << I32]! + book) << F64]!
    const takerLots = this.home.statements.rowLots[(offset[this.taker << I32]! + book) << F64]!
    const makerSells = makerLots > takerLots
    const held = book < assetCount ? Math.floor(makerSells ? makerLots : takerLots) : lots
    const size = Math.min(lots, held)
    if (size < 1) return
    const side = makerSells ? Side.Sell : Side.Buy
    const other = makerSells ? Side.Buy : Side.Sell
    queue.order(RequestKind.PostOnly, this.maker, book, side, price, size, Cause.Wash, 0)
    queue.order(
      RequestKind.ImmediateOrCancel,
      this.taker,
      book,
      other,
      price,
      size,
      Cause.Wash,
      NO_SLOT,
    )
    queue.order(RequestKind.Cancel, this.maker, book, side, 0, 0, Cause.Wash, 0)
  }
}
