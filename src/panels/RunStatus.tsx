// What is in the way: the run being built, hurried, or ended by a fault.
import { changeParameter } from '../app/changes.ts'
import { isMemoryProblem, resumeRun, startOver } from '../app/recovery.ts'
import { pause } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { resolveLink } from '../params/resolve.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatCount } from '../view/numbers.ts'
import { formatMoment } from './format.ts'

export function RunStatus() {
  const phase = useLab((state) => state.phase)
  const seekStep = useLab((state) => state.clock?.seekStep ?? -1)
  // A recorded moment is shown while the run follows: nothing is in the way then.
  const isShown = useLab((state) => state.pastStep !== null)
  if (phase === 'crashed') return <Crashed />
  if (phase === 'building') return <Building />
  return seekStep >= 0 && !isShown ? <Hurrying seekStep={seekStep} /> : null
}

function Building() {
  const link = useLab((state) => state.link)
  const { settings } = resolveLink(link)
  const agents = Math.round(settings.traders / settings.tradersPerAgent)
  return (
    <output className="runStatus">
      Building the market: {formatCount(agents)} agents for {formatCount(settings.traders)}{' '}
      leveraged traders …
    </output>
  )
}

function Hurrying({ seekStep }: { readonly seekStep: number }) {
  const step = useLab((state) => state.clock?.step ?? 0)
  return (
    <div className="runStatus">
      <label>
        Running to {formatMoment(seekStep)} <progress value={step} max={seekStep} />
      </label>
      <button type="button" className="button" onClick={pause}>
        Stop here
      </button>
    </div>
  )
}

function Crashed() {
  const problem = useLab((state) => state.problem) ?? ''
  const isMemory = isMemoryProblem(problem)
  return (
    <div className="runStatus isFault" role="alert">
      <p>
        <strong>The simulation stopped.</strong>{' '}
        {isMemory ? 'The browser refuses the memory that so many agents need.' : problem} What was
        recorded stays on the screen. The link still holds the scenario.
      </p>
      {isMemory && <CoarserCrowd />}
      {!isMemory && (
        <button type="button" className="button isPrimary" onClick={() => void resumeRun()}>
          Go on from the last checkpoint
        </button>
      )}
      <button type="button" className="button" onClick={startOver}>
        Run it again from the start
      </button>
    </div>
  )
}

/** One agent for more traders: the same market, drawn with a broader brush. */
function CoarserCrowd() {
  const link = useLab((state) => state.link)
  const row = rowOf('tradersPerAgent')
  const { tradersPerAgent } = resolveLink(link).settings
  const coarser = Math.min(row.max, tradersPerAgent * 10)
  if (coarser === tradersPerAgent) return null
  return (
    <button
      type="button"
      className="button isPrimary"
      onClick={() => void changeParameter('tradersPerAgent', coarser)}
    >
      A coarser crowd: one agent for {formatCount(coarser)} traders
    </button>
  )
}
