// The caption of a step with the figures of the run, how far the step is told, and on the last one what
// the visitor may do next.
import { tryCap } from '../app/firstSteps.ts'
import { labStore, useLab } from '../app/store.ts'
import { isRunOf, shareTold } from '../app/storyPlayer.ts'
import { useStory } from '../app/storyStore.ts'
import { captionWith } from '../app/storyWords.ts'

export function StoryCaption({ at }: { readonly at: number }) {
  const { steps } = useStory((state) => state.story)
  const step = steps[at]
  const isOwnRun = useLab((state) => isRunOf(step, state))
  const caption = useLab((state) =>
    isRunOf(step, state) ? captionWith(step.caption, state, step.camera.moment) : '',
  )
  const share = useLab((state) => shareTold(state, at))
  if (!isOwnRun) {
    return (
      <p className="storyCaption muted">
        The story tells of another run than the one that is open. Start it, and Undo brings yours
        back.
      </p>
    )
  }
  return (
    <div className="storyCaption">
      <p>{caption}</p>
      {share !== null && <progress aria-label="Told of this step" value={share} max={1} />}
      {at === steps.length - 1 && <Turn />}
    </div>
  )
}

function Turn() {
  return (
    <div className="row">
      <button
        type="button"
        className="button"
        onClick={() => labStore.setState({ mode: 'explore' })}
      >
        Move the sliders
      </button>
      <button type="button" className="button" onClick={tryCap}>
        Compare: leverage 10×
      </button>
    </div>
  )
}
