// On a phone: everything else in a sheet that covers the page.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { redo, undo } from '../app/changes.ts'
import { labStore, useLab } from '../app/store.ts'
import type { PhoneSheet } from '../app/store.ts'
import { AboutDialog } from './AboutDialog.tsx'
import { AssetMenu } from './AssetMenu.tsx'
import { EventList } from './EventList.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { FewerAgents } from './FewerAgents.tsx'
import { ParameterPanel } from './ParameterPanel.tsx'
import { Readout } from './Readout.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { SceneSwitch } from './SceneSwitch.tsx'
import { SeedField } from './SeedField.tsx'
import { SpeedMenu } from './SpeedMenu.tsx'
import { RealFalls, TimeMenu } from './TimeTools.tsx'
import { VenueMenu } from './VenueMenu.tsx'

const ComparePanel = lazy(async () => ({
  default: (await import('./ComparePanel.tsx')).ComparePanel,
}))
const CompareReadout = lazy(async () => ({
  default: (await import('./CompareReadout.tsx')).CompareReadout,
}))
const ExperimentPhone = lazy(async () => ({
  default: (await import('./ExperimentPage.tsx')).ExperimentPhone,
}))

const TradeForm = lazy(async () => ({ default: (await import('./TradeForm.tsx')).TradeForm }))
const YourTrade = lazy(async () => ({ default: (await import('./YourTrade.tsx')).YourTrade }))

const SHEETS: readonly { readonly sheet: PhoneSheet; readonly title: string }[] = [
  { sheet: 'sliders', title: 'Sliders' },
  { sheet: 'compare', title: 'Compare' },
  { sheet: 'experiment', title: 'Experiment' },
  { sheet: 'figures', title: 'Score' },
  { sheet: 'events', title: 'Events' },
  { sheet: 'trade', title: 'Trade' },
]

export function PhoneMore() {
  const shown = useLab((state) => state.phoneSheet)
  return (
    <>
      <button
        type="button"
        className="button isPlain"
        aria-label="More: sliders, compare, experiment, score, events, trade, speed, seed"
        onClick={() => labStore.setState({ phoneSheet: 'events' })}
      >
        ···
      </button>
      <ModalOverlay
        className="overlay isPhone"
        isDismissable
        isOpen={shown !== null}
        onOpenChange={(open) => {
          if (!open) labStore.setState({ phoneSheet: null })
        }}
      >
        <Modal className="modal">
          <Dialog className="sheet" aria-label="More">
            {shown !== null && <Sheet shown={shown} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}

function Sheet({ shown }: { readonly shown: PhoneSheet }) {
  return (
    <>
      <div className="sheetTabs">
        {SHEETS.map(({ sheet, title }) => (
          <button
            key={sheet}
            type="button"
            className={shown === sheet ? 'button isPrimary' : 'button'}
            aria-pressed={shown === sheet}
            onClick={() => labStore.setState({ phoneSheet: sheet })}
          >
            {title}
          </button>
        ))}
        <Button slot="close" className="button">
          Close
        </Button>
      </div>
      {shown === 'sliders' && <ParameterPanel />}
      {shown === 'compare' && <PhoneCompare />}
      {shown === 'experiment' && <PhoneExperiment />}
      {shown === 'figures' && <Readout />}
      {shown === 'events' && <PhoneEvents />}
      {shown === 'trade' && <PhoneTrade />}
    </>
  )
}

/** The position that is there, and the form of a trade below it. */
function PhoneTrade() {
  return (
    <Suspense fallback={<p className="muted">One moment …</p>}>
      <YourTrade />
      <Heading level={2} className="heading">
        Be a trader
      </Heading>
      <TradeForm close={() => labStore.setState({ phoneSheet: null })} />
    </Suspense>
  )
}

function PhoneCompare() {
  return (
    <Suspense fallback={<p className="muted">One moment …</p>}>
      <ComparePanel />
      <CompareReadout />
    </Suspense>
  )
}

function PhoneExperiment() {
  return (
    <Suspense fallback={<p className="muted">One moment …</p>}>
      <ExperimentPhone />
    </Suspense>
  )
}

function PhoneEvents() {
  const count = useLab((state) => state.history.length)
  const undoneCount = useLab((state) => state.undone.length)
  return (
    <div className="phoneEvents">
      <SceneSwitch />
      <div className="phonePictureOfSheet">
        <AssetMenu isShort />
        <VenueMenu />
        <TimeMenu />
        <RealFalls />
      </div>
      <Heading level={2} className="heading">
        News, events and changes
      </Heading>
      <EventList />
      <div className="row">
        <button type="button" className="button" disabled={count === 0} onClick={undo}>
          Undo
        </button>
        <button type="button" className="button" disabled={undoneCount === 0} onClick={redo}>
          Redo
        </button>
        <SpeedMenu />
        <FewerAgents />
        <ExportMenu />
        <ReportDialog />
        <AboutDialog />
      </div>
      <SeedField />
    </div>
  )
}
