// Watch on a phone: the present step at the bottom, with back and next.
import { useEffect } from 'react'
import { labStore } from '../app/store.ts'
import { followStory } from '../app/storyPlayer.ts'
import { useStory } from '../app/storyStore.ts'
import { StoryCaption } from './StoryCaption.tsx'
import { StoryControls } from './StoryControls.tsx'

export function StoryPhone() {
  const { steps } = useStory((state) => state.story)
  const at = useStory((state) => state.at)
  const problem = useStory((state) => state.problem)
  useEffect(followStory, [])
  return (
    <section className="phoneSheet story" aria-label="The story of the day">
      <div className="storyTop">
        <h2>
          {at + 1}. {steps[at].title}
        </h2>
        <button
          type="button"
          className="button isPlain"
          onClick={() => labStore.setState({ mode: 'explore' })}
        >
          Close
        </button>
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <StoryCaption at={at} />
      <StoryControls />
    </section>
  )
}
