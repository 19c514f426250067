// All laws, or one, one after the other. `progress` hears what is being measured.
import { FULL_PLAN, QUICK_PLAN } from './impactPlan.ts'
import { measureImpact } from './impactLaw.ts'
import { measureQueues } from './queueLaw.ts'
import { measureSpreads } from './spreadLaw.ts'
import type { Progress } from './progress.ts'
import type { LawResult, ValidationResult } from './result.ts'

export const LAWS = [1, 2, 3] as const
export type LawNumber = (typeof LAWS)[number]

export async function validate(
  engine: string,
  laws: readonly LawNumber[],
  isQuick: boolean,
  progress: Progress,
): Promise<ValidationResult> {
  const results: LawResult[] = []
  for (const law of laws) {
    if (law === 1) results.push(await measureSpreads(isQuick, progress))
    else if (law === 2) results.push(await measureQueues(isQuick, progress))
    else results.push(await measureImpact(isQuick ? QUICK_PLAN : FULL_PLAN, progress))
  }
  return { engine, quick: isQuick, laws: results }
}
