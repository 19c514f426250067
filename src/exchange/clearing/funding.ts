// Funding: what longs pay shorts (below zero: get) for holding a perpetual, so that its price stays
// near the index. Rates are fractions of notional per interval, kept as whole 10^-9.
// Sources: Binance and Bybit funding pages (impact prices every 5 s, time-weighted), FTX "Funding
// payments" (hourly mean of (mark - index) / index, over 24). ODD submodel: Exchange: funding.
import { clamp } from '../../base/detMath.ts'
import type { Columns } from '../../base/columns.ts'
import { F64, U8 } from '../../base/shifts.ts'
import { MarginMode } from '../../market/accounts.ts'
import { AccountState } from '../../market/accounts.ts'
import { Pot } from './ledger.ts'
import type { Positions } from './positions.ts'

export const FUNDING_SAMPLE_STEPS = 5
const RATE_SCALE = 1e9
/** Interest of 0.03 % a day in three payments, and how far it may pull the rate. */
const INTEREST_RATE = 0.0001
const INTEREST_CLAMP = 0.0005

/** Premium of the impact prices over the index, as a fraction. */
export function impactPremium(
  impactBidTicks: number,
  impactAskTicks: number,
  indexTicks: number,
): number {
  const above = impactBidTicks - indexTicks
  const below = indexTicks - impactAskTicks
  return ((above > 0 ? above : 0) - (below > 0 ? below : 0)) / indexTicks
}

/** Binance's and Bybit's rate from the mean premium of the interval. */
export function fundingFromPremium(meanPremium: number): number {
  return meanPremium + clamp(INTEREST_RATE - meanPremium, -INTEREST_CLAMP, INTEREST_CLAMP)
}

/** FTX's hourly rate from the mean of (mark - index) / index. */
export function fundingFromMark(meanPremium: number): number {
  return meanPremium / 24
}

export class Funding {
  /** By perpetual: the rate that the interval's samples give so far. */
  readonly rate: Float64Array
  private readonly weightedPremium: Float64Array
  private readonly totalWeight: Float64Array
  private readonly sampleCount: Float64Array

  constructor(columns: Columns, name: string, perpetualCount: number) {
    this.rate = columns.f64(`${name}.fundingRate`, perpetualCount)
    this.weightedPremium = columns.f64(`${name}.fundingPremium`, perpetualCount)
    this.totalWeight = columns.f64(`${name}.fundingWeight`, perpetualCount)
    this.sampleCount = columns.f64(`${name}.fundingSamples`, perpetualCount)
  }

  /** Adds a sample; with `timeWeighted` the k-th sample of the interval weighs k. Returns the mean. */
  sample(perpetual: number, premium: number, timeWeighted: boolean): number {
    const count = ++this.sampleCount[perpetual]
    const weight = timeWeighted ? count : 1
    this.weightedPremium[perpetual] += weight * premium
    this.totalWeight[perpetual] += weight
    return this.weightedPremium[perpetual]! / this.totalWeight[perpetual]!
  }

  setRate(perpetual: number, rate: number): void {
    this.rate[perpetual] = Math.floor(rate * RATE_SCALE + 0.5) / RATE_SCALE
  }

  startInterval(perpetual: number): void {
    this.weightedPremium[perpetual] = 0
    this.totalWeight[perpetual] = 0
    this.sampleCount[perpetual] = 0
  }
}

/**
 * Exchanges funding among all positions, at the rate of each perpetual; `outPaidQuote`, by perpetual, gets
 * what longs paid. Each row pays in whole quote units; the dust of rounding goes to the fees pot. An
 * isolated row pays from its wallet, then from its margin; only then its liquidation price moves.
 */
export function exchangeFunding(
  positions: Positions,
  rates: Float64Array,
  outPaidQuote: Float64Array,
): void {
  const { accounts, ledger, margin, prices } = positions
  const { rowBook, rowLots, rowAccount, marginMode, walletQuote, rowTotal } = accounts
  const assetCount = accounts.bookCount >> 1
  outPaidQuote.fill(0)
  for (let row = 0; row < rowTotal; row++) {
    const book = rowBook[row]!
    if (book < assetCount) continue
    const lots = rowLots[row << F64]!
    if (lots === 0) continue
    const account = rowAccount[row]!
    const absLots = lots < 0 ? -lots : lots
    const notional = margin.notionalQuote(book, absLots, prices.markTicks[book]!)
    const share = Math.floor(notional * rates[book - assetCount]! + 0.5)
    const payment = lots < 0 ? -share : share
    if (lots > 0) outPaidQuote[book - assetCount] += payment
    if (payment <= 0 || marginMode[account << U8] === MarginMode.Cross) {
      ledger.walletToPot(account, Pot.Fees, payment)
      continue
    }
    const isOpen = accounts.state[account << U8] === AccountState.Open
    const wallet = isOpen ? walletQuote[account << F64]! : 0
    const fromWallet = wallet < payment ? wallet : payment
    ledger.walletToPot(account, Pot.Fees, fromWallet)
    if (payment === fromWallet) continue
    ledger.marginToPot(row, Pot.Fees, payment - fromWallet)
    positions.refresh(account, row)
  }
}
