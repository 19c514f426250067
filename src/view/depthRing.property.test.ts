// The ring of depth columns: what a window shows is what the history holds, however it was reached.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAP_BINS } from '../threads/frames.ts'
import { DepthHistory, DepthRing, RING_ROWS, strideFor } from './depthRing.ts'

function columns(first: number, count: number, salt = 0): Uint8Array {
  const bytes = new Uint8Array(count * MAP_BINS)
  for (let column = 0; column < count; column++) {
    bytes.fill(((first + column) * 37 + salt) % 251, column * MAP_BINS, (column + 1) * MAP_BINS)
  }
  return bytes
}

function rowByte(ring: DepthRing, column: number): number {
  return ring.bytes[(column % RING_ROWS) * MAP_BINS]
}

describe('the history', () => {
  it('keeps what was written last at a column, and repeats the last over a gap', () => {
    const history = new DepthHistory()
    history.write(10, columns(10, 3))
    history.write(15, columns(15, 1))
    const out = new Uint8Array(MAP_BINS)
    history.readMean(13, 14, out, 0)
    expect(out[0]).toBe((12 * 37) % 251)
    history.write(11, columns(11, 1, 5))
    history.readMean(11, 12, out, 0)
    expect(out[0]).toBe((11 * 37 + 5) % 251)
    expect(history.end).toBe(16)
  })

  it('takes earlier columns as well', () => {
    const history = new DepthHistory()
    history.write(10, columns(10, 3))
    history.write(4, columns(4, 2))
    const out = new Uint8Array(MAP_BINS)
    history.readMean(4, 5, out, 0)
    expect(out[0]).toBe((4 * 37) % 251)
    history.readMean(12, 13, out, 0)
    expect(out[0]).toBe((12 * 37) % 251)
  })
})

describe('the ring', () => {
  const whole = new DepthHistory()
  whole.write(0, columns(0, 5_760))

  it('holds the columns of every window asked for, forwards and backwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_700 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 2, 4),
        (ends, stride) => {
          const ring = new DepthRing()
          const out = new Uint8Array(MAP_BINS)
          const wrong: number[] = []
          for (const end of ends) {
            const from = Math.max(0, end - 360)
            ring.cover(whole, from, end, stride)
            const last = Math.floor(end / stride)
            for (let column = Math.ceil(from / stride); column < last; column++) {
              whole.readMean(column * stride, (column + 1) * stride, out, 0)
              const isHeld = column >= ring.firstColumn && column <= ring.lastColumn
              if (!isHeld || rowByte(ring, column) !== out[0]) wrong.push(column)
            }
          }
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('writes only new columns while time passes', () => {
    const history = new DepthHistory()
    history.write(0, columns(0, 100))
    const ring = new DepthRing()
    expect(ring.cover(history, 0, 100, 1)).toEqual({ from: 0, to: 100 })
    expect(ring.cover(history, 0, 100, 1)).toBeNull()
    history.write(100, columns(100, 1))
    expect(ring.cover(history, 1, 101, 1)).toEqual({ from: 100, to: 101 })
  })

  it('writes again what has changed', () => {
    const history = new DepthHistory()
    history.write(0, columns(0, 100))
    const ring = new DepthRing()
    ring.cover(history, 0, 100, 1)
    history.forgetFrom(50)
    history.write(50, columns(50, 50, 9))
    expect(ring.cover(history, 0, 100, 1)).toEqual({ from: 50, to: 100 })
    expect(rowByte(ring, 70)).toBe((70 * 37 + 9) % 251)
  })

  it('joins minutes of a long window so that they fit', () => {
    expect(strideFor(360, 600)).toBe(1)
    expect(strideFor(5_760, 600)).toBe(8)
    expect(strideFor(40_000, 4_000)).toBeGreaterThan(16)
  })
})
