// All laws, or one, one after the other. `progress` hears what is being measured.
import { FULL_PLAN, QUICK_PLAN } from './impactPlan.ts'
import { measureFacts } from './factsLaw.ts'
import { measureImpact } from './impactLaw.ts'
import { measureLeverage } from './leverageLaw.ts'
import { measureQueues } from './queueLaw.ts'
import { measureSpreads } from './spreadLaw.ts'
import type { Progress } from './progress.ts'
import type { RunMany } from './runMany.ts'
import type { LawResult, ValidationResult } from './result.ts'

export const LAWS = [1, 2, 3, 4, 5] as const
/** Measured unless others are asked for; 4 and 5 need many whole runs. */
export const SHORT_LAWS = [1, 2, 3] as const
export type LawNumber = (typeof LAWS)[number]

export async function validate(
  engine: string,
  laws: readonly LawNumber[],
  isQuick: boolean,
  progress: Progress,
  runMany: RunMany,
): Promise<ValidationResult> {
  const results: LawResult[] = []
  for (const law of laws) {
    if (law === 1) results.push(await measureSpreads(isQuick, progress))
    else if (law === 2) results.push(await measureQueues(isQuick, progress))
    else if (law === 3)
      results.push(await measureImpact(isQuick ? QUICK_PLAN : FULL_PLAN, progress))
    else if (law === 4) {
      await progress.tell('law 4: the hour under five limits of leverage')
      results.push(await measureLeverage(isQuick, runMany))
    } else {
      await progress.tell('law 5: weeks with an event day')
      results.push(await measureFacts(isQuick, runMany))
    }
  }
  return { engine, quick: isQuick, laws: results }
}
