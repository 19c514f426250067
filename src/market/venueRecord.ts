// What an observer (and the model) may read of a venue. The exchange implements it; nobody else sees
// the exchange's insides.
import type { AccountStatements } from './accounts.ts'
import type { EventLog } from './events.ts'

/** Sums that must be zero at all times, quote units and lots. */
export interface Residuals {
  /** Cash in all wallets, margins, funds and pots minus what was brought in. */
  readonly cash: number
  /** Coins held over all accounts minus coins brought in, summed over assets as absolute values. */
  readonly coins: number
  /** Net perpetual position over all accounts, summed over books as absolute values. */
  readonly positions: number
  /** Liquidated notional minus what closed it: book fills, takeovers, deleveraging. */
  readonly liquidations: number
}

export interface VenueRecord {
  readonly statements: AccountStatements
  readonly events: EventLog
  /** Messages handled since the start: order requests, cancels, fills. */
  messageCount(): number
  residuals(): Residuals
  /**
   * Resting lots by price: visits the levels of one side from the touch outwards until `visit`
   * returns false.
   */
  walkDepth(book: number, side: 0 | 1, visit: (priceTicks: number, lots: number) => boolean): void
  /** Resting notional within `fraction` of the mid on one side, quote units. */
  depthQuote(book: number, side: 0 | 1, fraction: number): number
}
