// A report as one page that stands alone: pictures and style in it, no script, nothing to load.
import type { Block, Report } from './blocks.ts'

export function htmlOf({ title, blocks }: Report): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map(blockOf),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`
    case 'words':
      return `<p>${escaped(block.text)}</p>`
    case 'table':
      return tableOf(block)
    case 'links':
      return `<ul>${block.links
        .map(({ title, address }) => `<li><a href="${escaped(address)}">${escaped(title)}</a></li>`)
        .join('')}</ul>`
    case 'picture':
      return (
        `<figure><div class="picture" role="img" aria-label="${escaped(block.words)}">` +
        `${block.svg.trim()}</div><figcaption>${escaped(block.words)}</figcaption></figure>`
      )
  }
}

function tableOf({ caption, header, rows }: Extract<Block, { kind: 'table' }>): string {
  const head = header.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
  const body = rows.map((row) => {
    const cells = row.map((cell) => {
      const verdict = VERDICTS.includes(cell) ? ` class="${cell}"` : ''
      return `<td${verdict}>${escaped(cell)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  // A wide table scrolls by itself, by keyboard as well.
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}">` +
    `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead>` +
    `<tbody>${body.join('\n')}</tbody></table></div>`
  )
}

/** Words of a verdict, which are also the names of their colours. */
const VERDICTS: readonly string[] = ['within', 'near', 'off', 'open']

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

const STYLE = `
:root { color: #14202b; background: #fff; font: 15px/1.5 system-ui, sans-serif }
main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 64px }
h1 { font-size: 26px; line-height: 1.2 } h2 { font-size: 19px; margin: 40px 0 8px }
p, li { max-width: 76ch }
.scroll { overflow-x: auto; margin: 12px 0 }
.scroll:focus-visible, a:focus-visible { outline: 2px solid #0b6e99; outline-offset: 2px }
table { border-collapse: collapse; font-size: 13px; white-space: nowrap }
caption { text-align: left; color: #55626e; padding-bottom: 4px }
th, td { text-align: left; padding: 3px 12px 3px 0; border-bottom: 1px solid #dfe5ea }
th { font-weight: 600 }
td { font-variant-numeric: tabular-nums }
.within { color: #17693a; font-weight: 600 } .near { color: #8a5200; font-weight: 600 }
.off { color: #a3262a; font-weight: 600 } .open { color: #55626e }
figure { margin: 12px 0 } figcaption { color: #55626e; max-width: 76ch }
.picture svg { max-width: 100%; height: auto }
a { color: #0b5d82 }
`
