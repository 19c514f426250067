// Examples of what stands behind the book: the insurance fund's pace and peak, who is deleveraged and in
// which order, and who pays a loss. Lots, ticks, quote units.
import { describe, expect, it } from 'vitest'
import { F64, I32, U8 } from '../../base/shifts.ts'
import { AccountState } from '../../market/accounts.ts'
import { DeleveragingRanking } from '../../market/controls.ts'
import { ClearingSides } from '../../testing/clearingSides.ts'
import { Pot } from './ledger.ts'
import { socialiseLoss } from './socialisedLoss.ts'

const BTC = 2
const USD = 10_000
const { ProfitTimesLeverage, ProRata } = DeleveragingRanking

/** A position of an account, bought (or sold, below 0) at a price. */
function hold(sides: ClearingSides, account: number, lots: number, ticks: number, leverage = 10) {
  const { accounts, positions } = sides
  const row = accounts.rowOf(account, BTC)
  accounts.rowBook[row] = BTC
  accounts.rowLeverage[row << U8] = leverage
  positions.trade(account, row, lots, lots * ticks)
}

/** Who closes how much, in the order of the ranking. */
function ranked({ accounts, deleveraging }: ClearingSides): number[][] {
  return Array.from({ length: deleveraging.count }, (_, index) => [
    accounts.rowAccount[deleveraging.row[index]!]!,
    deleveraging.lots[index]!,
  ])
}

describe('the insurance fund', () => {
  const holding = (lots: number) => {
    const sides = new ClearingSides()
    if (lots !== 0) hold(sides, sides.accounts.fundAccount, lots, 48_000)
    return sides.fund
  }

  it('works off a fiftieth of its position, or 0.005 % of daily volume if that is less', () => {
    expect(holding(100_000).workOffLots(BTC, 1e9)).toBe(2_000)
    expect(holding(-100_000).workOffLots(BTC, 1e9)).toBe(2_000)
    expect(holding(100_000).workOffLots(BTC, 10_000_000)).toBe(500)
    expect(holding(100_000).workOffLots(BTC, 10_010_000)).toBe(501)
  })

  it('works off ten lots at least, and never more than it holds', () => {
    expect(holding(100_000).workOffLots(BTC, 0)).toBe(10)
    expect(holding(7).workOffLots(BTC, 1e9)).toBe(7)
    expect(holding(-7).workOffLots(BTC, 0)).toBe(7)
    expect(holding(0).workOffLots(BTC, 1e9)).toBe(0)
  })

  it('is worth its cash and what its positions gain or lose at the mark', () => {
    const sides = new ClearingSides()
    const { accounts, fund, prices } = sides
    expect(fund.equityQuote()).toBe(500 * USD)
    hold(sides, accounts.fundAccount, 100, 48_000)
    prices.markTicks[BTC] = 47_000
    expect(fund.equityQuote()).toBe(500 * USD - 100_000)
    expect(fund.lots(BTC)).toBe(100)
  })

  const peaks = () => {
    const { fund } = new ClearingSides()
    return (step: number, equityQuote: number) => {
      fund.trackPeak(step, equityQuote)
      return fund.peakEquityQuote()
    }
  }

  it('remembers the peak of the last eight hours, by quarters of an hour, and no longer', () => {
    const peak = peaks()
    expect(peak(0, 100)).toBe(100)
    expect(peak(450, 300)).toBe(300)
    expect(peak(899, 50)).toBe(300)
    expect(peak(900, 200)).toBe(300)
    expect(peak(950, 150)).toBe(300)
    expect(peak(28_799, 10)).toBe(300)
    // The quarter of the peak is written over; the one behind it still holds 200.
    expect(peak(28_800, 20)).toBe(200)
    expect(peak(29_700, 5)).toBe(20)
  })

  it('has no peak below what it is worth now', () => {
    const peak = peaks()
    expect(peak(0, 400)).toBe(400)
    expect(peak(1, 700)).toBe(700)
    expect(peak(28_799, 900)).toBe(900)
  })
})

