// A small menu that says what the picture shows: the chosen row is the button's own words.
import { MenuButton } from './MenuButton.tsx'

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
    <MenuButton
      className="button isPlain assetButton"
      words={
        <>
          <span className="unseen">{label}: </span>
          {row.short ?? row.title} <span aria-hidden="true">▾</span>
        </>
      }
      label={label}
      rows={rows.map(({ id, title, note }) => ({ id: String(id), title, note }))}
      isOneLine
      chosen={String(chosen)}
      onChoose={(key) => {
        const next = rows.find((one) => String(one.id) === key)
        if (next !== undefined) onChoose(next.id)
      }}
    />
  )
}
