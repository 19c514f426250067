// Levels of meaning: the market's book and price, or the crowd in order of liquidation.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { chooseScene } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import type { Scene } from '../app/store.ts'
import { WORKING_SCENES } from './workingScenes.ts'

export function SceneSwitch() {
  const scene = useLab((state) => state.scene)
  if (WORKING_SCENES.length < 2) return null
  return (
    <ToggleButtonGroup
      className="choices sceneSwitch"
      aria-label="Scene"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[scene]}
      onSelectionChange={(keys) => {
        const next = [...keys][0] as Scene | undefined
        if (next !== undefined) chooseScene(next)
      }}
    >
      {WORKING_SCENES.map((option) => (
        <ToggleButton key={option.scene} id={option.scene} className="choice">
          {option.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
