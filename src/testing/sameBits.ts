// What the engine may not use, because it differs between JavaScript engines, between runs or between
// machines. Walks the syntax tree, so that no spelling hides it (Math['exp'], const { exp } = Math).
import { parseSync } from 'vite'

export interface Finding {
  readonly line: number
  /** What was found, as it would be written. */
  readonly what: string
  readonly reason: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

const CLOCK = 'it reads a clock or waits for one: time is the step'
const CHANCE = 'it is another one in every run: draw from base/keyedRandom'
const LOCALE = 'it depends on the machine’s language or the engine’s tables'
const PLACE = 'it tells where the code runs, and the engine may not know'
const ORDER = 'when it comes back depends on the engine: a step is one straight line'
const MEMORY = 'it tells what the garbage collector did'
const TEXT_AS_CODE = 'text as code depends on how the build renamed things'

/** The members of Math whose results the language fixes to the last bit. */
const EXACT_MATH = new Set(
  (
    'abs ceil clz32 floor fround imul max min round sign sqrt trunc ' +
    'E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2'
  ).split(' '),
)

/** Globals by name. */
const GLOBALS = reasons({
  [CLOCK]:
    'Date performance Temporal setTimeout setInterval setImmediate requestAnimationFrame ' +
    'requestIdleCallback',
  [CHANCE]: 'crypto',
  [LOCALE]: 'Intl',
  [PLACE]:
    'process navigator window document self globalThis location screen localStorage require ' +
    'console fetch Deno Bun',
  [ORDER]: 'Promise queueMicrotask Atomics SharedArrayBuffer Worker MessageChannel',
  [MEMORY]: 'WeakRef FinalizationRegistry gc',
  [TEXT_AS_CODE]: 'eval Function',
  'its byte order and its NaN bits are the machine’s: use columns': 'DataView',
  'not every browser has it': 'Float16Array Iterator',
})

/** Members of anything, by name. */
const MEMBERS = reasons({
  [LOCALE]:
    'localeCompare toLocaleString toLocaleDateString toLocaleTimeString toLocaleLowerCase ' +
    'toLocaleUpperCase normalize',
  'an error’s stack and the words of a function differ between engines': 'stack caller arguments',
  'how an engine sums this is its own affair, or not every engine has it': 'sumPrecise f16round',
})

/** Rooms in which a step is made: all that lasts from one step to the next stands in columns. */
const STEPPING = ['exchange', 'agents', 'world', 'policy', 'model']

const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet'])
const VIEWS = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/

function reasons(namesByReason: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(namesByReason).flatMap(([reason, names]) =>
      names.split(' ').map((name) => [name, reason] as const),
    ),
  )
}

/** Everything in a source file of the engine that may not be there. */
export function findDifferences(path: string, text: string): Finding[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const findings: Finding[] = []
  const room = roomOf(path)
  const note = (node: Node, what: string, reason: string) => {
    // The columns that threads share are laid out in base; what is in them is no matter of time.
    if (room === 'base' && what === 'SharedArrayBuffer') return
    findings.push({ line: text.slice(0, node.start).split('\n').length, what, reason })
  }
  const visit = (node: Node, parent: Node | null, field: string) => {
    // Types leave nothing behind in the code that runs.
    if (/^TS(?:Type|Interface|.*(?:Keyword|Type|Signature)$)/.test(node.type)) return
    lookAt(node, parent, field, room, note)
    for (const [name, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, node, name)
      }
    }
  }
  visit(program as unknown as Node, null, '')
  return findings
}

/** The folder under src; rulebooks are tables, and no step is made in them. */
function roomOf(path: string): string {
  const [, room = '', half = ''] = path.split('/')
  return half === 'rulebooks' ? half : room
}

type Note = (node: Node, what: string, reason: string) => void

function lookAt(node: Node, parent: Node | null, field: string, room: string, note: Note): void {
  if (node.type === 'Identifier') lookAtName(node, parent, field, note)
  if (node.type === 'MemberExpression') lookAtMember(node, note)
  if (node.type === 'CallExpression') lookAtCall(node, note)
  if (node.type === 'NewExpression') lookAtNew(node, room, note)
  if (node.type === 'ObjectPattern') lookAtPattern(node, parent, note)
  if (node.operator === '**' || node.operator === '**=') {
    note(node, String(node.operator), 'powers differ between engines: multiply, or take detPow')
  }
  if (node.type === 'ForInStatement') {
    note(node, 'for ... in', 'its order mixes numbers, names and what is inherited: count instead')
  }
  if (node.type === 'AwaitExpression' || node.async === true) note(node, 'async', ORDER)
  if (node.type === 'ImportExpression') note(node, 'import()', ORDER)
  if (node.type === 'MetaProperty') note(node, 'import.meta', PLACE)
  if (node.type === 'Literal' && typeof node.bigint === 'string') {
    note(node, 'a big integer', 'money is whole numbers below 2^53: see market/units')
  }
}

