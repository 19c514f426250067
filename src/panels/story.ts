// The captions of the story and the steps at which they begin, from the scenario's own news.
import { STEPS_PER_HOUR } from '../market/units.ts'
import { findScenario } from '../params/scenarios.ts'

export interface StoryPart {
  readonly title: string
  readonly text: string
  readonly step: number
  /** The last one: the visitor's turn. */
  readonly isTurn: boolean
}

export function storyOf(scenarioId: string, eventStartStep: number): readonly StoryPart[] {
  const news = findScenario(scenarioId)?.news ?? []
  const first = news[0]?.step ?? eventStartStep
  const second = news[1]?.step ?? first + STEPS_PER_HOUR
  const third = news[2]?.step ?? second + STEPS_PER_HOUR
  const last = news.at(-1)?.step ?? third
  const part = (title: string, text: string, step: number) => ({ title, text, step, isTurn: false })
  return [
    part(
      'Calm',
      'Makers quote on both sides. Some are liquidated even on a quiet day: that is what high leverage means.',
      0,
    ),
    part(
      'The push',
      'The first bad news lowers what a coin is worth. Prices follow within minutes.',
      first,
    ),
    part(
      'First dominoes',
      'Those with the most leverage have the least room. Their longs are sold by force, at any price.',
      second,
    ),
    part(
      'The loop',
      'Forced selling meets a thinner book, the price steps down and touches the next liquidation prices.',
      third,
    ),
    part(
      'The backstops',
      'Insurance funds pay what bankrupt positions owe; bargain buyers and returning makers take the rest.',
      last + STEPS_PER_HOUR / 2,
    ),
    {
      title: 'Your turn',
      text: 'Cap the leverage, fill the funds, halt the fall: move a slider and see what would have happened.',
      step: last + 6 * STEPS_PER_HOUR,
      isTurn: true,
    },
  ]
}

export function storyStepAt(story: readonly StoryPart[], step: number): number {
  let at = 0
  story.forEach((part, index) => {
    if (step >= part.step) at = index
  })
  return at
}
