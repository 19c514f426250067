// Every document's relative links lead somewhere, and the names that they show are declared there.
import { readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { declares, linksOf, problemOf, readProject, sectionsOf } from './documents.ts'

const folders = ['.', 'docs', 'docs/decisions']
const documents = folders.flatMap((folder) =>
  readdirSync(new URL(`../../${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join(folder, name)),
)
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

describe('documents', () => {
  test('are found', () => {
    expect(documents).toContain('README.md')
    expect(documents).toContain('docs/decisions/0001-venues-are-shards.md')
  })

  test.each(documents)('%s links to what is there', (document) => {
    const links = linksOf(readProject(document), posix.dirname(document))
    // Pictures of the page are taken by whoever changes it.
    const problems = links.filter(({ path }) => !path.startsWith('docs/screens/')).map(problemOf)
    expect(problems.filter((problem) => problem !== null)).toEqual([])
  })

  test.each(documents)('%s links to headings that are there', (document) => {
    const text = readProject(document)
    const broken = [...text.matchAll(/\]\(([^)\s]*)#([\w-]+)\)/g)].filter(([, target, anchor]) => {
      if (target!.startsWith('http')) return false
      const path = target === '' ? document : posix.join(posix.dirname(document), target!)
      const anchors = sectionsOf(readProject(path)).map(({ title }) => anchorOf(title))
      const repeat = /^(.+)-(\d+)$/.exec(anchor!)
      const times = anchors.filter((each) => each === repeat?.[1]).length
      return !anchors.includes(anchor!) && !(repeat !== null && times > Number(repeat[2]))
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })
})

describe('a name in a link', () => {
  const source = [
    'export class Book {',
    '  private readonly lots = 0',
    '  get best(): number {',
    '    return this.inner(1)',
    '  }',
    '}',
    'function inner(a: number): number {',
    '  return a',
    '}',
    'export const LEVELS = 9',
  ].join('\n')

  test.each(['Book', 'Book.lots', 'Book.best', 'inner', 'LEVELS'])('%s is declared', (name) => {
    expect(declares(source, name)).toBe(true)
  })

  test.each(['Boo', 'Book.inner', 'Book.worst', 'best', 'a'])('%s is not', (name) => {
    expect(declares(source, name)).toBe(false)
  })
})
