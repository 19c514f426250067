// Watch tells the day as a story, Explore puts every slider beside it, Compare another day of its seed.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { labStore, useLab } from '../app/store.ts'
import type { Mode } from '../app/store.ts'

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
    </ToggleButtonGroup>
  )
}
