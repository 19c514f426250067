// The thread that a page of the engine test gives its job to: a module worker, as the simulation's is.
import { doJob, type Job } from './job.ts'

self.onmessage = (event: MessageEvent<Job>) => {
  doJob(event.data, (answer) => self.postMessage(answer))
}
