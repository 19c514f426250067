// The simulation's thread: plugs the model, its threads and its observer into what the page talks to.
import { ENGINE_VERSION } from '../src/model/model.ts'
import { createObserver } from '../src/observe/observer.ts'
import { serveSimulation } from '../src/threads/serve.ts'
import { browserPool } from '../src/threads/shardThread.ts'

const pool = browserPool(
  () => new Worker(new URL('./shard.worker.ts', import.meta.url), { type: 'module' }),
)

serveSimulation({
  version: ENGINE_VERSION,
  createModel: (spec) => pool.createModel(spec),
  createObserver,
})
