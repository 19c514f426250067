// A meta-order: one client's large order in one asset, worked with the time-weighted schedule of the
// execution desks (a child every five steps, half to one and a half times its share), on the perpetuals
// of all venues by their share of volume. It trades beside the residents and is otherwise nobody: what
// the market does with it less what the market does without it is its impact. Amounts in USD, steps.
import { openDesk, heldLots, takeUsd } from '../../agents/desk.ts'
import { Purpose, type Residence } from '../../agents/residence.ts'
import { drawUniform } from '../../base/keyedRandom.ts'
import type { AccountOffice } from '../../market/accountOffice.ts'
import type { BoardPage } from '../../market/board.ts'
import { perpetualBook } from '../../market/instruments.ts'
import { Cause, Population } from '../../market/kinds.ts'
import { VENUE_SHARES } from '../../market/shares.ts'
import { QUOTE_UNITS_PER_USD } from '../../market/units.ts'
import type { Guest } from '../../model/guest.ts'

/** As the execution desks have them (src/agents/executionDesk.ts). */
const CHILD_STEPS = 5
const SLIP = 0.004
const CASH_USD = 20e9
const OWNER = 9000
/** A child for less is not sent, as with the execution desks. */
const LEAST_CHILD_USD = 100

export interface MetaOrder {
  readonly asset: number
  /** Above zero buys. */
  readonly usd: number
  readonly startStep: number
  readonly steps: number
}

export class MetaOrderDesk implements Guest {
  private readonly homes: readonly Residence[]
  private readonly accounts: readonly number[]
  private order: MetaOrder | null = null
  private startLots: readonly number[] = []

  constructor(homes: readonly Residence[], offices: readonly AccountOffice[]) {
    this.homes = homes
    this.accounts = homes.map((home, venue) =>
      openDesk(home, offices[venue]!, {
        population: Population.Institution,
        owner: OWNER,
        cashUsd: CASH_USD * (VENUE_SHARES[venue] ?? 0),
        coinsUsd: () => 0,
      }),
    )
  }

  /** Takes an order on; null: nothing to do from now on. */
  take(order: MetaOrder | null): void {
    this.order = order
    if (order !== null) this.startLots = this.lotsHeld(order.asset)
  }

  /** USD of the order bought (above zero) or sold so far, at the price of the board. */
  filledUsd(board: BoardPage): number {
    const { order } = this
    if (order === null) return 0
    const lots = this.lotsHeld(order.asset)
    const moved = lots.reduce((sum, held, venue) => sum + held - this.startLots[venue]!, 0)
    return moved * this.usdPerLot(order.asset, board)
  }

  decide(step: number, board: BoardPage): void {
    const { order } = this
    if (order === null || (step - order.startStep) % CHILD_STEPS !== 0) return
    const endStep = order.startStep + order.steps
    if (step < order.startStep || step >= endStep) return
    const slices = Math.max(1, (endStep - step) / CHILD_STEPS)
    const lots = this.lotsHeld(order.asset)
    this.homes.forEach((home, venue) => {
      const agent = home.firstAgent + 10_000_000 + OWNER
      const jitter = 0.5 + drawUniform(home.keys, agent, step, Purpose.Child)
      const doneUsd = (lots[venue]! - this.startLots[venue]!) * this.usdPerLot(order.asset, board)
      const leftUsd = order.usd * (VENUE_SHARES[venue] ?? 0) - doneUsd
      const most = Math.abs(leftUsd)
      const child = Math.sign(order.usd) * Math.min(most, (most / slices) * jitter)
      // A fill at a better price than the board's may leave a cent too much done.
      if (leftUsd * order.usd <= 0 || Math.abs(child) < LEAST_CHILD_USD) return
      const book = perpetualBook(order.asset, home.assetCount)
      takeUsd(home, this.accounts[venue]!, book, child, SLIP, Cause.Execution, board)
    })
  }

  private lotsHeld(asset: number): number[] {
    return this.homes.map((home, venue) =>
      heldLots(home, this.accounts[venue]!, perpetualBook(asset, home.assetCount)),
    )
  }

  private usdPerLot(asset: number, board: BoardPage): number {
    const { quoteUnitsPerTickLot } = this.homes[0]!.assets[asset]!
    return (board.consensusTicks[asset]! * quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
  }
}
