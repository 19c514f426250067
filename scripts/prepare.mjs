// What every command does first: see that Node is new enough and that the packages of
// package-lock.json are installed. Runs on a fresh clone, so it needs nothing but Node itself.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('..', import.meta.url))

/** Ends the process with a plain sentence when Node is too old for the tools. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const goodEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (goodEnough) return
  console.error(
    `Unwind needs Node 20.19, Node 22.12 or newer, and this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  )
  process.exit(1)
}

/** Installs the locked packages unless exactly they are there already. npm's words go to stderr. */
export async function ensureInstalled() {
  if (isInstalled()) return
  console.error('Installing the packages of package-lock.json (once) ...')
  // --include=dev: the build's own tools are wanted even where NODE_ENV says production.
  const exitCode = await run(...npm(['ci', '--include=dev', '--no-audit', '--no-fund']), {
    stdio: ['ignore', 2, 2],
  })
  if (exitCode === 0) return
  console.error('npm ci failed: see above. It needs to reach the npm registry.')
  process.exit(1)
}

function isInstalled() {
  const installedLock = join(projectFolder, 'node_modules/.package-lock.json')
  if (!existsSync(installedLock)) return false
  const wanted = readPackages(join(projectFolder, 'package-lock.json'))
  const installed = readPackages(installedLock)
  return (
    Object.entries(wanted).every(([path, entry]) =>
      // Optional packages are often meant for another operating system.
      path === '' || (entry.optional && !installed[path])
        ? true
        : installed[path]?.version === entry.version,
    ) && Object.keys(installed).every((path) => path in wanted)
  )
}

/** @returns {Record<string, { version?: string, optional?: boolean }>} */
function readPackages(/** @type {string} */ lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

/**
 * The command line that runs npm: the npm that runs us where there is one.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npm(args) {
  const runningNpm = process.env.npm_execpath
  if (runningNpm?.endsWith('.js')) return [process.execPath, [runningNpm, ...args]]
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm', ...args]] : ['npm', args]
}

/**
 * The command line that runs a program of an installed package.
 * @param {string} packageName
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function packageProgram(packageName, args) {
  const folder = join(projectFolder, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const program = typeof bin === 'string' ? bin : (bin[packageName] ?? Object.values(bin)[0])
  return [process.execPath, [join(folder, program), ...args]]
}

/**
 * Runs a program in the project's folder until it ends; our own end ends it too.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, 1 when it was stopped or could not start
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: projectFolder, stdio: 'inherit', ...options })
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal)
      process.exitCode = 1
    }
    const killChild = () => child.kill('SIGKILL')
    process.once('SIGINT', stop).once('SIGTERM', stop).once('exit', killChild)
    const finish = (/** @type {number} */ exitCode) => {
      process.off('SIGINT', stop).off('SIGTERM', stop).off('exit', killChild)
      resolve(exitCode)
    }
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      finish(1)
    })
    child.once('exit', (code) => finish(code ?? 1))
  })
}
