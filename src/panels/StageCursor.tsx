// A hairline over the market's picture at the moment that is pointed at, here or elsewhere.
import { useEffect, useRef } from 'react'
import { followCursor } from '../app/stageCursor.ts'

export function StageCursor() {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => (line.current === null ? undefined : followCursor(line.current)), [])
  return <div className="stageCursor" ref={line} hidden aria-hidden="true" />
}
