// How far the experiment is: run, pause, resume, clear, and the time left.
import { clearSweep, restSweep, runSweep } from '../app/sweepRun.ts'
import { useAsked } from '../app/sweepQuestion.ts'
import { runsDone, useSweep } from '../app/sweepStore.ts'
import { cellCountOf } from '../params/sweep.ts'
import { runCountOf } from '../params/sweepRuns.ts'
import { formatCount } from '../view/numbers.ts'
import { timeLeft } from './format.ts'

export function ExperimentProgress() {
  const sweep = useAsked()
  const phase = useSweep((state) => state.phase)
  const found = useSweep((state) => state.found.size)
  const done = useSweep(runsDone)
  const problem = useSweep((state) => state.problem)
  const asked = runCountOf(sweep)
  const isDone = found >= asked
  return (
    <section
      className="experimentProgress"
      aria-label="Progress"
      data-experiment={phase}
      data-done={found}
    >
      <div className="row">
        {phase === 'running' ? (
          <button type="button" className="button" onClick={restSweep}>
            Pause
          </button>
        ) : (
          <button
            type="button"
            className="button isPrimary"
            disabled={isDone}
            onClick={() => void runSweep()}
          >
            {phase === 'resting' || (found > 0 && !isDone) ? 'Resume' : 'Run'}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={found === 0 && phase === 'idle'}
          onClick={clearSweep}
        >
          Clear
        </button>
        <progress aria-label="Runs done" max={asked} value={Math.min(done, asked)} />
        <Words asked={asked} cells={cellCountOf(sweep)} seeds={sweep.seeds} />
      </div>
      {found === 0 && phase === 'idle' && (
        <p className="muted">
          Each cell is a run of the market with the settings of its column and row. The corners come
          first and the grid grows finer, so that the picture is whole whenever you stop.
        </p>
      )}
      {problem !== null && (
        <p role="alert">
          The experiment stopped. {problem} What is done stays; Resume tries the rest again.
        </p>
      )}
    </section>
  )
}

function Words(props: { readonly asked: number; readonly cells: number; readonly seeds: number }) {
  const { asked, cells, seeds } = props
  const phase = useSweep((state) => state.phase)
  const found = useSweep((state) => state.found.size)
  const kept = useSweep((state) => state.keptCount)
  const secondsLeft = useSweep((state) => state.secondsLeft)
  if (found === 0 && phase === 'idle') {
    const each = seeds === 1 ? '' : ` with ${seeds} seeds each`
    return (
      <span className="muted">
        {formatCount(cells)} cells{each}: {formatCount(asked)} runs in the background.
      </span>
    )
  }
  const left = secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)} left`
  const before = phase === 'idle' && kept > 0 && kept === found ? ' before' : ''
  return (
    <span className="muted">
      {formatCount(found)} of {formatCount(asked)} runs done{before}
      {phase === 'running' ? left : ''}
      {phase === 'resting' ? ', paused' : ''}.
    </span>
  )
}
