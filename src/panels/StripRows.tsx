// Strips one under another over the picture's span of time: a plot and its words each.
import { useEffect, useRef } from 'react'

interface Props {
  readonly label: string
  readonly strips: readonly { readonly name: string; readonly title: string }[]
  /** Draws them in the section's children; the answer stops it. */
  readonly mount: (place: HTMLElement) => () => void
}

export function StripRows({ label, strips, mount }: Props) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => (place.current === null ? undefined : mount(place.current)), [mount])
  return (
    <section className="strips" ref={place} aria-label={label}>
      {strips.map((strip) => (
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
