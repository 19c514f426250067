// Watch on a wide screen: the story's steps one under another, the present one with its caption.
import { useEffect } from 'react'
import { followStory, goToStep } from '../app/storyPlayer.ts'
import { useStory } from '../app/storyStore.ts'
import { StoryCaption } from './StoryCaption.tsx'
import { StoryControls } from './StoryControls.tsx'
import { StoryOwn } from './StoryOwn.tsx'

export function StoryPanel() {
  const story = useStory((state) => state.story)
  const at = useStory((state) => state.at)
  useEffect(followStory, [])
  return (
    <section className="parameters story" aria-label="The story of the day">
      <h2 className="storyHeading">{story.title}</h2>
      {story.author !== '' && <p className="muted">by {story.author}</p>}
      <ol>
        {story.steps.map((step, index) => (
          <li key={index} aria-current={index === at ? 'step' : undefined}>
            <button type="button" className="storyStep" onClick={() => goToStep(index)}>
              {index + 1}. {step.title}
            </button>
            {index === at && <StoryCaption at={at} />}
          </li>
        ))}
      </ol>
      <StoryControls />
      <StoryOwn />
    </section>
  )
}
