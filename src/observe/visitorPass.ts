// Reads a step of a venue for the visitor's diary: its trades, funding, how near the mark came, and its
// liquidation from the first event to what was left. Money is told by what moved: what neither prices nor
// funding nor the fund explain are fees. Quote units, lots, ticks. ODD submodel: Observation.
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import type { VenueRecord } from '../market/venueRecord.ts'
import type { Layout } from './layout.ts'
import { MOST_ENTRIES, VisitKind } from './visitor.ts'
import type { Visit, VisitEntry, VisitorThere } from './visitor.ts'

/** Parts of the first distance to the liquidation price at which the diary says how near it is. */
const NEAR_PARTS = [0.5, 0.2, 0.05]
/** Forced trades this close together are one line of the diary. */
const SAME_SALE_STEPS = 600

/** Where the visitor stands at a venue after the step. */
interface Now {
  readonly step: number
  readonly venue: number
  readonly asset: number
  /** Quote units of a lot a tick. */
  readonly unit: number
  readonly mark: number
  readonly liquidationTicks: number
  readonly leverage: number
  readonly isOpen: boolean
  readonly lots: number
  readonly entryQuote: number
  readonly marginQuote: number
  readonly moneyQuote: number
  readonly broughtQuote: number
}

/** What the step's events say of the visitor; bought lots and notionals are signed. */
interface Sums {
  boughtQuote: number
  boughtLots: number
  passedQuote: number
  passedLots: number
  deleveragedQuote: number
  deleveragedLots: number
  liquidatedQuote: number
  liquidatedTicks: number
  depositedQuote: number
  fundQuote: number
  fundingRate: number
  cause: number
  reason: number
  isSocialised: boolean
}

type Note = (kind: VisitKind, more?: Partial<VisitEntry>) => void

/** Only called where a visitor is a customer. */
export function observeVisitor(
  visit: Visit,
  layout: Layout,
  step: number,
  venue: number,
  page: BoardPage,
  record: VenueRecord,
): void {
  const there = visit.there[venue]
  const now = standing(layout, step, venue, page, record)
  const sums = sumEvents(record, now.asset + layout.assetCount)
  const note: Note = (kind, more = {}) => write(visit, there, now, kind, more)
  const funding = fundingOf(now, sums.fundingRate)
  const moved = sums.boughtQuote + sums.passedQuote + sums.deleveragedQuote
  const realised = now.entryQuote - there.entryQuote - moved
  const fresh = now.broughtQuote - there.broughtQuote
  const grown = now.moneyQuote - there.moneyQuote
  const spent = fresh + realised + funding - sums.fundQuote - grown
  if (sums.isSocialised && sums.boughtLots === 0 && spent > 0) {
    note(VisitKind.Socialised, { moneyQuote: -spent })
  } else {
    there.feesQuote += spent
  }
  noteLiquidation(there, now, sums, note)
  noteTrades(there, now, sums, realised, note)
  noteMoney(there, now, sums, note)
  if (funding !== 0) {
    there.fundingQuote += funding
    note(VisitKind.Funding, { moneyQuote: funding, note: sums.fundingRate })
  }
  noteEnd(there, now, note)
  follow(there, now, note)
  there.moneyQuote = now.moneyQuote
  there.broughtQuote = now.broughtQuote
  there.lots = now.lots
  there.entryQuote = now.entryQuote
  there.marginQuote = now.marginQuote
}

function standing(
  layout: Layout,
  step: number,
  venue: number,
  page: BoardPage,
  { statements }: VenueRecord,
): Now {
  const account = statements.visitorAccount
  const row = statements.rowOffset[account << I32]
  const book = statements.rowBook[row]
  const asset = book - layout.assetCount
  const marginQuote = statements.rowMarginQuote[row << F64]
  const outside = statements.walletQuote[account << F64] + statements.purseQuote[account << F64]
  return {
    step,
    venue,
    asset,
    unit: Math.round(layout.usdPerTickLot[asset] * QUOTE_UNITS_PER_USD),
    mark: page.markTicks[venue * layout.bookCount + book],
    liquidationTicks: statements.rowLiquidationTicks[row << I32],
    leverage: statements.rowLeverage[row << U8],
    isOpen: statements.state[account << U8] === AccountState.Open,
    lots: statements.rowLots[row << F64],
    entryQuote: statements.rowEntryQuote[row << F64],
    marginQuote,
    moneyQuote: outside + marginQuote,
    broughtQuote: statements.visitorBroughtQuote[0],
  }
}

