// One parameter out of many, by group.
import { useId } from 'react'
import type { ParameterRow } from '../params/parameter.ts'
import type { ParameterKey } from '../params/table.ts'
import { GROUP_TITLES } from './groupTitles.ts'

interface Props {
  /** For those who do not see it beside. */
  readonly label: string
  readonly rows: readonly ParameterRow[]
  readonly value: ParameterKey
  readonly isDisabled?: boolean
  onChoose(key: ParameterKey): void
}

export function ParameterSelect({ label, rows, value, isDisabled, onChoose }: Props) {
  const id = useId()
  const groups = [...new Set(rows.map((row) => row.group))]
  return (
    <>
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChoose(event.target.value as ParameterKey)}
      >
        {groups.map((group) => (
          <optgroup key={group} label={GROUP_TITLES[group]}>
            {rows
              .filter((option) => option.group === group)
              .map((option) => (
                <option key={option.key} value={option.key}>
                  {option.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </>
  )
}
