// The parts of a venue that its desks share: who owns what memory. One object per venue.
// ODD submodel: Exchange.
import type { RandomKeys } from '../base/keyedRandom.ts'
import type { VenueControls } from '../market/controls.ts'
import type { EventLog } from '../market/events.ts'
import type { Asset, CoinListing } from '../market/instruments.ts'
import type { Accounts } from './clearing/accounts.ts'
import type { CrossMargin } from './clearing/crossMargin.ts'
import type { Deleveraging } from './clearing/deleveraging.ts'
import type { Funding } from './clearing/funding.ts'
import type { IndexPrice } from './clearing/indexPrice.ts'
import type { InsuranceFund } from './clearing/insuranceFund.ts'
import type { Ledger } from './clearing/ledger.ts'
import type { Margin } from './clearing/margin.ts'
import type { MeanBasis } from './clearing/markPrice.ts'
import type { Positions } from './clearing/positions.ts'
import type { Prices } from './clearing/prices.ts'
import type { SpotSettlement } from './clearing/spotSettlement.ts'
import type { OrderBook } from './matching/orderBook.ts'
import type { Rulebook } from './rulebooks/rulebook.ts'
import type { VenueTallies } from './venueTallies.ts'

export interface VenueParts {
  readonly venueId: number
  readonly rulebook: Rulebook
  readonly assets: readonly Asset[]
  readonly assetCount: number
  /** Spot books 0 to assetCount - 1, then the perpetuals. */
  readonly bookCount: number
  /** Of a coin market: what one of its contracts is. Its books hold dollars of face, its money coins. */
  readonly coin: CoinListing | undefined
  /** Row of the board page it writes to. */
  readonly boardRow: number
  /** Number of its first asset on the board whose spot prices make the index. */
  readonly indexAsset: number
  /** Assets of that board. */
  readonly indexAssetCount: number
  readonly keys: RandomKeys
  readonly controls: VenueControls
  readonly events: EventLog
  readonly books: readonly OrderBook[]
  readonly accounts: Accounts
  readonly ledger: Ledger
  readonly margin: Margin
  readonly prices: Prices
  readonly positions: Positions
  readonly cross: CrossMargin
  readonly spot: SpotSettlement
  readonly fund: InsuranceFund
  readonly deleveraging: Deleveraging
  readonly funding: Funding
  readonly meanBasis: MeanBasis
  readonly indexPrice: IndexPrice
  readonly tallies: VenueTallies
  /** By book: 1 while a circuit breaker halts it. */
  readonly halted: Uint8Array
}
