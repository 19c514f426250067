// The button of the run's report, and what opens at it.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

const ReportText = lazy(async () => ({ default: (await import('./ReportText.tsx')).ReportText }))

export function ReportDialog() {
  return (
    <DialogTrigger>
      <Button className="button">Report</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="sheet" aria-label="Report of the run">
            {({ close }) => (
              <Suspense fallback={<p className="muted">One moment …</p>}>
                <ReportText close={close} />
              </Suspense>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
