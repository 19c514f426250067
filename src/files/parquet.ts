// A table as Apache Parquet, for pandas, DuckDB, R: the numbers as they are, the columns with their types.
// The writer is loaded when a file is asked for.
import type { Column, Table } from './tables.ts'

/** `about` stands in the file's own metadata: which run it is. */
export async function parquetOf(
  table: Table,
  about: Readonly<Record<string, string>>,
): Promise<ArrayBuffer> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  return parquetWriteBuffer({
    columnData: table.columns.map(columnData),
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
  })
}

function columnData({ name, kind, values }: Column) {
  if (kind === 'text') return { name, data: values as string[], type: 'STRING' as const }
  const type = kind === 'whole' ? ('INT32' as const) : ('DOUBLE' as const)
  return { name, data: Array.from(values, known), type }
}

/** What is no number is null, as it is empty in a CSV. */
function known(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
