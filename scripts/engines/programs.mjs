// Which programs each browser of the engine test needs, where they are found, and the Debian packages
// that bring them. A missing one is installed for root on Debian; else the words say what to do.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @typedef {{ programs: Record<string, () => string | undefined>, packages: string[] }} Needs
 * @type {Record<string, Needs>}
 */
const needs = {
  chromium: {
    programs: { chromium: () => named('CHROMIUM_PATH') ?? onPath('chromium', 'google-chrome') },
    packages: ['chromium'],
  },
  firefox: {
    programs: { firefox: () => named('FIREFOX_PATH') ?? onPath('firefox-esr', 'firefox') },
    packages: ['firefox-esr'],
  },
  webkit: {
    programs: {
      WebKitWebDriver: () => onPath('WebKitWebDriver'),
      MiniBrowser: findMiniBrowser,
      Xvfb: () => onPath('Xvfb'),
    },
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
}

/**
 * The paths of an engine's programs. Throws, in words for a person, where one cannot be had.
 * @param {string} engine
 * @param {(line: string) => void} tell
 * @returns {Record<string, string>}
 */
export function ensurePrograms(engine, tell) {
  const { programs, packages } = needs[engine] ?? { programs: {}, packages: [] }
  const missing = () => Object.keys(programs).filter((name) => programs[name]?.() === undefined)
  if (missing().length > 0 && mayInstall()) {
    tell(`${engine}: installing ${packages.join(' ')} from Debian (once) ...`)
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
  }
  const lacking = missing()
  if (lacking.length > 0) {
    throw new Error(
      `${lacking.join(' and ')} not found. As root on Debian or Ubuntu: ` +
        `apt-get install ${packages.join(' ')}; elsewhere install it yourself` +
        `${engine === 'webkit' ? '.' : ` and set ${engine.toUpperCase()}_PATH to its program.`}`,
    )
  }
  return Object.fromEntries(
    Object.entries(programs).map(([name, find]) => [name, /** @type {string} */ (find())]),
  )
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** @param {string[]} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], {
    env,
    stdio: ['ignore', 2, 2],
  })
}

/** @param {string} variable */
function named(variable) {
  const path = process.env[variable]
  if (path === undefined || path === '') return undefined
  if (!existsSync(path)) throw new Error(`${variable} names ${path}, and there is no such file.`)
  return path
}

/** @param {string[]} names */
function onPath(...names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return paths.find((path) => existsSync(path))
}

/** WebKitGTK's small browser: no window of its own on the path, it lies beside the library. */
function findMiniBrowser() {
  for (const library of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    if (!existsSync(library)) continue
    const folders = [library, ...readdirSync(library).map((name) => join(library, name))]
    for (const folder of folders) {
      for (const version of ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']) {
        const path = join(folder, version, 'MiniBrowser')
        if (existsSync(path)) return path
      }
    }
  }
  return undefined
}
