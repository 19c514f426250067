// Play or pause, as the clock stands.
import { togglePlay } from '../app/travel.ts'
import { useLab } from '../app/store.ts'
import { PlayIcon } from './PlayIcon.tsx'

export function PlayButton() {
  const moving = useLab(
    ({ wantsPlay, pastStep, clock }) => wantsPlay && (pastStep !== null || !clock?.finished),
  )
  return (
    <button
      type="button"
      className="playButton"
      aria-label={moving ? 'Pause' : 'Play'}
      onClick={togglePlay}
    >
      <PlayIcon isPlaying={moving} />
    </button>
  )
}
