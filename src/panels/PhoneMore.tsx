// On a phone: everything else, behind one button, as full-height sheets.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { undo } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { AboutDialog } from './AboutDialog.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { ParameterPanel } from './ParameterPanel.tsx'
import { Readout } from './Readout.tsx'
import { SeedField } from './SeedField.tsx'
import { SpeedMenu } from './SpeedMenu.tsx'
import { TimelineChips } from './TimelineChips.tsx'

const SHEETS = ['Sliders', 'Figures', 'Events'] as const

export function PhoneMore() {
  const [sheet, setSheet] = useState<(typeof SHEETS)[number]>('Sliders')
  return (
    <DialogTrigger>
      <Button className="button isPlain" aria-label="More: sliders, score, events, speed, seed">
        ···
      </Button>
      <ModalOverlay className="overlay isPhone" isDismissable>
        <Modal className="modal">
          <Dialog className="sheet" aria-label="More">
            <div className="row">
              {SHEETS.map((name) => (
                <button
                  key={name}
                  type="button"
                  className={sheet === name ? 'button isPrimary' : 'button'}
                  aria-pressed={sheet === name}
                  onClick={() => setSheet(name)}
                >
                  {name}
                </button>
              ))}
              <Button slot="close" className="button">
                Close
              </Button>
            </div>
            {sheet === 'Sliders' && <ParameterPanel />}
            {sheet === 'Figures' && <Readout />}
            {sheet === 'Events' && <PhoneEvents />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}

function PhoneEvents() {
  const stepCount = useLab((state) => state.facts?.stepCount ?? 1)
  const count = useLab((state) => state.history.length)
  return (
    <div className="phoneEvents">
      <Heading level={2} className="heading">
        News, events and changes
      </Heading>
      <TimelineChips stepCount={stepCount} />
      <div className="row">
        <button type="button" className="button" disabled={count === 0} onClick={undo}>
          Undo
        </button>
        <SpeedMenu />
        <ExportMenu />
        <AboutDialog />
      </div>
      <SeedField />
    </div>
  )
}
