// A moment of the run as a field: typed as it is printed, or moved by buttons.
import { useId, useState } from 'react'
import { stepWithin } from '../app/chipEdits.ts'
import { useLab } from '../app/store.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { formatMoment, readMoment } from './format.ts'

interface Props {
  readonly step: number
  onChange(step: number): void
}

const STRIDES = [
  { name: '−1 h', words: '−1 h: an hour earlier', steps: -STEPS_PER_HOUR },
  { name: '−1 min', words: '−1 min: a minute earlier', steps: -STEPS_PER_MINUTE },
  { name: '+1 min', words: '+1 min: a minute later', steps: STEPS_PER_MINUTE },
  { name: '+1 h', words: '+1 h: an hour later', steps: STEPS_PER_HOUR },
]

export function MomentField({ step, onChange }: Props) {
  const stepCount = useLab((state) => state.facts?.stepCount ?? 1)
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const problemId = useId()
  const type = (text: string) => {
    setTyped(text)
    const next = readMoment(text)
    const isWithin = next !== null && next < stepCount
    if (isWithin) onChange(next)
    setProblem(isWithin ? '' : `A moment reads ${formatMoment(step)}, within the run.`)
  }
  const move = (steps: number) => {
    setTyped(null)
    setProblem('')
    onChange(stepWithin(step + steps))
  }
  return (
    <div className="momentField">
      <label className="textField">
        When
        <input
          className="field"
          value={typed ?? formatMoment(step)}
          aria-invalid={problem !== ''}
          aria-describedby={problem === '' ? undefined : problemId}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
          onBlur={() => {
            if (problem === '') setTyped(null)
          }}
        />
      </label>
      <div className="row">
        {STRIDES.map((stride) => (
          <button
            key={stride.name}
            type="button"
            className="button isKey"
            aria-label={stride.words}
            onClick={() => move(stride.steps)}
          >
            {stride.name}
          </button>
        ))}
      </div>
      {problem !== '' && (
        <p className="parameterProblem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
