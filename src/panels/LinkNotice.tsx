// What was wrong with the opened link, and what was used instead.
import { labStore, useLab } from '../app/store.ts'
import { typeset } from '../view/numbers.ts'

export function LinkNotice() {
  const notices = useLab((state) => state.linkNotices)
  if (notices.length === 0) return null
  return (
    <div className="linkNotice" role="alert">
      <div>
        <strong>Not everything in this link could be used.</strong>
        <ul>
          {notices.map((notice) => (
            <li key={notice}>{typeset(notice)}</li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        className="button"
        onClick={() => labStore.setState({ linkNotices: [] })}
      >
        Close
      </button>
    </div>
  )
}
