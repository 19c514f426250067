// Examples of clearing's parts: ledger, trigger index, index, mark, funding, procedures, ranking.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { F64, I32, LINE_BYTES } from '../../base/shifts.ts'
import { BoardPage } from '../../market/board.ts'
import { LEVEL_COUNT } from '../../market/instruments.ts'
import { Accounts } from './accounts.ts'
import { fundingFromMark, fundingFromPremium, Funding, impactPremium } from './funding.ts'
import { IndexPrice } from './indexPrice.ts'
import { Ledger, Pot } from './ledger.ts'
import {
  autoCloseMarginFraction,
  ForcedKind,
  immediate,
  rateLimited,
  stepDown,
} from './liquidation.ts'
import type { Distress, ForcedAction } from './liquidation.ts'
import { indexMedianMark, MeanBasis, medianOfThree, ownBookMark } from './markPrice.ts'
import { TriggerIndex } from './triggerIndex.ts'

describe('the ledger', () => {
  it('sums to zero over all places whatever is moved', () => {
    const columns = new Columns()
    const accounts = new Accounts(columns, 'a', {
      accountCapacity: 4,
      rowCapacity: 8,
      slotCapacity: 0,
      crossCapacity: 2,
      bookCount: 2,
    })
    const one = accounts.open({ population: 0, traders: 1, ownerAgent: 0, marginMode: 0, slots: 0 })
    const two = accounts.open({ population: 0, traders: 1, ownerAgent: 1, marginMode: 0, slots: 0 })
    const ledger = new Ledger(columns, 'l', accounts)
    ledger.grantPurse(one, 1000)
    ledger.grantWallet(two, 500)
    ledger.purseToWallet(one, 700)
    ledger.walletToMargin(one, accounts.rowOffset[one << I32]!, 300)
    ledger.marginToPot(accounts.rowOffset[one << I32]!, Pot.Fees, 7)
    ledger.potToWallet(Pot.House, two, 90)
    ledger.walletToWallet(two, one, 25)
    expect(ledger.totalQuote()).toBe(0)
    expect([0, 1].map((account) => accounts.walletQuote[account << F64])).toEqual([425, 565])
    expect(ledger.potQuote[Pot.BroughtIn]).toBe(-1500)
  })
})

describe('the trigger index', () => {
  const build = () => {
    const columns = new Columns()
    const records = columns.records(10, LINE_BYTES)
    return new TriggerIndex(columns, 't', 2, { records, rowCapacity: 10, spareRows: 0 }, 0)
  }
  const queued = (index: TriggerIndex, perpetual: number): number[] => {
    const nodes: number[] = []
    for (let node = index.firstQueued(perpetual); node >= 0; node = index.behind(node))
      nodes.push(node)
    return nodes
  }

  it('fires what the mark passes on its way, nearest first, and nothing else', () => {
    const index = build()
    index.link(1, 0, 90)
    index.link(2, 0, 95)
    index.link(3, 0, 89)
    index.link(4, 0, 105)
    index.link(5, 1, 95)
    index.sweep(0, 100, 89.5)
    expect(queued(index, 0)).toEqual([2, 1])
    index.sweep(0, 89.5, 105)
    expect(queued(index, 0)).toEqual([2, 1, 4])
    expect(queued(index, 1)).toEqual([])
    expect(index.firstAt(0, 89)).toBe(3)
  })

  it('fires at the tick itself, from either side', () => {
    const index = build()
    index.link(1, 0, 90)
    index.sweep(0, 91, 90.01)
    expect(queued(index, 0)).toEqual([])
    index.sweep(0, 90.01, 90)
    expect(queued(index, 0)).toEqual([1])
    index.link(2, 0, 92)
    index.sweep(0, 90, 91.99)
    expect(queued(index, 0)).toEqual([1])
    index.sweep(0, 91.99, 92)
    expect(queued(index, 0)).toEqual([1, 2])
  })

  it('takes nodes out of buckets and of the queue, wherever they stand', () => {
    const index = build()
    for (const node of [1, 2, 3]) index.link(node, 0, 50)
    index.unlink(2, 0)
    index.sweep(0, 60, 40)
    expect(queued(index, 0)).toEqual([3, 1])
    index.unlink(1, 0)
    index.enqueue(2, 0)
    expect(queued(index, 0)).toEqual([3, 2])
    index.unlink(3, 0)
    index.unlink(2, 0)
    expect(queued(index, 0)).toEqual([])
    index.enqueue(1, 0)
    expect(queued(index, 0)).toEqual([1])
    expect(index.isLinked(2)).toBe(false)
  })

  it('fires what was due when set, though the mark stands still', () => {
    const index = build()
    index.link(4, 0, 0)
    index.sweep(0, 100, 100)
    expect(queued(index, 0)).toEqual([4])
  })

  it('reaches the edges of the book', () => {
    const index = build()
    index.link(1, 0, 1)
    index.link(2, 0, LEVEL_COUNT - 1)
    index.sweep(0, 100, 0.5)
    index.sweep(0, 0.5, LEVEL_COUNT + 10)
    expect(queued(index, 0)).toEqual([1, 2])
  })
})

