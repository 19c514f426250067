import { describe, expect, test } from 'vitest'
import { heading, tableBlock, words, type Report } from './blocks.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'

const REPORT: Report = {
  title: 'A <day>',
  blocks: [
    heading('Claims'),
    words('Less than 5 % | & <b>more</b>'),
    tableBlock(
      'Of all seeds',
      ['', 'verdict'],
      [
        ['C01', 'within'],
        ['C|2', 'off'],
      ],
    ),
    { kind: 'links', links: [{ title: 'A source', address: 'https://example.org/?a=1&b="2"' }] },
    { kind: 'picture', file: 'fan.svg', svg: '<svg></svg>\n', words: 'Prices "fan" out' },
  ],
}

describe('a report', () => {
  test('as Markdown has its pictures beside it, and nothing is taken for a mark', () => {
    expect(markdownOf(REPORT)).toBe(
      [
        '# A <day>',
        '## Claims',
        'Less than 5 % \\| & \\<b\\>more\\</b\\>',
        '|  | verdict |\n| --- | --- |\n| C01 | within |\n| C\\|2 | off |',
        '- [A source](https://example.org/?a=1&b="2")',
        '![Prices "fan" out](fan.svg)\n\nPrices "fan" out',
      ].join('\n\n') + '\n',
    )
  })

  test('as a page stands alone: no script, nothing to load, no foreign markup', () => {
    const html = htmlOf(REPORT)
    expect(html).not.toMatch(/<script|<link|<img|\bsrc=|@import|url\(/)
    expect(html).toContain('<title>A &lt;day&gt;</title>')
    expect(html).toContain('&lt;b&gt;more&lt;/b&gt;')
    expect(html).toContain('href="https://example.org/?a=1&amp;b=&quot;2&quot;"')
    expect(html).toContain('aria-label="Prices &quot;fan&quot; out"><svg></svg></div>')
  })

  test('has a language, headed columns, and tables that scroll by keyboard', () => {
    const html = htmlOf(REPORT)
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<th scope="col">verdict</th>')
    expect(html).toContain('tabindex="0" role="region" aria-label="Of all seeds"')
    expect(html).toContain('<td class="within">within</td>')
  })
})
