// The statement of accounts: columns that clearing writes and an agent reads for its own account.
// An account is an agent at a venue. Money stands in a wallet; a row is a position or a coin holding.
// A retail account has one row with isolated margin; a professional one has a row for every book of
// the venue (row = rowOffset + book) and cross margin.
//
// What is read of one account or row at a time lies side by side, in records (base/shifts.ts): the element
// of account `a` is at `a << F64` of a column of doubles, `a << I32`, `a << U16` or `a << U8` of others,
// and so for rows. Only `rowBook` and the columns by client slot are arrays of their own, read as they are.

export const MarginMode = { Isolated: 0, Cross: 1 } as const
export type MarginMode = (typeof MarginMode)[keyof typeof MarginMode]

export const AccountState = {
  Open: 0,
  /** The venue is closing the account's positions; its requests are rejected. */
  InLiquidation: 1,
} as const
export type AccountState = (typeof AccountState)[keyof typeof AccountState]

export interface AccountStatements {
  readonly accountCount: number
  /** Rows 0 to rowTotal - 1 are in use. */
  readonly rowTotal: number
  /** The last account, kept free for a visitor of the run; -1 where the place has none. */
  readonly visitorAccount: number
  /** Whether a visitor has come to the place. */
  readonly hasVisitor: boolean
  /** One number: all the money that the visitor has brought. Quote units. */
  readonly visitorBroughtQuote: Float64Array
  /** By account, in its record. */
  readonly population: Uint8Array
  /** Traders that the account stands for. */
  readonly traders: Uint16Array
  /** Agents behind the account: two accounts of one owner trading with each other is a wash trade. */
  readonly ownerAgent: Int32Array
  readonly marginMode: Uint8Array
  readonly state: Uint8Array
  /** Money at the venue, not counting isolated margin. Cash of spot trading too. Quote units. */
  readonly walletQuote: Float64Array
  /** Money of the owner outside the venue, in stablecoins (the harbour). Quote units. */
  readonly purseQuote: Float64Array
  readonly rowOffset: Int32Array
  readonly rowCount: Uint8Array
  readonly slotOffset: Int32Array

  /** By row, in an array of its own. */
  readonly rowBook: Uint8Array
  /** By row, in its record, as what follows. Signed lots: perpetual position, or coins held (never
   * negative). */
  readonly rowLots: Float64Array
  /** Signed sum of entry notionals of the open position (0 for spot). Quote units. */
  readonly rowEntryQuote: Float64Array
  readonly rowMarginQuote: Float64Array
  readonly rowLeverage: Uint8Array
  /** Mark price at which the row is liquidated; 0 none (flat, or cross margin). */
  readonly rowLiquidationTicks: Int32Array
  readonly rowStopTicks: Int32Array
  readonly rowTakeTicks: Int32Array

  /** By client slot: what rests there. 0 lots: nothing. */
  readonly slotLots: Int32Array
  readonly slotPriceTicks: Int32Array
}
