import fc from 'fast-check'
import { expect, it } from 'vitest'
import { I32, U8 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { MarketRecord } from '../market/marketRecord.ts'
import { accountTraits, SHARED_OWNER } from './accountTraits.ts'

/** A venue of which nothing is told but who owns its accounts. */
function marketOwnedBy(owners: readonly number[]): MarketRecord {
  const count = owners.length
  const ownerAgent = new Int32Array(count << I32)
  owners.forEach((owner, account) => (ownerAgent[account << I32] = owner))
  const statements = {
    accountCount: count,
    ownerAgent,
    population: new Uint8Array(count << U8),
    marginMode: new Uint8Array(count << U8),
  } as Partial<AccountStatements>
  return { venues: [{ statements }] } as unknown as MarketRecord
}

it('an account shares its owner with another one, whatever the order in which they were opened', () => {
  const ownersInOrder = fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 30 })
  const risingThenAny = fc
    .tuple(fc.nat({ max: 30 }), fc.array(fc.integer({ min: -1, max: 60 }), { maxLength: 12 }))
    .map(([rising, rest]) => [...Array.from({ length: rising }, (_, owner) => owner), ...rest])
  fc.assert(
    fc.property(fc.oneof(ownersInOrder, risingThenAny), (owners) => {
      const traits = [...accountTraits(marketOwnedBy(owners))[0]]
      const shares = owners.map(
        (owner) => owner >= 0 && owners.filter((other) => other === owner).length > 1,
      )
      expect(traits.map((trait) => (trait & SHARED_OWNER) !== 0)).toEqual(shares)
    }),
  )
})
