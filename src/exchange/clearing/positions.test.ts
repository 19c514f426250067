// Examples of single positions: who pays a debt, what a fee may take, and what the venue tells of it.
import { describe, expect, it } from 'vitest'
import { AccountState } from '../../market/accounts.ts'
import { EventKind, NO_ACCOUNT } from '../../market/events.ts'
import { Cause } from '../../market/kinds.ts'
import { Side } from '../../market/units.ts'
import { ClearingSides } from '../../testing/clearingSides.ts'
import { Pot } from './ledger.ts'
import { SpotSettlement } from './spotSettlement.ts'
import { Columns } from '../../base/columns.ts'
import { F64, U8 } from '../../base/shifts.ts'

const BTC = 2
/** Wallet of every isolated account of the stage. */
const WALLET = 60_000_000

/** An isolated account that bought 1,000 lots at 48,000 with 20x: margin of 2,400,000. */
function long() {
  const sides = new ClearingSides()
  const { accounts, positions } = sides
  const row = accounts.rowOf(0, BTC)
  accounts.rowBook[row] = BTC
  accounts.rowLeverage[row << U8] = 20
  positions.trade(0, row, 1000, 48_000_000)
  const money = () => [
    accounts.walletQuote[0 << F64]! - WALLET,
    accounts.rowMarginQuote[row << F64],
    accounts.walletQuote[accounts.fundAccount << F64]! - 5_000_000,
    sides.ledger.potQuote[Pot.Fees],
  ]
  return { ...sides, row, money }
}

