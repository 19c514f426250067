// The command line of the laboratory. Runs on import; the exit code says how it went.
import { createModel, ENGINE_VERSION } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { runCommandLine } from './commandLine.ts'
import { commandsWith } from './commands.ts'
import { terminalOf } from './terminal.ts'
import type { Engine } from './engine.ts'

const engine: Engine = {
  version: ENGINE_VERSION,
  createRun: (spec) => {
    const model = createModel(spec)
    return { model, observer: createObserver(model) }
  },
}

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  commandsWith(engine),
  engine.version,
  terminalOf(process),
)
