// The page from 1000 pixels of width on.
import { lazy, Suspense } from 'react'
import { useLab } from '../app/store.ts'
import type { Mode } from '../app/store.ts'
import { LinkNotice } from './LinkNotice.tsx'
import { ParameterPanel } from './ParameterPanel.tsx'
import { Readout } from './Readout.tsx'
import { Sentence } from './Sentence.tsx'
import { SharedCaption } from './SharedCaption.tsx'
import { StageView } from './StageView.tsx'
import { Strips } from './Strips.tsx'
import { Timeline } from './Timeline.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'

const ComparePanel = lazy(async () => ({
  default: (await import('./ComparePanel.tsx')).ComparePanel,
}))
const CompareReadout = lazy(async () => ({
  default: (await import('./CompareReadout.tsx')).CompareReadout,
}))
const CompareStrips = lazy(async () => ({
  default: (await import('./CompareStrips.tsx')).CompareStrips,
}))
const StoryPanel = lazy(async () => ({ default: (await import('./StoryPanel.tsx')).StoryPanel }))

const ExperimentPage = lazy(async () => ({
  default: (await import('./ExperimentPage.tsx')).ExperimentPage,
}))

export function DesktopPage() {
  const mode = useLab((state) => state.mode)
  const isExperiment = mode === 'experiment'
  return (
    <div className={isExperiment ? 'page isExperiment' : 'page'}>
      <TopBar />
      {isExperiment ? (
        <Suspense fallback={<main aria-label="One moment" />}>
          <ExperimentPage />
        </Suspense>
      ) : (
        <TheDay mode={mode} />
      )}
      <LinkNotice />
      {!isExperiment && <SharedCaption />}
    </div>
  )
}

function TheDay({ mode }: { readonly mode: Mode }) {
  return (
    <>
      <Suspense fallback={<section className="parameters" aria-label="One moment" />}>
        {mode === 'watch' && <StoryPanel />}
        {mode === 'explore' && <ParameterPanel />}
        {mode === 'compare' && <ComparePanel />}
      </Suspense>
      <main className="middle">
        <StageView isPhone={false} />
        <Suspense fallback={null}>{mode === 'compare' ? <CompareStrips /> : <Strips />}</Suspense>
      </main>
      <Suspense fallback={<section className="readout" aria-label="One moment" />}>
        {mode === 'compare' ? <CompareReadout /> : <Readout />}
      </Suspense>
      <Transport />
      <section className="timelineArea" aria-label="Timeline">
        <Timeline hasChips />
      </section>
      <Sentence />
    </>
  )
}
