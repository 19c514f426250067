// What can be taken away as files: series, liquidations and events as CSV and Parquet, the scenario as JSON.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { EXPORTS } from '../app/exportKinds.ts'
import type { ExportKind } from '../app/exportKinds.ts'

export function ExportMenu() {
  return (
    <MenuTrigger>
      <Button className="button">Export</Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="Files to take away"
          onAction={(key) => void save(key as ExportKind)}
        >
          {EXPORTS.map((file) => (
            <MenuItem key={file.kind} id={file.kind} className="menuItem" textValue={file.title}>
              <Text slot="label" className="menuLabel">
                {file.title}
              </Text>
              <Text slot="description" className="menuNote">
                {file.note}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

async function save(kind: ExportKind): Promise<void> {
  const { exportFile } = await import('../app/exportFiles.ts')
  await exportFile(kind)
}
