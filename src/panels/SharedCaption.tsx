// Title and note of an opened link, as plain text, until they have been read.
import { useState } from 'react'
import { useLab } from '../app/store.ts'

export function SharedCaption() {
  const title = useLab((state) => state.link.title)
  const note = useLab((state) => state.link.note)
  const words = `${title}\n${note}`
  const [closed, setClosed] = useState('')
  if ((title === undefined && note === undefined) || closed === words) return null
  return (
    <aside className="sharedCaption" aria-label="From the sharer">
      <button
        type="button"
        className="button isPlain captionClose"
        aria-label="Close what the sharer says"
        onClick={() => setClosed(words)}
      />
      {title !== undefined && <strong>{title}</strong>}
      {note !== undefined && <p>{note}</p>}
    </aside>
  )
}
