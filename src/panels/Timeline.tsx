// The whole run at a glance, walked by pointer or arrow keys; what happened in it stands as chips below.
import { useEffect, useRef } from 'react'
import { onTick, shownStep } from '../app/frameLoop.ts'
import { lookAt, lookAtNow, stepBy } from '../app/travel.ts'
import { runRecord } from '../app/runRecord.ts'
import { followCursorInRun } from '../app/stageCursor.ts'
import { isInPast, useLab } from '../app/store.ts'
import { pointAt } from '../app/timeCursor.ts'
import { mountTimeline } from '../app/timelineDrawing.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { CompareMarks } from './CompareMarks.tsx'
import { formatMoment } from './format.ts'
import { TimelineChips } from './TimelineChips.tsx'

export function Timeline({ hasChips }: { readonly hasChips: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const cursor = useRef<HTMLDivElement>(null)
  useEffect(
    () => (cursor.current === null ? undefined : followCursorInRun(cursor.current, formatMoment)),
    [],
  )
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const stepCount = useLab((state) => state.facts?.stepCount ?? 1)
  useEffect(() => (canvas.current === null ? undefined : mountTimeline(canvas.current)), [])
  useEffect(
    () =>
      onTick((moment) => {
        const share = Math.min(1, moment / runRecord.stepCount)
        if (head.current !== null) head.current.style.left = `${share * 100}%`
      }),
    [],
  )
  return (
    <div className="timeline">
      <div className="timelineTrack">
        <canvas ref={canvas} />
        <CompareMarks />
        <div className="timelineHead" ref={head} />
        <div className="timelineCursor" ref={cursor} hidden aria-hidden="true" />
        <input
          type="range"
          aria-label="Moment of the run"
          aria-valuetext={formatMoment(step)}
          min={0}
          max={stepCount}
          step={1}
          value={Math.floor(step)}
          onChange={(event) => scrub(Number(event.target.value))}
          onKeyDown={walk}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            pointAt(Math.max(0, ((event.clientX - box.left) / box.width) * stepCount))
          }}
          onPointerLeave={() => pointAt(null)}
        />
      </div>
      {hasChips && <TimelineChips stepCount={stepCount} />}
      {hasChips && <TimelineKey />}
    </div>
  )
}

function TimelineKey() {
  const isPast = useLab(isInPast)
  return (
    <p className="timelineKey">
      {isPast && 'pale = computed already, kept until you change something here · '}
      height = liquidated $ a minute
    </p>
  )
}

/** A recorded moment is shown at once; beyond what is recorded nothing is known, so it stops there. */
function scrub(step: number): void {
  if (step < runRecord.step) lookAt(step)
  else lookAtNow()
}

function walk(event: React.KeyboardEvent): void {
  const stride = event.shiftKey ? STEPS_PER_HOUR : STEPS_PER_MINUTE
  if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') stepBy(-stride)
  else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') stepBy(stride)
  else if (event.key === 'PageUp') stepBy(STEPS_PER_HOUR)
  else if (event.key === 'PageDown') stepBy(-STEPS_PER_HOUR)
  else if (event.key === ',') stepBy(-1)
  else if (event.key === '.') stepBy(1)
  else if (event.key === 'Home') stepBy(-shownStep())
  else if (event.key === 'End') lookAtNow()
  else return
  event.preventDefault()
  event.stopPropagation()
}
