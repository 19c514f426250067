// Where the page starts: the run that the address names is built by its thread while the panels load.
import { followAddress } from './addressBar.ts'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')
followAddress()
const { showPage } = await import('./page.tsx')
showPage(place)
