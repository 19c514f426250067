// A small menu that says what the picture shows: the chosen row is the button's own words.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'

export interface PictureMenuRow<Id extends string | number> {
  readonly id: Id
  readonly title: string
  readonly note: string
  /** On the button, where the title is too long for it. */
  readonly short?: string
}

interface Props<Id extends string | number> {
  readonly label: string
  readonly rows: readonly PictureMenuRow<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

export function PictureMenu<Id extends string | number>(props: Props<Id>) {
  const { label, rows, chosen, onChoose } = props
  const row = rows.find((one) => one.id === chosen) ?? rows[0]
  return (
    <MenuTrigger>
      <Button className="button isPlain assetButton">
        <span className="unseen">{label}: </span>
        {row.short ?? row.title} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label={label}
          selectionMode="single"
          selectedKeys={[String(chosen)]}
          onAction={(key) => {
            const next = rows.find((one) => String(one.id) === key)
            if (next !== undefined) onChoose(next.id)
          }}
        >
          {rows.map((one) => (
            <MenuItem key={one.id} id={String(one.id)} className="menuItem" textValue={one.title}>
              <span className="menuLabel">
                {one.title} {one.note !== '' && <span className="muted">{one.note}</span>}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
