// What is told of the place under the pointer.
import { expect, test } from 'vitest'
import { wordsOf } from './pictureWords.ts'

test('over the market the price is the market’s at that time, and the height is named as such', () => {
  const step = 86_400 + 7 * 3_600 + 21 * 60
  const words = wordsOf({ kind: 'price', priceUsd: 48_402, heightUsd: 47_366, step })
  expect(words).toEqual({ title: '$48,402', detail: '07:21 · pointer at $47,366' })
})
