// The arithmetic that every engine must agree on, held to what it gave on all of them (docs/engines.md):
// Node alone can tell here whether it has changed. Two groups follow the parameter table: not frozen.
import { describe, expect, it } from 'vitest'
import { keysFromSeed } from '../../base/keyedRandom.ts'
import { decodeLink } from '../../params/link.ts'
import { plainLine, SEED_LENGTH } from '../../params/plainText.ts'
import { LINKS } from './links.ts'
import { ODD_TEXTS } from './oddTexts.ts'
import { VECTORS } from './vectors.ts'

const frozen: Readonly<Record<string, string>> = {
  'plus, minus, times, divided, remainder': '853c679b9fd66161',
  'square roots': 'c728c7357499d076',
  'rounding and least and most': '502c5edc44d9c9b5',
  'whole-number arithmetic': '6cdbcb44d644fe22',
  'doubles stored in columns of whole numbers': '240b1d299bd08ae3',
  'our exponential': '12777221d27ceca3',
  'our logarithm': '704ee3b7d90624c1',
  'our power': '02faf94ee26214ea',
  'keyed draws': 'bdd9be99a1d48a93',
  'keys from seed texts': 'c7226fbe7bfba098',
  'sorting: equal ones keep their order': 'c3e9383544d07d85',
  'numbers as text': 'e6587a704cb97b71',
  'text as numbers': '440d9436b1ee6f33',
  'seeds, titles and notes made plain': '179de78bc1d6b858',
  'nothing is one thing: NaN of any origin, zero of either sign': 'a484fc8895fcbbdb',
}

const followTheTable = ['links read and written', 'every value of every parameter']

describe('arithmetic is the same in every engine', () => {
  it.each(Object.entries(frozen))('%s', (name, digest) => {
    expect(VECTORS.find((vector) => vector.name === name)?.digest()).toBe(digest)
  })

  it('leaves out no group that must agree', () => {
    const names = VECTORS.filter(({ mustAgree }) => mustAgree).map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set([...Object.keys(frozen), ...followTheTable]))
    expect(names.length).toBe(new Set(names).size)
  })

  it('gives the groups that follow the table the same hash twice', () => {
    for (const name of followTheTable) {
      const vector = VECTORS.find((candidate) => candidate.name === name)!
      expect(vector.digest()).toBe(vector.digest())
    }
  })
})

describe('a seed', () => {
  const seeds = [...new Set(ODD_TEXTS.map((text) => plainLine(text, SEED_LENGTH)))]

  it('that looks like another one but is written otherwise is another seed', () => {
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'].map(keysFromSeed)
    expect(composed).not.toEqual(decomposed)
    const keys = seeds.map((seed) => JSON.stringify(keysFromSeed(seed)))
    expect(new Set(keys).size).toBe(seeds.length)
  })

  it('holds no half of a character, which an address could not carry', () => {
    for (const seed of seeds) expect(decodeURIComponent(encodeURIComponent(seed))).toBe(seed)
  })
})

describe('the links of the engine test', () => {
  it.each(LINKS)('$name: is read without a word', ({ link }) => {
    expect(decodeLink(link).notices).toEqual([])
  })
})
