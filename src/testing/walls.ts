// The walls of the house as laws over source text: who may import whom, and what the engine must
// not touch so that a seed gives the same bits everywhere. walls.test.ts holds the sources to them.
import { posix } from 'node:path'
import { blankText } from './blankText.ts'

export interface SourceFile {
  /** From the project's folder, with forward slashes: src/base/assert.ts */
  readonly path: string
  readonly text: string
}

export interface Law {
  readonly title: string
  /** One plain sentence for each breach in this file. */
  readonly breaches: (file: SourceFile) => string[]
}

const groundFloor = ['base', 'market', 'params']
const roomsWithClocks = ['app', 'threads', 'view', 'lab', 'offline']

/** Every other room that a room of the engine may import. */
const engineImports: Record<string, readonly string[]> = {
  base: [],
  market: ['base'],
  params: ['base', 'market'],
  exchange: groundFloor,
  agents: groundFloor,
  world: groundFloor,
  policy: groundFloor,
  observe: groundFloor,
  model: [...groundFloor, 'exchange', 'agents', 'world', 'policy', 'observe'],
}

const engineRooms = Object.keys(engineImports)

const enginesInside = ['exchange', 'agents', 'world', 'policy', 'model']

/** Rooms that a room above the engine must not import. */
const forbiddenImports: Record<string, readonly string[]> = {
  files: [...enginesInside, 'threads', 'view', 'panels', 'app', 'lab', 'offline', 'testing'],
  offline: [...enginesInside, 'threads', 'view', 'panels', 'app', 'lab', 'files', 'testing'],
  threads: ['view', 'panels', 'app', 'lab', 'offline', 'testing'],
  view: ['exchange', 'agents', 'world', 'policy', 'model', 'lab', 'testing'],
  panels: ['exchange', 'agents', 'world', 'policy', 'model', 'lab', 'testing'],
  app: ['lab', 'testing'],
  lab: ['view', 'panels', 'app'],
}

/** The members of Math that give the same bits in every browser and in Node. */
const exactMath =
  'abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc' +
  '|E|LN2|LN10|LOG2E|LOG10E|PI|SQRT1_2|SQRT2'
