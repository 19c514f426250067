// The one sentence, and under it the last word to the visitor or the latest news.
import { useLab } from '../app/store.ts'
import { formatClock } from '../view/numbers.ts'
import { MainSentence } from './MainSentence.tsx'
import { ReportDialog } from './ReportDialog.tsx'

export function Sentence() {
  return (
    <section className="sentence" aria-label="In a sentence">
      <MainSentence />
      <Aside />
      <div className="row">
        <ReportDialog />
      </div>
    </section>
  )
}

/** The last word to the visitor, or else the latest news. */
function Aside() {
  const word = useLab((state) => state.word)
  const news = useLab((state) => state.panel?.news.at(-1))
  const halted = useLab((state) => state.panel?.totals.halted === true)
  const pastStep = useLab((state) => state.pastStep)
  if (word !== null) return <p className="aside">{word}</p>
  if (halted && pastStep === null)
    return <p className="aside">A circuit breaker has halted trading.</p>
  if (news === undefined || (pastStep !== null && news.step > pastStep)) {
    return <p className="aside">Times and dollars are simulated.</p>
  }
  return (
    <p className="aside">
      {formatClock(news.step)} {news.title}. Times and dollars are simulated.
    </p>
  )
}
