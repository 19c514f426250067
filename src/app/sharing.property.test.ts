// What is handed on, in whatever form, is the same link; and words of a sharer never become markup.
import { decodeQR } from 'qr/decode.js'
import { encodeQR } from 'qr'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from '../params/link.ts'
import { plainLink } from '../params/linkState.ts'
import { plainLine, plainNote, TITLE_LENGTH } from '../params/plainText.ts'
import { linesOf } from './captionPlate.ts'
import { embedCodeOf } from './embedCode.ts'
import { qrCodeOf } from './qrCode.ts'

const HOME = 'https://host.example/unwind/'
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', "'", '<', '>', '&', '</iframe>', '<script>', ' on', '=', '\n', 'a'))
    .map((pieces) => pieces.join('')),
)

describe('the frame for another page', () => {
  test('is one element whatever the words in it, and opens the same link', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, note) => {
        const link = {
          ...plainLink('the-day', 'x'),
          title: plainLine(title, TITLE_LENGTH),
          note: plainNote(note),
        }
        const code = embedCodeOf(HOME + encodeLink(link), title)
        const match = /^<iframe((?: [a-z]+="[^"<>]*")+)><\/iframe>$/.exec(code)
        expect(match).not.toBe(null)
        const attributes = new Map(
          [...match![1]!.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, value!]),
        )
        const plain = (text: string) =>
          text
            .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
            .replaceAll('&amp;', '&')
        const source = new URL(plain(attributes.get('src')!))
        expect(source.searchParams.get('embed')).toBe('1')
        expect(encodeLink(decodeLink(source.hash).state)).toBe(encodeLink(link))
        expect(plain(attributes.get('title')!)).toBe(
          title === '' ? 'Unwind: a market simulation' : title,
        )
      }),
    )
  })
})

describe('a QR code', () => {
  test('is read back as the link', () => {
    const address = HOME + encodeLink({ ...plainLink('the-day', 'k7Qp2'), title: 'A cap of 10x?' })
    expect(qrCodeOf(address).ok).toBe(true)
    const rows = encodeQR(address, 'raw', { ecc: 'medium', border: 4 })
    const scale = 3
    const side = rows.length * scale
    const pixels = new Uint8Array(side * side * 4).fill(255)
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const isDark = rows[Math.floor(y / scale)]![Math.floor(x / scale)]
        if (isDark) pixels.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3)
      }
    }
    expect(decodeQR({ width: side, height: side, data: pixels })).toBe(address)
  })

  test('of about 25 changes is still coarse enough, of a long note it is not, and says so', () => {
    expect(qrCodeOf(HOME + '#1.the-day.x' + '&lc@5=10'.repeat(25)).ok).toBe(true)
    const long = qrCodeOf(HOME + '#1.the-day.x&D=' + 'a'.repeat(900))
    expect(long).toMatchObject({ ok: false, problem: expect.stringContaining('too many') })
    expect(qrCodeOf('x'.repeat(9_000)).ok).toBe(false)
  })
})

describe('words on a picture', () => {
  const widthOf = (line: string) => line.length
  test('are broken at spaces, then anywhere, and end in an ellipsis', () => {
    expect(linesOf('the price fell and fell', 10, 3, widthOf)).toEqual([
      'the price',
      'fell and',
      'fell',
    ])
    expect(linesOf('https://host.example/#1.the-day', 10, 2, widthOf)).toEqual([
      'https://ho',
      'st.exampl…',
    ])
    expect(linesOf('  ', 10, 2, widthOf)).toEqual([])
  })

  test('never leave their room', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (text, room, most) => {
          const lines = linesOf(text, room, most, widthOf)
          expect(lines.length).toBeLessThanOrEqual(most)
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(2, room))
        },
      ),
    )
  })
})