describe('an isolated position', () => {
  it('takes a twentieth of its notional from the wallet at 20x, rounded up', () => {
    const { money, positions, row } = long()
    expect(money()).toEqual([-2_400_000, 2_400_000, 0, 0])
    positions.trade(0, row, 1, 48_001)
    expect(money()).toEqual([-2_402_401, 2_402_401, 0, 0])
  })

  it('opens with what the wallet has where that is less', () => {
    const { accounts, money, positions, row } = long()
    positions.trade(0, row, 100_000, 4_800_000_000)
    expect(money()).toEqual([-WALLET, WALLET, 0, 0])
    expect(accounts.walletQuote[0 << F64]).toBe(0)
  })

  it('pays out margin and profit in proportion to what is closed', () => {
    const { accounts, money, positions, row } = long()
    positions.trade(0, row, -250, -250 * 49_000)
    expect(money()).toEqual([-2_400_000 + 600_000 + 250_000, 1_800_000, 0, 0])
    expect([accounts.rowLots[row << F64], accounts.rowEntryQuote[row << F64]]).toEqual([
      750, 36_000_000,
    ])
    positions.trade(0, row, -750, -750 * 48_000)
    expect(money()).toEqual([250_000, 0, 0, 0])
  })

  it('loses from its margin first, and pays margin out only beyond what the rest needs', () => {
    const { money, positions, row } = long()
    positions.trade(0, row, -500, -500 * 47_000)
    expect(money()).toEqual([-1_700_000, 1_200_000, 0, 0])
    const other = long()
    other.positions.trade(0, other.row, -500, -500 * 45_000)
    expect(other.money()).toEqual([-2_400_000, 900_000, 0, 0])
  })

  it('owes beyond its margin to its owner, who pays from the wallet', () => {
    const { events, money, positions, row } = long()
    positions.trade(0, row, -1000, -1000 * 40_000)
    expect(money()).toEqual([-8_000_000, 0, 0, 0])
    expect(events.count).toBe(0)
  })

  it('calls on nobody while a part of it is open, however deep its margin is', () => {
    const { events, money, positions, row } = long()
    positions.trade(0, row, -999, -999 * 40_000)
    expect(money()).toEqual([-2_400_000, 2_400_000 - 999 * 8_000, 0, 0])
    expect(events.count).toBe(0)
  })

  it('fires a stop or a take-profit that is set at the very mark, at once', () => {
    for (const [stop, take, node] of [
      [48_000, 0, 0],
      [0, 48_000, 1],
      [48_001, 47_999, -1],
    ]) {
      const { accounts, positions, row } = long()
      positions.trade(0, row, -2000, -96_000_000)
      positions.setTriggers(row, stop!, take!)
      positions.orderIndex.sweep(0, 48_000, 48_000)
      expect(positions.orderIndex.firstQueued(0)).toBe(node! < 0 ? -1 : row * 2 + node!)
      const other = long()
      other.positions.setTriggers(row, take!, stop!)
      other.positions.orderIndex.sweep(0, 48_000, 48_000)
      expect(other.positions.orderIndex.firstQueued(0)).toBe(node! < 0 ? -1 : row * 2 + 1 - node!)
      expect(accounts.rowLots[row << F64]).toBe(-1000)
    }
  })

  it('owes to the insurance fund what the wallet cannot pay, and the venue tells of it', () => {
    const { accounts, events, ledger, money, positions, row } = long()
    ledger.purseToWallet(0, -57_000_000)
    positions.trade(0, row, -1000, -1000 * 40_000)
    expect(accounts.walletQuote[0 << F64]).toBe(0)
    expect(money().slice(1)).toEqual([0, -5_000_000, 0])
    expect(events.count).toBe(1)
    expect([events.kind[0], events.book[0], events.side[0], events.cause[0]]).toEqual([
      EventKind.InsuranceFund,
      BTC,
      0,
      Cause.Liquidation,
    ])
    expect([events.account[0], events.otherAccount[0]]).toEqual([0, NO_ACCOUNT])
    expect([events.priceTicks[0], events.lots[0]]).toEqual([0, 0])
    expect([events.amountQuote[0], events.note[0]]).toEqual([-5_000_000, 1])
  })

  it('in liquidation keeps what it realises, and leaves the wallet alone', () => {
    const { accounts, money, positions, row } = long()
    accounts.state[0 << U8] = AccountState.InLiquidation
    positions.trade(0, row, -500, -500 * 49_000)
    expect(money()).toEqual([-2_400_000, 2_900_000, 0, 0])
    positions.trade(0, row, -500, -500 * 40_000)
    expect(money()).toEqual([-2_400_000, -1_100_000, 0, 0])
    positions.coverDeficit(0, row, false)
    expect(money()).toEqual([-2_400_000, 0, -1_100_000, 0])
  })

  it('pays fees from the wallet, then from its margin, and not what neither has', () => {
    const { ledger, money, positions, row } = long()
    ledger.purseToWallet(0, -57_599_000)
    const wallet = -WALLET + 1_000
    expect(money()).toEqual([wallet, 2_400_000, 0, 0])
    positions.chargeFee(0, row, 400)
    expect(money()).toEqual([wallet - 400, 2_400_000, 0, 400])
    positions.chargeFee(0, row, 1_000)
    expect(money()).toEqual([-WALLET, 2_399_600, 0, 1_400])
    positions.chargeFee(0, row, 9_000_000)
    expect(money()).toEqual([-WALLET, 0, 0, 2_401_000])
    positions.chargeFee(0, row, 9)
    expect(money()).toEqual([-WALLET, 0, 0, 2_401_000])
    // A rebate goes to the wallet.
    positions.chargeFee(0, row, -30)
    expect(money()).toEqual([-WALLET + 30, 0, 0, 2_400_970])
  })

  it('in liquidation pays fees from its margin alone', () => {
    const { accounts, money, positions, row } = long()
    accounts.state[0 << U8] = AccountState.InLiquidation
    positions.chargeFee(0, row, 500)
    expect(money()).toEqual([-2_400_000, 2_399_500, 0, 500])
  })
})

