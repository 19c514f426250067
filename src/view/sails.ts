// Stablecoin squares that sail from the price to the harbour, or back: area is dollars, one square is
// $500k until a flow is so large that its squares grow instead of multiplying.

export interface Sail {
  readonly usd: number
  readonly bornMs: number
  readonly lifeMs: number
  /** From the price to the harbour; otherwise back. */
  readonly inbound: boolean
  /** Scatter at both ends, from -1 to 1, and along the harbour, from 0 to 1. */
  readonly scatterX: number
  readonly scatterY: number
  readonly berth: number
}

export const SQUARE_USD = 500_000
const SQUARES_A_FLOW = 28
const LIVE_SQUARES = 220
const SPREAD_MS = 1_400

export class Sails {
  readonly live: Sail[] = []
  private restUsd = 0
  private launched = 0

  /** Launches the squares of a flow; what is less than a square waits for the next flow. */
  launch(flowUsd: number, nowMs: number): void {
    this.restUsd += flowUsd
    const size = Math.abs(this.restUsd)
    const inbound = this.restUsd > 0
    const count = Math.min(SQUARES_A_FLOW, Math.floor(size / SQUARE_USD))
    if (count === 0) return
    const wholeUsd = Math.floor(size / SQUARE_USD) * SQUARE_USD
    this.restUsd -= inbound ? wholeUsd : -wholeUsd
    for (let square = 0; square < count && this.live.length < LIVE_SQUARES; square++) {
      const seed = this.launched++
      this.live.push({
        usd: wholeUsd / count,
        bornMs: nowMs + hash(seed) * SPREAD_MS,
        lifeMs: 2_200 + hash(seed + 0.5) * 1_400,
        inbound,
        scatterX: hash(seed * 3 + 0.1) * 2 - 1,
        scatterY: hash(seed * 5 + 0.2) * 2 - 1,
        berth: hash(seed * 7 + 0.3),
      })
    }
  }

  /** Drops the squares that have arrived. */
  retire(nowMs: number): void {
    let kept = 0
    for (const sail of this.live) {
      if (nowMs < sail.bornMs + sail.lifeMs) this.live[kept++] = sail
    }
    this.live.length = kept
  }

  clear(): void {
    this.live.length = 0
    this.restUsd = 0
  }
}

/** Where a square is on its way: x runs evenly to its berth, y drifts first and then makes for it. */
export function sailProgress(sail: Sail, nowMs: number): number {
  const age = Math.min(1, Math.max(0, (nowMs - sail.bornMs) / sail.lifeMs))
  const eased = age * age * (3 - 2 * age)
  return sail.inbound ? eased : 1 - eased
}

function hash(seed: number): number {
  let bits = Math.imul(Math.floor(seed * 64) ^ 0x9e3779b9, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_0000_0000
}
