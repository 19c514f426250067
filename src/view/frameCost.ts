// The script time of drawing, frame by frame: what the canvas costs the page. Milliseconds.

const KEPT = 240

export interface FrameCost {
  readonly meanMs: number
  readonly p95Ms: number
  readonly worstMs: number
  readonly frames: number
}

export class FrameMeter {
  private readonly costs = new Float64Array(KEPT)
  private next = 0
  private count = 0
  private worst = 0
  private frames = 0

  add(costMs: number): void {
    this.costs[this.next] = costMs
    this.next = (this.next + 1) % KEPT
    this.count = Math.min(KEPT, this.count + 1)
    this.worst = Math.max(this.worst, costMs)
    this.frames++
  }

  clear(): void {
    this.next = this.count = this.worst = this.frames = 0
  }

  /** Over the last 240 frames drawn; the worst since cleared. */
  read(): FrameCost {
    const known = this.costs.slice(0, this.count).sort()
    const sum = known.reduce((total, cost) => total + cost, 0)
    return {
      meanMs: this.count > 0 ? sum / this.count : 0,
      p95Ms: this.count > 0 ? known[Math.min(this.count - 1, Math.floor(this.count * 0.95))] : 0,
      worstMs: this.worst,
      frames: this.frames,
    }
  }
}
