// Builds the parts of a venue: every column it owns, in a fixed order. ODD submodel: Exchange.
import type { Columns } from '../base/columns.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { ControlColumns } from '../market/controls.ts'
import { EventLog } from '../market/events.ts'
import { LEVEL_COUNT, VENUE_NAMES } from '../market/instruments.ts'
import type { Asset, CoinListing } from '../market/instruments.ts'
import { Accounts, OWN_ACCOUNT_COUNT } from './clearing/accounts.ts'
import { CrossMargin } from './clearing/crossMargin.ts'
import { Deleveraging } from './clearing/deleveraging.ts'
import { Funding } from './clearing/funding.ts'
import { IndexPrice } from './clearing/indexPrice.ts'
import { InsuranceFund } from './clearing/insuranceFund.ts'
import { Ledger } from './clearing/ledger.ts'
import { Margin } from './clearing/margin.ts'
import { MeanBasis } from './clearing/markPrice.ts'
import { Positions } from './clearing/positions.ts'
import { Prices } from './clearing/prices.ts'
import { SpotSettlement } from './clearing/spotSettlement.ts'
import { OrderBook } from './matching/orderBook.ts'
import { checkInstruments } from './rulebooks/checkInstruments.ts'
import type { Rulebook } from './rulebooks/rulebook.ts'
import type { VenueParts } from './venueParts.ts'
import { VenueTallies } from './venueTallies.ts'

export interface VenueSpec {
  /** Row of the venue on the board. */
  readonly venueId: number
  /** Venues on the board; the default market's, if not given. */
  readonly venueCount?: number
  /** Prefix of its columns. */
  readonly name: string
  readonly rulebook: Rulebook
  readonly assets: readonly Asset[]
  readonly keys: RandomKeys
  /** In the venue's money: quote units, or units of the coin. */
  readonly insuranceFundQuote: number
  /** Where its events go, if other threads read them. */
  readonly events?: EventLog
  /** Makes it the coin market of its only asset. */
  readonly coinMarket?: CoinSpec
}

/** A coin market belongs to a venue: it has that venue's index, and a board of its own. */
export interface CoinSpec {
  readonly listing: CoinListing
  /** Number of its asset on the venues' board, and how many assets that has. */
  readonly indexAsset: number
  readonly indexAssetCount: number
}

export interface VenueShape {
  readonly accountCapacity: number
  /** An isolated account takes one row, a cross-margin account one for every book. */
  readonly rowCapacity: number
  /** Client slots of all accounts together. */
  readonly slotCapacity: number
  readonly ordersPerBook: number
  /** Cross-margin accounts; if not given, what the rows beyond one per account allow. */
  readonly crossCapacity?: number
  /** Keeps an account free for a visitor. */
  readonly hasVisitorSeat?: boolean
}

/** Prices of a book that is never used. */
const NO_LEVELS = 2

export function buildParts(spec: VenueSpec, shape: VenueShape, columns: Columns): VenueParts {
  const { assets, coinMarket, name, rulebook } = spec
  const inverse = coinMarket !== undefined
  const problems = checkInstruments(rulebook, assets)
  if (problems.length > 0) {
    throw new RangeError(problems.map(({ row, reason }) => `${row}: ${reason}`).join('\n'))
  }
  const assetCount = assets.length
  const bookCount = assetCount * 2
  const both = [...assets, ...assets]
  const schedules = both.map((asset) => rulebook.marginSchedule(asset, assets))
  const tables = rulebook.tables.map((table) =>
    both.map((asset) => table.marginSchedule(asset, assets)),
  )
  const rulebookLeverage = schedules.reduce((most, one) => Math.max(most, one.maxLeverage), 1)
  const initialTicks = both.map((asset) =>
    Math.floor(asset.initialPriceUsd / asset.tickSizeUsd + 0.5),
  )
  const spareRows = shape.rowCapacity - shape.accountCapacity
  const crossCapacity =
    (shape.crossCapacity ?? Math.max(Math.ceil(spareRows / (bookCount - 1)), 0)) + OWN_ACCOUNT_COUNT
  const events = spec.events ?? new EventLog()
  const controls = new ControlColumns(columns, name)
  controls.tierTable = rulebook.startTable
  const books = both.map(
    (asset, book) =>
      new OrderBook(
        columns,
        `${name}.${book < assetCount ? 'spot' : 'perpetual'}.${asset.symbol}`,
        // A coin market trades no coins: its spot book has its number and nothing else.
        inverse && book < assetCount
          ? { levelCount: NO_LEVELS, orderCapacity: 1 }
          : { levelCount: LEVEL_COUNT, orderCapacity: shape.ordersPerBook },
      ),
  )
  const accounts = new Accounts(columns, name, {
    accountCapacity: shape.accountCapacity + OWN_ACCOUNT_COUNT,
    rowCapacity: shape.rowCapacity + OWN_ACCOUNT_COUNT * bookCount,
    slotCapacity: shape.slotCapacity,
    crossCapacity,
    bookCount,
    hasVisitorSeat: shape.hasVisitorSeat ?? false,
  })
  const ledger = new Ledger(columns, name, accounts)
  const unitQuote = both.map((asset) => coinMarket?.listing.unitTicks ?? asset.quoteUnitsPerTickLot)
  const margin = new Margin(
    columns,
    name,
    schedules,
    unitQuote,
    rulebookLeverage,
    tables,
    rulebook.startTable,
    inverse,
  )
  const prices = new Prices(columns, name, initialTicks)
  const positions = new Positions(columns, name, accounts, ledger, margin, prices, events)
  const cross = new CrossMargin(columns, name, crossCapacity, positions)
  return {
    venueId: spec.venueId,
    coin: coinMarket?.listing,
    boardRow: inverse ? 0 : spec.venueId,
    indexAsset: coinMarket?.indexAsset ?? 0,
    indexAssetCount: coinMarket?.indexAssetCount ?? assetCount,
    rulebook,
    assets,
    assetCount,
    bookCount,
    keys: spec.keys,
    controls,
    events,
    books,
    accounts,
    ledger,
    margin,
    prices,
    positions,
    cross,
    spot: new SpotSettlement(columns, name, accounts, ledger),
    fund: new InsuranceFund(columns, name, positions),
    deleveraging: new Deleveraging(positions, cross),
    funding: new Funding(columns, name, assetCount),
    meanBasis: new MeanBasis(columns, name, assetCount, rulebook.basisWindowSteps),
    indexPrice: new IndexPrice(
      columns,
      name,
      spec.venueCount ?? VENUE_NAMES.length,
      coinMarket?.indexAssetCount ?? assetCount,
    ),
    tallies: new VenueTallies(columns, name, bookCount),
    halted: columns.u8(`${name}.halted`, bookCount),
  }
}
