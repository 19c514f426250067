// How fast the clock goes: Auto slows down as liquidations speed up; fixed speeds beside it.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { setSpeed } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { SPEEDS } from '../threads/frames.ts'
import type { Speed } from '../threads/frames.ts'
import { formatFactor } from './format.ts'

const NOTES: Readonly<Record<Speed, string>> = {
  auto: 'slows down when liquidations speed up',
  '60': 'a minute a second',
  '600': 'ten minutes a second',
  '3600': 'an hour a second',
  '14400': 'four hours a second',
  max: 'as fast as this machine can',
}

export function SpeedMenu() {
  const speed = useLab((state) => state.speed)
  const factor = useLab((state) => state.clock?.factor ?? 0)
  const paceNow = speed === 'auto' && factor > 0 ? formatFactor(factor) : ''
  return (
    <MenuTrigger>
      <Button className="button" aria-label={`Speed: ${nameOf(speed)} ${paceNow}`}>
        {nameOf(speed)} {paceNow !== '' && <span className="muted">{paceNow}</span>}
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Speed"
          selectionMode="single"
          selectedKeys={[speed]}
          onAction={(key) => setSpeed(key as Speed)}
        >
          {SPEEDS.map((option) => (
            <MenuItem key={option} id={option} className="menuItem" textValue={nameOf(option)}>
              <Text slot="label" className="menuLabel">
                {nameOf(option)}
              </Text>
              <Text slot="description" className="menuNote">
                {NOTES[option]}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function nameOf(speed: Speed): string {
  if (speed === 'auto') return 'Auto'
  return speed === 'max' ? 'Max' : formatFactor(Number(speed))
}
