// Examples of the prices that clearing values positions at: index, mean basis, funding, own book.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { BoardPage } from '../../market/board.ts'
import { Funding, fundingFromPremium, impactPremium } from './funding.ts'
import { IndexPrice } from './indexPrice.ts'
import { MeanBasis, indexMedianMark, ownBookMark } from './markPrice.ts'
import { Prices } from './prices.ts'

describe('the index', () => {
  const ASSETS = 2
  /** Spot mids of three venues for the second of two assets. */
  const indexOf = (mids: number[], volumes: number[] = []) => {
    const page = new BoardPage(new Columns(), 'p', 3, ASSETS)
    mids.forEach((mid, venue) => (page.midTicks[venue * ASSETS * 2 + 1] = mid))
    volumes.forEach((volume, venue) => (page.volumeQuote[venue * ASSETS * 2 + 1] = volume))
    const index = new IndexPrice(new Columns(), 'i', 3, ASSETS)
    return { update: (fallback = 1) => index.update(page, 1, fallback), page }
  }

  it('is the mean of all venues where none has traded', () => {
    expect(indexOf([100, 101, 103]).update()).toBeCloseTo(304 / 3, 12)
  })

  it('weighs a venue by what it traded, a five-thousandth of it each second', () => {
    const { update, page } = indexOf([100, 101, 102], [1e6, 0, 0])
    // Weights of 200 + 1, 1 and 1.
    expect(update()).toBeCloseTo((201 * 100 + 101 + 102) / 203, 10)
    page.volumeQuote[1] = 0
    const weight = 200 * (1 - 0.0002) + 1
    expect(update()).toBeCloseTo((weight * 100 + 101 + 102) / (weight + 2), 10)
    expect(indexOf([100, 101, 102], [0, 0, 1e6]).update()).toBeCloseTo(
      (100 + 101 + 201 * 102) / 203,
      10,
    )
  })

  it('keeps a source five percent from the median and replaces one that is further away', () => {
    expect(indexOf([100, 100, 105]).update()).toBeCloseTo(305 / 3, 12)
    expect(indexOf([100, 100, 105.01]).update()).toBeCloseTo(100, 12)
    expect(indexOf([95, 100, 100]).update()).toBeCloseTo(295 / 3, 12)
    expect(indexOf([94.99, 100, 100]).update()).toBeCloseTo(100, 12)
  })

  it('has the middle one for median, whatever the order, and of two their mean', () => {
    for (const mids of [
      [50, 100, 101],
      [101, 50, 100],
      [100, 101, 50],
    ]) {
      expect(indexOf(mids).update()).toBeCloseTo((100 + 100 + 101) / 3, 12)
    }
    expect(indexOf([0, 100, 120]).update()).toBeCloseTo(110, 12)
    expect(indexOf([120, 0, 100]).update()).toBeCloseTo(110, 12)
  })

  it('passes over a venue without a price, and waits where there is none at all', () => {
    expect(indexOf([0, 100, 101], [1e9, 0, 0]).update()).toBeCloseTo(100.5, 12)
    expect(indexOf([0, 77, 0]).update()).toBe(77)
    expect(indexOf([0, 0, 0]).update(48_000)).toBe(48_000)
  })
})

describe('the mean basis', () => {
  it('covers the last samples of its window, of each perpetual by itself', () => {
    const basis = new MeanBasis(new Columns(), 'b', 2, 3)
    expect([2, 4, 6].map((sample) => basis.add(1, sample))).toEqual([2, 3, 4])
    expect([10, 20].map((sample) => basis.add(0, sample))).toEqual([10, 15])
    expect([8, 10].map((sample) => basis.add(1, sample))).toEqual([6, 8])
    expect([30, 40].map((sample) => basis.add(0, sample))).toEqual([20, 30])
  })

  it('sums whole parts of 1/1024 tick, so that what leaves the window leaves nothing behind', () => {
    const basis = new MeanBasis(new Columns(), 'b', 1, 2)
    expect(basis.add(0, 0.3)).toBe(307 / 1024)
    expect(basis.add(0, -0.3)).toBe(0)
    for (const sample of [0.1, 0.7, 1e5 / 3, -7.77]) basis.add(0, sample)
    basis.add(0, 0)
    expect(basis.add(0, 0)).toBe(0)
  })
})

describe('the mark', () => {
  it('counts the funding that is still to come in its first price', () => {
    expect(indexMedianMark(1000, 0.01, 0.5, 50, 900)).toBeCloseTo(1005, 10)
    expect(indexMedianMark(1000, 0.01, 0.5, 2, 900)).toBe(1002)
    expect(indexMedianMark(1000, 0.01, 0.5, 50, 1020)).toBe(1020)
    expect(indexMedianMark(1000, -0.01, 1, -50, 970)).toBe(970)
  })

  it('of its own book has the last mid in place of a side that is empty', () => {
    expect(ownBookMark(100, 104, 102, 90)).toBe(100)
    expect(ownBookMark(0, 104, 102, 90)).toBe(102)
    expect(ownBookMark(100, 0, 102, 120)).toBe(102)
    expect(ownBookMark(0, 0, 102, 120)).toBe(102)
  })

  it('begins, like index, last and mid, at the initial price', () => {
    const prices = new Prices(new Columns(), 'p', [7, 8])
    const all = [prices.markTicks, prices.indexTicks, prices.lastTicks, prices.midTicks]
    expect(all.map((column) => Array.from(column))).toEqual(Array(4).fill([7, 8]))
  })
})

describe('funding', () => {
  it('keeps rates as whole 10^-9', () => {
    const funding = new Funding(new Columns(), 'f', 2)
    funding.setRate(1, 0.000_123_456_789_4)
    expect(funding.rate[1]).toBe(0.000_123_457)
    funding.setRate(1, -0.000_000_001_5)
    expect(funding.rate[1]).toBe(-1e-9)
    expect(funding.rate[0]).toBe(0)
  })

  it('begins each interval without a memory of the last, for each perpetual by itself', () => {
    const funding = new Funding(new Columns(), 'f', 2)
    funding.sample(0, 5, true)
    funding.sample(1, 1, true)
    expect(funding.sample(0, 8, true)).toBeCloseTo(7, 12)
    funding.startInterval(0)
    expect([funding.sample(0, 2, true), funding.sample(0, 5, true)]).toEqual([2, 4])
    expect(funding.sample(1, 4, true)).toBeCloseTo(3, 12)
  })

  it('is the interest alone where the premium lies within 0.05 % of it', () => {
    expect(fundingFromPremium(0.0006)).toBeCloseTo(0.0001, 15)
    expect(fundingFromPremium(0.000_61)).toBeCloseTo(0.000_11, 15)
    expect(fundingFromPremium(-0.0004)).toBeCloseTo(0.0001, 15)
    expect(fundingFromPremium(-0.000_41)).toBeCloseTo(0.000_09, 15)
  })

  it('has no premium where one impact price is the index', () => {
    expect(impactPremium(100, 104, 100)).toBe(0)
    expect(impactPremium(96, 100, 100)).toBe(0)
    // A crossed book of mids: both sides count.
    expect(impactPremium(103, 99, 100)).toBeCloseTo(0.02, 12)
  })
})
