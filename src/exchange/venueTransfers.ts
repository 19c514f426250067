// The event of a position that changes hands outside the book. Lots, quote units.
// ODD submodel: Exchange: observation.
import type { EventKind } from '../market/events.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import type { VenueParts } from './venueParts.ts'

/** Signed lots leave `account` for `other`; the side is that of the account's closing trade. */
export function logTransfer(
  parts: VenueParts,
  kind: typeof EventKind.Takeover | typeof EventKind.Deleveraged,
  account: number,
  other: number,
  book: number,
  lots: number,
  notionalQuote: number,
): void {
  const absLots = lots < 0 ? -lots : lots
  const absQuote = notionalQuote < 0 ? -notionalQuote : notionalQuote
  const priceTicks = absQuote / (absLots * parts.margin.unitQuote[book]!)
  parts.events.add(
    kind,
    book,
    lots > 0 ? Side.Sell : Side.Buy,
    Cause.Deleveraging,
    account,
    other,
    Math.floor(priceTicks + 0.5),
    absLots,
    absQuote,
    0,
  )
}
