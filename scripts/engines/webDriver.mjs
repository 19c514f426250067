// A small client of the W3C WebDriver protocol, for WebKitGTK's WebKitWebDriver and MiniBrowser on a
// display of their own (Xvfb).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * @param {Record<string, string>} programs
 * @returns {Promise<import('./browsers.mjs').Browser>}
 */
export async function openWebKit(programs) {
  const home = mkdtempSync(join(tmpdir(), 'unwind-webkit-'))
  const display = await startDisplay(programs['Xvfb'] ?? '')
  const port = await freePort()
  const driver = startProgram(
    programs['WebKitWebDriver'] ?? '',
    [`--port=${port}`, '--host=127.0.0.1'],
    { ...process.env, ...surroundings(home), DISPLAY: display.name },
  )
  const stop = async () => {
    await driver.stop()
    await display.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  try {
    const server = `http://127.0.0.1:${port}`
    await untilReady(server)
    const { sessionId, capabilities } = await call('POST', `${server}/session`, {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: programs['MiniBrowser'], args: ['--automation'] },
        },
      },
    })
    const session = `${server}/session/${sessionId}`
    return {
      version: `WebKitGTK ${capabilities.browserVersion}`,
      visit: (address) => call('POST', `${session}/url`, { url: address }),
      read: (expression) =>
        call('POST', `${session}/execute/sync`, { script: `return (${expression})`, args: [] }),
      async close() {
        await call('DELETE', session).catch(() => {})
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * @param {string} method
 * @param {string} address
 * @param {object} [body]
 * @returns {Promise<any>} the value of the reply
 */
async function call(method, address, body) {
  const response = await fetch(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const { value } = /** @type {{ value: any }} */ (await response.json())
  if (!response.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`)
  return value
}

/** @param {string} server */
async function untilReady(server) {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      if ((await call('GET', `${server}/status`)).ready) return
    } catch {
      // Not listening yet.
    }
    await wait(100)
  }
  throw new Error('WebKitWebDriver did not get ready in 10 seconds.')
}

/** @param {string} program */
async function startDisplay(program) {
  const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const child = spawn(program, ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = stopper(child)
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('Xvfb ended before it had a display.')))
    child.stdio[3]?.once('data', (text) => resolve(String(text).trim()))
  })
  return { name: `:${number}`, stop }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function startProgram(program, args, env) {
  const child = spawn(program, args, { env, stdio: 'ignore' })
  child.once('error', () => {})
  return { stop: stopper(child) }
}

/**
 * Ends a child and waits for its end; our own end ends it too.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopper(child) {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
  return async () => {
    process.off('exit', kill)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await Promise.race([ended, wait(5000).then(kill)])
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address === null || typeof address === 'string' ? 0 : address.port
      server.close(() => resolve(port))
    })
  })
}

/** A visitor's surroundings, of which nothing stays behind. @param {string} home */
function surroundings(home) {
  return {
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    LIBGL_ALWAYS_SOFTWARE: '1',
    // Without a language this browser calls its own 'C', which Intl (and so uPlot) refuses.
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
  }
}
