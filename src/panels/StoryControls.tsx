// Back and next through the story, and where it is.
import { useLab } from '../app/store.ts'
import { isRunOf, nextStep, previousStep } from '../app/storyPlayer.ts'
import { useStory } from '../app/storyStore.ts'

export function StoryControls() {
  const { steps } = useStory((state) => state.story)
  const at = useStory((state) => state.at)
  const isFresh = useStory((state) => state.isFresh)
  const isOwnRun = useLab((state) => isRunOf(steps[at], state))
  const mustStart = isFresh || !isOwnRun
  return (
    <div className="storyControls">
      <button type="button" className="button" disabled={at === 0} onClick={previousStep}>
        Back
      </button>
      <span className="muted">
        {at + 1} of {steps.length}
      </span>
      <button
        type="button"
        className="button isPrimary"
        disabled={!mustStart && at === steps.length - 1}
        onClick={nextStep}
      >
        {mustStart ? 'Start' : 'Next'}
      </button>
    </div>
  )
}
