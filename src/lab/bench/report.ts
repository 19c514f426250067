// What a bench hands back: plain data. Ratios come first, because they hold on a busy machine.

export interface BenchRatio {
  readonly title: string
  /** The middle of the rounds' ratios. */
  readonly ratio: number
  readonly rounds: readonly number[]
  readonly floor?: number
  readonly aim?: number
}

export interface BenchRate {
  readonly title: string
  readonly unit: string
  /** Middle over the rounds, per second of processor time and per second of the clock. */
  readonly perCpuSecond: number
  readonly perSecond: number
  readonly rounds: number
  readonly note?: string
}

export interface BenchFigure {
  readonly title: string
  readonly value: number
  readonly unit: string
}

export interface BenchReport {
  readonly bench: string
  readonly ratios: readonly BenchRatio[]
  readonly rates: readonly BenchRate[]
  readonly figures: readonly BenchFigure[]
  /** What was checked, and whether it held. */
  readonly checks: readonly { readonly title: string; readonly holds: boolean }[]
  readonly notes: readonly string[]
}

/** The middle value (of an even number, the mean of the two). */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
