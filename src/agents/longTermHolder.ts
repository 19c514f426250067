// Long-term holders: bitcoin in lots with ages; they rarely spend, sell into strength, accumulate below
// value. What they spend and acquire is told to the on-chain ledger by their fills. ODD submodel
// "Long-term holders" (C16).
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import { drawExponential, drawUniform } from '../base/keyedRandom.ts'
import { F64, I32 } from '../base/shifts.ts'
import { TimingWheel } from '../base/timingWheel.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { Cause, Population } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY, STEPS_PER_HOUR, Side } from '../market/units.ts'
import { fearOf, perceivedDiscountPercent } from './perception.ts'
import { Purpose, type Residence } from './residence.ts'
import { limitThrough, lotsFor } from './sizing.ts'

const BTC = 0
const LOOK_HOURS = 6
const VALUE_ERROR_PERCENT = 3
const CASH_PART = 0.01
/** Discount beyond which a holder adds, percent. */
const CHEAP_PERCENT = 1.5
const SLIP = 0.01
/** What makes holders spend: strength of the price, less a discount in percent, and fear. */
const TREND_SPENDING = 6
const DISCOUNT_SPENDING = 0.05
const FEAR_SPENDING = 1.6

export class LongTermHolders {
  readonly count: number
  readonly firstAccount: number
  private readonly home: Residence
  private readonly wheel: TimingWheel
  private readonly due: Int32Array

  constructor(columns: Columns, home: Residence, office: AccountOffice, count: number) {
    this.home = home
    this.count = count
    this.wheel = new TimingWheel(columns, `venue${home.venue}.holders.wheel`, count)
    this.due = new Int32Array(Math.max(64, count))
    const { settings, keys, firstAgent, assets, venue } = home
    const btc = assets[BTC]!
    const lotsEach = Math.floor(
      (settings.holderSupply * 1e6 * (VENUE_SHARES[venue] ?? 0.1)) / count / btc.lotSizeCoins,
    )
    let first = -1
    for (let index = 0; index < count; index++) {
      const account = office.openAccount({
        population: Population.LongTermHolder,
        traders: 1,
        ownerAgent: firstAgent + 15_000_000 + index,
        marginMode: MarginMode.Isolated,
        slots: 0,
      })
      if (first < 0) first = account
      office.grantCoins(account, BTC, lotsEach)
      office.grantWallet(
        account,
        Math.floor(lotsEach * btc.lotSizeCoins * btc.initialPriceUsd * CASH_PART) *
          QUOTE_UNITS_PER_USD,
      )
      const wait =
        LOOK_HOURS *
        STEPS_PER_HOUR *
        drawExponential(keys, firstAgent + 15_000_000 + index, 0, Purpose.Wake)
      this.wheel.schedule(index, 1 + Math.ceil(wait))
    }
    this.firstAccount = first
  }

  decide(step: number, board: BoardPage): void {
    const woken = this.wheel.take(step, this.due)
    for (let index = 0; index < woken; index++) this.wake(this.due[index]!, step, board)
  }

  private wake(index: number, step: number, board: BoardPage): void {
    const { keys, settings, firstAgent, statements, assets, firstBook } = this.home
    const agent = firstAgent + 15_000_000 + index
    const account = this.firstAccount + index
    const lots = statements.rowLots[statements.rowOffset[account << I32]! << F64]!
    const discount = perceivedDiscountPercent(board, BTC, keys, agent, step, VALUE_ERROR_PERCENT)
    const fear = fearOf(board, BTC, true)
    const strength = clamp(
      1 +
        board.trendSlow[BTC]! * TREND_SPENDING -
        discount * DISCOUNT_SPENDING +
        fear * FEAR_SPENDING,
      0.2,
      4,
    )
    const daily = (settings.holderSpend / 100) * strength
    // Spending is lumpy: one look in ten spends ten times the mean.
    const spends = drawUniform(keys, agent, step, Purpose.Holder) < 0.1
    if (spends) {
      const looksPerDay = STEPS_PER_DAY / (LOOK_HOURS * STEPS_PER_HOUR)
      const sold = Math.floor((lots * daily * 10) / looksPerDay)
      if (sold >= 1) this.trade(account, false, sold, board)
    } else if (discount > CHEAP_PERCENT) {
      const ask = board.askTicks[firstBook + BTC]!
      const usd = (statements.walletQuote[account << F64]! * 0.03) / QUOTE_UNITS_PER_USD
      const bought = ask > 0 ? lotsFor(usd, ask, assets[BTC]!) : 0
      if (bought >= 1) this.trade(account, true, bought, board)
    }
    const wait = LOOK_HOURS * STEPS_PER_HOUR * drawExponential(keys, agent, step, Purpose.Wake)
    this.wheel.schedule(index, step + 1 + Math.ceil(wait))
  }

  private trade(account: number, buys: boolean, lots: number, board: BoardPage): void {
    const { queue, firstBook } = this.home
    const touch = buys ? board.askTicks[firstBook + BTC]! : board.bidTicks[firstBook + BTC]!
    if (touch === 0) return
    const limit = limitThrough(touch, buys, SLIP)
    const side = buys ? Side.Buy : Side.Sell
    queue.order(
      RequestKind.ImmediateOrCancel,
      account,
      BTC,
      side,
      limit,
      lots,
      Cause.Holder,
      NO_SLOT,
    )
  }
}
