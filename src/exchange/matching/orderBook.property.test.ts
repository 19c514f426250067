// Laws of the order book, and its agreement with the slow twin, on random order flow.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookFlows } from '../../testing/bookFlows.ts'
import { BookPair, brokenLaw } from '../../testing/bookPair.ts'

test('the fast book and its slow twin agree on every answer, every fill and the whole book', () => {
  fc.assert(
    fc.property(bookFlows(120), ({ shape, messages }) => {
      const pair = new BookPair(shape)
      for (const message of messages) {
        expect(pair.send(message)).toBeUndefined()
        expect(pair.compareWhole()).toBeUndefined()
      }
    }),
    { numRuns: 300 },
  )
})

test('a book never crosses, a level holds the sum of its orders, the best prices are the best', () => {
  fc.assert(
    fc.property(bookFlows(120), ({ shape, messages }) => {
      const { fast } = new BookPair(shape)
      for (const message of messages) {
        fast.apply(message)
        expect(brokenLaw(fast)).toBeUndefined()
      }
    }),
    { numRuns: 300 },
  )
})
