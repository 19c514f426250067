// The run's state as attributes, for whoever looks at the page by program. Nothing to see.
import { useLab } from '../app/store.ts'

export function RunMark() {
  const phase = useLab((state) => state.phase)
  const run = useLab((state) => state.facts?.run)
  const step = useLab((state) => state.clock?.step ?? 0)
  const playing = useLab((state) => state.clock?.playing ?? false)
  const frontier = useLab((state) => state.clock?.frontierStep ?? 0)
  const isFollowing = useLab((state) => state.pastStep !== null)
  const fingerprint = useLab((state) => state.fingerprint)
  return (
    <span
      hidden
      id="run"
      data-phase={phase}
      data-run={run}
      data-step={step}
      data-frontier={frontier}
      data-following={isFollowing}
      data-playing={playing}
      data-fingerprint={fingerprint ?? undefined}
    />
  )
}
