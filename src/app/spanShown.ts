// The span of simulated time that the picture and everything under it show.
import { spanOf, type TimeSpan } from '../view/timeAxis.ts'
import { shownStep } from './frameLoop.ts'
import { labStore } from './store.ts'

export function spanShown(): TimeSpan {
  return spanOf(labStore.getState().window, shownStep())
}