function sumEvents({ events, statements }: VenueRecord, book: number): Sums {
  const account = statements.visitorAccount
  const sums = noSums()
  for (let row = 0; row < events.count; row++) {
    const kind = events.kind[row]
    const quote = events.amountQuote[row]
    if (kind === EventKind.SocialisedLoss) sums.isSocialised = true
    if (kind === EventKind.Funding && events.book[row] === book) sums.fundingRate = events.note[row]
    const isSide = events.side[row] === Side.Buy ? 1 : -1
    const lots = isSide * events.lots[row]
    // Closed against others: the event is theirs, its side the other one.
    if (kind === EventKind.Deleveraged && events.otherAccount[row] === account) {
      sums.passedQuote -= isSide * quote
      sums.passedLots -= lots
    }
    if (events.account[row] !== account) continue
    switch (kind) {
      case EventKind.Trade:
        sums.boughtQuote += isSide * quote
        sums.boughtLots += lots
        sums.cause = events.cause[row]
        break
      case EventKind.Takeover:
        sums.passedQuote += isSide * quote
        sums.passedLots += lots
        break
      case EventKind.Deleveraged:
        sums.deleveragedQuote += isSide * quote
        sums.deleveragedLots += lots
        break
      case EventKind.Liquidation:
        sums.liquidatedQuote += quote
        sums.liquidatedTicks = events.priceTicks[row]
        break
      case EventKind.InsuranceFund:
        sums.fundQuote += quote
        break
      case EventKind.Transfer:
        sums.depositedQuote += quote
        break
      case EventKind.OrderRejected:
        sums.reason = events.note[row]
        break
    }
  }
  return sums
}

function noSums(): Sums {
  return {
    boughtQuote: 0,
    boughtLots: 0,
    passedQuote: 0,
    passedLots: 0,
    deleveragedQuote: 0,
    deleveragedLots: 0,
    liquidatedQuote: 0,
    liquidatedTicks: 0,
    depositedQuote: 0,
    fundQuote: 0,
    fundingRate: 0,
    cause: 0,
    reason: 0,
    isSocialised: false,
  }
}

/** As the venue rounds it: received, below zero paid. */
function fundingOf({ lots, mark, unit }: Now, rate: number): number {
  if (lots === 0 || rate === 0) return 0
  const notional = Math.floor(Math.abs(lots) * mark * unit + 0.5)
  return -Math.sign(lots) * Math.floor(notional * rate + 0.5)
}

function noteTrades(
  there: VisitorThere,
  now: Now,
  sums: Sums,
  realisedQuote: number,
  note: Note,
): void {
  const traded = amounts(now, sums.boughtQuote, sums.boughtLots)
  const before = there.lots
  if (sums.boughtLots !== 0) {
    const reduces = before !== 0 && sums.boughtLots > 0 !== before > 0
    if (sums.cause === Cause.Liquidation) note(VisitKind.ForcedSold, traded)
    else if (reduces) {
      note(VisitKind.Closed, { ...traded, note: sums.cause, moneyQuote: realisedQuote })
    }
    const isNew = now.lots !== 0 && (before === 0 || now.lots > 0 !== before > 0)
    if (isNew) begin(there, now)
    if (isNew || (!reduces && sums.cause !== Cause.Liquidation)) {
      there.entryTicks = now.lots === 0 ? there.entryTicks : now.entryQuote / (now.lots * now.unit)
      there.openedMarginQuote = now.marginQuote
      there.leverage = now.leverage
      note(VisitKind.Opened, { ...traded, note: now.leverage })
    }
  }
  if (sums.passedLots !== 0) {
    note(VisitKind.TakenOver, amounts(now, sums.passedQuote, sums.passedLots))
  }
  if (sums.deleveragedLots !== 0) {
    const closed = amounts(now, sums.deleveragedQuote, sums.deleveragedLots)
    note(VisitKind.Deleveraged, { ...closed, moneyQuote: realisedQuote })
  }
}

/** A position is opened where there was none. */
function begin(there: VisitorThere, now: Now): void {
  there.openedStep = now.step
  there.asset = now.asset
  there.isLong = now.lots > 0
  there.lowMarkTicks = now.mark
  there.highMarkTicks = now.mark
  there.nearness = 0
  there.firstDistance = distanceOf(now)
  there.isInLiquidation = false
  there.wasLiquidated = false
}

