// A line to take away: copied at a press, selectable where the clipboard is closed.
import { useId, useRef, useState } from 'react'
import { tellVisitor } from '../app/words.ts'

interface Props {
  readonly label: string
  readonly text: string
  readonly said: string
}

export function CopyLine({ label, text, said }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setProblem('')
      tellVisitor(said)
    } catch {
      field.current?.select()
      setProblem('The clipboard is closed to this page: the line is selected, copy it by hand.')
    }
  }
  return (
    <div className="copyLine">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        className="field"
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="button" onClick={() => void copy()}>
        Copy<span className="unseen">: {label}</span>
      </button>
      {problem !== '' && <output className="muted">{problem}</output>}
    </div>
  )
}
