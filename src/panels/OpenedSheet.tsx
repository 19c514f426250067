// The sheet that opens beside a button.
import type { ReactNode } from 'react'
import { Dialog, OverlayTriggerStateContext } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { PopoverProps } from 'react-aria-components/Popover'
import type { Opening } from './Opener.tsx'
import { useMedia } from './useMedia.ts'

export interface SheetLook {
  /** Its name; its own heading names it where left out. */
  readonly label?: string
  readonly sheetClass?: string
  readonly placement?: PopoverProps['placement']
}

interface Props extends SheetLook {
  readonly opening: Opening
  children(close: () => void): ReactNode
}

export function OpenedSheet({ label, sheetClass, placement, opening, children }: Props) {
  const { trigger, isOpen, onOpenChange: setOpen } = opening
  const close = () => setOpen(false)
  // A phone has no room beside a button.
  const isWide = useMedia('(min-width: 1000px)')
  // Buttons of the slot "close" ask for it.
  const state = {
    isOpen,
    setOpen,
    open: () => setOpen(true),
    close,
    toggle: () => setOpen(!isOpen),
    point: null,
    setPoint: () => undefined,
  }
  return (
    <OverlayTriggerStateContext value={state}>
      <Popover
        className="popover"
        triggerRef={trigger}
        placement={isWide || placement?.startsWith('top') ? placement : 'bottom'}
      >
        <Dialog className={sheetClass ?? 'sheet'} aria-label={label}>
          {children(close)}
        </Dialog>
      </Popover>
    </OverlayTriggerStateContext>
  )
}
