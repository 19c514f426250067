// Institutions that have something to buy or sell and work it with an execution algorithm: TWAP, VWAP,
// percentage of volume, or Almgren-Chriss. ODD submodel "Institutions: execution" (C10).
import type { Columns } from '../base/columns.ts'
import { clamp, detExp, detPow } from '../base/detMath.ts'
import { drawExponential, drawNormal, drawUniform, drawWord } from '../base/keyedRandom.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, PERPETUAL_SHARE, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { volatilityOverCalm } from './perception.ts'
import { Purpose, type Residence } from './residence.ts'

export const Schedule = { Twap: 0, Vwap: 1, PercentOfVolume: 2, AlmgrenChriss: 3 } as const

const CHILD_STEPS = 5
const SLIP = 0.0006
/** Urgency of the Almgren-Chriss trajectory: kappa times the length of the order. */
const URGENCY = 2
/** Hours of a desk's flow in one book after which all its orders in that book go the other way:
 * clients come back, so that no desk's position wanders off. */
const INVENTORY_HOURS = 0.25
const SIZE_SPREAD = 0.8
/** Part of the parent orders that are for the perpetual. */
const PERPETUAL_ORDERS = 0.3
/** Volatility over calm beyond which the flow no longer follows it. */
const LEAST_ACTIVITY = 0.5
const MOST_ACTIVITY = 3

export class ExecutionDesk {
  readonly account: number
  private readonly home: Residence
  private readonly agent: number
  /** Each desk has one asset; so many share it on this venue. */
  private readonly asset: number
  private readonly desksOfAsset: number
  private readonly startLots: readonly number[]
  /** The parent order: book, side sign, schedule, USD left, first and last step, USD asked, and lots held
   * when it came. */
  private readonly order: Float64Array

