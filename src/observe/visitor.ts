// What a visitor's own trader meets: a diary of what happened to it and when, what it paid, and how far the
// mark has gone since it opened. Plain state, so that it travels through time with everything else.
// Steps, quote units, ticks; the page and the shell turn it into words. ODD submodel: Observation.
import type { Layout } from './layout.ts'

export const VisitKind = {
  /** amountQuote notional, priceTicks mean price, note leverage. */
  Opened: 0,
  /** amountQuote notional, priceTicks mean price, note the cause; moneyQuote the profit at the prices. */
  Closed: 1,
  /** note the RejectReason. */
  Refused: 2,
  /** Money went to the venue and nothing traded: nobody was on the other side. */
  Unfilled: 3,
  /** moneyQuote that went into the position. */
  MarginAdded: 4,
  /** moneyQuote received, below zero paid; note the rate. */
  Funding: 5,
  /** The mark has come near the liquidation price: note how far it still is, fraction. */
  Near: 6,
  /** amountQuote to be closed by force at priceTicks, the mark; note the leverage. */
  Liquidated: 7,
  /** amountQuote of it that the book took, at priceTicks on average. */
  ForcedSold: 8,
  /** amountQuote that passed to the venue's fund or a provider, at priceTicks. */
  TakenOver: 9,
  /** A winning position closed for the losers: amountQuote at priceTicks. */
  Deleveraged: 10,
  /** The liquidation is over: moneyQuote came back, note what the fund took (below zero: paid). */
  Settled: 11,
  /** moneyQuote of the venue's loss that was spread over the accounts in profit. */
  Socialised: 12,
} as const
export type VisitKind = (typeof VisitKind)[keyof typeof VisitKind]

export interface VisitEntry {
  readonly step: number
  readonly kind: VisitKind
  readonly venue: number
  readonly asset: number
  readonly isLong: boolean
  readonly priceTicks: number
  readonly amountQuote: number
  readonly moneyQuote: number
  readonly note: number
}

/** The visitor at one venue as of the last step, and since its last position was opened there. */
export interface VisitorThere {
  /** In purse, wallet and margin; of it in the margin. */
  moneyQuote: number
  marginQuote: number
  broughtQuote: number
  lots: number
  entryQuote: number
  /** Since the visitor came: paid in fees, received in funding (below zero: paid). */
  feesQuote: number
  fundingQuote: number
  /** Of the latest position, open or not: -1 where there was none. */
  openedStep: number
  asset: number
  isLong: boolean
  leverage: number
  entryTicks: number
  openedMarginQuote: number
  lowMarkTicks: number
  highMarkTicks: number
  /** How near the mark has come: how many of the distances are behind it. */
  nearness: number
  firstDistance: number
  /** Of the liquidation under way: what the fund took, and the money outside the margin when it began. */
  fundQuote: number
  outsideQuote: number
  isInLiquidation: boolean
  wasLiquidated: boolean
}

export interface Visit {
  readonly entries: VisitEntry[]
  /** By venue. */
  readonly there: VisitorThere[]
}

export const MOST_ENTRIES = 400
export function createVisit(layout: Layout): Visit {
  return { entries: [], there: Array.from({ length: layout.venueCount }, nobody) }
}

function nobody(): VisitorThere {
  return {
    moneyQuote: 0,
    marginQuote: 0,
    broughtQuote: 0,
    lots: 0,
    entryQuote: 0,
    feesQuote: 0,
    fundingQuote: 0,
    openedStep: -1,
    asset: 0,
    isLong: true,
    leverage: 0,
    entryTicks: 0,
    openedMarginQuote: 0,
    lowMarkTicks: 0,
    highMarkTicks: 0,
    nearness: 0,
    firstDistance: 0,
    fundQuote: 0,
    outsideQuote: 0,
    isInLiquidation: false,
    wasLiquidated: false,
  }
}
