// A report as Markdown; its pictures are files beside it.
import { markdownTable } from '../validate/figures.ts'
import type { Block, Report } from './blocks.ts'

export function markdownOf({ title, blocks }: Report): string {
  return [`# ${title}`, ...blocks.map(blockOf)].join('\n\n') + '\n'
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${block.text}`
    case 'words':
      return escaped(block.text)
    case 'table':
      return markdownTable(
        block.header.map(escaped),
        block.rows.map((row) => row.map(escaped)),
      )
    case 'links':
      return block.links.map(({ title, address }) => `- [${escaped(title)}](${address})`).join('\n')
    case 'picture':
      return `![${escaped(block.words)}](${block.file})\n\n${escaped(block.words)}`
  }
}

/** What Markdown would take for its own. */
function escaped(text: string): string {
  return text.replace(/[|<>*_[\]]/g, (mark) => `\\${mark}`)
}
