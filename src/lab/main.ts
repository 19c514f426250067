// The command line of the laboratory. Runs on import; the exit code says how it went.
import { createModel, ENGINE_VERSION } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { runCommandLine } from './commandLine.ts'
import { commandsWith } from './commands.ts'
import { nodePool } from './nodePool.ts'
import { terminalOf } from './terminal.ts'
import type { Engine } from './engine.ts'

/** Put in by the bundle (scripts/bundle-for-node.mjs). */
declare const ENGINE_BUILD: string

const engine: Engine = {
  version: ENGINE_VERSION,
  build: ENGINE_BUILD,
  createRun: (spec, threads = 0) => {
    if (threads <= 1) {
      const model = createModel(spec)
      return { model, observer: createObserver(model) }
    }
    const pool = nodePool(threads)
    const model = pool.createModel(spec)
    return {
      model,
      observer: createObserver(model),
      threads: () => ({ used: pool.threadsUsed, note: pool.note }),
    }
  },
}

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  commandsWith(engine),
  engine.version,
  terminalOf(process),
)
