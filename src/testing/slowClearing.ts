// The slow twin of clearing: accounts as objects, money as BigInt, every rule the way docs/odd.md,
// docs/rulebooks.md and decisions 0002, 0005 and 0009 tell it, so that a person can check it by reading.
// Nothing is kept up to date that can be worked out anew. Lots, ticks, quote units.

export interface SlowTier {
  /** Quote units; Infinity in the last one. */
  readonly notionalTo: number
  /** Millionths. */
  readonly maintenancePpm: number
  /** Quote units. */
  readonly amount: number
  readonly maxLeverage: number
}

export interface SlowRow {
  readonly book: number
  lots: number
  entry: bigint
  margin: bigint
  leverage: number
  /** The mark has passed the liquidation price: the next sweep takes the row in. */
  due: boolean
  stopTicks: number
  stopDue: boolean
  takeTicks: number
  takeDue: boolean
}

export interface SlowAccount {
  readonly number: number
  readonly cross: boolean
  readonly own: boolean
  readonly traders: number
  wallet: bigint
  purse: bigint
  inLiquidation: boolean
  /** Perpetual rows by book; an isolated account has the one it is in. */
  readonly rows: Map<number, SlowRow>
}

const LAST_TICK = 131_071

/** The part of a whole number that belongs to `part` of `whole`, to the nearest quote unit. Money is
 * held in doubles (decision 0002), so the quotient is one too. */
export function nearestShare(total: bigint | number, part: number, whole: number): bigint {
  return BigInt(Math.floor(Number(total) * (part / whole) + 0.5))
}

