// Real falls behind the price: shown once their paths are loaded.
import { loadRealFalls } from '../view/realFan.ts'
import { picture } from './picture.ts'
import { labStore } from './store.ts'
import { tellVisitor } from './words.ts'

export async function showRealFalls(hasRealFalls: boolean): Promise<void> {
  try {
    if (hasRealFalls) await loadRealFalls()
  } catch {
    tellVisitor('The real falls could not be loaded; try again.')
    return
  }
  labStore.setState({ hasRealFalls })
  picture()?.showRealFalls(hasRealFalls)
}
