// While a clip is recorded: how long already, and how to end it.
import { finishClip, MOST_CLIP_SECONDS, useClip } from '../app/clip.ts'

export function ClipBar() {
  const seconds = useClip((state) => (state.seconds === null ? null : Math.floor(state.seconds)))
  if (seconds === null) return null
  return (
    <section className="pageNotice" aria-label="Recording">
      <span>
        <strong>Recording</strong> {seconds} of {MOST_CLIP_SECONDS} s
      </span>
      <span className="row">
        <button type="button" className="button isPrimary" onClick={() => finishClip(true)}>
          Stop and save
        </button>
        <button type="button" className="button" onClick={() => finishClip(false)}>
          Throw away
        </button>
      </span>
    </section>
  )
}
