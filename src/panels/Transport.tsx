// The clock's controls: play, walk, pace, an event, and undo.
import { redo, restart, undo } from '../app/changes.ts'
import { lookAtNow, stepBy } from '../app/travel.ts'
import { isInPast, useLab } from '../app/store.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { EventPopover } from './EventPopover.tsx'
import { PlayButton } from './PlayButton.tsx'
import { SpeedMenu } from './SpeedMenu.tsx'

export function Transport() {
  return (
    <section className="transport" aria-label="Time">
      <div className="row">
        <PlayButton />
        <button
          type="button"
          className="button isKey"
          aria-label="From the start"
          onClick={restart}
        >
          <span aria-hidden="true">|◂</span>
        </button>
        <button
          type="button"
          className="button isKey"
          aria-label="A minute back"
          onClick={() => stepBy(-STEPS_PER_MINUTE)}
        >
          <span aria-hidden="true">◂</span>
        </button>
        <button
          type="button"
          className="button isKey"
          aria-label="A minute on"
          onClick={() => stepBy(STEPS_PER_MINUTE)}
        >
          <span aria-hidden="true">▸</span>
        </button>
        <SpeedMenu />
      </div>
      <div className="row">
        <EventPopover />
        <UndoButton />
        <RedoButton />
        <NowButton />
      </div>
      <p className="muted">Space play · ← → walk · E event</p>
    </section>
  )
}

function UndoButton() {
  const count = useLab((state) => state.history.length)
  return (
    <button
      type="button"
      className="button"
      disabled={count === 0}
      title="Take back the last change (Ctrl Z)"
      onClick={undo}
    >
      Undo
    </button>
  )
}

function RedoButton() {
  const count = useLab((state) => state.undone.length)
  if (count === 0) return null
  return (
    <button
      type="button"
      className="button"
      title="Bring back what was undone (Ctrl Shift Z)"
      onClick={redo}
    >
      Redo
    </button>
  )
}

function NowButton() {
  const isPast = useLab(isInPast)
  if (!isPast) return null
  return (
    <button
      type="button"
      className="button"
      title="To the furthest moment that is computed"
      onClick={lookAtNow}
    >
      To now
    </button>
  )
}
