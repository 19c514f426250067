// The totals to show: now's, or those of the past moment that is looked at.
import { useLab } from '../app/store.ts'
import type { PastTotals } from '../app/shown.ts'

export function useShownTotals(): PastTotals | null {
  return useLab((state) => state.pastTotals ?? state.panel?.totals ?? null)
}
