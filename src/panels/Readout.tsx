// The right column: what was liquidated, what is left, how the run scores, and the tape.
import { lazy, Suspense } from 'react'
import { useLab } from '../app/store.ts'
import { FundsCard } from './FundsCard.tsx'
import { LiquidatedCard } from './LiquidatedCard.tsx'
import { Scorecard } from './Scorecard.tsx'
import { Tape } from './Tape.tsx'

const YourTrade = lazy(async () => ({ default: (await import('./YourTrade.tsx')).YourTrade }))

export function Readout() {
  const hasTrade = useLab(
    ({ panel, link }) => (panel?.you ?? null) !== null || (link.orders ?? []).length > 0,
  )
  return (
    <section className="readout" aria-label="Figures">
      {hasTrade && (
        <Suspense fallback={null}>
          <YourTrade />
        </Suspense>
      )}
      <LiquidatedCard />
      <FundsCard />
      <Scorecard />
      <Tape />
    </section>
  )
}
