// Watch tells the day as a story, Explore puts every slider beside it, Compare another day of its seed,
// Experiment runs it over a grid.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { labStore, useLab } from '../app/store.ts'
import type { Mode } from '../app/store.ts'
import { runsDone, useSweep } from '../app/sweepStore.ts'
import { runCountOf } from '../params/sweepRuns.ts'

export function ModeSwitch() {
  const mode = useLab((state) => state.mode)
  return (
    <ToggleButtonGroup
      className="choices"
      aria-label="How to look at the day"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[mode]}
      onSelectionChange={(keys) => {
        const next = [...keys][0] as Mode | undefined
        if (next !== undefined) labStore.setState({ mode: next })
      }}
    >
      <ToggleButton id="watch" className="choice">
        Watch
      </ToggleButton>
      <ToggleButton id="explore" className="choice">
        Explore
      </ToggleButton>
      <ToggleButton id="compare" className="choice">
        Compare
      </ToggleButton>
      <ToggleButton id="experiment" className="choice">
        Experiment
        <SweepShare />
      </ToggleButton>
    </ToggleButtonGroup>
  )
}

/** How far it is, for whoever looks at something else meanwhile. */
function SweepShare() {
  const asked = useLab(({ link }) => (link.sweep === undefined ? 0 : runCountOf(link.sweep)))
  const percent = useSweep((state) =>
    state.phase === 'idle' || asked === 0 ? null : Math.floor((100 * runsDone(state)) / asked),
  )
  return percent === null ? null : <span className="muted"> {percent} %</span>
}
