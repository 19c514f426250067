// The keys of the whole page. Fields, menus and dialogs keep theirs.
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { redo, undo } from './changes.ts'
import { shownStep } from './frameLoop.ts'
import { chooseScene } from './runControl.ts'
import { lookAtNow, stepBy, togglePlay } from './travel.ts'
import { labStore } from './store.ts'
import { lastHand } from './lastHand.ts'

const FIELDS =
  'input, select, textarea, [role="menu"], [role="listbox"], [role="dialog"], [data-own-keys]'
const TEXT_FIELDS = 'input:not([type="range"]), textarea'
const BUTTONS = 'button, a, [role="radio"]'

const PREFERENCE = 'unwind.keys'

export function listenToKeys(): void {
  labStore.setState({ hasShortcuts: readPreference() !== 'off' })
  addEventListener('keydown', hear, { capture: true })
}

/** Single keys act or not, in this browser from now on. */
export function setShortcuts(areOn: boolean): void {
  labStore.setState({ hasShortcuts: areOn })
  try {
    localStorage.setItem(PREFERENCE, areOn ? 'on' : 'off')
  } catch {
    // Storage is closed to the page: it holds for this visit.
  }
}

function readPreference(): string | null {
  try {
    return localStorage.getItem(PREFERENCE)
  } catch {
    return null
  }
}

function hear(event: KeyboardEvent): void {
  if (undoes(event)) return
  const { hasShortcuts, mode } = labStore.getState()
  // The day is not seen beside the experiment.
  if (!hasShortcuts || mode === 'experiment') return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { target } = event
  if (!(target instanceof Element) || target.closest(FIELDS) !== null) return
  // Space presses the button that the keyboard stands on; one left focused by the pointer is past.
  if (event.key === ' ' && target.closest(BUTTONS) !== null && lastHand() === 'keyboard') return
  if (!act(event)) return
  event.preventDefault()
  event.stopPropagation()
}

/** Ctrl or Cmd with Z and Y, which fields keep for their own text. */
function undoes(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event
  if (!(ctrlKey || metaKey) || altKey) return false
  if (target instanceof Element && target.closest(TEXT_FIELDS) !== null) return false
  const letter = key.toLowerCase()
  if (letter === 'z' && !shiftKey) undo()
  else if ((letter === 'z' && shiftKey) || (letter === 'y' && !shiftKey)) redo()
  else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

function act(event: KeyboardEvent): boolean {
  const stride = event.shiftKey ? STEPS_PER_HOUR : STEPS_PER_MINUTE
  switch (event.key) {
    case ' ':
      togglePlay()
      return true
    case 'ArrowLeft':
      stepBy(-stride)
      return true
    case 'ArrowRight':
      stepBy(stride)
      return true
    case ',':
      stepBy(-1)
      return true
    case '.':
      stepBy(1)
      return true
    case 'Home':
      stepBy(-shownStep())
      return true
    case 'End':
      lookAtNow()
      return true
    case 'e':
      labStore.setState({ isEventOpen: true })
      return true
    case 'u':
      undo()
      return true
    case 'r':
      redo()
      return true
    case 'm':
      chooseScene('market')
      return true
    case 'h':
      chooseScene('cohorts')
      return true
    case 'c':
      chooseScene('crowd')
      return true
    case 't':
      chooseScene('trader')
      return true
    case 'n':
      return turnPage('nextStep')
    case 'b':
      return turnPage('previousStep')
    default:
      return false
  }
}

/** Through the story, while it is told. */
function turnPage(turn: 'nextStep' | 'previousStep'): boolean {
  if (labStore.getState().mode !== 'watch') return false
  void import('./storyPlayer.ts').then((player) => player[turn]())
  return true
}
