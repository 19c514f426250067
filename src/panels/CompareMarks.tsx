// On the timeline: B's liquidations as a line over A's bars, the fork, and the second in which they part.
import { useEffect, useRef } from 'react'
import { mountCompareTimeline } from '../app/compareTimeline.ts'
import { useCompare } from '../app/compareStore.ts'
import { useLab } from '../app/store.ts'
import { formatMoment } from './format.ts'

export function CompareMarks() {
  const isOpen = useCompare((state) => state.phase === 'open')
  if (!isOpen) return null
  return (
    <>
      <Marks />
      <TwinMark />
    </>
  )
}

/** B's state as attributes, for whoever looks at the page by program. Nothing to see. */
function TwinMark() {
  const step = useCompare((state) => state.stepB)
  const fingerprint = useCompare((state) => state.fingerprintB)
  return <span hidden id="twin" data-step={step} data-fingerprint={fingerprint ?? undefined} />
}

function Marks() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const forkStep = useCompare((state) => state.forkStep)
  const divergence = useCompare((state) => state.divergence)
  const stepCount = useLab((state) => state.facts?.stepCount ?? 1)
  useEffect(() => (canvas.current === null ? undefined : mountCompareTimeline(canvas.current)), [])
  const place = (step: number) => ({ left: `${(step / stepCount) * 100}%` })
  const isLate = divergence !== null && divergence.step > stepCount * 0.7
  return (
    <>
      <canvas ref={canvas} className="compareCanvas" />
      {forkStep !== null && forkStep > 0 && (
        <div
          className="compareFork"
          style={place(forkStep)}
          title={`Fork at ${formatMoment(forkStep)}`}
        />
      )}
      {divergence !== null && (
        <div className="compareParting" style={place(divergence.step)}>
          <span className={isLate ? 'isLate' : undefined}>
            identical until {formatMoment(divergence.step)}
          </span>
        </div>
      )}
    </>
  )
}
