// What B does differently from A, where the two part, and more seeds.
import { useCompare } from '../app/compareStore.ts'
import { closeComparison, countOnlyInA, ownOfB } from '../app/compareSides.ts'
import { useLab } from '../app/store.ts'
import { rowOf } from '../params/rowIndex.ts'
import { CompareChoice } from './CompareChoice.tsx'
import { CompareSeeds } from './CompareSeeds.tsx'
import { CompareWhere } from './CompareWhere.tsx'
import { formatChange, formatMoment, formatValue } from './format.ts'

export function ComparePanel() {
  const link = useLab((state) => state.link)
  const phase = useCompare((state) => state.phase)
  const problem = useCompare((state) => state.problem)
  const own = ownOfB(link)
  const onlyInA = countOnlyInA(link)
  return (
    <section className="parameters compare" aria-label="Compare">
      <h2 className="heading">{own.length === 0 ? 'A and B' : 'B is A, but for'}</h2>
      {own.length === 0 ? (
        <p className="muted">
          A is this run. B is the same run with one change: all chance is shared, so whatever
          differs after that follows from it.
        </p>
      ) : (
        <ul className="ownOfB">
          {own.map((item) => (
            <li key={item.id}>
              <span>
                {item.label}{' '}
                {item.value === null ? null : (
                  <strong>
                    {item.key === null
                      ? formatChange(item.value)
                      : formatValue(rowOf(item.key), item.value)}
                  </strong>
                )}{' '}
                <span className="muted">
                  {item.step === null ? 'from the start' : `from ${formatMoment(item.step)}`}
                </span>
              </span>
              <button
                type="button"
                className="chipRemove"
                aria-label={`Take back from B: ${item.label}`}
                onClick={item.takeBack}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {onlyInA > 0 && (
        <p className="muted">
          A has {onlyInA === 1 ? 'a change' : `${onlyInA} changes`} that B has not.
        </p>
      )}
      <CompareWhere />
      {phase === 'crashed' && (
        <p role="alert">B has stopped: {problem} Change what B does to start it again.</p>
      )}
      <CompareChoice isFirst={own.length === 0} />
      {link.sideB !== undefined && <CompareSeeds />}
      {link.sideB !== undefined && (
        <button type="button" className="button" onClick={closeComparison}>
          End the comparison
        </button>
      )}
    </section>
  )
}
