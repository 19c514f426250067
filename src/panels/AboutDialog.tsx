// The question mark, and what opens at it.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

const AboutText = lazy(async () => ({ default: (await import('./AboutText.tsx')).AboutText }))

export function AboutDialog() {
  return (
    <DialogTrigger>
      <Button className="button isPlain" aria-label="About Unwind">
        ?
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="sheet" aria-label="About Unwind">
            <Suspense fallback={<p className="muted">One moment …</p>}>
              <AboutText />
            </Suspense>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
