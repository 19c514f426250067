// A parameter with a few named values.
import type { ParameterRow } from '../params/parameter.ts'
import { typeset } from '../view/numbers.ts'

interface Props {
  readonly row: ParameterRow
  readonly value: number
  onCommit(value: number): void
}

export function ParameterChoice({ row, value, onCommit }: Props) {
  return (
    <select
      className="parameterValue isChoice"
      aria-label={row.label}
      value={value}
      onChange={(event) => onCommit(Number(event.target.value))}
    >
      {row.choices!.map((name, choice) => (
        <option key={name} value={choice}>
          {typeset(name)}
        </option>
      ))}
    </select>
  )
}
