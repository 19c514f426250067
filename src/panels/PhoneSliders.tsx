// The sheet at a phone's bottom: what one may do, one slider at a time, and the way to everything else.
import { useState } from 'react'
import { tryCap } from '../app/firstSteps.ts'
import { labStore } from '../app/store.ts'
import type { PhoneSheet } from '../app/store.ts'
import { PARAMETERS } from '../params/table.ts'
import { EventPopover } from './EventPopover.tsx'
import { ParameterSlider } from './ParameterSlider.tsx'

const PRIMARY = PARAMETERS.filter((row) => row.primary)

export function PhoneSliders() {
  const [at, setAt] = useState(1)
  const turn = (by: number) => setAt((at + by + PRIMARY.length) % PRIMARY.length)
  return (
    <section className="phoneSheet" aria-label="Change the day">
      <div className="phoneActions">
        <button
          type="button"
          className="button isPrimary"
          onClick={() => labStore.setState({ mode: 'watch' })}
        >
          Watch
        </button>
        <button type="button" className="button" onClick={tryCap}>
          Cap 10×
        </button>
        <button
          type="button"
          className="button"
          onClick={() => labStore.setState({ phoneSheet: 'trade' })}
        >
          Trade
        </button>
        <EventPopover />
      </div>
      <ParameterSlider key={PRIMARY[at].key} parameterKey={PRIMARY[at].key} />
      <div className="phonePager">
        <button
          type="button"
          className="button isPlain"
          aria-label="The slider before"
          onClick={() => turn(-1)}
        >
          ‹
        </button>
        <span className="muted">
          {at + 1} of {PRIMARY.length}
        </span>
        <button
          type="button"
          className="button isPlain"
          aria-label="The next slider"
          onClick={() => turn(1)}
        >
          ›
        </button>
        <span className="phoneSheets">
          <SheetButton sheet="sliders">All</SheetButton>
          <SheetButton sheet="figures">Score</SheetButton>
          <SheetButton sheet="events">Events</SheetButton>
        </span>
      </div>
    </section>
  )
}

function SheetButton(props: { readonly sheet: PhoneSheet; readonly children: string }) {
  return (
    <button
      type="button"
      className="button isPlain isSheet"
      onClick={() => labStore.setState({ phoneSheet: props.sheet })}
    >
      {props.children}
    </button>
  )
}
