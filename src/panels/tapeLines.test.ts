// Neighbours of the tape that say the same.
import { expect, test } from 'vitest'
import type { TapeRow } from '../threads/frames.ts'
import { tapeLines } from './tapeLines.ts'

function row(step: number, text: string, usd: number): TapeRow {
  return { step, kind: 'liquidation', text, usd, side: 1 }
}

test('are one line with their dollars and their number, of one second only', () => {
  const rows = [row(9, 'a', 1), row(9, 'a', 2), row(9, 'b', 3), row(9, 'a', 4), row(8, 'a', 5)]
  const told = tapeLines(rows, 5).map(({ step, text, usd, count }) => [step, text, usd, count])
  expect(told).toEqual([
    [9, 'a', 3, 2],
    [9, 'b', 3, 1],
    [9, 'a', 4, 1],
    [8, 'a', 5, 1],
  ])
})

test('never hide that the last line goes on: all of its rows are in it', () => {
  const rows = [row(9, 'a', 1), row(9, 'b', 2), row(9, 'b', 3), row(8, 'c', 4)]
  expect(tapeLines(rows, 2).at(-1)).toMatchObject({ text: 'b', usd: 5, count: 2 })
})
