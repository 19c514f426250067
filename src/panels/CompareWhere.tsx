// Where the two runs part, and where they stand: the moment is found by comparing what both published.
import { useCompare } from '../app/compareStore.ts'
import { useLab } from '../app/store.ts'
import { formatMoment } from './format.ts'

export function CompareWhere() {
  const phase = useCompare((state) => state.phase)
  if (phase === 'none' || phase === 'crashed') return null
  if (phase === 'building') return <p className="muted">B is being built …</p>
  return (
    <div className="compareWhere">
      <Parting />
      <Standing />
    </div>
  )
}

/** "Identical until day 2 · 10:31:05", or how far that is known. */
export function Parting() {
  const divergence = useCompare((state) => state.divergence)
  const sameUntil = useCompare((state) => state.sameUntil)
  const forkStep = useCompare((state) => state.forkStep)
  if (forkStep === null) return <p>Nothing differs between A and B.</p>
  if (divergence !== null) {
    return (
      <p data-compare="divergence" data-step={divergence.step}>
        <strong>Identical until {formatMoment(divergence.step)}</strong>{' '}
        <span className="muted">then differ: {divergence.groups.join('; ')}</span>
      </p>
    )
  }
  return (
    <p data-compare="same" data-step={sameUntil}>
      Identical so far, to {formatMoment(sameUntil)}.
    </p>
  )
}

function Standing() {
  const stepB = useCompare((state) => state.stepB)
  const isHeld = useCompare((state) => state.isHeld)
  const stepA = useLab((state) => state.clock?.step ?? 0)
  if (Math.abs(stepA - stepB) < 1_200) return null
  return (
    <p className="muted">
      B is at {formatMoment(stepB)}
      {isHeld ? '; A waits for it.' : '.'}
    </p>
  )
}
