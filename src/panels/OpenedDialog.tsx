// The dialog that opens over the page.
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Opening } from './Opener.tsx'

interface Props {
  readonly label: string
  readonly opening: Opening
  children(close: () => void): ReactNode
}

export function OpenedDialog({ label, opening, children }: Props) {
  return (
    <ModalOverlay
      className="overlay"
      isDismissable
      isOpen={opening.isOpen}
      onOpenChange={opening.onOpenChange}
    >
      <Modal className="modal">
        <Dialog className="sheet" aria-label={label}>
          {children(() => opening.onOpenChange(false))}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
