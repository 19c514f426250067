// The clock's controls: play, walk, pace, an event, and undo.
import { restart, undo } from '../app/changes.ts'
import { lookAtNow, stepBy } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
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
        <NowButton />
      </div>
      <p className="muted">Space play · ← → walk · E event</p>
    </section>
  )
}

function UndoButton() {
  const count = useLab((state) => state.history.length)
  return (
    <button type="button" className="button" disabled={count === 0} onClick={undo}>
      Undo
    </button>
  )
}

function NowButton() {
  const isPast = useLab((state) => state.pastStep !== null)
  if (!isPast) return null
  return (
    <button type="button" className="button" onClick={lookAtNow}>
      To now
    </button>
  )
}
