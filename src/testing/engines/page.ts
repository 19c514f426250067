// The page of the engine test: does the job that its address names (?links=0,2&vectors) in a module
// worker and writes the answers, as JSON, into its body; in a frame also into the page around it.
import type { Answer, Job } from './job.ts'

const answers: Answer[] = []
const wanted = new URLSearchParams(location.search)
const links = (wanted.get('links') ?? '').split(',').filter((text) => text !== '')
const job: Job = { links: links.map(Number), vectors: wanted.has('vectors') }

function note(answer: Answer): void {
  answers.push(answer)
  const text = JSON.stringify(answers)
  document.body.textContent = text
  if (window.parent !== window) window.parent.postMessage(text, '*')
}

const worker = new Worker(new URL('./engines.worker.ts', import.meta.url), { type: 'module' })
worker.addEventListener('message', (event: MessageEvent<Answer>) => note(event.data))
worker.addEventListener('error', (event) => {
  note({ kind: 'failure', problem: event.message || 'The worker could not be started.' })
})
worker.postMessage(job)
