// One clearing twice: the parts of a venue and their slow twin, opened alike. Two perpetuals; accounts by
// number: isolated ones, cross ones, the insurance fund, the silent account. Lots, ticks, quote units.
import { Columns } from '../base/columns.ts'
import { Accounts } from '../exchange/clearing/accounts.ts'
import { CrossMargin } from '../exchange/clearing/crossMargin.ts'
import { Deleveraging } from '../exchange/clearing/deleveraging.ts'
import { InsuranceFund } from '../exchange/clearing/insuranceFund.ts'
import { Ledger } from '../exchange/clearing/ledger.ts'
import { Margin } from '../exchange/clearing/margin.ts'
import { TierSchedule } from '../exchange/clearing/marginSchedule.ts'
import { Positions } from '../exchange/clearing/positions.ts'
import { Prices } from '../exchange/clearing/prices.ts'
import { MarginMode } from '../market/accounts.ts'
import { EventLog } from '../market/events.ts'
import { Population } from '../market/kinds.ts'
import { QUOTE_UNITS_PER_USD, Side } from '../market/units.ts'
import { CROSS_WALLETS, ISOLATED_TRADERS } from './clearingMessages.ts'
import { SlowClearing } from './slowClearing.ts'
import type { SlowAccount, SlowTier } from './slowClearing.ts'

export const ASSETS = 2
export const UNIT_QUOTE = [1, 5, 1, 5]
const INITIAL_TICKS = [48_000, 35_000, 48_000, 35_000]
const LEVERAGE_LIMIT = 50
const PURSE = 40_000_000
const WALLET = 60_000_000
const FUND_WALLET = 5_000_000

/** Continuous from tier to tier: 0.4 %, 1 % less 600 USD, 5 % less 20,600 USD, 20 %. USD. */
const TIERS = [
  { notionalTo: 100_000, maintenanceRate: 0.004, amount: 0, maxLeverage: 125 },
  { notionalTo: 500_000, maintenanceRate: 0.01, amount: 600, maxLeverage: 50 },
  { notionalTo: 2_000_000, maintenanceRate: 0.05, amount: 20_600, maxLeverage: 10 },
  { notionalTo: Infinity, maintenanceRate: 0.2, amount: 320_600, maxLeverage: 2 },
]
const SLOW_TIERS: readonly SlowTier[] = TIERS.map((tier) => ({
  notionalTo: tier.notionalTo * QUOTE_UNITS_PER_USD,
  maintenancePpm: Math.round(tier.maintenanceRate * 1e6),
  amount: tier.amount * QUOTE_UNITS_PER_USD,
  maxLeverage: tier.maxLeverage,
}))

export class ClearingSides {
  /** How often each case was met. */
  readonly met = new Map<string, number>()
  readonly slow = new SlowClearing(UNIT_QUOTE, SLOW_TIERS, INITIAL_TICKS)
  readonly events = new EventLog()
  readonly accounts: Accounts
  readonly ledger: Ledger
  readonly margin: Margin
  readonly prices: Prices
  readonly positions: Positions
  readonly cross: CrossMargin
  readonly fund: InsuranceFund
  readonly deleveraging: Deleveraging
  /** By account and book: lots resting to buy and to sell; and cash that bids reserve, by account. */
  readonly resting = new Map<string, number>()
  readonly reserved = new Map<number, number>()
  step = 0

  constructor(isolated = ISOLATED_TRADERS, crossWallets = CROSS_WALLETS) {
    const columns = new Columns()
    const crossCapacity = crossWallets.length + 2
    this.accounts = new Accounts(columns, 'a', {
      accountCapacity: isolated.length + crossCapacity,
      rowCapacity: isolated.length + crossCapacity * ASSETS * 2,
      slotCapacity: 0,
      crossCapacity,
      bookCount: ASSETS * 2,
    })
    const { accounts, events } = this
    this.ledger = new Ledger(columns, 'a', accounts)
    const schedule = new TierSchedule(TIERS, QUOTE_UNITS_PER_USD)
    const schedules = UNIT_QUOTE.map(() => schedule)
    this.margin = new Margin(columns, 'a', schedules, UNIT_QUOTE, LEVERAGE_LIMIT)
    this.prices = new Prices(columns, 'a', INITIAL_TICKS)
    const { ledger, margin, prices } = this
    this.positions = new Positions(columns, 'a', accounts, ledger, margin, prices, events)
    this.cross = new CrossMargin(columns, 'a', crossCapacity, this.positions)
    this.fund = new InsuranceFund(columns, 'a', this.positions)
    this.deleveraging = new Deleveraging(this.positions, this.cross)
    for (const traders of isolated) this.open(MarginMode.Isolated, traders, PURSE, WALLET)
    for (const wallet of crossWallets) this.open(MarginMode.Cross, 1, 0, wallet)
    accounts.seal()
    this.slow.open(true, 0, true)
    this.slow.open(true, 0, true)
    this.grant(accounts.fundAccount, 0, FUND_WALLET)
  }

  private open(marginMode: MarginMode, traders: number, purse: number, wallet: number): void {
    const population = Population.RetailLeveraged
    const ownerAgent = this.slow.accounts.length
    const account = this.accounts.open({ population, traders, ownerAgent, marginMode, slots: 0 })
    this.slow.open(marginMode === MarginMode.Cross, traders)
    this.grant(account, purse, wallet)
  }

  private grant(account: number, purse: number, wallet: number): void {
    this.ledger.grantPurse(account, purse)
    this.ledger.grantWallet(account, wallet)
    const twin = this.slow.accounts[account]!
    twin.purse += BigInt(purse)
    twin.wallet += BigInt(wallet)
    this.slow.broughtIn -= BigInt(purse + wallet)
  }

  count(path: string): void {
    this.met.set(path, (this.met.get(path) ?? 0) + 1)
  }

  twin(account: number): SlowAccount {
    return this.slow.accounts[account]!
  }

  /** Initial margin of a book with `more` lots resting on a side. */
  required(account: number, book: number, side: Side, more: number): number {
    const lotsOn = (one: Side) =>
      (this.resting.get(`${account} ${book} ${one}`) ?? 0) + (one === side ? more : 0)
    const held = this.twin(account).rows.get(book)?.lots ?? 0
    return this.slow.required(book, held, lotsOn(Side.Buy), lotsOn(Side.Sell), LEVERAGE_LIMIT)
  }
}
