// The menu that opens at a button: a row is a title and a note.
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { PopoverProps } from 'react-aria-components/Popover'
import type { Opening } from './Opener.tsx'

export interface MenuRow {
  readonly id: string
  readonly title: string
  readonly note: string
}

export interface MenuLook {
  readonly label: string
  readonly rows: readonly MenuRow[]
  /** The row in force; none where a row does something. */
  readonly chosen?: string
  /** Title and note beside each other. */
  readonly isOneLine?: boolean
  readonly placement?: PopoverProps['placement']
  onChoose(id: string): void
}

interface Props extends MenuLook {
  readonly opening: Opening
  /** The first row takes the focus, or the chosen one. */
  readonly isByKeys: boolean
}

export function OpenedMenu({ opening, isByKeys, ...props }: Props) {
  const selection =
    props.chosen === undefined
      ? {}
      : { selectionMode: 'single' as const, selectedKeys: [props.chosen] }
  // A menu takes the focus when it opens: its keys are heard there.
  const focus = { autoFocus: isByKeys ? ('first' as const) : true }
  return (
    <Popover
      className="popover"
      trigger="MenuTrigger"
      aria-label={props.label}
      triggerRef={opening.trigger}
      isOpen={opening.isOpen}
      onOpenChange={opening.onOpenChange}
      placement={props.placement}
    >
      <Menu
        className="menu"
        aria-label={props.label}
        {...selection}
        {...focus}
        onClose={() => opening.onOpenChange(false)}
        onAction={(key) => props.onChoose(String(key))}
      >
        {props.rows.map((row) => (
          <MenuItem key={row.id} id={row.id} className="menuItem" textValue={row.title}>
            {props.isOneLine === true ? (
              <span className="menuLabel">
                {row.title} {row.note !== '' && <span className="muted">{row.note}</span>}
              </span>
            ) : (
              <>
                <span className="menuLabel">{row.title}</span>{' '}
                <span className="menuNote">{row.note}</span>
              </>
            )}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
