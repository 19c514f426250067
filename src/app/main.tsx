// Where the page starts: the run that the address names is built by its thread while the panels load.
import { followAddress } from './addressBar.ts'
import { mendLanguage } from './language.ts'
import { watchWorker } from './workerWatch.ts'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')
mendLanguage(navigator)
watchWorker()
try {
  followAddress()
  const { showPage } = await import('./page.tsx')
  showPage(place)
} catch (problem) {
  // Without the panels there is nobody else to say it.
  place.textContent = `Unwind could not start here (${String(problem)}). Reloading may help.`
  throw problem
}