/** A name that stands for a value: no label of a property. */
function lookAtName(node: Node, parent: Node | null, field: string, note: Note): void {
  if ((field === 'property' || field === 'key') && parent?.computed !== true) return
  const name = String(node.name)
  const reason = GLOBALS.get(name)
  if (reason !== undefined) note(node, name, reason)
  const isMember = parent?.type === 'MemberExpression' && field === 'object'
  const isTaken = parent?.type === 'VariableDeclarator' && field === 'init'
  const isPattern = isTaken && isNode(parent.id) && parent.id.type === 'ObjectPattern'
  if (name === 'Math' && !isMember && !isPattern) {
    note(node, 'Math by another name', 'nobody could see which of its functions are used')
  }
}

function lookAtMember(node: Node, note: Note): void {
  const name = memberName(node)
  const object = node.object as Node
  if (object.type === 'Identifier' && object.name === 'Math') lookAtMath(node, name, note)
  const reason = name === null ? undefined : MEMBERS.get(name)
  if (reason !== undefined) note(node, `.${name}`, reason)
  const isClassName = name === 'name' && memberName(object) === 'constructor'
  if (isClassName) note(node, '.constructor.name', TEXT_AS_CODE)
}

function lookAtMath(node: Node, name: string | null, note: Note): void {
  if (name !== null && EXACT_MATH.has(name)) return
  const reason =
    name === 'random' ? CHANCE : 'its last bits differ between engines: see base/detMath'
  note(node, `Math.${name ?? '[…]'}`, reason)
}

/** const { exp } = Math */
function lookAtPattern(node: Node, parent: Node | null, note: Note): void {
  const source = parent?.init
  const isMath = isNode(source) && source.type === 'Identifier' && source.name === 'Math'
  for (const property of node.properties as Node[]) {
    const key = property.key as Node | undefined
    const name = key === undefined ? null : nameOf(key, property.computed === true)
    if (isMath) lookAtMath(property, name, note)
    const reason = name === null ? undefined : MEMBERS.get(name)
    if (reason !== undefined) note(property, `.${name}`, reason)
  }
}

function lookAtCall(node: Node, note: Note): void {
  const callee = node.callee as Node
  const name = memberName(callee)
  const given = (node.arguments as Node[]).length
  if ((name === 'sort' || name === 'toSorted') && given === 0 && !sortsNumbers(callee)) {
    note(node, `.${name}()`, 'without a comparison it sorts numbers as text: say how')
  }
  if (name === 'toString' && given > 0 && !isRadixOfWhole(node)) {
    note(node, '.toString(radix)', 'fractions in another base are the engine’s own affair')
  }
}

/** Float64Array.from(...).sort() and this.sort(): a typed array sorts by size, ours is our own. */
function sortsNumbers(callee: Node): boolean {
  let object = callee.object as Node
  if (object.type === 'ThisExpression') return true
  while (object.type === 'CallExpression' || object.type === 'MemberExpression') {
    object = (object.type === 'CallExpression' ? object.callee : object.object) as Node
  }
  return object.type === 'Identifier' && VIEWS.test(String(object.name))
}

/** 16 or 10: a hash's words, characters of a link. What is written so is whole. */
function isRadixOfWhole(node: Node): boolean {
  const [radix] = node.arguments as Node[]
  return radix?.type === 'Literal' && radix.value === 16
}

function lookAtNew(node: Node, room: string, note: Note): void {
  const callee = node.callee as Node
  const name = callee.type === 'Identifier' ? String(callee.name) : ''
  if (COLLECTIONS.has(name) && STEPPING.includes(room)) {
    note(node, `new ${name}`, 'its order is its history, which a restored run lacks: use columns')
  }
  const [first] = node.arguments as Node[]
  if (
    VIEWS.test(name) &&
    room !== 'base' &&
    first !== undefined &&
    memberName(first) === 'buffer'
  ) {
    note(node, `${name} over a buffer`, 'byte order and NaN bits are the machine’s: base alone may')
  }
}

function memberName(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null
  return nameOf(node.property as Node, node.computed === true)
}

function nameOf(node: Node, computed: boolean): string | null {
  if (node.type === 'Identifier' && !computed) return String(node.name)
  return node.type === 'Literal' ? String(node.value) : null
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
