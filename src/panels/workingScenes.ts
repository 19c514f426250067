// Scenes that the stage can draw. The others stay out of sight until it can.
import type { Scene } from '../app/store.ts'

export const WORKING_SCENES: readonly { readonly scene: Scene; readonly title: string }[] = [
  { scene: 'market', title: 'Market' },
]
