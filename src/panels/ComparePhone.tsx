// Comparing on a phone: what B is, where the two part, and B's figures for as long as a finger rests.
import { ownOfB, type OwnOfB } from '../app/compareSides.ts'
import { useCompare, compareStore } from '../app/compareStore.ts'
import { labStore, useLab } from '../app/store.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatUsd } from '../view/numbers.ts'
import { Parting } from './CompareWhere.tsx'
import { formatChange, formatValue } from './format.ts'

export function ComparePhone() {
  return (
    <section className="comparePhone" aria-label="Compare A and B">
      <WordsOfB />
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

/** What B is and what came of it; what stands above while it is held. */
function WordsOfB() {
  const isShown = useCompare((state) => state.isShowingB)
  const ofB = useCompare((state) => state.totalsB?.liquidatedUsd ?? 0)
  const ofA = useLab((state) => state.panel?.totals.liquidatedUsd ?? 0)
  const link = useLab((state) => state.link)
  if (isShown) {
    return (
      <output className="shownB">
        <strong>The totals above are B’s.</strong> The picture stays A’s; B’s price is the second
        line, with the tag B.
      </output>
    )
  }
  const [first, ...more] = ownOfB(link)
  return (
    <p className="wordsOfB">
      <strong>
        B: {first === undefined ? 'the same as A' : ownInWords(first)}
        {more.length > 0 && ` and ${more.length} more`}.
      </strong>{' '}
      Liquidated: A {formatUsd(ofA)}, B {formatUsd(ofB)} (one seed, so far).
    </p>
  )
}

function ownInWords({ label, key, value }: OwnOfB): string {
  if (value === null) return label
  return `${label} ${key === null ? formatChange(value) : formatValue(rowOf(key), value)}`
}
