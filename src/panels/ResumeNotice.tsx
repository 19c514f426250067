// The run was gone on from a checkpoint: from when, why, and how to start over.
import { startOver } from '../app/recovery.ts'
import { labStore, useLab } from '../app/store.ts'
import { formatMoment } from './format.ts'

export function ResumeNotice() {
  const resumed = useLab((state) => state.resumed)
  const isCovered = useLab((state) => state.linkNotices.length > 0)
  if (resumed === null || isCovered) return null
  const { step, why } = resumed
  const moment = formatMoment(step)
  return (
    <output className="linkNotice isResumed">
      <span>
        {why === 'reload' && `Resumed at ${moment}, where this tab had left the run.`}
        {why === 'fault' && step > 0 && `The simulation stopped and was resumed from ${moment}.`}
        {why === 'fault' && step === 0 && 'The simulation stopped and runs again from the start.'}
      </span>
      {step > 0 && (
        <button type="button" className="button" onClick={startOver}>
          Start over
        </button>
      )}
      <button type="button" className="button" onClick={() => labStore.setState({ resumed: null })}>
        Close
      </button>
    </output>
  )
}
