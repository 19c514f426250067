import { describe, expect, it } from 'vitest'
import { frameScripts, quantile, type TraceEvent } from './frameScript.ts'

/** Times in milliseconds; the processor takes half of the clock's. */
function event(name: string, startMs: number, lengthMs: number, tid = 1): TraceEvent {
  return {
    name,
    ph: 'X',
    pid: 7,
    tid,
    ts: startMs * 1_000,
    dur: lengthMs * 1_000,
    tdur: lengthMs * 500,
  }
}

describe('script of a frame', () => {
  it('is all script from one animation frame to the next, what lies in another counted once', () => {
    const frames = frameScripts([
      event('FireAnimationFrame', 0, 4),
      event('FunctionCall', 1, 3),
      event('MinorGC', 1.5, 1),
      event('HandlePostMessage', 6, 2),
      event('FireAnimationFrame', 16, 6),
      event('FireAnimationFrame', 32, 9),
    ])
    expect(frames).toEqual([
      { cpuMs: 3, clockMs: 6 },
      { cpuMs: 3, clockMs: 6 },
    ])
  })

  it('leaves out layout, paint and other threads', () => {
    const frames = frameScripts([
      event('FireAnimationFrame', 0, 2),
      event('Layout', 4, 5),
      event('Paint', 9, 3),
      event('FunctionCall', 4, 8, 2),
      event('FireAnimationFrame', 16, 2),
    ])
    expect(frames).toEqual([{ cpuMs: 1, clockMs: 2 }])
  })

  it('of a trace without animation frames is none', () => {
    expect(frameScripts([event('FunctionCall', 0, 2)])).toEqual([])
  })
})

describe('a quantile', () => {
  it('is the value below which that share lies', () => {
    const values = Array.from({ length: 100 }, (_, index) => 99 - index)
    expect([quantile(values, 0.5), quantile(values, 0.95)]).toEqual([50, 95])
  })
})
