// Watch: the day told in six steps. The step that the shown moment lies in stands out; each can be gone to.
import { lookAt, play } from '../app/travel.ts'
import { labStore, useLab } from '../app/store.ts'
import { storyOf, storyStepAt } from './story.ts'

export function StoryPanel() {
  const scenarioId = useLab((state) => state.link.scenarioId)
  const facts = useLab((state) => state.facts)
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const story = storyOf(scenarioId, facts?.eventStartStep ?? 0)
  const now = storyStepAt(story, step)
  return (
    <section className="parameters story" aria-label="The story of the day">
      <h2 className="heading">The day in six steps</h2>
      <ol>
        {story.map((part, index) => (
          <li key={part.title} aria-current={index === now ? 'step' : undefined}>
            <button
              type="button"
              className="storyStep"
              onClick={() => {
                if (part.isTurn) labStore.setState({ mode: 'explore' })
                else {
                  lookAt(part.step)
                  play()
                }
              }}
            >
              <span className="storyTitle">
                {index + 1}. {part.title}
              </span>
              <span className="storyText">{part.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
