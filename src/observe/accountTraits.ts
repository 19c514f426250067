// One byte an account of what the passes over trades ask for each trade. Kept small so that it stays in
// the processor's cache. ODD submodel: Observation.
import { I32, U8 } from '../base/shifts.ts'
import { type AccountStatements, MarginMode } from '../market/accounts.ts'
import type { MarketRecord } from '../market/marketRecord.ts'

/** The account's population. */
export const POPULATION_BITS = 15
/** Another account of the venue has the same owner. */
export const SHARED_OWNER = 16
export const CROSS_MARGIN = 32

/** By venue, by account. Accounts are opened before the first step and keep owner and rows. */
export function accountTraits(record: MarketRecord): readonly Uint8Array[] {
  return record.venues.map(({ statements }) => {
    const { accountCount, population, marginMode } = statements
    const traits = new Uint8Array(accountCount)
    for (let account = 0; account < accountCount; account++) {
      traits[account] =
        population[account << U8] |
        (marginMode[account << U8] === MarginMode.Cross ? CROSS_MARGIN : 0)
    }
    markSharedOwners(traits, statements)
    return traits
  })
}

/** Owners mostly come in rising order, one account each: only one that does not may have come before. */
function markSharedOwners(traits: Uint8Array, { ownerAgent }: AccountStatements): void {
  const accountOf = new Map<number, number>()
  let highest = -1
  for (let account = 0; account < traits.length; account++) {
    const owner = ownerAgent[account << I32]
    if (owner > highest) highest = owner
    else if (owner >= 0) accountOf.set(owner, -1)
  }
  if (accountOf.size === 0) return
  for (let account = 0; account < traits.length; account++) {
    const owner = ownerAgent[account << I32]
    const before = accountOf.get(owner)
    if (before === undefined) continue
    accountOf.set(owner, account)
    if (before < 0) continue
    traits[before] |= SHARED_OWNER
    traits[account] |= SHARED_OWNER
  }
}
