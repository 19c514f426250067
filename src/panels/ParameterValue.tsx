// A parameter's value as a field: typed as anyone would write it (10x, -4.2 %, off), checked by its row.
import { useId, useState } from 'react'
import { checkSetting } from '../params/setting.ts'
import type { ParameterRow } from '../params/parameter.ts'
import { typeset } from '../view/numbers.ts'
import { formatValue, plainTyped } from './format.ts'

interface Props {
  readonly row: ParameterRow
  readonly value: number
  /** Where it is not the parameter's one value. */
  readonly label?: string
  onCommit(value: number): void
}

export function ParameterValue({ row, value, label = `${row.label}, value`, onCommit }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  const commit = () => {
    if (typed === null) return
    const check = checkSetting(row.key, plainTyped(row, typed))
    if (check.ok) {
      onCommit(check.value)
      setProblem(null)
    } else setProblem(check.problem)
    setTyped(null)
  }
  return (
    <>
      <input
        className="parameterValue"
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        autoComplete="off"
        value={typed ?? formatValue(row, value)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            setTyped(null)
            setProblem(null)
          }
        }}
      />
      {problem !== null && (
        <span className="parameterProblem" id={problemId} role="alert">
          {typeset(problem)}
        </span>
      )}
    </>
  )
}
