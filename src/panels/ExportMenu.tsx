// What can be taken away as files: series, liquidations and events as CSV and Parquet, the scenario as JSON.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
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
              <span className="menuLabel">{file.title}</span>
              <span className="menuNote">{file.note}</span>
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
