// Has one engine do its part of the test: every link and every group of arithmetic in a thread, and one
// link again at a plain host, in a frame of another host, and in the visitor's own page.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { projectFolder } from '../prepare.mjs'
import { openers } from './browsers.mjs'
import { ensurePrograms } from './programs.mjs'

const runProgram = promisify(execFile)

/** How long an engine may take for its next answer. */
const patienceMs = 15 * 60_000
/** How long the page may stand at one step. */
const pagePatienceMs = 3 * 60_000
const lookEveryMs = 200

/** The link that is run again in every other setting. */
const repeatedLink = 2

/**
 * @typedef {object} Row
 * @property {'link' | 'vector'} kind
 * @property {string} engine
 * @property {string} version
 * @property {string} where
 * @property {string} name
 * @property {string} fingerprint
 * @property {string} [figures]
 * @property {number} [steps]
 * @property {boolean} mustAgree
 * @property {number} seconds
 */

/**
 * @typedef {object} Job
 * @property {{ name: string, link: string }[]} links
 * @property {string} nodeProgram
 * @property {Record<'isolated' | 'plain' | 'host', string>} addresses
 * @property {(line: string) => void} tell
 */

/**
 * @param {Job} job
 * @returns {Promise<Row[]>}
 */
export async function runNode({ links, nodeProgram, tell }) {
  const version = `Node ${process.versions.node} (V8 ${process.versions.v8.split('-')[0]})`
  tell(`node: ${version}`)
  const work = JSON.stringify({ links: links.map((_, index) => index), vectors: true })
  const { stdout } = await runProgram(process.execPath, [nodeProgram, work])
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const rows = rowsOf(answers, { engine: 'node', version, where: 'by itself' })
  for (const threads of [1, 2]) rows.push(await runShell(links[repeatedLink], threads, version))
  return rows
}

/**
 * @param {{ name: string, link: string } | undefined} wanted
 * @param {number} threads
 * @param {string} version
 * @returns {Promise<Row>}
 */
async function runShell(wanted, threads, version) {
  const { name = '', link = '' } = wanted ?? {}
  const start = performance.now()
  const shell = [join(projectFolder, 'scripts/unwind.mjs'), 'run', '--link', link, '--json']
  const args = [...shell, '--threads', String(threads)]
  const result = JSON.parse((await runProgram(process.execPath, args)).stdout)
  return {
    kind: 'link',
    engine: 'node',
    version,
    where: `the shell, threads ${threads}`,
    name,
    fingerprint: result.fingerprint,
    steps: result.steps,
    mustAgree: true,
    seconds: secondsSince(start),
  }
}

/**
 * @param {string} engine
 * @param {Job} job
 * @returns {Promise<Row[]>}
 */
export async function runBrowser(engine, { links, addresses, tell }) {
  const open = openers[engine]
  if (open === undefined) throw new Error(`There is no engine ${engine}.`)
  const browser = await open(ensurePrograms(engine, tell))
  const { version } = browser
  tell(`${engine}: ${version}`)
  const testPage = '/src/testing/engines/page.html'
  const all = links.map((_, index) => index).join()
  const once = `${testPage}?links=${repeatedLink}`
  const frame = encodeURIComponent(addresses.plain + once)
  try {
    const rows = []
    /** @type {[where: string, address: string, isIsolated: boolean][]} */
    const visits = [
      ['a thread', `${addresses.isolated}${testPage}?links=${all}&vectors`, true],
      ['a plain host', `${addresses.plain}${once}&vectors`, false],
      ['a frame', `${addresses.host}/src/testing/engines/embed.html?frame=${frame}`, false],
    ]
    for (const [where, address, isIsolated] of visits) {
      tell(`${engine}: ${where} ...`)
      await browser.visit(address)
      const answers = await answersIn(browser)
      if (answers.at(-1).isolated !== isIsolated) {
        throw new Error(`${where} was ${isIsolated ? 'not ' : ''}cross-origin isolated.`)
      }
      rows.push(...rowsOf(answers, { engine, version, where }))
    }
    /** @type {[where: string, address: string][]} */
    const pages = [
      ['the page', addresses.isolated],
      ['the page, plain host', addresses.plain],
    ]
    for (const [where, address] of pages) {
      tell(`${engine}: ${where} ...`)
      rows.push(await runPage(browser, address, links[repeatedLink], { engine, version, where }))
    }
    return rows
  } finally {
    await browser.close()
  }
}

