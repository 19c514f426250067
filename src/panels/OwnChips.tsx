// What the visitor added at one time: a chip that can be taken back, or several behind one menu.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { OwnChip } from './chips.ts'
import { formatMoment } from './format.ts'

/** From this share of the run on, a chip's words stand before its mark. */
const LATE = 0.76

interface Props {
  readonly group: readonly OwnChip[]
  readonly stepCount: number
}

export function OwnChips({ group, stepCount }: Props) {
  const first = group[0]
  const share = first.step / stepCount
  const isLate = share > LATE
  const place = isLate ? { right: `${(1 - share) * 100}%` } : { left: `${share * 100}%` }
  const moment = formatMoment(first.step)
  return (
    <li
      className={isLate ? 'isLate' : undefined}
      style={place}
      title={`${moment}: ${group.map((chip) => chip.label).join(', ')}`}
    >
      <span className="chipMark" aria-hidden="true" />
      {group.length === 1 ? (
        <>
          <span className="chipLabel">{first.label}</span>
          <button
            type="button"
            className="chipRemove"
            aria-label={`Take back: ${first.label}, ${moment}`}
            onClick={first.remove}
          >
            ×
          </button>
        </>
      ) : (
        <MenuTrigger>
          <Button className="chipRemove isWide">
            {first.label} and {group.length - 1} more ▾
          </Button>
          <Popover className="popover" placement="top start">
            <Menu
              className="menu"
              aria-label="Take back"
              onAction={(key) => group[Number(key)].remove()}
            >
              {group.map((chip, index) => (
                <MenuItem
                  key={`${chip.step} ${chip.label}`}
                  id={String(index)}
                  className="menuItem"
                  textValue={chip.label}
                >
                  Take back: {chip.label}, {formatMoment(chip.step)}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </li>
  )
}
