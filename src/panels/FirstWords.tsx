// What this is, in a sentence, on a phone that has not been touched yet; then the sentence of the moment.
import { useLab } from '../app/store.ts'
import { MainSentence } from './MainSentence.tsx'

export function FirstWords() {
  const isFirst = useLab((state) => state.isFirstRun)
  if (!isFirst) return <MainSentence />
  return (
    <p className="main">
      <strong>One day of a leveraged crypto market, trader by trader.</strong> Two million traders,
      four pieces of bad news, no script.
    </p>
  )
}
