// Stops and take-profits that the mark reached in the last step: each closes its whole position with
// a market order, reduce-only. Ticks, lots. ODD submodel: Exchange: triggered orders.
import { F64, I32, U8 } from '../base/shifts.ts'
import { AccountState, MarginMode } from '../market/accounts.ts'
import { Cause } from '../market/kinds.ts'
import { Side } from '../market/units.ts'
import { TimeInForce } from './matching/book.ts'
import type { VenueChecks } from './venueChecks.ts'
import type { VenueParts } from './venueParts.ts'
import type { VenueTrading } from './venueTrading.ts'

export class VenueTriggers {
  private readonly parts: VenueParts
  private readonly trading: VenueTrading
  private readonly checks: VenueChecks

  constructor(parts: VenueParts, trading: VenueTrading, checks: VenueChecks) {
    this.parts = parts
    this.trading = trading
    this.checks = checks
  }

  work(): void {
    const { assetCount, bookCount, halted, positions } = this.parts
    for (let book = assetCount; book < bookCount; book++) {
      const perpetual = book - assetCount
      let node = positions.orderIndex.firstQueued(perpetual)
      if (node < 0 || halted[book] !== 0) continue
      let waiting = 0
      for (; node >= 0; node = positions.orderIndex.behind(node)) waiting++
      // One by one from the head: closing a position may take others out of the queue.
      for (; waiting > 0; waiting--) {
        node = positions.orderIndex.firstQueued(perpetual)
        if (node < 0) break
        positions.orderIndex.unlink(node, perpetual)
        if (!this.fire(node, book)) positions.orderIndex.enqueue(node, perpetual)
      }
    }
  }

  /** Closes the row's position; false when nobody is on the other side, and the trigger waits. */
  private fire(node: number, book: number): boolean {
    const { accounts } = this.parts
    const row = node >> 1
    const held = accounts.rowLots[row << F64]!
    const isOpen = accounts.state[accounts.rowAccount[row]! << U8] === AccountState.Open
    if (!isOpen || held === 0) return true
    const bandTicks = this.checks.bandTicks(book, held > 0 ? Side.Sell : Side.Buy)
    if (bandTicks === 0) return false
    this.close(row, book, bandTicks, (node & 1) === 0 ? Cause.StopLoss : Cause.TakeProfit)
    return true
  }

  private close(row: number, book: number, bandTicks: number, cause: Cause): void {
    const { accounts, positions, tallies } = this.parts
    const account = accounts.rowAccount[row]!
    const held = accounts.rowLots[row << F64]!
    const side = held > 0 ? Side.Sell : Side.Buy
    // A trigger fires once; the other stays while a part of the position does.
    const stop = cause === Cause.StopLoss ? 0 : accounts.rowStopTicks[row << I32]!
    const take = cause === Cause.TakeProfit ? 0 : accounts.rowTakeTicks[row << I32]!
    positions.setTriggers(row, stop, take)
    tallies.countMessages(1)
    let limitTicks = bandTicks
    if (accounts.marginMode[account << U8] === MarginMode.Isolated) {
      limitTicks = this.checks.clampAtBankruptcy(row, book, side, limitTicks)
    }
    this.trading.take(
      account,
      row,
      book,
      side,
      limitTicks,
      held < 0 ? -held : held,
      TimeInForce.ImmediateOrCancel,
      -1,
      cause,
      true,
    )
  }
}
