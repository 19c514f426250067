// The two books from npm ship no usable types. Only what the bench calls.

interface PeerOrder {
  readonly id: string
  readonly side: 'buy' | 'sell'
  readonly size: number
  readonly price: number
  readonly timeInForce: 'GTC' | 'IOC'
}

interface PeerResult {
  readonly err: Error | null
  readonly quantityLeft: number
}

interface PeerBook {
  limit(order: PeerOrder): PeerResult
  cancel(id: string): unknown
  /** Asks, then bids, as [price, volume]. */
  depth(): [[number, number][], [number, number][]]
}

declare module 'nodejs-order-book' {
  export const OrderBook: new () => PeerBook
}

declare module 'hft-limit-order-book' {
  export const OrderBook: new () => PeerBook
}