describe('the index', () => {
  it('weighs venues by volume and replaces a source far from the median by the median', () => {
    const page = new BoardPage(new Columns(), 'p', 4, 1)
    const index = new IndexPrice(new Columns(), 'i', 4, 1)
    const mids = [100, 102, 101, 120]
    mids.forEach((mid, venue) => (page.midTicks[venue * 2] = mid))
    // No volume yet: equal weights; 120 is over 5 % from the median of 101.5.
    expect(index.update(page, 0, 1)).toBeCloseTo((100 + 102 + 101 + 101.5) / 4, 12)
    page.volumeQuote[0] = 1e12
    expect(index.update(page, 0, 1)).toBeCloseTo(100, 6)
  })

  it('keeps its last price when no venue quotes', () => {
    const page = new BoardPage(new Columns(), 'p', 4, 1)
    expect(new IndexPrice(new Columns(), 'i', 4, 1).update(page, 0, 777)).toBe(777)
  })
})

describe('the mark', () => {
  it('is the median of three', () => {
    for (const [a, b, c] of [
      [1, 2, 3],
      [1, 3, 2],
      [2, 1, 3],
      [2, 3, 1],
      [3, 1, 2],
      [3, 2, 1],
      [2, 2, 1],
    ]) {
      expect(medianOfThree(a!, b!, c!)).toBe(2)
    }
  })

  it('follows the index where the last trade runs away', () => {
    expect(indexMedianMark(1000, 0.001, 0.5, -2, 900)).toBe(998)
    expect(indexMedianMark(1000, 0.001, 0.5, 3, 1100)).toBe(1003)
  })

  it('follows its own book where it is self-referential', () => {
    expect(ownBookMark(990, 992, 991, 1000)).toBe(992)
    expect(ownBookMark(0, 992, 991, 985)).toBe(991)
  })

  it('averages the basis over its window alone', () => {
    const basis = new MeanBasis(new Columns(), 'b', 1, 3)
    expect([1, 2, 3, 4, 5].map((sample) => basis.add(0, sample))).toEqual([1, 1.5, 2, 3, 4])
  })
})

describe('funding', () => {
  it('is the premium plus the interest, held within 0.05 % of the premium', () => {
    expect(fundingFromPremium(0)).toBe(0.0001)
    expect(fundingFromPremium(0.0004)).toBeCloseTo(0.0001, 12)
    expect(fundingFromPremium(0.002)).toBeCloseTo(0.0015, 12)
    expect(fundingFromPremium(-0.002)).toBeCloseTo(-0.0015, 12)
    expect(fundingFromMark(0.0024)).toBeCloseTo(0.0001, 12)
  })

  it('has a premium only where the impact prices lie on one side of the index', () => {
    expect(impactPremium(101, 103, 100)).toBeCloseTo(0.01, 12)
    expect(impactPremium(96, 99, 100)).toBeCloseTo(-0.01, 12)
    expect(impactPremium(99, 101, 100)).toBe(0)
  })

  it('weighs later samples more', () => {
    const funding = new Funding(new Columns(), 'f', 1)
    expect(funding.sample(0, 0.001, true)).toBe(0.001)
    expect(funding.sample(0, 0.004, true)).toBeCloseTo(0.003, 12)
    funding.startInterval(0)
    expect(funding.sample(0, 0.002, false)).toBe(0.002)
    expect(funding.sample(0, 0.004, false)).toBeCloseTo(0.003, 12)
  })
})

const POSITION: Distress = {
  traders: 1,
  absLots: 10_000,
  long: true,
  markTicks: 48_000,
  unitQuote: 1,
  inverse: false,
  usdQuote: 10_000,
  notionalQuote: 480_000_000,
  equityQuote: 1_000_000,
  maintenanceQuote: 4_800_000,
  lowerTierBoundQuote: 0,
  touchTicks: 47_990,
  sliceLotsLeft: 1e9,
  pauseSteps: 0,
  drawSize: 0.5,
  drawDepth: 0,
}

function decide(
  procedure: (distress: Distress, outAction: ForcedAction) => void,
  change: Partial<Distress>,
): ForcedAction {
  const action: ForcedAction = { kind: ForcedKind.Wait, lots: 0, limitTicks: 0 }
  procedure({ ...POSITION, ...change }, action)
  return action
}

