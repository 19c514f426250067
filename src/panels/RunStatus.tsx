// What is in the way: the run being built, hurried, or ended by a fault.
import { crashRestart, pause } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { resolveLink } from '../params/resolve.ts'
import { formatCount } from '../view/numbers.ts'
import { formatMoment } from './format.ts'

export function RunStatus() {
  const phase = useLab((state) => state.phase)
  const seekStep = useLab((state) => state.clock?.seekStep ?? -1)
  if (phase === 'crashed') return <Crashed />
  if (phase === 'building') return <Building />
  return seekStep >= 0 ? <Hurrying seekStep={seekStep} /> : null
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
  const problem = useLab((state) => state.problem)
  return (
    <div className="runStatus isFault" role="alert">
      <p>
        <strong>The simulation stopped.</strong> {problem} What was recorded stays on the screen.
        The link still holds the scenario.
      </p>
      <button type="button" className="button isPrimary" onClick={crashRestart}>
        Run it again from the start
      </button>
    </div>
  )
}
