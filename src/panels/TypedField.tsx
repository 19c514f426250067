// A field whose text is read when it is left: what cannot be read gives way to what stood there.
import { useState } from 'react'

interface Props<Value> {
  readonly id: string
  readonly value: string
  /** Null for what cannot be read. */
  read(text: string): Value | null
  onCommit(value: Value): void
}

export function TypedField<Value>({ id, value, read, onCommit }: Props<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed === null) return
    const next = read(typed)
    if (next !== null && typed !== value) onCommit(next)
    setTyped(null)
  }
  return (
    <input
      id={id}
      className="field"
      autoComplete="off"
      spellCheck={false}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
