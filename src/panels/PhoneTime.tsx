// A phone's clock: play, the timeline, the moment that is shown and how fast it passes.
import { isInPast, useLab } from '../app/store.ts'
import { formatClock, formatDay } from '../view/numbers.ts'
import { Pace } from './Pace.tsx'
import { PlayButton } from './PlayButton.tsx'
import { Timeline } from './Timeline.tsx'

export function PhoneTime() {
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const isPast = useLab(isInPast)
  return (
    <div className="phoneTime">
      <PlayButton />
      <Timeline hasChips={false} />
      <span className="phonePace">
        <span>
          {formatDay(step)} {formatClock(step)}
        </span>
        <span className="muted">{isPast ? 'past' : <Pace />}</span>
      </span>
    </div>
  )
}