describe('the immediate procedure', () => {
  it('sends the whole position down to the price at which its collateral is used up', () => {
    const order = { kind: ForcedKind.OrderThenTakeover, lots: 10_000 }
    expect(decide(immediate, {})).toEqual({ ...order, limitTicks: 47_900 })
    expect(decide(immediate, { long: false })).toEqual({ ...order, limitTicks: 48_100 })
    expect(decide(immediate, { equityQuote: -1_000_000 })).toEqual({ ...order, limitTicks: 48_100 })
  })

  it('stops at a whole tick on the safe side of that price, within the range of prices', () => {
    expect(decide(immediate, { equityQuote: 1_005_000 }).limitTicks).toBe(47_900)
    expect(decide(immediate, { equityQuote: 1_005_000, long: false }).limitTicks).toBe(48_100)
    expect(decide(immediate, { equityQuote: 1e12 }).limitTicks).toBe(1)
    expect(decide(immediate, { equityQuote: 1e12, long: false }).limitTicks).toBe(LEVEL_COUNT - 1)
    // Two quote units per tick and lot: half as many ticks away.
    expect(decide(immediate, { unitQuote: 2 }).limitTicks).toBe(47_950)
  })
})

describe('the step-down procedure', () => {
  it('sells down to the tier below, and the whole from the lowest tier', () => {
    const order = decide(stepDown, { lowerTierBoundQuote: 240_000_000 })
    expect(order).toEqual({ kind: ForcedKind.Order, lots: 5_000, limitTicks: 47_900 })
    expect(decide(stepDown, {}).kind).toBe(ForcedKind.OrderThenTakeover)
    expect(decide(stepDown, { lowerTierBoundQuote: 240_000_000, equityQuote: 0 }).kind).toBe(
      ForcedKind.OrderThenTakeover,
    )
  })

  it('ends when equity covers maintenance again', () => {
    const recovered = { kind: ForcedKind.Recovered, lots: 0 }
    expect(decide(stepDown, { equityQuote: 4_800_000 })).toMatchObject(recovered)
    expect(decide(stepDown, { equityQuote: 4_799_999 }).kind).toBe(ForcedKind.OrderThenTakeover)
  })

  it('sells one lot at least, and the whole of a position worth nothing', () => {
    const tier = { lowerTierBoundQuote: 480_000_000 }
    expect(decide(stepDown, tier)).toMatchObject({ kind: ForcedKind.Order, lots: 1 })
    expect(decide(stepDown, { lowerTierBoundQuote: 48_000 * 9_999.5 }).lots).toBe(1)
    expect(decide(stepDown, { lowerTierBoundQuote: 48_000 * 9_998.5 }).lots).toBe(2)
    const worthless = decide(stepDown, { ...tier, equityQuote: -1 })
    expect(worthless).toMatchObject({ kind: ForcedKind.OrderThenTakeover, lots: 10_000 })
    expect(decide(stepDown, { ...tier, equityQuote: 1 }).kind).toBe(ForcedKind.Order)
  })
})

describe('a forced order on a coin-margined position', () => {
  // 100 contracts of 10,000 units of the coin each at 48,000.
  const coin = { inverse: true, unitQuote: 480_000_000, absLots: 100, notionalQuote: 1_000_000 }

  it('stops where its coins are used up, or at the highest price where they never are', () => {
    const short = { ...coin, long: false }
    expect(decide(immediate, { ...coin, equityQuote: 200_000 }).limitTicks).toBe(40_000)
    expect(decide(immediate, { ...short, equityQuote: 200_000 }).limitTicks).toBe(60_000)
    for (const equityQuote of [999_999, 1_000_000, 2_000_000]) {
      expect(decide(immediate, { ...short, equityQuote }).limitTicks).toBe(LEVEL_COUNT - 1)
    }
  })

  it('sells down to the tier below, in coins', () => {
    const tier = { lowerTierBoundQuote: 500_000, equityQuote: 1_000, maintenanceQuote: 2_000 }
    expect(decide(stepDown, { ...coin, ...tier }).lots).toBe(50)
    // The same in dollars, with two units for each tick and lot.
    const bound = { lowerTierBoundQuote: 240_000_000, unitQuote: 2 }
    expect(decide(stepDown, bound).lots).toBe(7_500)
  })
})

