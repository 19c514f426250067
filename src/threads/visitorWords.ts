// The visitor's diary in words: what happened, told plainly, one line each.
import { RejectReason } from '../market/events.ts'
import type { Asset } from '../market/instruments.ts'
import { Cause } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import { VisitKind } from '../observe/visitor.ts'
import type { VisitEntry } from '../observe/visitor.ts'
import { countInWords, percentInWords } from '../observe/words.ts'

const REFUSALS: Readonly<Record<number, string>> = {
  [RejectReason.NotPositive]: 'it is less than the smallest amount that can be traded',
  [RejectReason.NotFillable]: 'nobody is on the other side',
  [RejectReason.InsufficientMargin]: 'the margin does not cover it',
  [RejectReason.InsufficientCash]: 'there is no money for it',
  [RejectReason.LeverageAboveLimit]: 'the leverage is above what it allows at this size now',
  [RejectReason.ReduceOnly]: 'there is no position to close',
  [RejectReason.InLiquidation]: 'it is closing the position by force',
  [RejectReason.Halted]: 'trading is halted',
  [RejectReason.WrongRow]: 'there is no such position, or one in another coin is open',
  [RejectReason.PriceOutOfBand]: 'the price is out of range',
}

export function visitInWords(
  entry: VisitEntry,
  assets: readonly Asset[],
  venueNames: readonly string[],
): string {
  const asset = assets[entry.asset]
  const venue = venueNames[entry.venue]
  const sum = usd(entry.amountQuote)
  const money = usd(Math.abs(entry.moneyQuote))
  const at = priceInWords(entry.priceTicks, asset)
  switch (entry.kind) {
    case VisitKind.Opened:
      return `opened on ${venue}: ${entry.isLong ? 'long' : 'short'} ${sum} of ${asset.symbol} at ${at}, ${entry.note}×`
    case VisitKind.Closed:
      return `${closedBy(entry.note, venue)} ${sum} closed at ${at}, ${signed(entry.moneyQuote)} before fees`
    case VisitKind.Refused:
      return `${venue} refused the order: ${REFUSALS[entry.note] ?? 'it cannot be done now'}`
    case VisitKind.Unfilled:
      return 'not filled: nobody trades within 1 % of the price'
    case VisitKind.MarginAdded:
      return `${money} of margin added`
    case VisitKind.Funding:
      return `funding: ${entry.moneyQuote < 0 ? 'paid' : 'received'} ${money}`
    case VisitKind.Near:
      return `the price is ${percentInWords(entry.note)} from liquidation, at ${at}`
    case VisitKind.Liquidated:
      return `liquidated by ${venue}: its mark reached ${at}, ${sum} closed by force`
    case VisitKind.ForcedSold:
      return `${sum} of it traded in the book at ${at}`
    case VisitKind.TakenOver:
      return `${sum} of it went to the venue's fund or a backstop at ${at}`
    case VisitKind.Deleveraged:
      return `auto-deleveraged: ${sum} of a winning position closed at ${at} for the losers`
    case VisitKind.Settled:
      return settled(entry, money)
    case VisitKind.Socialised:
      return `${venue} took ${money} of the profit to cover its losses`
  }
}

function closedBy(cause: number, venue: string): string {
  if (cause === Cause.StopLoss) return 'the stop fired:'
  if (cause === Cause.TakeProfit) return 'the take-profit fired:'
  if (cause === Cause.LeverageCut) return `${venue} cut the position to its leverage cap:`
  return 'your order:'
}

function settled(entry: VisitEntry, money: string): string {
  const left = entry.amountQuote > 0 ? 'the rest of the position is safe again; ' : ''
  const back = entry.moneyQuote > 0 ? `${money} came back` : 'nothing came back'
  const fund = usd(Math.abs(entry.note))
  if (entry.note > 0) return `${left}${back}, the insurance fund kept ${fund}`
  if (entry.note < 0) return `${left}${back}, the insurance fund paid ${fund} for you`
  return `${left}${back}`
}

export function priceInWords(ticks: number, asset: Asset): string {
  const price = ticks * asset.tickSizeUsd
  return price >= 1000 ? countInWords(price) : price.toPrecision(4)
}

/** $20,000 and $8.02: cents below a hundred dollars. */
function usd(quote: number): string {
  const dollars = quote / QUOTE_UNITS_PER_USD
  return `$${dollars < 100 ? dollars.toFixed(2) : countInWords(dollars)}`
}

function signed(quote: number): string {
  return `${quote < 0 ? '−' : '+'}${usd(Math.abs(quote))}`
}
