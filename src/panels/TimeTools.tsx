// How much time the picture of the market shows, and whether real falls lie behind its price. On a phone
// the time stands over the picture, and the falls in the sheet.
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { showRealFalls } from '../app/realFalls.ts'
import { chooseWindow } from '../app/runControl.ts'
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
  const scene = useLab((state) => state.scene)
  if (scene !== 'market') return null
  return (
    <div className="choices timeTools">
      <TimeMenu />
      <RealFalls />
    </div>
  )
}

export function TimeMenu() {
  const window = useLab((state) => state.window)
  return (
    <PictureMenu
      label="Time shown"
      rows={WINDOWS}
      chosen={window as (typeof WINDOWS)[number]['id']}
      onChoose={chooseWindow}
    />
  )
}

/** Nothing where no real falls of the coin are known. */
export function RealFalls() {
  const isOn = useLab((state) => state.hasRealFalls)
  const symbol = useLab((state) => state.facts?.assetSymbols[state.asset] ?? '')
  if (!hasRealFalls(symbol)) return null
  return (
    <ToggleButton
      className="choice"
      isSelected={isOn}
      onChange={(isWanted) => void showRealFalls(isWanted)}
    >
      Real falls
    </ToggleButton>
  )
}