function amounts({ unit }: Now, quote: number, lots: number): Partial<VisitEntry> {
  return {
    amountQuote: Math.abs(quote),
    priceTicks: lots === 0 ? 0 : quote / (lots * unit),
  }
}

function noteMoney(there: VisitorThere, now: Now, sums: Sums, note: Note): void {
  if (sums.reason !== 0) {
    note(VisitKind.Refused, { note: sums.reason })
    return
  }
  const isSame = now.lots === there.lots && sums.boughtLots === 0
  const added = isSame && now.lots !== 0 ? now.marginQuote - there.marginQuote : 0
  if (added > 0) {
    there.firstDistance = Math.max(there.firstDistance, distanceOf(now))
    there.nearness = 0
    note(VisitKind.MarginAdded, { moneyQuote: added })
  } else if (isSame && sums.depositedQuote > 0) note(VisitKind.Unfilled)
}

function noteLiquidation(there: VisitorThere, now: Now, sums: Sums, note: Note): void {
  if (sums.liquidatedQuote > 0 && !there.isInLiquidation) {
    there.isInLiquidation = true
    there.wasLiquidated = true
    there.fundQuote = 0
    there.outsideQuote = there.moneyQuote - there.marginQuote
    note(VisitKind.Liquidated, {
      amountQuote: sums.liquidatedQuote,
      priceTicks: sums.liquidatedTicks,
      note: now.leverage,
    })
  }
  there.fundQuote += sums.fundQuote
}

function noteEnd(there: VisitorThere, now: Now, note: Note): void {
  if (!there.isInLiquidation || (now.lots !== 0 && !now.isOpen)) return
  there.isInLiquidation = false
  note(VisitKind.Settled, {
    amountQuote: Math.abs(now.lots) * now.mark * now.unit,
    moneyQuote: now.moneyQuote - now.marginQuote - there.outsideQuote,
    note: there.fundQuote,
  })
}

/** How far the mark goes, whether the position is still open or not. */
function follow(there: VisitorThere, now: Now, note: Note): void {
  if (there.openedStep < 0 || now.asset !== there.asset) return
  if (now.mark < there.lowMarkTicks) there.lowMarkTicks = now.mark
  if (now.mark > there.highMarkTicks) there.highMarkTicks = now.mark
  if (now.lots === 0 || there.isInLiquidation || now.liquidationTicks === 0) return
  const distance = distanceOf(now)
  const before = there.nearness
  while (
    there.nearness < NEAR_PARTS.length &&
    distance <= there.firstDistance * NEAR_PARTS[there.nearness]
  ) {
    there.nearness++
  }
  if (there.nearness > before) note(VisitKind.Near, { note: distance })
}

function distanceOf({ mark, liquidationTicks }: Now): number {
  return liquidationTicks === 0 ? 1 : Math.abs(mark - liquidationTicks) / mark
}

function write(
  { entries }: Visit,
  there: VisitorThere,
  { step, venue, asset, mark, lots }: Now,
  kind: VisitKind,
  more: Partial<VisitEntry>,
): void {
  const isLong = lots === 0 ? (there.lots === 0 ? there.isLong : there.lots > 0) : lots > 0
  const plain = { priceTicks: mark, amountQuote: 0, moneyQuote: 0, note: 0 }
  const entry: VisitEntry = { step, kind, venue, asset, isLong, ...plain, ...more }
  const last = entries.at(-1)
  if (last !== undefined && isSameSale(last, entry)) {
    entries[entries.length - 1] = together(last, entry)
    return
  }
  entries.push(entry)
  if (entries.length > MOST_ENTRIES) entries.shift()
}

function isSameSale(last: VisitEntry, entry: VisitEntry): boolean {
  const isSale = entry.kind === VisitKind.ForcedSold || entry.kind === VisitKind.TakenOver
  const isNear = entry.step - last.step <= SAME_SALE_STEPS
  return isSale && isNear && last.kind === entry.kind && last.venue === entry.venue
}

/** Two sales as one, at their mean price. */
function together(last: VisitEntry, entry: VisitEntry): VisitEntry {
  const amountQuote = last.amountQuote + entry.amountQuote
  const amounts = last.amountQuote / last.priceTicks + entry.amountQuote / entry.priceTicks
  return { ...entry, amountQuote, priceTicks: amountQuote / amounts }
}