describe('auto-deleveraging', () => {
  it('closes a 25x short from 47,000 before a 10x short from 48,000, each in full', () => {
    // docs/rulebooks.md: 2.6 % of entry and 14.8 times its equity, before 4.6 % and 6.5 times.
    const sides = new ClearingSides()
    hold(sides, 0, -100, 48_000, 10)
    hold(sides, 1, -100, 47_000, 25)
    hold(sides, 5, 200, 47_500)
    sides.prices.markTicks[BTC] = 45_800
    const { deleveraging } = sides
    expect(deleveraging.rank(BTC, 150, 45_600, ProfitTimesLeverage)).toBe(150)
    expect(ranked(sides)).toEqual([
      [1, 100],
      [0, 50],
    ])
    expect(deleveraging.rank(BTC, 500, 45_600, ProfitTimesLeverage)).toBe(200)
    expect(ranked(sides)).toEqual([
      [1, 100],
      [0, 100],
    ])
  })

  it('ranks longs by profit and leverage when a short is to be closed', () => {
    const sides = new ClearingSides()
    hold(sides, 0, 100, 48_000, 5)
    hold(sides, 1, 100, 48_000, 50)
    hold(sides, 2, 100, 47_000, 10)
    sides.prices.markTicks[BTC] = 49_000
    sides.deleveraging.rank(BTC, -250, 49_500, ProfitTimesLeverage)
    expect(ranked(sides)).toEqual([
      [1, 100],
      [2, 100],
      [0, 50],
    ])
  })

  it('takes accounts with one and the same claim in the order of their rows', () => {
    const sides = new ClearingSides(Array.from({ length: 9 }, () => 1))
    for (let account = 8; account >= 0; account--) hold(sides, account, -10, 48_000)
    sides.prices.markTicks[BTC] = 47_000
    sides.deleveraging.rank(BTC, 45, 46_900, ProfitTimesLeverage)
    expect(ranked(sides)).toEqual([0, 1, 2, 3, 4].map((account) => [account, account < 4 ? 10 : 5]))
  })

  it('spares those at a loss or at nothing, those in liquidation, the same side and other books', () => {
    const sides = new ClearingSides()
    const { accounts, positions, prices } = sides
    hold(sides, 0, -10, 46_000)
    hold(sides, 1, -10, 45_000)
    hold(sides, 2, -10, 48_000)
    accounts.state[2 << U8] = AccountState.InLiquidation
    hold(sides, 5, 10, 44_000)
    positions.trade(6, accounts.rowOf(6, BTC + 1), -10, -10 * 36_000 * 5)
    hold(sides, accounts.silentAccount, -10, 48_000)
    hold(sides, accounts.fundAccount, -10, 48_000)
    prices.markTicks[BTC] = 46_000
    expect(sides.deleveraging.rank(BTC, 30, 45_900, ProfitTimesLeverage)).toBe(0)
    expect(ranked(sides)).toEqual([])
  })

  it('closes nobody into debt, and takes who ends with nothing', () => {
    const sides = new ClearingSides()
    hold(sides, 0, -100, 48_000, 20)
    sides.prices.markTicks[BTC] = 47_000
    // Margin of 2,400 a lot: a short from 48,000 has used it up at 50,400.
    expect(sides.deleveraging.rank(BTC, 50, 50_400, ProfitTimesLeverage)).toBe(50)
    expect(sides.deleveraging.rank(BTC, 50, 50_401, ProfitTimesLeverage)).toBe(0)
  })

  it('takes first who has nothing left at the mark but ends without a debt', () => {
    const sides = new ClearingSides()
    hold(sides, 0, -100, 48_000, 100)
    hold(sides, 1, -100, 48_000, 10)
    // Funding has eaten the margin of the second and more.
    sides.ledger.marginToPot(sides.accounts.rowOf(1, BTC), Pot.Fees, 700_000)
    sides.prices.markTicks[BTC] = 47_000
    sides.deleveraging.rank(BTC, 150, 45_000, ProfitTimesLeverage)
    expect(ranked(sides)).toEqual([
      [1, 100],
      [0, 50],
    ])
  })

  it('counts the whole wallet of a cross account as its equity', () => {
    const sides = new ClearingSides()
    hold(sides, 7, -10_000, 48_000)
    sides.prices.markTicks[BTC] = 47_000
    // 30,000,000 of wallet: 3,000 a lot on a short from 48,000.
    expect(sides.deleveraging.rank(BTC, 50, 51_000, ProfitTimesLeverage)).toBe(50)
    expect(sides.deleveraging.rank(BTC, 50, 51_001, ProfitTimesLeverage)).toBe(0)
  })

  it('pro rata, closes everyone in proportion to size, to the last lot', () => {
    const sides = new ClearingSides()
    hold(sides, 0, -300, 48_000)
    hold(sides, 1, -100, 48_000)
    hold(sides, 2, -100, 48_000)
    sides.prices.markTicks[BTC] = 47_000
    expect(sides.deleveraging.rank(BTC, 99, 46_900, ProRata)).toBe(99)
    expect(ranked(sides)).toEqual([
      [0, 59],
      [1, 20],
      [2, 20],
    ])
    expect(sides.deleveraging.rank(BTC, 500, 46_900, ProRata)).toBe(500)
    expect(sides.deleveraging.rank(BTC, 700, 46_900, ProRata)).toBe(500)
    expect(ranked(sides).map(([, lots]) => lots)).toEqual([300, 100, 100])
  })

  it('finds everyone, however many they are', () => {
    const sides = new ClearingSides(Array.from({ length: 200 }, () => 1))
    for (let account = 0; account < 200; account++) hold(sides, account, -1 - account, 48_000, 20)
    sides.prices.markTicks[BTC] = 47_000
    expect(sides.deleveraging.rank(BTC, 1e9, 46_900, ProRata)).toBe((200 * 201) / 2)
    expect(ranked(sides)).toEqual(Array.from({ length: 200 }, (_, index) => [index, index + 1]))
  })
})

