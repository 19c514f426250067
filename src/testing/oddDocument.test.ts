// Holds docs/odd.md to the code: submodels, parameters and constants are where it says they are.
import { describe, expect, test } from 'vitest'
import type { ParameterRow } from '../params/parameter.ts'
import { PARAMETERS } from '../params/table.ts'
import { linksOf, problemOf, readProject, sectionsOf, sourceHeaders } from './documents.ts'

const text = readProject('docs/odd.md')
const sections = sectionsOf(text)
const rows: readonly ParameterRow[] = PARAMETERS
/** Its constants may be named everywhere. */
const SHARES = 'src/market/shares.ts'

/** Names of a section: its heading without a number, and what its text says it is also named. */
const sectionsByName = new Map<string, string>()
for (const { title, text: body, ownText } of sections) {
  const also = [...ownText.matchAll(/Also named (\*[^.]+\*)\./g)].flatMap(([, names]) =>
    [...names!.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name!),
  )
  for (const name of [title.replace(/^\d+\. /, ''), ...also]) {
    sectionsByName.set(name, (sectionsByName.get(name) ?? '') + body)
  }
}

/** "Exchange: a, b" names two submodels, unless it is the name of one. */
function namesIn(written: string): string[] {
  if (sectionsByName.has(written)) return [written]
  const room = written.slice(0, written.indexOf(': ') + 2)
  if (room === '') return [written]
  return written
    .slice(room.length)
    .split(', ')
    .map((name) => room + name)
}

/** Submodels that the header of a source file names: in quotes or up to the full stop. */
function submodelsOf(header: string): string[] {
  const named = header.matchAll(/\bODD(?: submodels?)?(?: "([^"]+)"|: ([^.]+)\.)/g)
  return [...named].flatMap(([, quoted, plain]) => namesIn((quoted ?? plain)!.trim()))
}

const ELEMENTS = [
  '1. Purpose and patterns',
  '2. Entities, state variables, and scales',
  '3. Process overview and scheduling',
  '4. Design concepts',
  '5. Initialisation',
  '6. Input data',
  '7. Submodels',
]
const CONCEPTS = [
  'Basic principles',
  'Emergence',
  'Adaptation',
  'Objectives',
  'Learning',
  'Prediction',
  'Sensing',
  'Interaction',
  'Stochasticity',
  'Collectives',
  'Observation',
]

describe('the protocol', () => {
  test('has its seven elements in order', () => {
    const elements = sections.filter(({ level, title }) => level === 2 && /^\d/.test(title))
    expect(elements.map(({ title }) => title)).toEqual(ELEMENTS)
  })

  test('discusses the eleven design concepts', () => {
    const concepts = sectionsOf(sections.find(({ title }) => title === ELEMENTS[3])!.text)
    expect(concepts.map(({ title }) => title).slice(0, CONCEPTS.length)).toEqual(CONCEPTS)
    for (const concept of concepts) expect(concept.text.trim().length).toBeGreaterThan(40)
  })
})

describe('submodels', () => {
  const headers = sourceHeaders('src').flatMap(({ path, header }) =>
    submodelsOf(header).map((name) => ({ path, name })),
  )

  test('are named in the headers of the sources', () => {
    expect(headers.length).toBeGreaterThan(60)
    expect(headers.map(({ name }) => name)).toContain('Retail, leveraged')
    expect(headers.map(({ name }) => name)).toContain('Exchange: socialised loss')
  })

  test('that a source file names have their section', () => {
    const missing = headers
      .filter(({ name }) => !sectionsByName.has(name))
      .map(({ path, name }) => `${path} names the submodel "${name}", which docs/odd.md lacks`)
    expect(missing).toEqual([])
  })

  test('that a parameter names have their section', () => {
    const missing = rows
      .filter(({ submodel }) => !sectionsByName.has(submodel))
      .map(
        ({ key, submodel }) => `${key} names the submodel "${submodel}", which docs/odd.md lacks`,
      )
    expect(missing).toEqual([])
  })

  test('that the document describes are named by a source file or a parameter', () => {
    const named = new Set([
      ...headers.map(({ name }) => name),
      ...rows.map(({ submodel }) => submodel),
    ])
    const described = sectionsOf(sections.find(({ title }) => title === ELEMENTS[6])!.text)
    const strangers = described.map(({ title }) => title).filter((title) => !named.has(title))
    expect(strangers).toEqual([])
  })
})

describe('parameters', () => {
  test.each(rows)('$key is mentioned in the section of its submodel', ({ key, submodel }) => {
    const body = sectionsByName.get(submodel) ?? ''
    expect(body.includes(`\`${key}\``), `"${submodel}" of docs/odd.md mentions ${key}`).toBe(true)
  })

  test('that a section lists exist, each in the list of its own submodel', () => {
    const listed = sections.flatMap(({ title, ownText }) =>
      [...ownText.matchAll(/Parameters: ([^.]+)\./g)].flatMap(([, list]) =>
        [...list!.matchAll(/`(\w+)`/g)].map(([, key]) => ({ title, key: key! })),
      ),
    )
    const strangers = listed.filter(({ key }) => !rows.some((row) => row.key === key))
    expect(strangers).toEqual([])
  })
})

describe('the code that it names', () => {
  test('is there', () => {
    const problems = linksOf(text, 'docs').map(problemOf)
    expect(problems.filter((problem) => problem !== null)).toEqual([])
  })

  test.each(sections.filter(({ ownText }) => constantsIn(ownText).length > 0))(
    'in "$title": constants stand in a file that the section links to',
    ({ ownText }) => {
      const files = linksOf(ownText, 'docs').filter(({ path }) => path.endsWith('.ts'))
      const sources = [SHARES, ...files.map(({ path }) => path)].map(readProject).join('\n')
      const unknown = constantsIn(ownText).filter(
        (constant) => !new RegExp(String.raw`\bconst ${constant}\b`).test(sources),
      )
      expect(unknown).toEqual([])
    },
  )
})

/** Words in capitals that a section shows as code, in its text or its formulas. */
function constantsIn(section: string): string[] {
  if (!/Code: /.test(section)) return []
  const inText = [...section.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
  const formulas = section.split('\n').filter((line) => line.startsWith('    '))
  const words = [...inText, ...formulas].flatMap((code) => code.match(/\b[A-Z][A-Z_]{2,}\b/g) ?? [])
  return [...new Set(words)]
}
