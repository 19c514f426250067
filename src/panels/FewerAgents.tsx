// Offered once the machine has been slower than the clock, for as long as that run is open. It restarts the
// run, so it asks first.
import { useState } from 'react'
import { useLab } from '../app/store.ts'
import { CoarserCrowd } from './CoarserCrowd.tsx'
import { isBehind } from './Pace.tsx'

export function FewerAgents() {
  const run = useLab((state) => state.facts?.run ?? -1)
  const behind = useLab((state) => state.clock !== null && isBehind(state.clock))
  const [slowRun, setSlowRun] = useState(-1)
  const [askedRun, setAskedRun] = useState(-1)
  if (behind && slowRun !== run) setSlowRun(run)
  if (slowRun !== run || run < 0) return null
  if (askedRun === run) return <CoarserCrowd restarts className="button isPlain isSlow" />
  return (
    <button type="button" className="button isPlain isSlow" onClick={() => setAskedRun(run)}>
      fewer agents?
    </button>
  )
}