function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export class SlowClearing {
  readonly accounts: SlowAccount[] = []
  readonly marks: number[]
  house = 0n
  fees = 0n
  broughtIn = 0n
  maintenanceScale = 1
  readonly unitQuote: readonly number[]
  private readonly tiers: readonly SlowTier[]

  constructor(unitQuote: readonly number[], tiers: readonly SlowTier[], marks: readonly number[]) {
    this.unitQuote = unitQuote
    this.tiers = tiers
    this.marks = [...marks]
  }

  open(cross: boolean, traders: number, own = false): SlowAccount {
    const account: SlowAccount = {
      number: this.accounts.length,
      cross,
      own,
      traders,
      wallet: 0n,
      purse: 0n,
      inLiquidation: false,
      rows: new Map(),
    }
    this.accounts.push(account)
    return account
  }

  get fund(): SlowAccount {
    return this.accounts.at(-2)!
  }

  /** An isolated account's only row moves to another book while it is flat, and keeps its leverage. */
  row(account: SlowAccount, book: number): SlowRow {
    const found = account.rows.get(book)
    if (found !== undefined) return found
    const [only] = account.cross ? [] : account.rows.values()
    if (!account.cross) account.rows.clear()
    const row: SlowRow = {
      book,
      lots: 0,
      entry: 0n,
      margin: 0n,
      leverage: only?.leverage ?? 0,
      due: false,
      stopTicks: 0,
      stopDue: false,
      takeTicks: 0,
      takeDue: false,
    }
    account.rows.set(book, row)
    return row
  }

  isFlat(account: SlowAccount): boolean {
    return [...account.rows.values()].every((row) => row.lots === 0)
  }

  /** Every row with a position in the book, by account. */
  positions(book: number): { account: SlowAccount; row: SlowRow }[] {
    return this.accounts.flatMap((account) =>
      [...account.rows.values()]
        .filter((row) => row.book === book && row.lots !== 0)
        .map((row) => ({ account, row })),
    )
  }

  openInterest(book: number): number {
    return this.positions(book).reduce((sum, { row }) => sum + Math.max(row.lots, 0), 0)
  }

  /** A notional at a mark, which may be a fraction: to the nearest quote unit. */
  notionalAt(book: number, lots: number, ticks: number): number {
    return Math.floor(Math.abs(lots) * ticks * this.unitQuote[book]! + 0.5)
  }

  unrealised(row: SlowRow): bigint {
    const notional = BigInt(this.notionalAt(row.book, row.lots, this.marks[row.book]!))
    return (row.lots < 0 ? -notional : notional) - row.entry
  }

  /** Signed lots and notional, above zero for a buy. */
  trade(account: SlowAccount, book: number, lots: number, notional: bigint): void {
    const row = this.row(account, book)
    const opposite = row.lots !== 0 && row.lots > 0 !== lots > 0
    if (!opposite) return this.enlarge(account, row, lots, notional)
    const held = Math.abs(row.lots)
    const size = Math.abs(lots)
    if (size <= held) return this.close(account, row, size, notional)
    const closing = nearestShare(notional, held, size)
    const left = lots + row.lots
    this.close(account, row, held, closing)
    this.enlarge(account, row, left, notional - closing)
  }

  private enlarge(account: SlowAccount, row: SlowRow, lots: number, notional: bigint): void {
    row.lots += lots
    row.entry += notional
    if (account.cross) return
    const needed = ceilDivide(abs(notional), BigInt(Math.max(row.leverage, 1)))
    const moved = least(needed, account.wallet)
    account.wallet -= moved
    row.margin += moved
  }

  /** Closes unsigned lots; `notional` is that of the closing trade. */
  private close(account: SlowAccount, row: SlowRow, size: number, notional: bigint): void {
    const held = Math.abs(row.lots)
    const flat = size === held
    const entryShare = flat ? row.entry : nearestShare(row.entry, size, held)
    const marginShare = flat ? row.margin : BigInt(Math.floor(Number(row.margin) * (size / held)))
    const profit = -notional - entryShare
    row.lots += row.lots > 0 ? -size : size
    row.entry -= entryShare
    this.house -= profit
    if (account.cross) {
      account.wallet += profit
      return
    }
    const kept = row.margin - marginShare
    row.margin += profit
    // In a liquidation the wallet is not touched.
    if (account.inLiquidation) return
    if (row.margin > kept) {
      account.wallet += row.margin - kept
      row.margin = kept
    } else if (flat && row.margin < 0n) {
      const paid = least(account.wallet, -row.margin)
      account.wallet -= paid
      row.margin += paid
      this.coverByFund(row)
    }
  }

  /** What a flat row still owes, the insurance fund pays. */
  private coverByFund(row: SlowRow): void {
    if (row.margin >= 0n) return
    this.fund.wallet += row.margin
    row.margin = 0n
  }

  /** From the wallet, then from the row's margin; what neither has is not collected. */
  fee(account: SlowAccount, book: number, amount: bigint): void {
    const row = this.row(account, book)
    let due = amount
    if (account.cross || amount <= 0n) {
      account.wallet -= amount
      this.fees += amount
      return
    }
    if (!account.inLiquidation) {
      const paid = least(account.wallet, due)
      account.wallet -= paid
      this.fees += paid
      due -= paid
    }
    const paid = row.margin > 0n ? least(row.margin, due) : 0n
    row.margin -= paid
    this.fees += paid
  }

  /** Longs pay shorts notional at the mark times rate, in full; the dust is a fee. */
  funding(book: number, rate: number): bigint {
    let longsPaid = 0n
    for (const { account, row } of this.positions(book)) {
      const notional = this.notionalAt(book, row.lots, this.marks[book]!)
      const share = BigInt(Math.floor(notional * rate + 0.5))
      const payment = row.lots > 0 ? share : -share
      if (row.lots > 0) longsPaid += payment
      this.fees += payment
      if (account.cross || payment <= 0n) {
        account.wallet -= payment
        continue
      }
      const fromWallet = account.inLiquidation ? 0n : least(account.wallet, payment)
      account.wallet -= fromWallet
      row.margin -= payment - fromWallet
    }
    return longsPaid
  }

  /** Tiers hold for one of the traders that an account stands for. */
  tierOf(notional: number, traders: number): SlowTier {
    return this.tiers.find((tier) => notional <= tier.notionalTo * traders)!
  }

  maintenance(book: number, lots: number, ticks: number, traders = 1): number {
    const notional = this.notionalAt(book, lots, ticks)
    const { maintenancePpm, amount } = this.tierOf(notional, traders)
    return this.maintenanceScale * (notional * (maintenancePpm / 1e6) - amount * traders)
  }

  /**
   * Equity less maintenance of an isolated row at a whole tick, in millionths of a quote unit, without
   * any rounding. The scale of maintenance is a multiple of a quarter here.
   */
  private spareAt(account: SlowAccount, row: SlowRow, ticks: number): bigint {
    const perTick = BigInt(row.lots) * BigInt(this.unitQuote[row.book]!)
    const value = perTick * BigInt(ticks)
    const notional = abs(value)
    const { maintenancePpm, amount } = this.tierOf(Number(notional), account.traders)
    const maintenance =
      notional * BigInt(maintenancePpm) - 1_000_000n * BigInt(amount * account.traders)
    const quarters = BigInt(this.maintenanceScale * 4)
    return 1_000_000n * (row.margin + value - row.entry) - (maintenance * quarters) / 4n
  }

  /** The first whole tick, seen from the safe side, at which equity no longer exceeds maintenance; 0
   * when there is none in the range of prices. */
  liquidationTicks(account: SlowAccount, row: SlowRow): { ticks: number; exact: boolean } {
    if (row.lots === 0 || account.cross) return { ticks: 0, exact: false }
    const isSpent = (ticks: number) => this.spareAt(account, row, ticks) <= 0n
    const long = row.lots > 0
    // Equity less maintenance rises with the price for a long and falls for a short.
    let [low, high] = [0, LAST_TICK + 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (isSpent(middle) === long) low = middle
      else high = middle
    }
    const ticks = long ? low : high > LAST_TICK ? 0 : high
    return { ticks, exact: ticks !== 0 && this.spareAt(account, row, ticks) === 0n }
  }

  /** After whatever changed a row: is its liquidation price, its stop or its take-profit passed? */
  refresh(account: SlowAccount, row: SlowRow): void {
    if (!account.cross && !account.inLiquidation) row.due = this.isPassed(account, row)
    if (row.lots === 0) {
      row.stopTicks = 0
      row.takeTicks = 0
    }
    row.stopDue = this.isTriggered(row, row.stopTicks, row.lots > 0)
    row.takeDue = this.isTriggered(row, row.takeTicks, row.lots < 0)
  }

  isPassed(account: SlowAccount, row: SlowRow): boolean {
    const { ticks } = this.liquidationTicks(account, row)
    return this.isTriggered(row, ticks, row.lots > 0)
  }

  isTriggered(row: SlowRow, ticks: number, falling: boolean): boolean {
    if (ticks === 0 || row.lots === 0) return false
    const mark = this.marks[row.book]!
    return falling ? mark <= ticks : mark >= ticks
  }

  /** The whole position passes to the fund for what uses its collateral up exactly. */
  takeOver(account: SlowAccount, row: SlowRow): void {
    const { lots } = row
    const notional = row.entry - row.margin
    this.trade(account, row.book, -lots, -notional)
    this.trade(this.fund, row.book, lots, notional)
  }

  /** What a liquidation leaves: a fee to the fund, the rest back; a debt is the fund's. */
  settle(account: SlowAccount, row: SlowRow, mostFee: bigint): void {
    this.coverByFund(row)
    const fee = least(row.margin, mostFee)
    this.fund.wallet += fee
    account.wallet += row.margin - fee
    row.margin = 0n
    account.inLiquidation = false
    this.refresh(account, row)
  }

  equity(account: SlowAccount): bigint {
    return [...account.rows.values()].reduce(
      (sum, row) => sum + this.unrealised(row),
      account.wallet,
    )
  }

  crossMaintenance(account: SlowAccount): number {
    return [...account.rows.values()].reduce(
      (sum, row) => sum + this.maintenance(row.book, row.lots, this.marks[row.book]!),
      0,
    )
  }

  /** Initial margin of the larger position that resting orders could lead to. */
  required(book: number, held: number, buys: number, sells: number, leverageLimit: number): number {
    const exposure = Math.max(held + buys, sells - held)
    const notional = exposure * this.marks[book]! * this.unitQuote[book]!
    const { maxLeverage } = this.tierOf(notional, 1)
    return notional * Math.max(1 / maxLeverage, 1 / leverageLimit)
  }

  total(): bigint {
    return this.accounts.reduce(
      (sum, { wallet, purse, rows }) =>
        sum +
        wallet +
        purse +
        [...rows.values()].reduce((margins, row) => margins + row.margin, 0n),
      this.house + this.fees + this.broughtIn,
    )
  }
}