describe('the overflow of backstop providers', () => {
  const shorts = () => {
    const sides = new ClearingSides()
    hold(sides, 0, -100, 44_000)
    hold(sides, 1, -300, 48_000)
    hold(sides, 2, -200, 46_000)
    hold(sides, 5, 50, 48_000)
    sides.prices.markTicks[BTC] = 46_000
    return sides
  }

  it('goes to the largest opposing positions in proportion to size, in profit or not', () => {
    const sides = shorts()
    expect(sides.deleveraging.rankLargest(BTC, 121, 46_500, 2)).toBe(121)
    expect(ranked(sides)).toEqual([
      [1, 72],
      [2, 49],
    ])
  })

  it('goes to more of them where these do not suffice', () => {
    const sides = shorts()
    expect(sides.deleveraging.rankLargest(BTC, 500, 46_500, 2)).toBe(500)
    expect(ranked(sides)).toHaveLength(2)
    expect(sides.deleveraging.rankLargest(BTC, 501, 46_500, 2)).toBe(501)
    expect(ranked(sides)).toHaveLength(3)
    expect(sides.deleveraging.rankLargest(BTC, 900, 46_500, 2)).toBe(600)
    expect(ranked(sides).map(([, lots]) => lots)).toEqual([300, 200, 100])
    const longs = new ClearingSides()
    ;[100, 300, 200].forEach((lots, account) => hold(longs, account, lots, 46_000))
    expect(longs.deleveraging.rankLargest(BTC, -501, 45_500, 2)).toBe(501)
    expect(ranked(longs)).toHaveLength(3)
  })
})

describe('a socialised loss', () => {
  const inProfit = () => {
    const sides = new ClearingSides()
    hold(sides, 0, -100, 48_000)
    hold(sides, 1, 100, 47_500)
    hold(sides, 5, -300, 47_500)
    hold(sides, 6, -100, 46_000)
    sides.prices.markTicks[BTC] = 47_000
    return sides
  }

  it('is taken from open profits in proportion, and those at a loss pay nothing', () => {
    const sides = inProfit()
    const { accounts, positions } = sides
    // Profits of 100,000 and 150,000.
    const profits = () =>
      [0, 1, 5, 6].map((one) => positions.unrealisedQuote(accounts.rowOf(one, BTC)))
    expect(profits()).toEqual([100_000, -50_000, 150_000, -100_000])
    const before = accounts.walletQuote[accounts.fundAccount << F64]!
    expect(socialiseLoss(positions, 25_001)).toBe(25_001)
    expect(profits()).toEqual([90_000, -50_000, 134_999, -100_000])
    expect(accounts.walletQuote[accounts.fundAccount << F64]).toBe(before + 25_001)
  })

  it('takes all that is open and no more where the loss is larger', () => {
    const { positions } = inProfit()
    expect(socialiseLoss(positions, 1e9)).toBe(250_000)
    expect(socialiseLoss(positions, 1e9)).toBe(0)
  })

  it('is not taken from accounts in liquidation, nor from the venue itself', () => {
    const sides = inProfit()
    hold(sides, sides.accounts.fundAccount, -100, 48_000)
    hold(sides, sides.accounts.silentAccount, -100, 48_000)
    sides.accounts.state[0 << U8] = AccountState.InLiquidation
    expect(socialiseLoss(sides.positions, 1e9)).toBe(150_000)
  })

  it('brings the liquidation price of an isolated position nearer', () => {
    const sides = inProfit()
    const { accounts, positions } = sides
    const row = accounts.rowOf(0, BTC)
    positions.refresh(0, row)
    const before = accounts.rowLiquidationTicks[row << I32]!
    socialiseLoss(positions, 250_000)
    expect(accounts.rowLiquidationTicks[row << I32]).toBeLessThan(before - 900)
  })
})