  constructor(
    columns: Columns,
    home: Residence,
    office: AccountOffice,
    index: number,
    deskCount: number,
  ) {
    this.home = home
    this.asset = index % home.assetCount
    this.desksOfAsset = Math.ceil((deskCount - this.asset) / home.assetCount)
    this.agent = home.firstAgent + 11_000_000 + index
    const share = VENUE_SHARES[home.venue] ?? 0.1
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 1000 + index,
      cashUsd: (8e9 * share) / deskCount,
      coinsUsd: (asset) =>
        asset === this.asset ? (6e9 * share * (ASSET_SHARES[asset] ?? 0.1)) / this.desksOfAsset : 0,
    })
    this.startLots = Array.from({ length: home.assetCount * 2 }, (_, book) =>
      heldLots(home, this.account, book),
    )
    this.order = columns.f64(`venue${home.venue}.execution${index}`, 8)
  }

  decide(step: number, board: BoardPage): void {
    const order = this.order
    order[3] = this.leftUsd(board)
    if (step >= order[5]! || order[3]! <= 0) this.takeOn(step, board)
    const usd = this.childUsd(step, board)
    if (usd < 100) return
    takeUsd(this.home, this.account, order[0]! | 0, usd * order[1]!, SLIP, Cause.Execution, board)
  }

  /** What is still to be traded: what found nobody near the touch is tried again. */
  private leftUsd(board: BoardPage): number {
    const { assets } = this.home
    const order = this.order
    const perLot =
      (board.consensusTicks[this.asset]! * assets[this.asset]!.quoteUnitsPerTickLot) /
      QUOTE_UNITS_PER_USD
    const done = (heldLots(this.home, this.account, order[0]! | 0) - order[7]!) * order[1]!
    return order[6]! - done * perLot
  }

  /** A new parent order from a client. Sizes are such that a day's flow sums to `dailyVolume`. */
  private takeOn(step: number, board: BoardPage): void {
    const { keys, settings, assetCount } = this.home
    const order = this.order
    const onPerpetual = drawUniform(keys, this.agent, step, Purpose.ParentBook) < PERPETUAL_ORDERS
    const length = 0.3 + drawExponential(keys, this.agent, step, Purpose.ParentLength)
    const hours = settings.parentHours * length
    const z = drawNormal(keys, this.agent, step, Purpose.ParentSize)
    const size = detExp(SIZE_SPREAD * z - SIZE_SPREAD * SIZE_SPREAD * 0.5)
    // Orders for the perpetual are larger, as its book is deeper.
    const bookShare = onPerpetual ? PERPETUAL_SHARE : 1 - PERPETUAL_SHARE
    const perHour = 2 * this.dollarsPerHour() * bookShare
    order[0] = onPerpetual ? perpetualBook(this.asset, assetCount) : this.asset
    order[1] = this.side(step, order[0]!, perHour)
    order[2] = drawWord(keys, this.agent, step, Purpose.Schedule) & 3
    order[3] = perHour * hours * size * this.activity(board)
    order[4] = step
    order[5] = step + Math.ceil(hours * STEPS_PER_HOUR)
    order[6] = order[3]!
    order[7] = heldLots(this.home, this.account, order[0]!)
  }

  /** Clients trade more when prices move more (Clark 1973; Tauchen and Pitts 1983). */
  private activity(board: BoardPage): number {
    const ratio = volatilityOverCalm(board.volatility[this.asset]!, this.asset)
    return detPow(clamp(ratio, LEAST_ACTIVITY, MOST_ACTIVITY), this.home.settings.volumeResponse)
  }

  private dollarsPerHour(): number {
    const { settings, venue } = this.home
    const share = (VENUE_SHARES[venue] ?? 0.1) * (ASSET_SHARES[this.asset] ?? 0.1)
    return (settings.dailyVolume * 1e9 * share) / 24 / this.desksOfAsset
  }

  /** +1 or -1: the more a desk holds beyond its start, the likelier the next client sells. */
  private side(step: number, book: number, perHour: number): number {
    const { keys, assets, assetCount } = this.home
    const asset = book < assetCount ? assets[book]! : assets[book - assetCount]!
    const moved =
      (heldLots(this.home, this.account, book) - this.startLots[book]!) * asset.lotSizeCoins
    const strain = (moved * asset.initialPriceUsd) / (perHour * INVENTORY_HOURS)
    const sells = 0.5 + 0.5 * clamp(strain, -1, 1)
    return drawUniform(keys, this.agent, step, Purpose.ParentSide) < sells ? -1 : 1
  }

  private childUsd(step: number, board: BoardPage): number {
    const order = this.order
    const length = order[5]! - order[4]!
    const slices = Math.max(1, (order[5]! - step) / CHILD_STEPS)
    const left = order[3]!
    const jitter = 0.5 + drawUniform(this.home.keys, this.agent, step, Purpose.Child)
    if (order[2] === Schedule.AlmgrenChriss) {
      const rate = (URGENCY * CHILD_STEPS) / Math.max(length, CHILD_STEPS)
      return Math.max(left * rate, left / slices) * jitter
    }
    if (order[2] === Schedule.PercentOfVolume) {
      const place = this.home.firstBook + (order[0]! | 0)
      const volumeUsd = board.volumeQuote[place]! / QUOTE_UNITS_PER_USD
      const pace = order[6]! / Math.max(1, length / CHILD_STEPS)
      return Math.min(left, Math.min(0.1 * volumeUsd * CHILD_STEPS + 0.7 * pace, 4 * pace) * jitter)
    }
    const shape = order[2] === Schedule.Vwap ? dayShape(step) : 1
    return Math.min(left, (left / slices) * jitter * shape)
  }
}

/** Desks take turns, a fifth of a venue's each second: `desks` are all of them. */
export function decideInTurn(
  desks: readonly ExecutionDesk[],
  step: number,
  board: BoardPage,
): void {
  const first = (CHILD_STEPS - (step % CHILD_STEPS)) % CHILD_STEPS
  for (let index = first; index < desks.length; index += CHILD_STEPS) {
    desks[index]!.decide(step, board)
  }
}

/** Volume by hour of the day (UTC): low at night, high when Europe and America overlap. Mean 1. */
export function dayShape(step: number): number {
  const hour = (step % (24 * STEPS_PER_HOUR)) / STEPS_PER_HOUR
  const fromPeak = Math.abs(hour - 15)
  const distance = fromPeak > 12 ? 24 - fromPeak : fromPeak
  return 1.35 - (0.7 * distance) / 12
}
