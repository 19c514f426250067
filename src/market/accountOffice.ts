// How accounts come to be, before the first step. A venue implements it; populations call it.

export interface AccountOpening {
  readonly population: number
  /** Traders that the account stands for. */
  readonly traders: number
  readonly ownerAgent: number
  readonly marginMode: number
  /** Client slots: resting orders the account can name. */
  readonly slots: number
}

/** The account that a venue keeps free for a visitor of the run. */
export interface VisitorDesk {
  readonly visitorAccount: number
  /** From now on the visitor is a customer, with this much more money in the purse: it comes from outside
   * the model, and counts as brought in. */
  admitVisitor(amountQuote: number): void
}

export interface AccountOffice {
  /** Returns the account id: 0, 1, 2 ... in order of opening. */
  openAccount(opening: AccountOpening): number
  grantPurse(account: number, amountQuote: number): void
  grantWallet(account: number, amountQuote: number): void
  grantCoins(account: number, asset: number, lots: number): void
  /** Signed lots; all grants of a book must net to zero. Margin is brought in with the position. */
  grantPosition(
    account: number,
    book: number,
    signedLots: number,
    entryPriceTicks: number,
    leverage: number,
    marginQuote: number,
  ): void
}
