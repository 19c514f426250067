// The on-chain ledger of bitcoin: whose coins, acquired when and at what price. Holders' sales spend
// lots, youngest first; their purchases make new ones. Gives SOPR, long-term SOPR and coin-days
// destroyed. Coins in lots, ages in steps. ODD submodel "On-chain ledger" (C16).
import type { Columns } from '../base/columns.ts'
import { detExp } from '../base/detMath.ts'
import { drawExponential, drawNormal, type RandomKeys } from '../base/keyedRandom.ts'
import type { Asset } from '../market/instruments.ts'
import type { ChainRecord } from '../market/marketRecord.ts'
import { STEPS_PER_DAY } from '../market/units.ts'

const LOTS_EACH = 6
const LONG_TERM_DAYS = 155
const LONG_TERM_WIDTH_DAYS = 10
const DAYS_PER_YEAR = 365
const PURPOSE_AGE = 401
const PURPOSE_COST = 402
/** How much cheaper bitcoin was per year of age in the years before the day, log: our choice. */
const COST_DRIFT_PER_YEAR = 0.75

export interface HolderSpan {
  /** Accounts of a venue, a run of them, that the ledger follows. */
  readonly firstAccount: number
  readonly count: number
  readonly meanAgeDays: number
  readonly leastAgeDays: number
}

/** Totals kept as columns, in the order of ChainRecord. */
const TOTALS = 7

export class ChainLedger {
  private readonly spans: readonly HolderSpan[]
  private readonly firstAccount: number
  private readonly accountCount: number
  private readonly coinLots: Float64Array
  private readonly costTicks: Float64Array
  private readonly acquiredStep: Float64Array
  private readonly totals: Float64Array
  private readonly lotCoins: number
  private readonly tickUsd: number

  /** One venue's holders. Spans must follow each other in account order. */
  constructor(columns: Columns, name: string, btc: Asset, spans: readonly HolderSpan[]) {
    this.spans = spans
    this.firstAccount = spans[0]!.firstAccount
    const last = spans[spans.length - 1]!
    this.accountCount = last.firstAccount + last.count - this.firstAccount
    this.coinLots = columns.f64(`${name}.chain.coinLots`, this.accountCount * LOTS_EACH)
    this.costTicks = columns.f64(`${name}.chain.costTicks`, this.accountCount * LOTS_EACH)
    this.acquiredStep = columns.f64(`${name}.chain.acquiredStep`, this.accountCount * LOTS_EACH)
    this.totals = columns.f64(`${name}.chain.totals`, TOTALS)
    this.lotCoins = btc.lotSizeCoins
    this.tickUsd = btc.tickSizeUsd
  }

  /** Gives the coins an account holds at the start ages and costs. */
  settle(
    keys: RandomKeys,
    firstAgent: number,
    account: number,
    lots: number,
    nowTicks: number,
  ): void {
    const span = this.spans.find(
      (each) => account >= each.firstAccount && account < each.firstAccount + each.count,
    )
    if (span === undefined || lots <= 0) return
    const first = (account - this.firstAccount) * LOTS_EACH
    for (let part = 0; part < LOTS_EACH - 1; part++) {
      const agent = firstAgent + account
      const draw = drawExponential(keys, agent, part, PURPOSE_AGE)
      const ageDays = span.leastAgeDays + span.meanAgeDays * draw
      const years = ageDays / DAYS_PER_YEAR
      const noise = 0.35 * drawNormal(keys, agent, part, PURPOSE_COST)
      const cost = nowTicks * detExp(noise - COST_DRIFT_PER_YEAR * years)
      this.coinLots[first + part] = Math.floor(lots / (LOTS_EACH - 1))
      this.costTicks[first + part] = cost
      this.acquiredStep[first + part] = -Math.floor(ageDays * STEPS_PER_DAY)
    }
    this.coinLots[first] += lots - Math.floor(lots / (LOTS_EACH - 1)) * (LOTS_EACH - 1)
  }

  follows(account: number): boolean {
    const index = account - this.firstAccount
    return index >= 0 && index < this.accountCount
  }

  /** The account sold `lots` at a price: its youngest coins are spent. */
  spend(account: number, lots: number, priceTicks: number, step: number): void {
    const first = (account - this.firstAccount) * LOTS_EACH
    let left = lots
    while (left > 0) {
      let youngest = -1
      for (let index = first; index < first + LOTS_EACH; index++) {
        if (this.coinLots[index]! <= 0) continue
        if (youngest < 0 || this.acquiredStep[index]! > this.acquiredStep[youngest]!)
          youngest = index
      }
      if (youngest < 0) return
      const spent = Math.min(left, this.coinLots[youngest]!)
      this.coinLots[youngest] -= spent
      left -= spent
      this.count(spent, priceTicks, this.costTicks[youngest]!, step - this.acquiredStep[youngest]!)
    }
  }

  /** The account bought: a new lot, or the newest one averaged. */
  acquire(account: number, lots: number, priceTicks: number, step: number): void {
    const newest = (account - this.firstAccount) * LOTS_EACH + LOTS_EACH - 1
    const before = this.coinLots[newest]!
    const after = before + lots
    this.costTicks[newest] = (this.costTicks[newest]! * before + priceTicks * lots) / after
    this.acquiredStep[newest] = (this.acquiredStep[newest]! * before + step * lots) / after
    this.coinLots[newest] = after
  }

  private count(lots: number, priceTicks: number, costTicks: number, ageSteps: number): void {
    const coins = lots * this.lotCoins
    const ageDays = ageSteps / STEPS_PER_DAY
    const longTerm = longTermWeight(ageDays)
    const value = coins * priceTicks * this.tickUsd
    const cost = coins * costTicks * this.tickUsd
    const totals = this.totals
    totals[0] += coins
    totals[1] += coins * longTerm
    totals[2] += value
    totals[3] += cost
    totals[4] += value * longTerm
    totals[5] += cost * longTerm
    totals[6] += coins * ageDays
  }

  record(step: number): ChainRecord {
    let supply = 0
    let longTerm = 0
    for (let index = 0; index < this.coinLots.length; index++) {
      const coins = this.coinLots[index]! * this.lotCoins
      supply += coins
      if (coins > 0)
        longTerm += coins * longTermWeight((step - this.acquiredStep[index]!) / STEPS_PER_DAY)
    }
    const totals = this.totals
    return {
      spentCoins: totals[0]!,
      spentCoinsLongTerm: totals[1]!,
      spentValueUsd: totals[2]!,
      spentCostUsd: totals[3]!,
      spentValueLongTermUsd: totals[4]!,
      spentCostLongTermUsd: totals[5]!,
      coinDaysDestroyed: totals[6]!,
      coinDaysCreated: (supply * step) / STEPS_PER_DAY,
      longTermSupplyCoins: longTerm,
    }
  }
}

/** How much a coin of this age counts as held long-term, 0 to 1. */
export function longTermWeight(ageDays: number): number {
  return 1 / (1 + detExp(-(ageDays - LONG_TERM_DAYS) / LONG_TERM_WIDTH_DAYS))
}
