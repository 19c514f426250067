// Strips under the picture over the same span of time: open interest, spread, volume. One cursor.
import { mountStrips, STRIPS } from '../app/strips.ts'
import { StripRows } from './StripRows.tsx'

export function Strips() {
  return <StripRows label="Strips over time" strips={STRIPS} mount={mountStrips} />
}
