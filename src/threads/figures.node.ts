// A thread of Node that runs scenarios for their figures.
import { parentPort } from 'node:worker_threads'
import { createModel } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import type { RunSpec } from '../params/resolve.ts'
import { runFigures } from './figureRun.ts'
import { jobAnswers } from './jobAnswers.ts'

parentPort?.on(
  'message',
  jobAnswers(
    (spec: RunSpec) => runFigures({ createModel, createObserver }, spec),
    (answer) => parentPort?.postMessage(answer),
  ),
)
