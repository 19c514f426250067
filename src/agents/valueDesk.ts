// Value desks: buy what is cheap and sell what is dear against their own noisy estimate of value, with
// limited capital and at a limited pace; they buy the discount (C18). ODD submodel "Institutions: value".
import { clamp } from '../base/detMath.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { ASSET_SHARES, PERPETUAL_SHARE, VENUE_SHARES } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../market/units.ts'
import { heldLots, openDesk, takeUsd } from './desk.ts'
import { estimatedDiscountPercent } from './perception.ts'
import type { Residence } from './residence.ts'

const CHILD_STEPS = 10
const ESTIMATE_STEPS = 2 * STEPS_PER_HOUR
const SLIP = 0.002
/** Nobody builds more than this many times the position wanted at one percent. */
const MOST_PERCENT = 4

export class ValueDesk {
  readonly account: number
  private readonly home: Residence
  private readonly index: number
  private readonly agent: number
  private readonly deskCount: number
  private readonly startLots: number[]

  constructor(home: Residence, office: AccountOffice, index: number, deskCount: number) {
    this.home = home
    this.index = index
    this.deskCount = deskCount
    this.agent = home.firstAgent + 12_000_000 + index
    const share = (VENUE_SHARES[home.venue] ?? 0.1) / deskCount
    this.account = openDesk(home, office, {
      population: Population.Institution,
      owner: 2000 + index,
      cashUsd: 10e9 * share,
      coinsUsd: (asset) => 3e9 * share * (ASSET_SHARES[asset] ?? 0.1),
    })
    this.startLots = home.assets.map((_asset, asset) => heldLots(home, this.account, asset))
  }

  decide(step: number, board: BoardPage): void {
    const turn = (step + this.index * 3) % CHILD_STEPS
    const { assetCount, settings, keys, assets, venue } = this.home
    if (turn >= assetCount) return
    const asset = turn
    const discount = estimatedDiscountPercent(
      board, asset, keys, this.agent, step, settings.valueNoise, ESTIMATE_STEPS,
    )
    const beyond = discount > 0 ? Math.max(0, discount - settings.valueBand) : Math.min(0, discount + settings.valueBand)
    const capacityUsd =
      ((settings.valueCapacity * 1e6 * (ASSET_SHARES[asset] ?? 0.1)) / ASSET_SHARES[0]) *
      (VENUE_SHARES[venue] ?? 0.1) / this.deskCount
    const wantedUsd = capacityUsd * clamp(beyond, -MOST_PERCENT, MOST_PERCENT)
    const perLot = (board.consensusTicks[asset]! * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
    const spotUsd = (heldLots(this.home, this.account, asset) - this.startLots[asset]!) * perLot
    const perpetual = perpetualBook(asset, assetCount)
    const perpetualUsd = heldLots(this.home, this.account, perpetual) * perLot
    const pace = CHILD_STEPS / (settings.valueHours * STEPS_PER_HOUR)
    const cause = wantedUsd > 0 ? Cause.Bargain : Cause.Execution
    this.work(perpetual, wantedUsd * PERPETUAL_SHARE - perpetualUsd, capacityUsd, pace, cause, board)
    this.work(asset, wantedUsd * (1 - PERPETUAL_SHARE) - spotUsd, capacityUsd, pace, cause, board)
  }

  private work(
    book: number,
    gapUsd: number,
    capacityUsd: number,
    pace: number,
    cause: Cause,
    board: BoardPage,
  ): void {
    if (Math.abs(gapUsd) < capacityUsd * 0.02) return
    // Towards the target at the desk's pace, faster when far from it.
    const child = clamp(gapUsd * pace * 4, -capacityUsd * pace * 8, capacityUsd * pace * 8)
    takeUsd(this.home, this.account, book, child, SLIP, gapUsd > 0 ? cause : Cause.Execution, board)
  }
}
