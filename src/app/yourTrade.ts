// Be a trader: what a visitor's own trader is told from the page. Every order becomes a dated part of the
// link, like a slider move; what was computed beyond it is run anew.
import { ordersIfAny } from '../params/resolve.ts'
import { orderInWords } from '../params/orderWords.ts'
import { isSameOrder, MOST_ORDERS } from '../params/visitorOrder.ts'
import type { OpenOrder, OpenTerms, VisitorOrder } from '../params/visitorOrder.ts'
import type { LinkSide, LinkState } from '../params/linkState.ts'
import type { OrderNow } from '../threads/protocol.ts'
import type { TradeQuote } from '../threads/frames.ts'
import { forkHere, goingTo, isPast, momentStep, putLink, reopen, RUN_IS_OVER } from './changes.ts'
import { stepWithin } from './chipEdits.ts'
import { chooseScene, simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

/** Opens the form: over the page, or in the phone's sheet. */
export function beTrader(): void {
  labStore.setState({ isTradeOpen: true })
}

/** Between two looks at what a trade would be, while time passes. */
const QUOTE_MS = 700

/** Tells what a trade would be, now and as the price moves, until the answer is called. */
export function followQuote(trade: OpenTerms, tell: (quote: TradeQuote) => void): () => void {
  let isGone = false
  const look = () => {
    const open = simulation()
    if (open === null || labStore.getState().phase !== 'open') return
    open.api.quoteTrade(trade).then(
      (quote) => {
        if (!isGone) tell(quote)
      },
      // The run is being built or has ended: the page says so itself.
      () => {},
    )
  }
  look()
  const timer = setInterval(look, QUOTE_MS)
  return () => {
    isGone = true
    clearInterval(timer)
  }
}

export function openTrade(trade: OpenTerms): Promise<boolean> {
  return giveOrder({ action: 'open', ...trade })
}

export function closeTrade(venue: number): Promise<boolean> {
  return giveOrder({ action: 'close', venue })
}

export function addMargin(venue: number, marginUsd: number): Promise<boolean> {
  return giveOrder({ action: 'addMargin', venue, marginUsd })
}

/** From the next second on; false where it cannot be. */
async function giveOrder(order: OrderNow): Promise<boolean> {
  const { link, clock } = labStore.getState()
  if ((link.orders ?? []).length >= MOST_ORDERS) {
    tellVisitor(`A run holds ${MOST_ORDERS} orders of yours: undo one first.`)
    return false
  }
  if (isPast()) {
    const dated = { ...order, step: momentStep() } as VisitorOrder
    forkHere({ orders: [dated] }, `${orderInWords(dated)}. What came after is run anew.`)
    watchYourself()
    return true
  }
  if (clock?.finished) {
    tellVisitor(RUN_IS_OVER)
    return false
  }
  const step = await simulation()?.api.giveOrder(order)
  if (step === undefined) return false
  if (step < 0) {
    tellVisitor(RUN_IS_OVER)
    return false
  }
  const dated = { ...order, step } as VisitorOrder
  const now = labStore.getState().link
  const { sideB } = now
  // Beside a comparison both sides carry the trader: what the rules change for it is the question.
  putLink({
    ...now,
    ...withOrder(now, dated),
    ...(sideB === undefined ? {} : { sideB: { ...sideB, ...withOrder(sideB, dated) } }),
  })
  tellVisitor(`${orderInWords(dated)}.`)
  watchYourself()
  return true
}

/** The scene of one trader, and in it the visitor's own. */
export function watchYourself(): void {
  labStore.setState({ phoneSheet: null })
  void simulation()?.api.watchVisitor()
  chooseScene('trader')
}

/** The last trade again from its own second with other leverage; what was ordered after goes. */
export function tryAgain(leverage: number): void {
  const { link } = labStore.getState()
  const orders = link.orders ?? []
  const last = orders.findLast((order): order is OpenOrder => order.action === 'open')
  if (last === undefined) return
  const before = orders.slice(0, orders.lastIndexOf(last))
  const next: LinkState = { ...link, orders: [...before, { ...last, leverage }] }
  reopen(next, last.step)
  tellVisitor(`The same trade at ${leverage}×, from the same moment.`)
  watchYourself()
}

export function removeOrder(order: VisitorOrder): void {
  reopen(
    withOrders((link) => link.filter((other) => !isSameOrder(other, order))),
    goingTo(),
  )
  tellVisitor(`Taken back: ${orderInWords(order)}. The day runs again from there.`)
}

export function moveOrder(order: VisitorOrder, step: number): void {
  const moved = { ...order, step: stepWithin(step) }
  if (moved.step === order.step) return
  const move = (other: VisitorOrder) => (isSameOrder(other, order) ? moved : other)
  const inTime = (orders: VisitorOrder[]) => orders.sort((one, other) => one.step - other.step)
  reopen(
    withOrders((orders) => inTime(orders.map(move))),
    goingTo(),
  )
  tellVisitor('Your order is moved. The day runs again from there; Undo brings it back.')
}

function withOrders(change: (orders: readonly VisitorOrder[]) => VisitorOrder[]): LinkState {
  const { orders = [], ...link } = labStore.getState().link
  return { ...link, ...ordersIfAny(change(orders)) }
}

function withOrder(side: LinkSide, order: VisitorOrder): Pick<LinkSide, 'orders'> {
  return { orders: [...(side.orders ?? []), order] }
}
