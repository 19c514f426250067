// How fast simulated time passes, and that the machine cannot keep up when it cannot.
import { useLab } from '../app/store.ts'
import type { ClockNow } from '../threads/frames.ts'
import { formatFactor } from './format.ts'

const BEHIND = 0.75

/** The machine does not manage what the clock asks for. */
export function isBehind({ playing, speed, seekStep, factor, achievedFactor }: ClockNow): boolean {
  const isAsked = playing && speed !== 'max' && seekStep < 0
  return isAsked && achievedFactor > 0 && achievedFactor < factor * BEHIND
}

export function Pace() {
  const clock = useLab((state) => state.clock)
  if (clock === null) return <>starting</>
  if (clock.finished) return <>finished</>
  if (clock.seekStep >= 0) return <>hurrying</>
  const name = clock.speed === 'auto' ? 'Auto ' : ''
  if (!clock.playing) return <>paused</>
  if (clock.speed === 'max') {
    return <>max {clock.achievedFactor > 0 && formatFactor(clock.achievedFactor)}</>
  }
  if (isBehind(clock)) {
    return (
      <span
        className="behind"
        title={`Asked for ${formatFactor(clock.factor)}: this machine cannot keep up, fewer agents would help`}
      >
        simulating {formatFactor(clock.achievedFactor)}
      </span>
    )
  }
  return (
    <>
      {name}
      {formatFactor(clock.factor)}
    </>
  )
}
