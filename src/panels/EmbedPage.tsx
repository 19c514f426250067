// The page in a frame of another page: picture, totals, timeline, the sentence, and the way to all the rest.
import { addressOf } from '../app/sharing.ts'
import { useLab } from '../app/store.ts'
import { findScenario } from '../params/scenarios.ts'
import { LinkNotice } from './LinkNotice.tsx'
import { MainSentence } from './MainSentence.tsx'
import { PhoneTime } from './PhoneTime.tsx'
import { PhoneTotals } from './PhoneTotals.tsx'
import { StageView } from './StageView.tsx'
import './styles/embed.css'

export function EmbedPage() {
  const link = useLab((state) => state.link)
  return (
    <div className="phone isEmbed">
      <header className="phoneTop embedTop">
        <h1>{link.title ?? findScenario(link.scenarioId)?.title ?? link.scenarioId}</h1>
        <a className="button" href={addressOf(link)} target="_blank" rel="noopener">
          Open in Unwind
        </a>
      </header>
      {link.note !== undefined && <p className="embedNote">{link.note}</p>}
      <PhoneTotals />
      <StageView isPhone />
      <PhoneTime />
      <section className="phoneSentence" aria-label="In a sentence">
        <MainSentence />
        {link.sideB !== undefined && (
          <p className="muted">This is side A of a comparison: Unwind shows both.</p>
        )}
      </section>
      <LinkNotice />
    </div>
  )
}
