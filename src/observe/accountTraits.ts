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

function markSharedOwners(traits: Uint8Array, { ownerAgent }: AccountStatements): void {
  const byOwner = Int32Array.from(traits, (_, account) => account)
  byOwner.sort((a, b) => ownerAgent[a << I32] - ownerAgent[b << I32])
  for (let place = 1; place < byOwner.length; place++) {
    const [before, account] = [byOwner[place - 1], byOwner[place]]
    if (ownerAgent[account << I32] < 0 || ownerAgent[account << I32] !== ownerAgent[before << I32])
      continue
    traits[before] |= SHARED_OWNER
    traits[account] |= SHARED_OWNER
  }
}
