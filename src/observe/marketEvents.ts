// What else happened, as a list: news, takeovers, deleveragings, socialised losses, leverage limits and
// circuit breakers. Alike ones of one second are one entry. USD, steps. ODD submodel: Observation.
import { EventKind, type EventLog } from '../market/events.ts'
import type { WorldRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'
import type { Layout } from './layout.ts'
import type { TapeKind } from './shapes.ts'

export const NO_VENUE = -1
export const NO_ASSET = -1

export interface MarketEvent {
  readonly step: number
  readonly kind: Exclude<TapeKind, 'liquidation'>
  /** NO_VENUE for news; NO_ASSET where none is meant. */
  readonly venue: number
  readonly asset: number
  readonly side: 0 | 1
  usd: number
  /** How many of them in that second. */
  count: number
  /** News: change of BTC's value once worked in, fraction. Limit: the new leverage, 0 lifted. Breaker: 1 on, 0 off. */
  readonly value: number
  /** News: its title. */
  readonly title: string
}

export interface MarketEvents {
  readonly list: MarketEvent[]
  newsSeen: number
}

export function createMarketEvents(): MarketEvents {
  return { list: [], newsSeen: 0 }
}

/** News stands at the step it began, whenever it is looked for. */
export function observeNews(events: MarketEvents, world: WorldRecord): void {
  const news = world.news()
  for (; events.newsSeen < news.length; events.newsSeen++) {
    const { title, size, startStep } = news[events.newsSeen]
    const { list } = events
    let place = list.length
    while (place > 0 && list[place - 1].step > startStep) place--
    list.splice(place, 0, {
      step: startStep,
      kind: 'news',
      venue: NO_VENUE,
      asset: NO_ASSET,
      side: size < 0 ? 1 : 0,
      usd: 0,
      count: 1,
      value: size,
      title,
    })
  }
}

export function observeMarketEvents(
  events: MarketEvents,
  layout: Layout,
  step: number,
  venue: number,
  log: EventLog,
): void {
  for (let row = 0; row < log.count; row++) {
    const kind = tapeKindOf(log.kind[row])
    if (kind === undefined) continue
    const usd = log.amountQuote[row] / QUOTE_UNITS_PER_USD
    const side = log.side[row] === 0 ? 0 : 1
    const asset = kind === 'limit' ? NO_ASSET : log.book[row] % layout.assetCount
    const value = kind === 'limit' || kind === 'breaker' ? log.note[row] : 0
    addMarketEvent(events, step, kind, venue, asset, side, usd, value)
  }
}

export function addMarketEvent(
  { list }: MarketEvents,
  step: number,
  kind: MarketEvent['kind'],
  venue: number,
  asset: number,
  side: 0 | 1,
  usd: number,
  value: number,
): void {
  const alike = alikeThisStep(list, step, kind, venue, asset, side, value)
  if (alike === undefined) {
    list.push({ step, kind, venue, asset, side, usd, count: 1, value, title: '' })
  } else {
    alike.usd += usd
    alike.count++
  }
}

function tapeKindOf(kind: number): MarketEvent['kind'] | undefined {
  switch (kind) {
    case EventKind.Takeover:
      return 'takeover'
    case EventKind.Deleveraged:
      return 'deleveraging'
    case EventKind.SocialisedLoss:
      return 'socialised'
    case EventKind.CircuitBreaker:
      return 'breaker'
    case EventKind.LeverageLimit:
      return 'limit'
    default:
      return undefined
  }
}

function alikeThisStep(
  list: readonly MarketEvent[],
  step: number,
  kind: string,
  venue: number,
  asset: number,
  side: number,
  value: number,
): MarketEvent | undefined {
  for (let index = list.length - 1; index >= 0 && list[index].step === step; index--) {
    const event = list[index]
    if (
      event.kind === kind &&
      event.venue === venue &&
      event.asset === asset &&
      event.side === side &&
      event.value === value
    ) {
      return event
    }
  }
  return undefined
}

/** Events of one kind in [fromStep, toStep). */
export function eventsOf(
  events: MarketEvents,
  kind: MarketEvent['kind'],
  fromStep: number,
  toStep: number,
): MarketEvent[] {
  return events.list.filter(
    (event) => event.kind === kind && event.step >= fromStep && event.step < toStep,
  )
}
