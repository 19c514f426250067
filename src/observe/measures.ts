// Every figure computed from a run, by name. ODD submodel: Observation.
import type { Figures, Seen } from './figures.ts'
import { measureEventStudy } from './eventStudy.ts'
import { measureAlgorithms, measureVolume } from './measureFlow.ts'
import { measureDecomposition } from './measureDecomposition.ts'
import { measureFall } from './measureFall.ts'
import { measureLiquidations } from './measureLiquidations.ts'
import { measureLiquidity } from './measureLiquidity.ts'
import { measurePopulations } from './measurePopulations.ts'
import { measureReturns } from './measureReturns.ts'
import { measureStability } from './measureStability.ts'
import { measureChain, measureNews } from './measureWorld.ts'

export function measuresOf(seen: Seen): Figures {
  const figures: Figures = {}
  measureLiquidations(figures, seen)
  measureFall(figures, seen)
  measureDecomposition(figures, seen)
  measureVolume(figures, seen)
  measureAlgorithms(figures, seen)
  measureLiquidity(figures, seen)
  measurePopulations(figures, seen)
  measureStability(figures, seen)
  measureNews(figures, seen)
  measureChain(figures, seen)
  measureReturns(figures, seen)
  measureEventStudy(figures, seen)
  return figures
}
