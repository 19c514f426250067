// Script of the main thread, frame by frame, from a trace of Chromium. A frame goes from one animation
// frame to the next; script is every task that runs JavaScript, garbage collection within it included;
// layout, paint and raster are not. Milliseconds of the processor, and of the clock.

/** An event of a trace: times and lengths in microseconds. */
export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Of the processor. */
  readonly tdur?: number
}

const SCRIPT = new Set([
  'FireAnimationFrame',
  'FunctionCall',
  'EventDispatch',
  'TimerFire',
  'RunMicrotasks',
  'HandlePostMessage',
  'EvaluateScript',
  'MinorGC',
  'MajorGC',
  'V8.GCIncrementalMarking',
])

export interface FrameScript {
  readonly cpuMs: number
  readonly clockMs: number
}

/** Each whole frame of the thread with the most animation frames. */
export function frameScripts(events: readonly TraceEvent[]): FrameScript[] {
  const thread = pageThread(events)
  const own = events
    .filter((event) => event.ph === 'X' && `${event.pid} ${event.tid}` === thread)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  const frames: { cpuMs: number; clockMs: number }[] = []
  let endsAt = -Infinity
  for (const { name, ts, dur = 0, tdur = dur } of own) {
    if (!SCRIPT.has(name)) continue
    const isNested = ts < endsAt
    if (name === 'FireAnimationFrame' && !isNested) frames.push({ cpuMs: 0, clockMs: 0 })
    if (isNested) continue
    endsAt = ts + dur
    const frame = frames.at(-1)
    if (frame === undefined) continue
    frame.cpuMs += tdur / 1_000
    frame.clockMs += dur / 1_000
  }
  // The last one is cut off by the end of the trace.
  return frames.slice(0, -1)
}

function pageThread(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>()
  for (const { name, ph, pid, tid } of events) {
    if (ph !== 'X' || name !== 'FireAnimationFrame') continue
    const thread = `${pid} ${tid}`
    counts.set(thread, (counts.get(thread) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** The value below which a share of the others lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
