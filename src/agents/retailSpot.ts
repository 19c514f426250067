// Spot retail: holds coins, trades a little on mood, sells in panic into stablecoins, buys back late.
// One asset each. ODD submodel "Retail, spot".
import type { Columns } from '../base/columns.ts'
import { clamp } from '../base/detMath.ts'
import { drawExponential, drawNormal, drawPareto, drawUniform } from '../base/keyedRandom.ts'
import { F64, I32 } from '../base/shifts.ts'
import { TimingWheel } from '../base/timingWheel.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { Cause, Population } from '../market/kinds.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { assetOf, DEPTH_BY_ASSET, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR, Side } from '../market/units.ts'
import { fearOf } from './perception.ts'
import { Purpose, type Residence } from './residence.ts'
import { LARGEST_ORDER_USD, limitThrough, lotsFor } from './sizing.ts'

const WEALTH_TAIL = 1.4
const WEALTH_CAP = 200
/** Cash beside the coins, part of their value. */
const CASH_PART = 0.4
const NOISE_SHARE = 0.3
const PANIC_SALES = 1
/** Fear looks sooner: at full fear a trader comes back this many times as often. */
const FEAR_HASTE = 9
const BUY_BACK_CHANCE = 0.35
/** Who is still afraid goes on selling at a look with this chance. */
const SELL_ON_CHANCE = 0.5
/** An agent stands for a crowd whose orders come one by one: part of the largest single order. */
const CROWD_PART = 0.15
const SLIP = 0.01

export class RetailSpot {
  readonly count: number
  readonly firstAccount: number
  private readonly home: Residence
  private readonly asset: Uint8Array
  /** Step of the flight to stablecoins, 0 none. */
  private readonly fledStep: Int32Array
  private readonly wheel: TimingWheel
  private readonly due: Int32Array

  constructor(columns: Columns, home: Residence, office: AccountOffice, count: number) {
    this.home = home
    this.count = count
    const name = `venue${home.venue}.spot`
    this.asset = columns.u8(`${name}.asset`, count)
    this.fledStep = columns.i32(`${name}.fledStep`, count)
    this.wheel = new TimingWheel(columns, `${name}.wheel`, count)
    this.due = new Int32Array(Math.max(256, count))
    this.firstAccount = this.settle(office)
  }

  private settle(office: AccountOffice): number {
    const { keys, settings, firstAgent, assets, assetCount, venue } = this.home
    const meanPareto = WEALTH_TAIL / (WEALTH_TAIL - 1)
    const wealthUsd = settings.spotWealth * 1e9 * (VENUE_SHARES[venue] ?? 0.1)
    const unitUsd = wealthUsd / this.count / meanPareto
    let first = -1
    for (let index = 0; index < this.count; index++) {
      const agent = firstAgent + 14_000_000 + index
      const account = office.openAccount({
        population: Population.RetailSpot,
        traders: 1,
        ownerAgent: agent,
        marginMode: MarginMode.Isolated,
        slots: 0,
      })
      if (first < 0) first = account
      const asset = assetOf(drawUniform(keys, agent, 0, Purpose.Asset), assetCount)
      this.asset[index] = asset
      const usd = unitUsd * drawPareto(keys, agent, 0, Purpose.Size, WEALTH_TAIL, WEALTH_CAP)
      const row = assets[asset]!
      office.grantCoins(
        account,
        asset,
        Math.max(1, Math.floor(usd / row.initialPriceUsd / row.lotSizeCoins)),
      )
      office.grantWallet(account, Math.floor(usd * CASH_PART) * QUOTE_UNITS_PER_USD)
      const wait =
        settings.spotEvery * STEPS_PER_HOUR * drawExponential(keys, agent, 0, Purpose.Wake)
      this.wheel.schedule(index, 1 + Math.ceil(wait))
    }
    return first
  }

  decide(step: number, board: BoardPage): void {
    const woken = this.wheel.take(step, this.due)
    for (let index = 0; index < woken; index++) this.wake(this.due[index]!, step, board)
  }

  private wake(index: number, step: number, board: BoardPage): void {
    const { keys, settings, firstAgent, statements } = this.home
    const agent = firstAgent + 14_000_000 + index
    const account = this.firstAccount + index
    const asset = this.asset[index]!
    const fear = fearOf(board, asset, true)
    const lots = statements.rowLots[statements.rowOffset[account << I32]! << F64]!
    const u = drawUniform(keys, agent, step, Purpose.Spot)
    if (this.fledStep[index]! > 0) this.afterFlight(index, account, asset, step, board, u)
    else if (u < PANIC_SALES * (settings.panic / 100) * fear)
      this.flee(index, account, asset, lots, step, agent, board)
    else if (drawUniform(keys, agent, step, Purpose.SpotSide) < NOISE_SHARE)
      this.fiddle(account, asset, lots, agent, step, board)
    const haste = 1 + FEAR_HASTE * fear
    const wait =
      (settings.spotEvery * STEPS_PER_HOUR * drawExponential(keys, agent, step, Purpose.Wake)) /
      haste
    this.wheel.schedule(index, step + 5 + Math.ceil(wait))
  }

