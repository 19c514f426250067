// What one order did to the book, as columns: its fills, oldest first, and the makers that
// self-trade prevention cancelled on the way. Reused for every order; not part of the state.

export class FillBuffer {
  /** Fills in rows 0 to count - 1. */
  count = 0
  /** The maker's handle: stale at once when makerRemainingLots is 0. */
  makerOrder: Int32Array
  makerAccount: Int32Array
  makerClientSlot: Int32Array
  makerCause: Uint8Array
  makerRemainingLots: Int32Array
  priceTicks: Int32Array
  lots: Int32Array

  /** Cancelled makers in rows 0 to cancelledCount - 1. */
  cancelledCount = 0
  cancelledOrder: Int32Array
  cancelledAccount: Int32Array
  cancelledClientSlot: Int32Array
  cancelledCause: Uint8Array
  cancelledPriceTicks: Int32Array
  cancelledLots: Int32Array

  constructor(capacity = 1024) {
    this.makerOrder = new Int32Array(capacity)
    this.makerAccount = new Int32Array(capacity)
    this.makerClientSlot = new Int32Array(capacity)
    this.makerCause = new Uint8Array(capacity)
    this.makerRemainingLots = new Int32Array(capacity)
    this.priceTicks = new Int32Array(capacity)
    this.lots = new Int32Array(capacity)
    this.cancelledOrder = new Int32Array(16)
    this.cancelledAccount = new Int32Array(16)
    this.cancelledClientSlot = new Int32Array(16)
    this.cancelledCause = new Uint8Array(16)
    this.cancelledPriceTicks = new Int32Array(16)
    this.cancelledLots = new Int32Array(16)
  }

  clear(): void {
    this.count = 0
    this.cancelledCount = 0
  }

  addFill(
    order: number,
    account: number,
    clientSlot: number,
    cause: number,
    remainingLots: number,
    priceTicks: number,
    lots: number,
  ): void {
    if (this.count === this.lots.length) this.growFills()
    const row = this.count++
    this.makerOrder[row] = order
    this.makerAccount[row] = account
    this.makerClientSlot[row] = clientSlot
    this.makerCause[row] = cause
    this.makerRemainingLots[row] = remainingLots
    this.priceTicks[row] = priceTicks
    this.lots[row] = lots
  }

  addCancelled(
    order: number,
    account: number,
    clientSlot: number,
    cause: number,
    priceTicks: number,
    lots: number,
  ): void {
    if (this.cancelledCount === this.cancelledLots.length) this.growCancelled()
    const row = this.cancelledCount++
    this.cancelledOrder[row] = order
    this.cancelledAccount[row] = account
    this.cancelledClientSlot[row] = clientSlot
    this.cancelledCause[row] = cause
    this.cancelledPriceTicks[row] = priceTicks
    this.cancelledLots[row] = lots
  }

  private growFills(): void {
    this.makerOrder = doubled(this.makerOrder)
    this.makerAccount = doubled(this.makerAccount)
    this.makerClientSlot = doubled(this.makerClientSlot)
    this.makerCause = doubledBytes(this.makerCause)
    this.makerRemainingLots = doubled(this.makerRemainingLots)
    this.priceTicks = doubled(this.priceTicks)
    this.lots = doubled(this.lots)
  }

  private growCancelled(): void {
    this.cancelledOrder = doubled(this.cancelledOrder)
    this.cancelledAccount = doubled(this.cancelledAccount)
    this.cancelledClientSlot = doubled(this.cancelledClientSlot)
    this.cancelledCause = doubledBytes(this.cancelledCause)
    this.cancelledPriceTicks = doubled(this.cancelledPriceTicks)
    this.cancelledLots = doubled(this.cancelledLots)
  }
}

function doubled(old: Int32Array): Int32Array {
  const grown = new Int32Array(old.length * 2)
  grown.set(old)
  return grown
}

function doubledBytes(old: Uint8Array): Uint8Array {
  const grown = new Uint8Array(old.length * 2)
  grown.set(old)
  return grown
}
