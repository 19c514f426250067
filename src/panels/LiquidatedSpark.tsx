// Dollars liquidated a minute over the last 24 hours, as small bars.
import { useEffect, useRef } from 'react'
import { mountSpark } from '../app/sparkDrawing.ts'

export function LiquidatedSpark() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current === null ? undefined : mountSpark(canvas.current)), [])
  return <canvas className="spark" ref={canvas} aria-hidden="true" />
}
