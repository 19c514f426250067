// Four levels of meaning: the market, cohorts by leverage, the crowd, one trader.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { chooseScene } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import type { SceneName } from '../threads/frames.ts'

const SCENES: readonly { readonly scene: SceneName; readonly title: string }[] = [
  { scene: 'market', title: 'Market' },
  { scene: 'cohorts', title: 'Cohorts' },
  { scene: 'crowd', title: 'Crowd' },
  { scene: 'trader', title: 'One trader' },
]

export function SceneSwitch() {
  const scene = useLab((state) => state.scene)
  return (
    <ToggleButtonGroup
      className="choices sceneSwitch"
      aria-label="Scene"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[scene]}
      onSelectionChange={(keys) => {
        const next = [...keys][0] as SceneName | undefined
        if (next !== undefined) chooseScene(next)
      }}
    >
      {SCENES.map((option) => (
        <ToggleButton key={option.scene} id={option.scene} className="choice">
          {option.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
