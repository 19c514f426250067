// What B shall do differently: a parameter or news, from the start or from the moment that is looked at.
import { useId, useState } from 'react'
import { changeB, dropInB, openCompare, type Since } from '../app/compareSides.ts'
import { valueNow } from '../app/changes.ts'
import { shownStep } from '../app/frameLoop.ts'
import { useLab } from '../app/store.ts'
import { NEWS_SIZE } from '../params/limits.ts'
import { rowOf } from '../params/rowIndex.ts'
import { NEWS_KINDS, type NewsKind } from '../params/scenario.ts'
import { newsTitle } from '../params/scenarios.ts'
import { PARAMETERS, type ParameterKey } from '../params/table.ts'
import { formatMoment, readPercent } from './format.ts'
import { ParameterChoice } from './ParameterChoice.tsx'
import { ParameterSelect } from './ParameterSelect.tsx'
import { ParameterValue } from './ParameterValue.tsx'

const SHOWN = PARAMETERS.filter((row) => row.key !== 'tradersPerAgent' && row.key !== 'traders')
const QUICK: readonly (readonly [label: string, key: ParameterKey, value: number])[] = [
  ['Cap leverage 10×', 'leverageCap', 10],
  ['Breaker 5 %', 'circuitBreaker', 5],
  ['Backstop $200M', 'backstop', 200],
  ['Liquidations off the book', 'amplificationTwin', 1],
]
const FIRST_SIZE = '−3'

export function CompareChoice({ isFirst }: { readonly isFirst: boolean }) {
  const [since, setSince] = useState<Since>('start')
  return (
    <section className="compareChoice" aria-label="What B does differently">
      <h3 className="heading">{isFirst ? 'Choose a change' : 'Another change'}</h3>
      <div className="row isWrapping">
        {QUICK.map(([label, key, value]) => (
          <button
            key={key}
            type="button"
            className="button"
            title={rowOf(key).help}
            onClick={() => {
              openCompare()
              changeB(key, value, rowOf(key).when === 'restarts' ? 'start' : since)
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <SinceChoice since={since} choose={setSince} />
      <ParameterOfB since={since} />
      <NewsOfB />
    </section>
  )
}

function SinceChoice(props: { readonly since: Since; choose(since: Since): void }) {
  const name = useId()
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  return (
    <fieldset className="kinds">
      <legend className="muted">since when</legend>
      {(['start', 'now'] as const).map((since) => (
        <label key={since} className="row">
          <input
            type="radio"
            name={name}
            checked={props.since === since}
            onChange={() => props.choose(since)}
          />
          {since === 'start' ? 'from the start of the day' : `from ${formatMoment(step)} (now)`}
        </label>
      ))}
    </fieldset>
  )
}

function ParameterOfB({ since }: { readonly since: Since }) {
  const [key, setKey] = useState<ParameterKey>('leverageCap')
  const row = rowOf(key)
  const value = useLab(({ link }) => {
    const side = link.sideB
    return valueNow(side === undefined ? link : { ...link, ...side }, key, shownStep())
  })
  const commit = (next: number) => changeB(key, next, since)
  return (
    <div className="compareRow">
      <span className="muted">any parameter</span>
      <ParameterSelect label="Parameter of B" rows={SHOWN} value={key} onChoose={setKey} />
      {row.choices === undefined ? (
        <ParameterValue key={key} row={row} value={value} onCommit={commit} />
      ) : (
        <ParameterChoice row={row} value={value} onCommit={commit} />
      )}
    </div>
  )
}

function NewsOfB() {
  const [kind, setKind] = useState<NewsKind>('press')
  const [typed, setTyped] = useState(FIRST_SIZE)
  const id = useId()
  const size = readPercent(typed)
  const isFine = size !== null && size >= NEWS_SIZE.min && size <= NEWS_SIZE.max
  return (
    <div className="compareRow">
      <label className="muted" htmlFor={id}>
        news in B alone, now
      </label>
      <select
        id={id}
        className="field"
        value={kind}
        onChange={(event) => setKind(event.target.value as NewsKind)}
      >
        {NEWS_KINDS.map((option) => (
          <option key={option} value={option}>
            {newsTitle(option)}
          </option>
        ))}
      </select>
      <input
        className="parameterValue"
        aria-label="Size of the news, per cent"
        aria-invalid={!isFine}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button
        type="button"
        className="button"
        disabled={!isFine}
        onClick={() => isFine && dropInB(kind, size)}
      >
        Drop in B
      </button>
    </div>
  )
}