/**
 * The visitor's page, told to hurry to the end of the run. Isolated, it shares the venues among threads.
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string} address
 * @param {{ name: string, link: string } | undefined} wanted
 * @param {{ engine: string, version: string, where: string }} who
 * @returns {Promise<Row>}
 */
async function runPage(browser, address, wanted, who) {
  const { name = '', link = '' } = wanted ?? {}
  const start = performance.now()
  await browser.visit(`${address}/index.html${link}&M=${lastStepOf(link)}`)
  const run = "document.getElementById('run')"
  const read = `JSON.stringify([${run}?.dataset.fingerprint ?? null, ${run}?.dataset.step ?? null])`
  let lastStep = null
  let lastMove = start
  for (;;) {
    const [fingerprint, step] = JSON.parse(String(await browser.read(read)))
    if (step !== lastStep) lastMove = performance.now()
    lastStep = step
    if (fingerprint !== null) {
      const seconds = secondsSince(start)
      const row = { name, fingerprint, steps: Number(step), mustAgree: true, seconds }
      return { kind: 'link', ...who, ...row }
    }
    if (performance.now() - lastMove > pagePatienceMs) {
      throw new Error(`The page came to ${step === null ? 'no run at all' : `step ${step}`}.`)
    }
    await wait(lookEveryMs)
  }
}

/** Hours are whole quarters: H=3 is an hour. @param {string} link */
function lastStepOf(link) {
  const quarters = /&H=(\d+)/.exec(link)?.[1]
  if (quarters === undefined) throw new Error('The link that is run again must say its hours.')
  return (Number(quarters) + 1) * 900
}

/**
 * All answers of the page that is open, the last included.
 * @param {import('./browsers.mjs').Browser} browser
 */
async function answersIn(browser) {
  const read = "(document.querySelector('pre') ?? document.body)?.textContent ?? ''"
  let count = 0
  let lastAnswer = performance.now()
  for (;;) {
    const text = String(await browser.read(read)).trim()
    const answers = text === '' ? [] : JSON.parse(text)
    const problem = answers.find(({ kind = '' }) => kind === 'failure')?.problem
    if (problem !== undefined) throw new Error(problem)
    if (answers.at(-1)?.kind === 'end') return answers
    if (answers.length > count) lastAnswer = performance.now()
    count = answers.length
    if (performance.now() - lastAnswer > patienceMs) {
      throw new Error(`No answer for ${patienceMs / 60_000} minutes.`)
    }
    await wait(lookEveryMs)
  }
}

/**
 * @param {any[]} answers
 * @param {{ engine: string, version: string, where: string }} who
 * @returns {Row[]}
 */
function rowsOf(answers, who) {
  const failure = answers.find(({ kind }) => kind === 'failure')
  if (failure !== undefined) throw new Error(failure.problem)
  return answers
    .filter(({ kind }) => kind !== 'end')
    .map((answer) => ({
      kind: answer.kind,
      ...who,
      name: answer.name,
      fingerprint: answer.fingerprint ?? answer.digest,
      ...(answer.figures === undefined ? {} : { figures: answer.figures, steps: answer.steps }),
      mustAgree: answer.mustAgree ?? true,
      seconds: answer.seconds,
    }))
}

/** @param {number} start */
function secondsSince(start) {
  return (performance.now() - start) / 1000
}
