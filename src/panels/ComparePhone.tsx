// Comparing on a phone: what B is, where the two part, and B's figures for as long as a finger rests.
import { useCompare, compareStore } from '../app/compareStore.ts'
import { labStore, useLab } from '../app/store.ts'
import { differenceInWords } from '../observe/twinsMeasures.ts'
import { formatPrice, formatUsd } from '../view/numbers.ts'
import { Parting } from './CompareWhere.tsx'

export function ComparePhone() {
  const phase = useCompare((state) => state.phase)
  if (phase !== 'open') return null
  return (
    <section className="comparePhone" aria-label="Compare A and B">
      <ShownB />
      <div className="comparePhoneRow">
        <HoldButton />
        <button
          type="button"
          className="button"
          onClick={() => labStore.setState({ phoneSheet: 'compare' })}
        >
          Change B
        </button>
        <div className="comparePhoneWords">
          <Parting />
        </div>
      </div>
    </section>
  )
}

/** By touch, pointer, or a held key. */
function HoldButton() {
  const isShown = useCompare((state) => state.isShowingB)
  const show = (isShowingB: boolean) => compareStore.setState({ isShowingB })
  return (
    <button
      type="button"
      className={isShown ? 'button isPrimary' : 'button'}
      aria-pressed={isShown}
      onPointerDown={(event) => {
        // The finger may slip off the button and still rest.
        event.currentTarget.setPointerCapture(event.pointerId)
        show(true)
      }}
      onPointerUp={() => show(false)}
      onPointerCancel={() => show(false)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') show(true)
      }}
      onKeyUp={() => show(false)}
      onBlur={() => show(false)}
    >
      Hold to see B
    </button>
  )
}

function ShownB() {
  const isShown = useCompare((state) => state.isShowingB)
  const totals = useCompare((state) => state.totalsB)
  const prices = useCompare((state) => state.pricesB)
  const asset = useLab((state) => state.asset)
  const quotes = useLab((state) => state.quotes)
  const ofA = useLab((state) => state.panel?.totals)
  if (!isShown || prices === null || quotes === null) return null
  const seed = 'one seed, so far'
  const price = prices[asset] / quotes.priceUsd[asset] - 1
  const liquidated = (totals?.liquidatedUsd ?? 0) - (ofA?.liquidatedUsd ?? 0)
  return (
    <output className="shownB">
      <strong>B</strong>
      <span>
        ${formatPrice(prices[asset])}{' '}
        <span className="muted">A ${formatPrice(quotes.priceUsd[asset])}</span>
      </span>
      <span>
        {formatUsd(totals?.liquidatedUsd ?? 0)} liquidated{' '}
        <span className="muted">A {formatUsd(ofA?.liquidatedUsd ?? 0)}</span>
      </span>
      <span className="muted">
        B − A: price {differenceInWords(price, 'share')}, liquidated{' '}
        {differenceInWords(liquidated, 'USD')} ({seed})
      </span>
    </output>
  )
}
