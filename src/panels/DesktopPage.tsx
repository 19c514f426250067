// The page from 1000 pixels of width on.
import { lazy, Suspense } from 'react'
import { useLab } from '../app/store.ts'
import { LinkNotice } from './LinkNotice.tsx'
import { ResumeNotice } from './ResumeNotice.tsx'
import { ParameterPanel } from './ParameterPanel.tsx'
import { Readout } from './Readout.tsx'
import { Sentence } from './Sentence.tsx'
import { SharedCaption } from './SharedCaption.tsx'
import { StageView } from './StageView.tsx'
import { Strips } from './Strips.tsx'
import { Timeline } from './Timeline.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'

const StoryPanel = lazy(async () => ({ default: (await import('./StoryPanel.tsx')).StoryPanel }))

export function DesktopPage() {
  const mode = useLab((state) => state.mode)
  return (
    <div className="page">
      <TopBar />
      <Suspense fallback={<section className="parameters" aria-label="The story of the day" />}>
        {mode === 'watch' ? <StoryPanel /> : <ParameterPanel />}
      </Suspense>
      <main className="middle">
        <StageView isPhone={false} />
        <Strips />
      </main>
      <Readout />
      <Transport />
      <section className="timelineArea" aria-label="Timeline">
        <Timeline hasChips />
      </section>
      <Sentence />
      <LinkNotice />
      <ResumeNotice />
      <SharedCaption />
    </div>
  )
}
