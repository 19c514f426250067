// Where the page starts: panels first, then the run that the address names.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'uplot/dist/uPlot.min.css'
import '../panels/styles/base.css'
import '../panels/styles/page.css'
import '../panels/styles/parameters.css'
import '../panels/styles/stage.css'
import '../panels/styles/readout.css'
import '../panels/styles/time.css'
import '../panels/styles/phone.css'
import { App } from '../panels/App.tsx'
import { followAddress } from './addressBar.ts'
import { startFrameLoop } from './frameLoop.ts'
import { listenToKeys } from './keyboard.ts'
import { followResult } from './result.ts'
import { goOnAfterSeek } from './runControl.ts'
import { followVisibility } from './visibility.ts'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
startFrameLoop(goOnAfterSeek)
followResult()
followVisibility()
listenToKeys()
followAddress()
