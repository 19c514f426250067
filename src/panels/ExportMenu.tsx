// What can be taken away as files: series, liquidations and events as CSV and Parquet, the scenario as JSON.
import { EXPORTS } from '../app/exportKinds.ts'
import type { ExportKind } from '../app/exportKinds.ts'
import { MenuButton } from './MenuButton.tsx'

const ROWS = EXPORTS.map(({ kind, title, note }) => ({ id: kind, title, note }))

export function ExportMenu() {
  return (
    <MenuButton
      className="button"
      words="Export"
      label="Files to take away"
      rows={ROWS}
      placement="bottom end"
      onChoose={(id) => void save(id as ExportKind)}
    />
  )
}

async function save(kind: ExportKind): Promise<void> {
  const { exportFile } = await import('../app/exportFiles.ts')
  await exportFile(kind)
}
