// Reads the documents for tests that hold them to the code: sections by heading, links to sources, and
// whether a source file declares the name that a link shows.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export interface Section {
  /** Number of # signs of its heading. */
  readonly level: number
  readonly title: string
  /** Its text, that of the sections below it included. */
  readonly text: string
  /** Its text up to the next heading. */
  readonly ownText: string
}

export interface SymbolLink {
  /** Such as `matchTaker`, `Positions.trade` or, for a link that shows no code, its plain words. */
  readonly shown: string
  readonly isCode: boolean
  /** From the project's folder. */
  readonly path: string
}

/** A file by its path from the project's folder. */
export function readProject(path: string): string {
  return readFileSync(projectFolder + path, 'utf8')
}

/** The sections of a document in their order. */
export function sectionsOf(markdown: string): Section[] {
  const headings = [...markdown.matchAll(/^(#{1,6}) (.+)$/gm)]
  return headings.map((heading, index) => {
    const level = heading[1]!.length
    const next = headings.slice(index + 1).find((other) => other[1]!.length <= level)
    const start = heading.index + heading[0].length
    return {
      level,
      title: heading[2]!.trim(),
      text: markdown.slice(start, next?.index),
      ownText: markdown.slice(start, headings[index + 1]?.index),
    }
  })
}

/** Relative links of a document that stands in `folder`. */
export function linksOf(markdown: string, folder: string): SymbolLink[] {
  const links = markdown.matchAll(/\[(`?)([^\]`]+)`?\]\((?!https?:|#)([^)\s#]+)[^)]*\)/g)
  return [...links].map(([, tick, shown, target]) => ({
    shown: shown!,
    isCode: tick === '`',
    path: posix.join(folder, target!),
  }))
}

/** What is wrong with a link, in a sentence, or null. */
export function problemOf({ shown, isCode, path }: SymbolLink): string | null {
  if (!existsSync(projectFolder + path)) return `${path} does not exist (named as ${shown})`
  if (!isCode || !/\.tsx?$/.test(path)) return null
  return declares(readProject(path), shown) ? null : `${path} declares no ${shown}`
}

/** Whether a source declares a function, class or constant, or (Class.member) a member of a class. */
export function declares(source: string, symbol: string): boolean {
  const [name = '', member] = symbol.split('.')
  const declaration = new RegExp(
    String.raw`^(?:export )?(?:abstract )?(?:async )?(?:function|class|const|interface|type) ${name}\b`,
    'm',
  ).exec(source)
  if (declaration === null) return false
  if (member === undefined) return true
  const body = source.slice(declaration.index, bodyEnd(source, declaration.index))
  const words = String.raw`(?:(?:private|protected|public|static|readonly|async|get|set|override) )*`
  return new RegExp(String.raw`^  ${words}${member}\b[(<:= ]`, 'm').test(body)
}

/** A class or interface ends with the first brace at the line's start after it. */
function bodyEnd(source: string, start: number): number {
  const end = source.indexOf('\n}', start)
  return end < 0 ? source.length : end
}

/** Source files of a folder, tests left out, with the leading comment of each as one line. */
export function sourceHeaders(folder: string): { path: string; header: string }[] {
  return readdirSync(projectFolder + folder, { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|bench)\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, header: headerOf(readProject(path)) }))
}

function headerOf(source: string): string {
  const lines: string[] = []
  for (const line of source.split('\n')) {
    if (!line.startsWith('//')) break
    lines.push(line.slice(2).trim())
  }
  return lines.join(' ')
}
