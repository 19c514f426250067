// A field with its label before it.
import { useId } from 'react'
import type { ReactNode } from 'react'

interface Props {
  readonly words: string
  children(id: string): ReactNode
}

export function Labelled({ words, children }: Props) {
  const id = useId()
  return (
    <div className="experimentField">
      <label htmlFor={id}>{words}</label>
      {children(id)}
    </div>
  )
}
