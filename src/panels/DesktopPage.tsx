// The page from 1000 pixels of width on.
import { useLab } from '../app/store.ts'
import { LinkNotice } from './LinkNotice.tsx'
import { ParameterPanel } from './ParameterPanel.tsx'
import { Readout } from './Readout.tsx'
import { Sentence } from './Sentence.tsx'
import { SharedCaption } from './SharedCaption.tsx'
import { StageView } from './StageView.tsx'
import { StoryPanel } from './StoryPanel.tsx'
import { Strips } from './Strips.tsx'
import { Timeline } from './Timeline.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'

export function DesktopPage() {
  const mode = useLab((state) => state.mode)
  return (
    <div className="page">
      <TopBar />
      {mode === 'watch' ? <StoryPanel /> : <ParameterPanel />}
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
      <SharedCaption />
    </div>
  )
}
