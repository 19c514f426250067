// One axis of the experiment: its parameter and its values, spread between two ends or written one by one.
import { useState } from 'react'
import { rowOf } from '../params/rowIndex.ts'
import type { ParameterRow } from '../params/parameter.ts'
import { readValues, valuesBetween } from '../params/sweep.ts'
import type { Spacing, SweepAxis } from '../params/sweep.ts'
import { PARAMETERS, type ParameterKey } from '../params/table.ts'
import { formatValue, plainTyped } from './format.ts'
import { Labelled } from './Labelled.tsx'
import { ParameterSelect } from './ParameterSelect.tsx'
import { ParameterValue } from './ParameterValue.tsx'
import { TypedField } from './TypedField.tsx'

const ROWS: readonly ParameterRow[] = PARAMETERS
const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25]
const FIRST_COUNT = 5

type Spread = Spacing | 'own'

interface Props {
  readonly title: 'Columns' | 'Rows'
  readonly axis: SweepAxis
  /** The parameter of the other axis. */
  readonly other: ParameterKey | undefined
  onChange(axis: SweepAxis): void
  onRemove?(): void
}

export function ExperimentAxis({ title, axis, other, onChange, onRemove }: Props) {
  const { key, values } = axis
  const row = rowOf(key)
  // The visitor wants to write them, though they could be spread.
  const [isOwn, setOwn] = useState(false)
  const spread = isOwn ? 'own' : spreadOf(row, values)
  const [from, to] = [values[0], values.at(-1)!]
  const put = (ends: readonly [number, number], count: number, how: Spread) =>
    onChange({
      key,
      values: valuesBetween(row, ...ends, count, how === 'ratio' ? 'ratio' : 'even'),
    })
  const counts = [...new Set([...COUNTS, values.length])].toSorted((one, next) => one - next)
  return (
    <fieldset className="experimentAxis">
      <legend className="muted">
        {title}
        {onRemove !== undefined && (
          <button type="button" className="chipRemove" aria-label="No rows" onClick={onRemove}>
            ×
          </button>
        )}
      </legend>
      <ParameterSelect
        label={`${title}: parameter`}
        rows={ROWS.filter((option) => option.key !== other)}
        value={key}
        onChoose={(next) => {
          setOwn(false)
          onChange(firstAxis(next))
        }}
      />
      <Labelled words="Spread">
        {(id) => (
          <select
            id={id}
            className="field"
            value={spread}
            onChange={(event) => {
              const next = event.target.value as Spread
              setOwn(next === 'own')
              if (next !== 'own') put([from, to], values.length, next)
            }}
          >
            <option value="even">evenly</option>
            {row.min > 0 && <option value="ratio">by equal ratio</option>}
            <option value="own">as written</option>
          </select>
        )}
      </Labelled>
      {spread === 'own' ? (
        <OwnValues row={row} axis={axis} onChange={onChange} />
      ) : (
        <div className="experimentEnds">
          <ParameterValue
            row={row}
            value={from}
            label={`${title}: from`}
            onCommit={(next) => put([next, to], values.length, spread)}
          />
          <span className="muted">to</span>
          <ParameterValue
            row={row}
            value={to}
            label={`${title}: to`}
            onCommit={(next) => put([from, next], values.length, spread)}
          />
          <select
            className="field"
            aria-label={`${title}: how many`}
            value={values.length}
            onChange={(event) => put([from, to], Number(event.target.value), spread)}
          >
            {counts.map((count) => (
              <option key={count} value={count}>
                in {count}
              </option>
            ))}
          </select>
        </div>
      )}
      <p className="muted">{values.map((value) => formatValue(row, value)).join(', ')}</p>
    </fieldset>
  )
}

function OwnValues({
  row,
  axis,
  onChange,
}: Pick<Props, 'axis' | 'onChange'> & { row: ParameterRow }) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      <Labelled words="Values">
        {(id) => (
          <TypedField
            id={id}
            value={axis.values.join(', ')}
            read={(text) => {
              const plain = text.split(',').map((part) => plainTyped(row, part))
              const reading = readValues(axis.key, plain.join(','))
              setProblem(reading.ok ? null : reading.problem)
              return reading.ok ? reading.values : null
            }}
            onCommit={(values) => onChange({ key: axis.key, values })}
          />
        )}
      </Labelled>
      {problem !== null && (
        <p className="parameterProblem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

/** How the values lie, where they could have been spread. */
function spreadOf(row: ParameterRow, values: readonly number[]): Spread {
  const ends = [values[0], values.at(-1)!] as const
  const isSpread = (spacing: Spacing) => {
    const spread = valuesBetween(row, ...ends, values.length, spacing)
    return (
      spread.length === values.length && spread.every((value, index) => value === values[index])
    )
  }
  if (isSpread('even')) return 'even'
  return isSpread('ratio') ? 'ratio' : 'own'
}

/** A parameter chosen anew: its whole range, or each of its choices. */
function firstAxis(key: ParameterKey): SweepAxis {
  const row = rowOf(key)
  const spacing = row.logarithmic === true ? 'ratio' : 'even'
  return { key, values: valuesBetween(row, row.min, row.max, FIRST_COUNT, spacing) }
}
