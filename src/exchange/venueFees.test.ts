import { describe, expect, test } from 'vitest'
import { Population } from '../market/kinds.ts'
import { feeOf, feeRates } from './venueFees.ts'
import { binanceRulebook } from './rulebooks/binance.ts'
import { bybitRulebook } from './rulebooks/bybit.ts'

describe('fees', () => {
  test('are the published ones for retail, the lowest tier for those who trade most', () => {
    const { takerFeeBps, vipTakerFeeBps } = binanceRulebook()
    const rates = feeRates(takerFeeBps, vipTakerFeeBps)
    // 10,000 dollars at 0.04 % and at 0.017 %.
    expect(feeOf(1e8, rates[Population.RetailLeveraged]!)).toBe(40_000)
    expect(feeOf(1e8, rates[Population.You]!)).toBe(40_000)
    expect(feeOf(1e8, rates[Population.Institution]!)).toBe(17_000)
  })

  test('never rise with volume, rebates included', () => {
    const { makerFeeBps } = bybitRulebook()
    const rates = feeRates(makerFeeBps, 0)
    expect(rates[Population.MarketMaker]).toBe(rates[Population.RetailSpot])
    expect(feeOf(1e8, rates[Population.MarketMaker]!)).toBe(-25_000)
  })
})
