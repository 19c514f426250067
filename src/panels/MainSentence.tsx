// Where the price stands, what the makers hold, and what is next to fall.
import { changeParameter } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { STEPS_PER_MINUTE } from '../market/units.ts'
import { formatPercent, formatUsd } from '../view/numbers.ts'
import { formatMoment } from './format.ts'
import { useShownTotals } from './shownTotals.ts'

const STRONGER_SHOCK = -8

export function MainSentence() {
  const change = useLab((state) => state.quotes?.changeFraction[0])
  const totals = useShownTotals()
  const now = useLab((state) => (state.pastStep === null ? state.panel?.totals : undefined))
  const finished = useLab((state) => state.clock?.finished === true)
  const pastStep = useLab((state) => state.pastStep)
  const hasOpened = useLab((state) => (state.clock?.step ?? 0) >= STEPS_PER_MINUTE)
  if (totals === null || change === undefined || !hasOpened)
    return <p className="main muted">The market opens.</p>
  if (finished && totals.liquidatedUsd === 0) return <NoOne />
  const depth = `${Math.round(totals.depthOverCalm * 100)}\u00a0% of their calm depth`
  return (
    <p className="main">
      <strong>Bitcoin {formatPercent(change, true).replace(' ', '\u00a0')}</strong> since the day
      began. Market makers {now ? 'hold' : 'held'} {depth}.{' '}
      {now === undefined && pastStep !== null && (
        <>
          By {formatMoment(pastStep)}, <strong>{formatUsd(totals.liquidatedUsd)}</strong> had been
          liquidated within 24 hours.
        </>
      )}
      {now !== undefined && (
        <>
          If it falls another 1&nbsp;%, <strong>{formatUsd(now.nextOnePercentUsd)}</strong> of longs
          liquidate{timesBids(now.nextOnePercentUsd, now.bidsWithinOnePercentUsd)}.
        </>
      )}
    </p>
  )
}

function timesBids(longsUsd: number, bidsUsd: number): string {
  if (bidsUsd <= 0) return ', and no bids are left within 1\u00a0%'
  const times = longsUsd / bidsUsd
  if (times < 0.05) return ''
  if (times >= 100) return ', more than 100× all bids within 1\u00a0%'
  return `, ${times >= 10 ? times.toFixed(0) : times.toPrecision(2)}× all bids within 1\u00a0%`
}

function NoOne() {
  return (
    <p className="main">
      <strong>No one was liquidated.</strong> Try a stronger shock:{' '}
      <button
        type="button"
        className="button"
        onClick={() => void changeParameter('shockSize', STRONGER_SHOCK)}
      >
        −8 %
      </button>
    </p>
  )
}
