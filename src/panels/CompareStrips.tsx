// A and B over the same span of time as the picture: prices on one scale, their difference, liquidations.
import { useEffect, useRef } from 'react'
import { COMPARE_STRIPS, mountCompareStrips } from '../app/compareStrips.ts'

export function CompareStrips() {
  const place = useRef<HTMLElement>(null)
  useEffect(() => (place.current === null ? undefined : mountCompareStrips(place.current)), [])
  return (
    <section className="strips" ref={place} aria-label="A and B over time">
      {COMPARE_STRIPS.map((strip) => (
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
