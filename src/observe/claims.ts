// All claims of the article, C01 to C23, in order: the rows of the scorecard.
// ODD submodel: Observation.
import type { Claim } from './claim.ts'
import { CLAIMS_OF_THE_AFTERMATH } from './claimsOfTheAftermath.ts'
import { CLAIMS_OF_THE_FALL } from './claimsOfTheFall.ts'

export const CLAIMS: readonly Claim[] = [...CLAIMS_OF_THE_FALL, ...CLAIMS_OF_THE_AFTERMATH]
