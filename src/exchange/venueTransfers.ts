// The event of a position that changes hands outside the book. Lots, quote units.
// ODD submodel: Exchange: observation.
import type { EventKind } from '../market/events.ts'
import { LEVEL_COUNT } from '../market/instruments.ts'
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
  const priceTicks = parts.margin.priceTicksOf(
    book,
    absLots,
    parts.margin.signedQuote(absLots, absQuote),
  )
  parts.events.add(
    kind,
    book,
    lots > 0 ? Side.Sell : Side.Buy,
    Cause.Deleveraging,
    account,
    other,
    Math.min(Math.floor(priceTicks + 0.5), LEVEL_COUNT - 1),
    absLots,
    parts.coin === undefined ? absQuote : absLots * parts.coin.faceQuote,
    0,
  )
}
