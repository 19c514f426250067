// The visible page: styles, panels, and what listens while it stands.
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
import '../panels/styles/compare.css'
import '../panels/styles/story.css'
import '../panels/styles/experiment.css'
import '../panels/styles/forced.css'
import '../panels/styles/trade.css'
import { App } from '../panels/App.tsx'
import { isEmbedded } from './embedded.ts'
import { awaitComparison } from './compareDoor.ts'
import { startFrameLoop } from './frameLoop.ts'
import { listenForFirstStep } from './firstSteps.ts'
import { listenToKeys } from './keyboard.ts'
import { followResult } from './result.ts'
import { startKeeping } from './keeping.ts'
import { followFaults } from './recovery.ts'
import { followVisibility } from './visibility.ts'

export function showPage(place: HTMLElement): void {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  startFrameLoop()
  followResult()
  followFaults()
  followVisibility()
  if (isEmbedded) return
  startKeeping()
  awaitComparison()
  listenToKeys()
  listenForFirstStep()
  if (location.search.includes('story=')) void openStory()
}

async function openStory(): Promise<void> {
  const { openStoryOfAddress } = await import('./storyDoors.ts')
  await openStoryOfAddress()
}
