// A thread of Node that runs twins.
import { parentPort } from 'node:worker_threads'
import { createModel } from '../model/model.ts'
import { createObserver } from '../observe/observer.ts'
import { jobAnswers } from './jobAnswers.ts'
import { runTwins, type TwinJob } from './twinRun.ts'

parentPort?.on(
  'message',
  jobAnswers(
    (job: TwinJob) => runTwins({ createModel, createObserver }, job),
    (answer) => parentPort?.postMessage(answer),
  ),
)
