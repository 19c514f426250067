// The right column: what was liquidated, what is left, how the run scores, and the tape.
import { FundsCard } from './FundsCard.tsx'
import { LiquidatedCard } from './LiquidatedCard.tsx'
import { Scorecard } from './Scorecard.tsx'
import { Tape } from './Tape.tsx'
import { YourTrade } from './YourTrade.tsx'

export function Readout() {
  return (
    <section className="readout" aria-label="Figures">
      <YourTrade />
      <LiquidatedCard />
      <FundsCard />
      <Scorecard />
      <Tape />
    </section>
  )
}
