// The page on a phone: picture, totals, timeline, the sentence, and a sheet with one slider at a time.
import { PARAMETERS } from '../params/table.ts'
import { useState } from 'react'
import { tryCap } from '../app/firstSteps.ts'
import { labStore, useLab } from '../app/store.ts'
import type { PhoneSheet } from '../app/store.ts'
import { formatPercent, formatUsd } from '../view/numbers.ts'
import { EventPopover } from './EventPopover.tsx'
import { liquidatedWords } from './LiquidatedCard.tsx'
import { LinkNotice } from './LinkNotice.tsx'
import { Pace } from './Pace.tsx'
import { ParameterSlider } from './ParameterSlider.tsx'
import { PhoneMore } from './PhoneMore.tsx'
import { ScenarioMenu } from './ScenarioMenu.tsx'
import { MainSentence } from './Sentence.tsx'
import { SharePopover } from './SharePopover.tsx'
import { StageView } from './StageView.tsx'
import { Timeline } from './Timeline.tsx'
import { PlayButton } from './Transport.tsx'
import { useShownTotals } from './shownTotals.ts'

const PRIMARY = PARAMETERS.filter((row) => row.primary)

export function PhonePage() {
  return (
    <div className="phone">
      <header className="phoneTop">
        <h1 className="unseen">Unwind</h1>
        <ScenarioMenu />
        <SharePopover />
        <PhoneMore />
      </header>
      <PhoneTotals />
      <StageView isPhone />
      <div className="phoneTime">
        <PlayButton />
        <Timeline hasChips={false} />
        <span className="muted phonePace">
          <Pace />
        </span>
      </div>
      <section className="phoneSentence" aria-label="In a sentence">
        <MainSentence />
      </section>
      <SliderSheet />
      <LinkNotice />
    </div>
  )
}

function PhoneTotals() {
  const totals = useShownTotals()
  const change = useLab((state) => state.quotes?.changeFraction[0] ?? 0)
  const usd = totals?.liquidatedUsd ?? 0
  const words = liquidatedWords(usd, totals?.liquidatedTraders ?? 0, totals?.liquidatedLongShare ?? 0)
  return (
    <p className="phoneTotals">
      <strong className="bigFigure">{formatUsd(usd)}</strong>
      <span className="muted">
        {words.split(' · $')[0]} · {formatPercent(change, true)}
      </span>
    </p>
  )
}

function SliderSheet() {
  const [at, setAt] = useState(1)
  const turn = (by: number) => setAt((at + by + PRIMARY.length) % PRIMARY.length)
  return (
    <section className="phoneSheet" aria-label="Change the day">
      <div className="phoneActions">
        <button type="button" className="button isPrimary" onClick={tryCap}>
          Cap leverage 10×
        </button>
        <EventPopover />
      </div>
      <ParameterSlider key={PRIMARY[at].key} parameterKey={PRIMARY[at].key} />
      <div className="phonePager">
        <button type="button" className="button isPlain" aria-label="The slider before" onClick={() => turn(-1)}>
          ‹
        </button>
        <span className="muted">
          {at + 1} of {PRIMARY.length}
        </span>
        <button type="button" className="button isPlain" aria-label="The next slider" onClick={() => turn(1)}>
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
