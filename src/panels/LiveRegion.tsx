// Milestones and answers to actions, for screen readers.
import { useLab } from '../app/store.ts'

export function LiveRegion() {
  const said = useLab((state) => state.said)
  return (
    <output className="unseen" aria-live="polite">
      {said}
    </output>
  )
}
