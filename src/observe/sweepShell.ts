// The line that repeats an experiment of the page in a shell. ODD submodel: Observation.
import { encodeLink } from '../params/link.ts'
import { findScenario } from '../params/scenarios.ts'
import { axisInWords, DEFAULT_MEASURE } from '../params/sweep.ts'
import { baseOfSweep } from '../params/sweepRuns.ts'
import { DEFAULT_SEED } from '../params/limits.ts'
import type { LinkState } from '../params/linkState.ts'
import type { LinkSweep } from '../params/sweep.ts'

const COMMAND = 'npm run --silent unwind -- sweep'

/** For a POSIX shell. */
export function shellCommandOf(link: LinkState, sweep: LinkSweep): string {
  const base = baseOfSweep(link, sweep)
  const words = [...baseWords(base, sweep), '--x', axisInWords(sweep.x)]
  if (sweep.y !== null) words.push('--y', axisInWords(sweep.y))
  if (sweep.seeds !== 1) words.push('--seeds', String(sweep.seeds))
  if (sweep.measure !== DEFAULT_MEASURE) words.push('--measure', sweep.measure)
  return `${COMMAND} ${words.map(inQuotes).join(' ')}`
}

function baseWords(base: LinkState, sweep: LinkSweep): string[] {
  // What is dated has no option of its own, and a word that begins with a dash would be one.
  const dated = [...base.changes, ...base.drops, ...(base.orders ?? [])]
  const isPlain = dated.length === 0 && !base.seed.startsWith('-')
  if (!isPlain) return ['--link', encodeLink(base)]
  const words = [base.scenarioId]
  if (sweep.hours !== findScenario(base.scenarioId)!.hours) words.push('--hours', `${sweep.hours}`)
  if (base.seed !== DEFAULT_SEED) words.push('--seed', base.seed)
  for (const [key, value] of Object.entries(base.settings)) words.push('--set', `${key}=${value}`)
  return words
}

/** Within single quotes nothing has a meaning but their end. */
function inQuotes(word: string): string {
  return /^[\w./:=,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
