// The way to a comparison: what runs B beside A is loaded with the first link that has a side B.
import { compareStore } from './compareStore.ts'
import { labStore } from './store.ts'

/** Called once. */
export function awaitComparison(): void {
  const stop = labStore.subscribe(({ link }, before) => {
    if (link !== before.link) ask()
  })
  let isLoading = false
  function ask(): void {
    if (isLoading || labStore.getState().link.sideB === undefined) return
    isLoading = true
    load().then(stop, (problem: unknown) => {
      // The next change of the link asks again.
      isLoading = false
      compareStore.setState({ phase: 'crashed', problem: String(problem) })
    })
  }
  ask()
}

async function load(): Promise<void> {
  const [run, seeds] = await Promise.all([import('./compareRun.ts'), import('./compareSeeds.ts')])
  seeds.followSeeds()
  run.followComparison()
}
