// The desk of a coin market: quotes both sides of a coin-margined perpetual around the venue's linear one
// and trades its dollar risk away there. At the start it is the other side of the crowd, with a coin for
// every coin it has sold short: cash and carry. Its money is limited, so the two prices may part.
// ODD submodel "Coin-margined desks".
import type { Columns } from '../base/columns.ts'
import { clamp, detPow } from '../base/detMath.ts'
import { F64, I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { ASSET_SHARES, DEPTH_BY_ASSET, VENUE_SHARES, WIDTH_BY_ASSET } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_MINUTE, Side } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { stressOf } from './makerOutlook.ts'
import { willingnessOf } from './marketMaker.ts'
import type { Residence } from './residence.ts'

const LEVELS = 6
/** The perpetual is the only book of a coin market that anyone trades. */
const BOOK = 1
const OUTERMOST_BPS = 120
const MOST_STRESS = 12
const STRESS_WIDTH = 0.8
const FEAR_WIDTH = 2
const DEPTH_EXPONENT = 0.67
const NAMED_DEPTH_BPS = 100
const ONE_BPS = 0.0001
const LOOK_STEPS = 5
/** A quote is moved when its wanted price has gone this part of its distance from the reference. */
const LAZINESS = 0.35
/** Of the capital: dollar risk that is left alone, and the most that is traded away in a second. */
const RISK_BORNE = 0.0005
const MOST_HEDGE = 0.01
const HEDGE_SLIP = 0.001
/** Cash behind the hedge over the capital: as much again as the coins, and something to breathe. */
const HEDGE_CASH = 2
/** Quotes of a side end when the desk has taken this much over its limit there. */
const FULL = 1.25

export class CoinDesk {
  readonly account: number
  /** Its account at the venue: dollars, for the linear perpetual. */
  readonly hedgeAccount: number
  private readonly home: Residence
  private readonly venue: Residence
  private readonly asset: number
  private readonly capitalUsd: number
  /** 0: contracts held at the start, 1: its coins then, in units. */
  private readonly start: Float64Array
  /** 0: reference at the last look, 1: step of it. */
  private readonly looked: Float64Array
  private readonly shares: Float64Array

  /** `home` is the coin market, `venue` the venue it belongs to. */
  constructor(
    columns: Columns,
    home: Residence,
    office: AccountOffice,
    venue: Residence,
    venueOffice: AccountOffice,
    listedShare: number,
  ) {
    this.home = home
    this.venue = venue
    this.asset = home.firstAsset
    const share = (VENUE_SHARES[home.venue] ?? 0.1) * listedShare
    this.capitalUsd = home.settings.coinDeskCapital * 1e6 * share
    this.start = columns.f64(`${home.name}.desk.start`, 2)
    this.looked = columns.f64(`${home.name}.desk.looked`, 2)
    this.shares = new Float64Array(LEVELS)
    this.account = office.openAccount({
      population: Population.MarketMaker,
      traders: 1,
      ownerAgent: venue.firstAgent + 10_000_000 + 8000 + this.asset,
      marginMode: MarginMode.Cross,
      slots: 2 * LEVELS,
    })
    this.grantUsd(office, this.capitalUsd)
    this.hedgeAccount = openDesk(venue, venueOffice, {
      population: Population.MarketMaker,
      owner: 8000 + this.asset,
      cashUsd: HEDGE_CASH * this.capitalUsd,
      coinsUsd: () => 0,
    })
    this.looked[1] = -LOOK_STEPS
  }

  /** Takes the other side of the crowd's signed contracts at the start, a coin for every coin of it. */
  absorb(office: AccountOffice, lots: number, priceTicks: number): void {
    if (lots === 0) return
    const { money } = this.home
    const units = Math.ceil(money.notional(0, Math.abs(lots), priceTicks))
    office.grantWallet(this.account, units)
    office.grantPosition(this.account, BOOK, -lots, priceTicks, 1, 0)
    this.start[0] = -lots
    this.start[1] += units
  }

  private grantUsd(office: AccountOffice, usd: number): void {
    const { assets, money } = this.home
    const startTicks = assets[0]!.initialPriceUsd / assets[0]!.tickSizeUsd
    const units = Math.floor(money.unitsOf(usd, startTicks))
    office.grantWallet(this.account, units)
    this.start[1] += units
  }

  /** `board` is the coin market's page of the last step, `venueBoard` the venues'. */
  decide(step: number, board: BoardPage, venueBoard: BoardPage): void {
    const place = this.venue.firstBook + perpetualBook(this.asset, this.venue.assetCount)
    const reference = venueBoard.midTicks[place]!
    if (reference <= 0) return
    this.hedge(reference, place, venueBoard)
    const stress = stressOf(board.volatility[0]!, this.asset)
    const halfSpread = this.halfSpreadTicks(reference, stress, board)
    const moved = Math.abs(reference - this.looked[0]!)
    if (moved < halfSpread * 0.5 && step - this.looked[1]! < LOOK_STEPS) return
    this.quote(step, reference, halfSpread, stress, board)
  }

  private halfSpreadTicks(reference: number, stress: number, board: BoardPage): number {
    const { settings } = this.home
    const width = (WIDTH_BY_ASSET[this.asset] ?? 2) * settings.coinSpread * ONE_BPS
    const wider = 1 + STRESS_WIDTH * (stress - 1) + FEAR_WIDTH * board.makerFear[0]!
    return reference * width * Math.min(wider, MOST_STRESS)
  }

