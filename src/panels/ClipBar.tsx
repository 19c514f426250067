// While a clip is recorded: how long already, and how to end it.
import { MOST_CLIP_SECONDS, useClip } from '../app/clipStore.ts'

/** What records is there already, where something is recorded. */
async function finish(isKept: boolean): Promise<void> {
  const { finishClip } = await import('../app/clip.ts')
  finishClip(isKept)
}

export function ClipBar() {
  const seconds = useClip((state) => (state.seconds === null ? null : Math.floor(state.seconds)))
  if (seconds === null) return null
  return (
    <section className="pageNotice" aria-label="Recording">
      <span>
        <strong>Recording</strong> {seconds} of {MOST_CLIP_SECONDS} s
      </span>
      <span className="row">
        <button type="button" className="button isPrimary" onClick={() => void finish(true)}>
          Stop and save
        </button>
        <button type="button" className="button" onClick={() => void finish(false)}>
          Throw away
        </button>
      </span>
    </section>
  )
}
