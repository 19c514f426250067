// Prices of the seeds as the real days are drawn: change since 24 hours before the trough, by hours from
// it. The trough ends the 24 hours with the worst return, as in the study of real days.
export interface PricePath {
  readonly seed: string
  /** Hours from the trough, and the change; from what the run has. */
  readonly points: readonly { readonly hour: number; readonly change: number }[]
}

const HOURS_PER_DAY = 24

/** `closes`: price at the end of each hour. Null before the event day has gone on for an hour. */
export function pathFromTrough(
  seed: string,
  closes: readonly number[],
  eventHour: number,
): PricePath | null {
  let trough = -1
  let worst = Infinity
  for (let hour = Math.max(HOURS_PER_DAY, eventHour); hour < closes.length; hour++) {
    const change = closes[hour]! / closes[hour - HOURS_PER_DAY]!
    if (change >= worst) continue
    worst = change
    trough = hour
  }
  if (trough < 0) return null
  const base = closes[trough - HOURS_PER_DAY]!
  return {
    seed,
    points: closes.map((close, hour) => ({ hour: hour - trough, change: close / base - 1 })),
  }
}
