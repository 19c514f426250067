// Where a field of a record lies: the element of record r is at r << F64 in a column of doubles, and so
// on. What is met one at a time and at random (an account, its row) costs by the cache lines it lies on:
// its fields lie side by side in a record of one line, and a column is a view that begins at its field
// and steps over the others.

/** Of records of 64 bytes, a cache line: `accounts.walletQuote[account << F64]`. */
export const F64 = 3
export const I32 = 4
export const U16 = 5
export const U8 = 6
export const LINE_BYTES = 64
