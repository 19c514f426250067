// Institutions that have something to buy or sell and work it with an execution algorithm: TWAP, VWAP,
// percentage of volume, or Almgren-Chriss. ODD submodel "Institutions: execution" (C10).
import type { Columns } from '../base/columns.ts'
import { detExp } from '../base/detMath.ts'
import { drawExponential, drawNormal, drawUniform, drawWord } from '../base/keyedRandom.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, assetOf, PERPETUAL_SHARE, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
import { openDesk, takeUsd } from './desk.ts'
import { Purpose, type Residence } from './residence.ts'

export const Schedule = { Twap: 0, Vwap: 1, PercentOfVolume: 2, AlmgrenChriss: 3 } as const

const CHILD_STEPS = 5
const SLIP = 0.004
/** Urgency of the Almgren-Chriss trajectory: kappa times the length of the order. */
const URGENCY = 2
/** After a parent order the next one is on the other side with this probability: inventories return. */
const RETURN_CHANCE = 0.62
const SIZE_SPREAD = 0.8

export class ExecutionDesk {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly agent: number
  private readonly deskCount: number
  /** The parent order: book, side sign, schedule, and USD left and asked; steps. */
  private readonly order: Float64Array

  constructor(
    columns: Columns,
    home: Residence,
    office: AccountOffice,
    index: number,
    deskCount: number,
  ) {
    this.home = home
    this.index = index
    this.deskCount = deskCount
    this.agent = home.firstAgent + 11_000_000 + index
    const share = VENUE_SHARES[home.venue] ?? 0.1
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 1000 + index,
      cashUsd: (8e9 * share) / deskCount,
      coinsUsd: (asset) => (6e9 * share * (ASSET_SHARES[asset] ?? 0.1)) / deskCount,
    })
    this.order = columns.f64(`venue${home.venue}.execution${index}`, 7)
  }

  decide(step: number, board: BoardPage): void {
    if ((step + this.index) % CHILD_STEPS !== 0) return
    const order = this.order
    if (step >= order[5]! || order[3]! <= 0) this.takeOn(step)
    const usd = this.childUsd(step, board)
    if (usd < 100) return
    const sent = takeUsd(
      this.home,
      this.account,
      order[0]!,
      usd * order[1]!,
      SLIP,
      Cause.Execution,
      board,
    )
    if (sent !== 0) order[3] = order[3]! - usd
  }

  /** A new parent order from a client. Sizes are such that a day's flow sums to `dailyVolume`. */
  private takeOn(step: number): void {
    const { keys, settings, assetCount, venue } = this.home
    const order = this.order
    const asset = assetOf(drawUniform(keys, this.agent, step, Purpose.Asset), assetCount)
    const onPerpetual = drawUniform(keys, this.agent, step, Purpose.ParentBook) < PERPETUAL_SHARE
    const turned = drawUniform(keys, this.agent, step, Purpose.ParentSide) < RETURN_CHANCE
    const before =
      order[1] === 0 ? (drawWord(keys, this.agent, 0, Purpose.ParentSide) & 1) * 2 - 1 : order[1]!
    const hours =
      settings.parentHours * (0.3 + drawExponential(keys, this.agent, step, Purpose.ParentLength))
    const size = detExp(
      SIZE_SPREAD * drawNormal(keys, this.agent, step, Purpose.ParentSize) -
        SIZE_SPREAD * SIZE_SPREAD * 0.5,
    )
    const perHour =
      (settings.dailyVolume * 1e9 * (VENUE_SHARES[venue] ?? 0.1)) / 24 / this.deskCount
    order[0] = onPerpetual ? perpetualBook(asset, assetCount) : asset
    order[1] = turned ? -before : before
    order[2] = drawWord(keys, this.agent, step, Purpose.Schedule) & 3
    order[3] = perHour * hours * size
    order[4] = step
    order[5] = step + Math.ceil(hours * STEPS_PER_HOUR)
    order[6] = order[3]
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
      const place = this.home.firstBook + order[0]!
      const volumeUsd = board.volumeQuote[place]! / QUOTE_UNITS_PER_USD
      const pace = order[6]! / Math.max(1, length / CHILD_STEPS)
      return Math.min(left, Math.min(0.1 * volumeUsd * CHILD_STEPS + 0.7 * pace, 4 * pace) * jitter)
    }
    const shape = order[2] === Schedule.Vwap ? dayShape(step) : 1
    return Math.min(left, (left / slices) * jitter * shape)
  }
}

/** Volume by hour of the day (UTC): low at night, high when Europe and America overlap. Mean 1. */
export function dayShape(step: number): number {
  const hour = (step % (24 * STEPS_PER_HOUR)) / STEPS_PER_HOUR
  const fromPeak = Math.abs(hour - 15)
  const distance = fromPeak > 12 ? 24 - fromPeak : fromPeak
  return 1.35 - (0.7 * distance) / 12
}