const inexactMath = new RegExp(String.raw`\bMath\b(?!\s*\.\s*(?:${exactMath})\b).{0,9}`, 'g')
const clock =
  /\bDate\s*\.\s*\w+|\bnew\s+Date\b|\bDate\s*\(|\bperformance\s*\.\s*\w+|\bset(?:Timeout|Interval)\b/g

const threadDoorMaxLines = 20

export const laws: readonly Law[] = [
  {
    title: 'each room of the engine imports only the rooms below it',
    breaches: (file) => {
      const room = roomOf(file.path)
      const allowed = engineImports[room]
      if (allowed === undefined || isTest(file.path)) return []
      return ourImports(file)
        .filter((target) => roomOf(target) !== room && !allowed.includes(roomOf(target)))
        .map((target) => {
          const rooms = allowed.length === 0 ? 'nothing of ours' : `only ${allowed.join(', ')}`
          return `${file.path} imports ${target}, but ${room} may import ${rooms} besides itself.`
        })
    },
  },
  {
    title: 'the matching knows no money and the clearing knows no book',
    breaches: (file) => {
      if (isTest(file.path)) return []
      const halves = ['src/exchange/matching/', 'src/exchange/clearing/']
      const own = halves.find((half) => file.path.startsWith(half))
      const other = halves.find((half) => half !== own)
      if (own === undefined || other === undefined) return []
      return ourImports(file)
        .filter((target) => target.startsWith(other))
        .map((target) => `${file.path} imports ${target}, but the two meet only in the venue.`)
    },
  },
  {
    title: 'view and panels see what the engine publishes, never its insides',
    breaches: (file) => importsOfForbiddenRooms(file, ['view', 'panels']),
  },
  {
    title: 'threads, the app, the laboratory, files and the service worker keep to their own floor',
    breaches: (file) =>
      importsOfForbiddenRooms(file, ['threads', 'app', 'lab', 'files', 'offline']),
  },
  {
    title: 'only base draws from seedrandom',
    breaches: (file) =>
      roomOf(file.path) === 'base'
        ? []
        : imports(file)
            .filter(
              (specifier) => specifier === 'seedrandom' || specifier.startsWith('seedrandom/'),
            )
            .map(() => `${file.path} imports seedrandom, but random numbers come from base.`),
  },
  {
    title: 'the engine computes only with arithmetic that is the same everywhere',
    breaches: (file) => {
      if (!isEngine(file)) return []
      const code = blankText(file.text)
      const powers = [...code.matchAll(/\*\*/g)]
      return [
        ...[...code.matchAll(inexactMath)].map(
          (match) =>
            `${placeOf(file, match.index)} uses ${match[0].trim()}, which differs between browsers` +
            ' or runs: take it from base.',
        ),
        ...powers.map(
          (match) =>
            `${placeOf(file, match.index)} uses **, which differs between browsers: multiply instead.`,
        ),
      ]
    },
  },
  {
    title: 'the engine never reads a clock',
    breaches: (file) => (isEngine(file) ? clockReadings(file) : []),
  },
  {
    title: 'only the app, threads, view, the laboratory and the service worker read wall clocks',
    breaches: (file) => {
      const free = [...roomsWithClocks, 'testing'].includes(roomOf(file.path))
      return free || isEngine(file) || isTest(file.path) ? [] : clockReadings(file)
    },
  },
  {
    title: 'every import stays inside the project',
    breaches: (file) =>
      imports(file)
        .filter((specifier) => {
          if (/^(?:[/\\]|file:|https?:|[A-Za-z]:[/\\])/.test(specifier)) return true
          return specifier.startsWith('.') && resolved(file, specifier).startsWith('..')
        })
        .map((specifier) => `${file.path} imports ${specifier}, which lies outside the project.`),
  },
  {
    title: 'a thread door is at most twenty lines',
    breaches: (file) => {
      const lineCount = file.text.trimEnd().split('\n').length
      if (!file.path.startsWith('workers/') || lineCount <= threadDoorMaxLines) return []
      return [
        `${file.path} has ${lineCount} lines: a thread door has no logic, move it to threads.`,
      ]
    },
  },
]

/** What a file imports or re-exports, types and dynamic imports included, as written. */
export function imports(file: SourceFile): string[] {
  const code = blankText(file.text)
  const opening = /\b(?:import|export)\b[^'"`();=]*\bfrom\s*['"]|\bimport\s*\(?\s*['"`]/g
  return [...code.matchAll(opening)].map((match) => {
    const start = match.index + match[0].length
    return file.text.slice(start, code.indexOf(match[0].at(-1) ?? '', start))
  })
}

function ourImports(file: SourceFile): string[] {
  return imports(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolved(file, specifier))
    .filter((target) => target.startsWith('src/'))
}

function resolved(file: SourceFile, specifier: string): string {
  return posix.join(posix.dirname(file.path), specifier)
}

function importsOfForbiddenRooms(file: SourceFile, rooms: readonly string[]): string[] {
  const room = roomOf(file.path)
  if (!rooms.includes(room) || isTest(file.path)) return []
  return ourImports(file)
    .filter((target) => forbiddenImports[room]?.includes(roomOf(target)))
    .map((target) => `${file.path} imports ${target}, but ${room} never imports ${roomOf(target)}.`)
}

function clockReadings(file: SourceFile): string[] {
  return [...blankText(file.text).matchAll(clock)].map(
    (match) =>
      `${placeOf(file, match.index)} reads a clock (${match[0].trim()}): time is the step.`,
  )
}

function placeOf(file: SourceFile, index: number): string {
  return `${file.path}:${file.text.slice(0, index).split('\n').length}`
}

/** The folder under src, or the top folder elsewhere. */
function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/')
  return top === 'src' ? next : top
}

function isEngine(file: SourceFile): boolean {
  return engineRooms.includes(roomOf(file.path)) && !isTest(file.path)
}

function isTest(path: string): boolean {
  return /\.(?:test|bench)\.tsx?$/.test(path)
}
