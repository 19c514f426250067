// Strips under the picture over the same span of time: open interest, spread, volume. One cursor.
import { useEffect, useRef } from 'react'
import { mountStrips, STRIPS } from '../app/strips.ts'

export function Strips() {
  const place = useRef<HTMLElement>(null)
  useEffect(() => (place.current === null ? undefined : mountStrips(place.current)), [])
  return (
    <section className="strips" ref={place} aria-label="Strips over time">
      {STRIPS.map((strip) => (
        <div className="strip" key={strip.name} data-strip={strip.name}>
          <div className="stripPlot" />
          <div className="stripWords">
            <span className="muted">{strip.title}</span>
            <strong className="stripValue" />
          </div>
        </div>
      ))}
    </section>
  )
}
