// Title and note of an opened link, as plain text.
import { useLab } from '../app/store.ts'

export function SharedCaption() {
  const title = useLab((state) => state.link.title)
  const note = useLab((state) => state.link.note)
  if (title === undefined && note === undefined) return null
  return (
    <aside className="sharedCaption" aria-label="From the sharer">
      {title !== undefined && <strong>{title}</strong>}
      {note !== undefined && <p>{note}</p>}
    </aside>
  )
}
