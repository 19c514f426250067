// A whole venue as one of the books under measurement: the same messages as order requests of margin
// accounts, checked, matched, cleared on both sides and published, 256 to a step.
import { binanceRulebook } from '../../exchange/rulebooks/binance.ts'
import { Cause } from '../../market/kinds.ts'
import { EventKind } from '../../market/events.ts'
import type { Asset } from '../../market/instruments.ts'
import { RequestKind } from '../../market/requests.ts'
import type { Side } from '../../market/units.ts'
import { VenueStage } from '../../testing/venueStage.ts'
import { bookCapacity, FlowKind } from './matchingFlow.ts'
import type { MatchingFlow } from './matchingFlow.ts'
import type { Contender } from './matchingContenders.ts'

const MESSAGES_A_STEP = 256
/** Whose slots the flow's slots are, dealt in turn. */
const MAKER_COUNT = 64
const WALLET_USD = 5_000_000_000

/** One coin at the flow's mid, a dollar a tick. */
const COIN: Asset = {
  symbol: 'BTC',
  name: 'Bitcoin',
  initialPriceUsd: 65_536,
  tickSizeUsd: 1,
  lotSizeCoins: 0.0001,
  quoteUnitsPerTickLot: 1,
  supplyCoins: 18_900_000,
}

export class VenueContender implements Contender {
  private readonly stage: VenueStage
  private readonly makers: readonly number[]
  private readonly taker: number
  private readonly book: number
  private lots = 0

  constructor(liveOrders: number) {
    const capacity = bookCapacity(liveOrders)
    const slots = Math.ceil(capacity / MAKER_COUNT)
    this.stage = new VenueStage({
      rulebook: binanceRulebook(),
      assets: [COIN],
      insuranceFundUsd: 1_000_000,
      accounts: MAKER_COUNT + 1,
      cross: MAKER_COUNT + 1,
      slots: slots * MAKER_COUNT + 4,
      ordersPerBook: capacity,
    })
    this.makers = Array.from({ length: MAKER_COUNT }, () => this.stage.cross(WALLET_USD, slots))
    this.taker = this.stage.cross(WALLET_USD, 4)
    this.book = this.stage.perpetual()
  }

  replay(flow: MatchingFlow, from: number, to: number): void {
    for (let first = from; first < to; first += MESSAGES_A_STEP) {
      this.step(flow, first, Math.min(to, first + MESSAGES_A_STEP))
    }
  }

  private step(flow: MatchingFlow, from: number, to: number): void {
    const { book, makers, stage, taker } = this
    const { kind, side, priceTicks, lots, slot } = flow
    const { queue, venue } = stage
    for (let message = from; message < to; message++) {
      const what = kind[message]
      const flowSlot = slot[message]
      const maker = makers[flowSlot & (MAKER_COUNT - 1)]
      const clientSlot = Math.floor(flowSlot / MAKER_COUNT)
      if (what === FlowKind.Cancel) {
        queue.slot[queue.next(RequestKind.Cancel, maker, book)] = clientSlot
        continue
      }
      const adds = what === FlowKind.Add
      queue.order(
        adds ? RequestKind.Limit : RequestKind.ImmediateOrCancel,
        adds ? maker : taker,
        book,
        side[message] as Side,
        priceTicks[message],
        lots[message],
        adds ? Cause.Quote : Cause.Opinion,
        adds ? clientSlot : -1,
      )
    }
    stage.run()
    const { events } = venue
    for (let event = 0; event < events.count; event++) {
      if (events.kind[event] === EventKind.Trade) this.lots += events.lots[event]
    }
  }

  tradedLots(): number {
    return this.lots
  }

  depth(): string {
    const { book, stage } = this
    const sides = ([0, 1] as const).map((side) => {
      const levels: string[] = []
      stage.venue.walkDepth(book, side, (price, lots) => {
        levels.push(`${price}:${lots}`)
        return true
      })
      return side === 0 ? levels.reverse() : levels
    })
    return sides.join(' ')
  }

  /** Zero when no cash and no contract came from nowhere. */
  residual(): number {
    const { cash, positions } = this.stage.venue.residuals()
    return Math.abs(cash) + Math.abs(positions)
  }
}
