// Builds the parts of a venue: every column it owns, in a fixed order. ODD submodel: Exchange.
import type { Columns } from '../base/columns.ts'
import type { RandomKeys } from '../base/keyedRandom.ts'
import { ControlColumns } from '../market/controls.ts'
import { EventLog } from '../market/events.ts'
import { LEVEL_COUNT, VENUE_NAMES } from '../market/instruments.ts'
import type { Asset } from '../market/instruments.ts'
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
  readonly insuranceFundQuote: number
  /** Where its events go, if other threads read them. */
  readonly events?: EventLog
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
}

export function buildParts(spec: VenueSpec, shape: VenueShape, columns: Columns): VenueParts {
  const { assets, name, rulebook } = spec
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
        {
          levelCount: LEVEL_COUNT,
          orderCapacity: shape.ordersPerBook,
        },
      ),
  )
  const accounts = new Accounts(columns, name, {
    accountCapacity: shape.accountCapacity + OWN_ACCOUNT_COUNT,
    rowCapacity: shape.rowCapacity + OWN_ACCOUNT_COUNT * bookCount,
    slotCapacity: shape.slotCapacity,
    crossCapacity,
    bookCount,
  })
  const ledger = new Ledger(columns, name, accounts)
  const unitQuote = both.map((asset) => asset.quoteUnitsPerTickLot)
  const margin = new Margin(
    columns,
    name,
    schedules,
    unitQuote,
    rulebookLeverage,
    tables,
    rulebook.startTable,
  )
  const prices = new Prices(columns, name, initialTicks)
  const positions = new Positions(columns, name, accounts, ledger, margin, prices, events)
  const cross = new CrossMargin(columns, name, crossCapacity, positions)
  return {
    venueId: spec.venueId,
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
    indexPrice: new IndexPrice(columns, name, spec.venueCount ?? VENUE_NAMES.length, assetCount),
    tallies: new VenueTallies(columns, name, bookCount),
    halted: columns.u8(`${name}.halted`, bookCount),
  }
}
