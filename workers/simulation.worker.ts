// The simulation's thread: plugs the model and its observer into what the page talks to.
import { createModel, ENGINE_VERSION } from '../src/model/model.ts'
import { createObserver } from '../src/observe/observer.ts'
import { serveSimulation } from '../src/threads/serve.ts'

serveSimulation({ version: ENGINE_VERSION, createModel, createObserver })