  private flee(
    index: number,
    account: number,
    asset: number,
    lots: number,
    step: number,
    agent: number,
    board: BoardPage,
  ): void {
    if (lots < 1) return
    const { keys } = this.home
    const part = 0.3 + 0.7 * drawUniform(keys, agent, step, Purpose.SpotSize)
    const sold = Math.max(1, Math.floor(lots * part))
    this.trade(account, asset, false, sold, Cause.Panic, board)
    this.fledStep[index] = step
  }

  /** First the proceeds leave the venue; much later, when mood is better, the coins are bought back. */
  private afterFlight(
    index: number,
    account: number,
    asset: number,
    step: number,
    board: BoardPage,
    u: number,
  ): void {
    const { statements, queue, settings } = this.home
    const wallet = statements.walletQuote[account << F64]!
    const since = step - this.fledStep[index]!
    const stillAfraid = board.sentiment[asset]! < -0.12
    const lots = statements.rowLots[statements.rowOffset[account << I32]! << F64]!
    if (stillAfraid && u < SELL_ON_CHANCE)
      this.trade(account, asset, false, lots, Cause.Panic, board)
    if (wallet > 0 && (stillAfraid || since < 6 * STEPS_PER_HOUR)) {
      if (u > (settings.flight / 100) * 1.5) return
      const request = queue.next(RequestKind.Withdraw, account, 0)
      queue.amountQuote[request] = wallet
      return
    }
    if (stillAfraid || since < 10 * STEPS_PER_HOUR || u > BUY_BACK_CHANCE) return
    const purse = statements.purseQuote[account << F64]!
    const budget = (wallet + purse) * 0.6
    const ask = board.askTicks[this.home.firstBook + asset]!
    if (ask > 0 && budget > 0) {
      const bought = lotsFor(budget / QUOTE_UNITS_PER_USD, ask, this.home.assets[asset]!)
      if (bought >= 1) {
        const request = this.trade(account, asset, true, bought, Cause.Opinion, board)
        if (request < 0) return
        const need = Math.ceil(bought * ask * this.home.assets[asset]!.quoteUnitsPerTickLot * 1.02)
        queue.amountQuote[request] = clamp(need - wallet, 0, purse)
      }
    }
    this.fledStep[index] = 0
  }

  /** Everyday trading: a part of the coins or of the cash, as mood and chance have it. */
  private fiddle(
    account: number,
    asset: number,
    lots: number,
    agent: number,
    step: number,
    board: BoardPage,
  ): void {
    const { keys, statements, assets, firstBook } = this.home
    const buys = drawNormal(keys, agent, step, Purpose.Opinion) + 0.7 * board.sentiment[asset]! > 0
    const part = 0.05 + 0.2 * drawUniform(keys, agent, step, Purpose.SpotSize)
    if (!buys) {
      const sold = Math.floor(lots * part)
      this.trade(account, asset, false, sold, Cause.Opinion, board)
      return
    }
    const ask = board.askTicks[firstBook + asset]!
    if (ask === 0) return
    const bought = lotsFor(
      (statements.walletQuote[account << F64]! * part) / QUOTE_UNITS_PER_USD,
      ask,
      assets[asset]!,
    )
    this.trade(account, asset, true, bought, Cause.Opinion, board)
  }

  /** A taker order, not larger than the book can bear at once. Its row in the queue, -1 when none. */
  private trade(
    account: number,
    asset: number,
    buys: boolean,
    lots: number,
    cause: Cause,
    board: BoardPage,
  ): number {
    const { queue, firstBook, assets } = this.home
    const touch = buys ? board.askTicks[firstBook + asset]! : board.bidTicks[firstBook + asset]!
    if (touch === 0) return -1
    const largest = lotsFor(
      LARGEST_ORDER_USD * CROWD_PART * (DEPTH_BY_ASSET[asset] ?? 0.1),
      touch,
      assets[asset]!,
    )
    const size = Math.min(lots, largest)
    if (size < 1) return -1
    const limit = limitThrough(touch, buys, SLIP)
    const side = buys ? Side.Buy : Side.Sell
    return queue.order(
      RequestKind.ImmediateOrCancel,
      account,
      asset,
      side,
      limit,
      size,
      cause,
      NO_SLOT,
    )
  }
}
