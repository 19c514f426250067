// The page on a phone: picture, totals, timeline, the sentence, and a sheet with one slider at a time.
import { lazy, Suspense } from 'react'
import { useCompare } from '../app/compareStore.ts'
import { useLab } from '../app/store.ts'
import { LinkNotice } from './LinkNotice.tsx'
import { FirstWords } from './FirstWords.tsx'
import { PhoneMore } from './PhoneMore.tsx'
import { PhonePicture } from './PhonePicture.tsx'
import { PhoneSliders } from './PhoneSliders.tsx'
import { PhoneTime } from './PhoneTime.tsx'
import { PhoneTotals } from './PhoneTotals.tsx'
import { ScenarioMenu } from './ScenarioMenu.tsx'
import { SharedCaption } from './SharedCaption.tsx'
import { SharePopover } from './SharePopover.tsx'
import { StageView } from './StageView.tsx'

const ComparePhone = lazy(async () => ({
  default: (await import('./ComparePhone.tsx')).ComparePhone,
}))
const StoryPhone = lazy(async () => ({ default: (await import('./StoryPhone.tsx')).StoryPhone }))

export function PhonePage() {
  const isComparing = useCompare((state) => state.phase === 'open')
  const isWatching = useLab((state) => state.mode === 'watch')
  return (
    <div className="phone">
      <header className="phoneTop">
        <h1 className="unseen">Unwind</h1>
        <ScenarioMenu />
        <SharePopover />
        <PhoneMore />
      </header>
      <main className="phoneMain">
        <SharedCaption />
        <PhoneTotals />
        <StageView isPhone>
          <PhonePicture />
        </StageView>
        <PhoneTime />
        <section className="phoneSentence" aria-label="In a sentence">
          <FirstWords />
        </section>
        <Suspense>{isComparing && <ComparePhone />}</Suspense>
        {isWatching ? (
          <Suspense fallback={<section className="phoneSheet" aria-label="One moment" />}>
            <StoryPhone />
          </Suspense>
        ) : (
          <PhoneSliders />
        )}
        <LinkNotice />
      </main>
    </div>
  )
}
