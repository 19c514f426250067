// How much time the picture of the market shows, and whether real falls lie behind its price.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { chooseWindow, showRealFalls } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import { hasRealFalls } from '../view/realFan.ts'
import { PictureMenu } from './PictureMenu.tsx'

const WINDOWS = [
  { id: STEPS_PER_HOUR, title: '1 h', note: '' },
  { id: 6 * STEPS_PER_HOUR, title: '6 h', note: '' },
  { id: 24 * STEPS_PER_HOUR, title: '24 h', note: '' },
  { id: 'run', title: 'whole run', short: 'all', note: 'so far' },
] as const

export function TimeTools() {
  const window = useLab((state) => state.window)
  const isOn = useLab((state) => state.hasRealFalls)
  const symbol = useLab((state) => state.facts?.assetSymbols[state.asset] ?? '')
  const scene = useLab((state) => state.scene)
  if (scene !== 'market') return null
  return (
    <div className="choices timeTools">
      <PictureMenu
        label="Time shown"
        rows={WINDOWS}
        chosen={window as (typeof WINDOWS)[number]['id']}
        onChoose={chooseWindow}
      />
      {hasRealFalls(symbol) && (
        <ToggleButton className="choice" isSelected={isOn} onChange={showRealFalls}>
          Real falls
        </ToggleButton>
      )}
    </div>
  )
}