describe('cross margin', () => {
  it('is not used by coins that are offered, only by positions and by cash that is reserved', () => {
    const { cross } = new ClearingSides()
    const free = cross.freeQuote(6)
    cross.addResting(6, 1, Side.Sell, 70)
    expect([cross.freeQuote(6), cross.restingSell(6, 1), cross.restingSell(6, 0)]).toEqual([
      free,
      70,
      0,
    ])
    cross.addReservedCash(6, 500)
    expect([cross.freeQuote(6), cross.freeCashQuote(6)]).toEqual([free - 500, free - 500])
    cross.addResting(6, BTC, Side.Sell, 10)
    const left = free - 500 - 480_000 / 50
    expect(left - cross.leastFree(6)).toBeLessThan(10)
    expect(cross.leastFree(6)).toBeLessThan(left)
    expect(cross.freeQuote(6)).toBe(left)
  })
})

describe('what is known of free collateral without a sum', () => {
  /** A cross account that bids for 470,000 dollars of BTC at 2 % margin. From 500,000 on it is 10 %. */
  const bidder = () => {
    const sides = new ClearingSides([], [400_000_000])
    sides.cross.addResting(0, BTC, Side.Buy, 97_900)
    return sides
  }
  const rise = ({ cross, prices }: ClearingSides, move: number) => {
    prices.markTicks[BTC]! *= 1 + move
    cross.addPath(move)
  }

  it('is nothing at first, and a little less than the sum after it was made', () => {
    const { cross } = bidder()
    expect(cross.leastFree(0)).toBe(-Infinity)
    const free = cross.freeQuote(0)
    expect(cross.leastFree(0)).toBeLessThan(free)
    expect(cross.leastFree(0)).toBeGreaterThan(free - 10)
  })

  it('reaches no further than the tier in which the orders will be for sure', () => {
    const sides = bidder()
    sides.cross.freeQuote(0)
    rise(sides, 0.04)
    expect(sides.cross.leastFree(0)).toBeGreaterThan(250_000_000)
    rise(sides, 0.03)
    expect(sides.cross.leastFree(0)).toBe(-Infinity)
    expect(sides.cross.freeQuote(0)).toBeLessThan(-90_000_000)
  })

  it('covers no maintenance that a policy has raised above initial margin', () => {
    const { accounts, cross, margin, positions } = new ClearingSides([], [240_000_000])
    positions.trade(0, accounts.rowOf(0, BTC), 90_000, 4_320_000_000)
    margin.maintenanceScale = 7
    expect(cross.freeQuote(0)).toBe(153_600_000)
    expect(cross.maintenanceQuote(0)).toBe(260_400_000)
    expect(cross.isCovered(0)).toBe(false)
  })
})

describe('spot', () => {
  const spot = () => {
    const sides = new ClearingSides()
    const settlement = new SpotSettlement(new Columns(), 's', sides.accounts, sides.ledger)
    const rowOf = (account: number, asset: number) => sides.accounts.rowOf(account, asset)
    return { ...sides, settlement, rowOf }
  }

  it('moves coins one way and cash the other', () => {
    const { accounts, rowOf, settlement } = spot()
    settlement.grant(rowOf(5, 1), 1, 100)
    const cash = () => [5, 6].map((account) => accounts.walletQuote[account << F64]!)
    const before = cash()
    settlement.trade(6, rowOf(6, 1), 5, rowOf(5, 1), 30, 1_000)
    expect([5, 6].map((account) => accounts.rowLots[rowOf(account, 1) << F64])).toEqual([70, 30])
    expect(cash()).toEqual([before[0]! + 1_000, before[1]! - 1_000])
    expect(settlement.residualLots()).toBe(0)
  })

  it('has as many coins as were granted, of each asset', () => {
    const { accounts, rowOf, settlement } = spot()
    settlement.grant(rowOf(5, 0), 0, 100)
    settlement.grant(rowOf(6, 1), 1, 50)
    expect(settlement.residualLots()).toBe(0)
    accounts.rowLots[rowOf(5, 0) << F64] += 3
    accounts.rowLots[rowOf(6, 1) << F64] -= 2
    expect(settlement.residualLots()).toBe(5)
  })
})
