// What a law that needs whole runs is given: their figures, in the order asked for. Throws where the runs
// were interrupted.
import type { RunSpec } from '../../params/resolve.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export type RunMany = (specs: readonly RunSpec[]) => Promise<readonly RunFigures[]>