describe('the rate-limited procedure', () => {
  const zoneOne = { equityQuote: 14_000_000, maintenanceQuote: 14_400_000 }

  it('sends a tenth of the position, 1 to 5 basis points through the touch', () => {
    const slice = decide(rateLimited, zoneOne)
    expect(slice).toEqual({ kind: ForcedKind.Order, lots: 1_000, limitTicks: 47_985 })
    expect(decide(rateLimited, { ...zoneOne, drawDepth: 1 }).limitTicks).toBe(47_966)
  })

  it('draws the slice between half and one and a half of that', () => {
    expect(decide(rateLimited, { ...zoneOne, drawSize: 0 }).lots).toBe(500)
    expect(decide(rateLimited, { ...zoneOne, drawSize: 1 }).lots).toBe(1_500)
  })

  it('keeps within what all accounts may send together, and waits when nothing is left', () => {
    expect(decide(rateLimited, { ...zoneOne, sliceLotsLeft: 40 }).lots).toBe(40)
    expect(decide(rateLimited, { ...zoneOne, sliceLotsLeft: 0 }).kind).toBe(ForcedKind.Wait)
    expect(decide(rateLimited, { ...zoneOne, touchTicks: 0 }).kind).toBe(ForcedKind.Wait)
  })

  it('closes a position of up to 1,000 dollars a trader in one order', () => {
    const small = { ...zoneOne, absLots: 200, notionalQuote: 9_600_000 }
    const cover = { equityQuote: 280_000, maintenanceQuote: 288_000 }
    expect(decide(rateLimited, { ...small, ...cover }).lots).toBe(200)
  })

  it('passes positions near zero to backstop providers, the more the nearer', () => {
    // Maintenance 3 %, so auto-close from 1.5 % down; 0.75 % left: half of it.
    const near = { equityQuote: 3_600_000, maintenanceQuote: 14_400_000 }
    expect(decide(rateLimited, near)).toMatchObject({ kind: ForcedKind.AutoClose, lots: 5_000 })
    expect(decide(rateLimited, { ...near, equityQuote: -5 }).lots).toBe(10_000)
  })

  it('closes a short by buying through the ask', () => {
    const short = { ...zoneOne, long: false, touchTicks: 48_010 }
    expect(decide(rateLimited, short).limitTicks).toBe(48_015)
    expect(decide(rateLimited, { ...short, drawDepth: 1 }).limitTicks).toBe(48_035)
  })

  it('sends 1,000 dollars for each trader at least, half as much again at most, never more than all', () => {
    const wide = { ...zoneOne, absLots: 10_000, notionalQuote: 48_000_000 }
    const cover = { equityQuote: 1_400_000, maintenanceQuote: 1_440_000 }
    // 1,000 of 4,800 dollars.
    expect(decide(rateLimited, { ...wide, ...cover }).lots).toBe(2_084)
    expect(decide(rateLimited, { ...wide, ...cover, traders: 2 }).lots).toBe(4_167)
    expect(decide(rateLimited, { ...wide, ...cover, traders: 4 }).lots).toBe(8_334)
    expect(decide(rateLimited, { ...wide, ...cover, traders: 4, drawSize: 1 }).lots).toBe(10_000)
    expect(decide(rateLimited, { ...wide, ...cover, traders: 9 }).lots).toBe(10_000)
    expect(decide(rateLimited, { ...zoneOne, absLots: 10_001 }).lots).toBe(1_001)
  })

  it('ends when equity covers maintenance, and sends slices down to half of it', () => {
    const at = (equityQuote: number) => decide(rateLimited, { ...zoneOne, equityQuote })
    expect(at(14_400_000)).toMatchObject({ kind: ForcedKind.Recovered, lots: 0 })
    expect(at(14_399_999).kind).toBe(ForcedKind.Order)
    expect(at(7_200_000).kind).toBe(ForcedKind.Order)
    expect(at(7_199_999).kind).toBe(ForcedKind.AutoClose)
  })

  it('passes on at least a least slice, all of what is worth nothing, and waits with nothing at hand', () => {
    const near = { ...zoneOne, equityQuote: 7_199_999 }
    // 1,000 of 48,000 dollars.
    expect(decide(rateLimited, near)).toMatchObject({ kind: ForcedKind.AutoClose, lots: 209 })
    expect(decide(rateLimited, { ...near, traders: 2 }).lots).toBe(417)
    expect(decide(rateLimited, { ...near, equityQuote: 0 }).lots).toBe(10_000)
    expect(decide(rateLimited, { ...near, equityQuote: 5_400_000 }).lots).toBe(2_500)
    const waits = { kind: ForcedKind.Wait, lots: 0 }
    expect(decide(rateLimited, { ...zoneOne, sliceLotsLeft: 0 })).toMatchObject(waits)
  })

  it('stays within the range of prices', () => {
    expect(decide(rateLimited, { ...zoneOne, touchTicks: 1 }).limitTicks).toBe(1)
    const short = { ...zoneOne, long: false, touchTicks: LEVEL_COUNT - 1 }
    expect(decide(rateLimited, short).limitTicks).toBe(LEVEL_COUNT - 1)
  })

  it('starts to auto-close at half of maintenance, or 6 points below it if that is more', () => {
    expect(autoCloseMarginFraction(0.03)).toBe(0.015)
    expect(autoCloseMarginFraction(0.2)).toBeCloseTo(0.14, 12)
  })
})
