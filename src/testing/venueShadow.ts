// A venue followed by the slow twin of clearing: every trade, fee, debt and transfer that the venue's
// desks ask of clearing is asked of the twin as well, and after a step both have to hold the same money
// and positions. Which trades there are, the venue decides; what they do, the twin works out alone.
import { F64, I32, U16, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import type { Ledger, Pot } from '../exchange/clearing/ledger.ts'
import { Pot as Pots } from '../exchange/clearing/ledger.ts'
import type { VenueParts } from '../exchange/venueParts.ts'
import { SlowClearing } from './slowClearing.ts'
import type { SlowAccount, SlowRow } from './slowClearing.ts'

export class VenueShadow {
  private readonly slow: SlowClearing
  private readonly parts: VenueParts
  /** Above 0 while clearing does of its own accord what the twin does as well. */
  private depth = 0

  constructor(parts: VenueParts) {
    this.parts = parts
    this.slow = new SlowClearing(parts.margin.unitQuote, [], [])
    this.copyState()
    this.followPositions()
    this.followLedger(parts.ledger)
  }

  /** Where the two differ. */
  differences(): string[] {
    const { accounts, ledger, assetCount } = this.parts
    const wrong: string[] = []
    const compare = (what: string, fast: number, slow: bigint | number) => {
      if (fast !== Number(slow)) wrong.push(`${what}: ${fast}, and ${slow} by the twin`)
    }
    compare('the house', ledger.potQuote[Pots.House]!, this.slow.house)
    compare('fees', ledger.potQuote[Pots.Fees]!, this.slow.fees)
    for (const twin of this.slow.accounts) {
      const { number } = twin
      compare(`wallet of ${number}`, accounts.walletQuote[number << F64]!, twin.wallet)
      compare(`purse of ${number}`, accounts.purseQuote[number << F64]!, twin.purse)
      for (const row of twin.rows.values()) {
        if (row.book < assetCount) continue
        const at = accounts.rowOf(number, row.book)
        compare(`lots of ${number}`, accounts.rowLots[at << F64]!, row.lots)
        compare(`entry of ${number}`, accounts.rowEntryQuote[at << F64]!, row.entry)
        compare(`margin of ${number}`, accounts.rowMarginQuote[at << F64]!, row.margin)
      }
    }
    return wrong
  }

  private copyState(): void {
    const { accounts, ledger, assetCount } = this.parts
    for (let account = 0; account < accounts.accountCount; account++) {
      const cross = accounts.marginMode[account << U8] === MarginMode.Cross
      const twin = this.slow.open(cross, accounts.traders[account << U16]!, accounts.isOwn(account))
      twin.wallet = BigInt(accounts.walletQuote[account << F64]!)
      twin.purse = BigInt(accounts.purseQuote[account << F64]!)
      for (let index = 0; index < accounts.rowCount[account << U8]!; index++) {
        const at = accounts.rowOffset[account << I32]! + index
        if (accounts.rowBook[at]! < assetCount) continue
        const row = this.slow.row(twin, accounts.rowBook[at]!)
        row.lots = accounts.rowLots[at << F64]!
        row.entry = BigInt(accounts.rowEntryQuote[at << F64]!)
        row.margin = BigInt(accounts.rowMarginQuote[at << F64]!)
      }
    }
    this.slow.house = BigInt(ledger.potQuote[Pots.House]!)
    this.slow.fees = BigInt(ledger.potQuote[Pots.Fees]!)
  }

  /** The twin's account and row, in the state in which the venue holds them. */
  private find(account: number, at: number): { twin: SlowAccount; row: SlowRow } {
    const { accounts } = this.parts
    const twin = this.slow.accounts[account]!
    twin.inLiquidation = accounts.state[account << U8] === AccountState.InLiquidation
    const row = this.slow.row(twin, accounts.rowBook[at]!)
    row.leverage = accounts.rowLeverage[at << U8]!
    return { twin, row }
  }

  private within(act: () => void): void {
    this.depth++
    act()
    this.depth--
  }

  private followPositions(): void {
    const { positions } = this.parts
    const trade = positions.trade.bind(positions)
    positions.trade = (account, at, lots, notional) => {
      const { twin, row } = this.find(account, at)
      this.slow.trade(twin, row.book, lots, BigInt(notional))
      this.within(() => trade(account, at, lots, notional))
    }
    const chargeFee = positions.chargeFee.bind(positions)
    positions.chargeFee = (account, at, fee) => {
      const { twin, row } = this.find(account, at)
      this.slow.fee(twin, row.book, BigInt(fee))
      this.within(() => chargeFee(account, at, fee))
    }
  }

  /** Money that a desk moves of its own accord. */
  private followLedger(ledger: Ledger): void {
    const { slow } = this
    const rowOf = (at: number) => this.find(this.parts.accounts.rowAccount[at]!, at).row
    const addToPot = (pot: Pot, amount: bigint) => {
      if (pot === Pots.House) slow.house += amount
      else if (pot === Pots.Fees) slow.fees += amount
    }
    this.follow(ledger, 'purseToWallet', (account, amount) => {
      slow.accounts[account]!.purse -= BigInt(amount)
      slow.accounts[account]!.wallet += BigInt(amount)
    })
    this.follow(ledger, 'walletToMargin', (account, at, amount) => {
      slow.accounts[account]!.wallet -= BigInt(amount)
      rowOf(at).margin += BigInt(amount)
    })
    this.follow(ledger, 'walletToWallet', (from, to, amount) => {
      slow.accounts[from]!.wallet -= BigInt(amount)
      slow.accounts[to]!.wallet += BigInt(amount)
    })
    this.follow(ledger, 'walletToPot', (account, pot, amount) => {
      slow.accounts[account]!.wallet -= BigInt(amount)
      addToPot(pot, BigInt(amount))
    })
    this.follow(ledger, 'marginToPot', (at, pot, amount) => {
      rowOf(at).margin -= BigInt(amount)
      addToPot(pot, BigInt(amount))
    })
    // Only a socialised loss pays out a profit without a trade: it stays in the position, which is
    // entered at a worse price from then on. Compared where the house meets the entries.
    this.follow(ledger, 'potToWallet', (pot, account, amount) => {
      addToPot(pot, -BigInt(amount))
      slow.accounts[account]!.wallet += BigInt(amount)
      this.reenter(account)
    })
  }

  private reenter(account: number): void {
    const { accounts } = this.parts
    for (const row of this.slow.accounts[account]!.rows.values()) {
      row.entry = BigInt(accounts.rowEntryQuote[accounts.rowOf(account, row.book) << F64]!)
    }
  }

  private follow<Name extends keyof Ledger>(
    ledger: Ledger,
    name: Name,
    mirror: Ledger[Name] extends (...args: infer Args) => void ? (...args: Args) => void : never,
  ): void {
    const act = (ledger[name] as (...args: number[]) => void).bind(ledger)
    const followed = (...args: number[]) => {
      if (this.depth === 0) (mirror as (...args: number[]) => void)(...args)
      act(...args)
    }
    Object.assign(ledger, { [name]: followed })
  }
}
