// A and B over the same span of time as the picture: prices on one scale, their difference, liquidations.
import { COMPARE_STRIPS, mountCompareStrips } from '../app/compareStrips.ts'
import { StripRows } from './StripRows.tsx'

export function CompareStrips() {
  return <StripRows label="A and B over time" strips={COMPARE_STRIPS} mount={mountCompareStrips} />
}
