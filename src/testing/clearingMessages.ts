// What can be asked of a clearing in tests: messages that the fast one and its slow twin both get.
// Accounts by number; `book` is 0 or 1, of the perpetuals; prices are relative to the mark; shares are
// 0 to 1; money in quote units.
import type { Side } from '../market/units.ts'

/** Traders that the isolated accounts stand for; then come the cross accounts, the last one poor. */
export const ISOLATED_TRADERS: readonly number[] = [1, 1, 1, 3, 10]
export const CROSS_WALLETS: readonly number[] = [4_000_000_000, 900_000_000, 30_000_000]
export const ACCOUNT_COUNT = ISOLATED_TRADERS.length + CROSS_WALLETS.length
/** Of the insurance fund, as a party to a trade. */
export const FUND = ACCOUNT_COUNT

export type ClearingMessage =
  | {
      readonly kind: 'trade'
      readonly buyer: number
      readonly seller: number
      readonly book: number
      readonly lots: number
      readonly away: number
      readonly buyerLeverage: number
      readonly sellerLeverage: number
      readonly feeRate: number
    }
  | { readonly kind: 'deposit'; readonly account: number; readonly amount: number }
  | { readonly kind: 'margin'; readonly account: number; readonly amount: number }
  | { readonly kind: 'mark'; readonly book: number; readonly move: number }
  | { readonly kind: 'funding'; readonly book: number; readonly rate: number }
  | {
      readonly kind: 'triggers'
      readonly account: number
      readonly book: number
      readonly stopAway: number
      readonly takeAway: number
    }
  | {
      readonly kind: 'liquidate'
      readonly book: number
      readonly maker: number
      readonly share: number
      readonly away: number
      readonly feeRate: number
      readonly clearanceRate: number
    }
  | {
      readonly kind: 'deleverage'
      readonly book: number
      readonly share: number
      readonly proRata: boolean
    }
  | { readonly kind: 'socialise' }
  | { readonly kind: 'scale'; readonly scale: number }
  | {
      readonly kind: 'rest'
      readonly account: number
      readonly book: number
      readonly side: Side
      readonly lots: number
    }
  | { readonly kind: 'reserve'; readonly account: number; readonly amount: number }
