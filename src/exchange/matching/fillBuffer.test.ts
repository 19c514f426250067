import { expect, test } from 'vitest'
import { FillBuffer } from './fillBuffer.ts'

test('a fill buffer keeps every fill and every cancelled maker, however many there are', () => {
  const buffer = new FillBuffer(1)
  const rows = Array.from({ length: 100 }, (_, row) => row)
  for (const row of rows) {
    buffer.addFill(row, row + 1, row + 2, row % 16, row + 4, row + 5, row + 6)
    buffer.addCancelled(row, row + 1, row + 2, row % 16, row + 4, row + 5)
  }
  expect([buffer.count, buffer.cancelledCount]).toEqual([100, 100])
  expect(
    rows.map((row) => [
      buffer.makerOrder[row],
      buffer.makerAccount[row],
      buffer.makerClientSlot[row],
      buffer.makerCause[row],
      buffer.makerRemainingLots[row],
      buffer.priceTicks[row],
      buffer.lots[row],
    ]),
  ).toEqual(rows.map((row) => [row, row + 1, row + 2, row % 16, row + 4, row + 5, row + 6]))
  expect(
    rows.map((row) => [
      buffer.cancelledOrder[row],
      buffer.cancelledAccount[row],
      buffer.cancelledClientSlot[row],
      buffer.cancelledCause[row],
      buffer.cancelledPriceTicks[row],
      buffer.cancelledLots[row],
    ]),
  ).toEqual(rows.map((row) => [row, row + 1, row + 2, row % 16, row + 4, row + 5]))
  buffer.clear()
  expect([buffer.count, buffer.cancelledCount]).toEqual([0, 0])
})