  /** Dollars that a price change of one hundred percent would bring: its coins, the face of its
   * contracts and the hedge together, less what it began with. */
  private riskUsd(reference: number): number {
    const { money, statements } = this.home
    const row = statements.rowOffset[this.account << I32]! + BOOK
    const lots = statements.rowLots[row << F64]!
    const open = money.value(0, lots, reference) - statements.rowEntryQuote[row << F64]!
    const units = statements.walletQuote[this.account << F64]! + open - this.start[1]!
    const hedge = this.venue.money.notional(this.asset, this.hedgeLots(), reference)
    return (
      money.usdOf(units, reference) +
      this.faceUsd(lots - this.start[0]!, reference) +
      hedge / QUOTE_UNITS_PER_USD
    )
  }

  private hedgeLots(): number {
    return heldLots(this.venue, this.hedgeAccount, perpetualBook(this.asset, this.venue.assetCount))
  }

  /** A contract's face, whatever the price. */
  private faceUsd(lots: number, priceTicks: number): number {
    const { money } = this.home
    return money.usdOf(money.notional(0, lots, priceTicks), priceTicks)
  }

  private hedge(reference: number, place: number, venueBoard: BoardPage): void {
    const risk = this.riskUsd(reference)
    if (Math.abs(risk) < RISK_BORNE * this.capitalUsd) return
    const most = MOST_HEDGE * this.capitalUsd
    const usd = clamp(-risk, -most, most)
    const book = place - this.venue.firstBook
    takeUsd(this.venue, this.hedgeAccount, book, usd, HEDGE_SLIP, Cause.Arbitrage, venueBoard)
  }

  private quote(
    step: number,
    reference: number,
    halfSpread: number,
    stress: number,
    board: BoardPage,
  ): void {
    const { settings, statements, venue } = this.home
    const row = statements.rowOffset[this.account << I32]! + BOOK
    const taken = this.faceUsd(statements.rowLots[row << F64]! - this.start[0]!, reference)
    const strain = clamp(taken / this.capitalUsd, -2, 2)
    const skew = settings.inventorySkew * ONE_BPS * Math.min(stress, MOST_STRESS)
    const reservation = reference * (1 - strain * skew)
    const isFirst = this.looked[0] === 0
    const elapsed = Math.min(step - this.looked[1]!, 10 * STEPS_PER_MINUTE)
    this.looked[0] = reference
    this.looked[1] = step
    const willing = willingnessOf(settings, stress, board.makerFear[0]!)
    const refill = isFirst ? 1 : ((settings.refill / 100) * elapsed * willing) / STEPS_PER_MINUTE
    const depthUsd =
      settings.coinDepth *
      1e6 *
      (VENUE_SHARES[venue] ?? 0.1) *
      (DEPTH_BY_ASSET[this.asset] ?? 0.1) *
      willing
    const growth = detPow(
      Math.max(1.1, (reference * OUTERMOST_BPS * ONE_BPS * Math.sqrt(stress)) / halfSpread),
      1 / (LEVELS - 1),
    )
    this.planLevels(halfSpread / reference / ONE_BPS, growth)
    this.side(Side.Buy, reservation, halfSpread, growth, depthUsd, refill, strain, board)
    this.side(Side.Sell, reservation, halfSpread, growth, depthUsd, refill, -strain, board)
  }

  /** Share of the named depth at each level: D(x) ~ x^0.67. */
  private planLevels(innerBps: number, growth: number): void {
    let distance = innerBps
    let before = 0
    for (let level = 0; level < LEVELS; level++) {
      const reach = detPow(distance / NAMED_DEPTH_BPS, DEPTH_EXPONENT)
      this.shares[level] = reach - before
      before = reach
      distance *= growth
    }
  }

  private side(
    side: Side,
    reservation: number,
    halfSpread: number,
    growth: number,
    depthUsd: number,
    refill: number,
    strain: number,
    board: BoardPage,
  ): void {
    const { money, statements } = this.home
    const sign = side === Side.Buy ? -1 : 1
    const appetite = clamp(FULL - strain, 0, 1)
    const other = side === Side.Buy ? board.askTicks[BOOK]! : board.bidTicks[BOOK]!
    const offset = statements.slotOffset[this.account << I32]!
    let distance = halfSpread
    for (let level = 0; level < LEVELS; level++) {
      if (level > 0) distance *= growth
      const slot = side * LEVELS + level
      const shown = statements.slotLots[offset + slot]!
      const usd = depthUsd * this.shares[level]! * appetite
      const target = money.lotsFor(0, usd, reservation)
      if (target < 1) {
        if (shown > 0) this.send(RequestKind.Cancel, side, 0, 0, slot)
        continue
      }
      let price = Math.round(reservation + sign * distance)
      // A quote that would meet what others show waits behind it.
      if (other > 0 && sign * (price - other) <= 0) price = other + sign
      const had = Math.min(shown, target)
      const wanted = Math.min(target, Math.floor(had + target * refill + 1))
      const held = statements.slotPriceTicks[offset + slot]!
      const near = shown > 0 && Math.abs(held - price) <= Math.max(1, distance * LAZINESS)
      if (near && wanted <= shown * 1.25 && wanted >= shown * 0.8) continue
      if (price < 1) continue
      this.send(RequestKind.PostOnly, side, near ? held : price, wanted, slot)
    }
  }

  private send(
    kind: RequestKind,
    side: Side,
    priceTicks: number,
    lots: number,
    slot: number,
  ): void {
    const { queue } = this.home
    queue.order(kind, this.account, BOOK, side, priceTicks, lots, Cause.Quote, slot)
  }
}

/** Of what the coin markets of a venue hold together, the part that falls to one asset. */
export function listedShareOf(asset: number, listedCount: number): number {
  let sum = 0
  for (let index = 0; index < listedCount; index++) sum += ASSET_SHARES[index] ?? 0
  return (ASSET_SHARES[asset] ?? 0) / sum
}
