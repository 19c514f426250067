// What is in the way: the run being built, hurried, or ended by a fault.
import { undo } from '../app/changes.ts'
import { isMemoryProblem, resumeRun, startOver } from '../app/recovery.ts'
import { openRun, pause, stopBuilding } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { resolveLink } from '../params/resolve.ts'
import { formatCount } from '../view/numbers.ts'
import { CoarserCrowd } from './CoarserCrowd.tsx'
import { formatMoment } from './format.ts'

export function RunStatus() {
  const phase = useLab((state) => state.phase)
  const seekStep = useLab((state) => state.clock?.seekStep ?? -1)
  // A recorded moment is shown while the run follows: nothing is in the way then.
  const isShown = useLab((state) => state.pastStep !== null)
  if (phase === 'crashed') return <Crashed />
  if (phase === 'building') return <Building />
  if (phase === 'stopped') return <Stopped />
  return seekStep >= 0 && !isShown ? <Hurrying seekStep={seekStep} /> : null
}

function Building() {
  const link = useLab((state) => state.link)
  const { settings } = resolveLink(link)
  const agents = Math.round(settings.traders / settings.tradersPerAgent)
  return (
    <div className="runStatus">
      <output>
        Building the market: {formatCount(agents)} agents for {formatCount(settings.traders)}{' '}
        leveraged traders …
      </output>
      <progress aria-label="Building the market" />
      <button type="button" className="button" onClick={stopBuilding}>
        Cancel
      </button>
    </div>
  )
}

function Stopped() {
  const canUndo = useLab((state) => state.history.length > 0)
  const link = useLab((state) => state.link)
  return (
    <div className="runStatus" role="alert">
      <p>
        <strong>The market was not built.</strong> The link still holds the scenario.
      </p>
      <button
        type="button"
        className="button isPrimary"
        onClick={() => void openRun(link, { play: true, isAfresh: true })}
      >
        Build it after all
      </button>
      {canUndo && (
        <button type="button" className="button" onClick={undo}>
          Back to the run before
        </button>
      )}
      <CoarserCrowd />
    </div>
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
      {isMemory && <CoarserCrowd className="button isPrimary" />}
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
