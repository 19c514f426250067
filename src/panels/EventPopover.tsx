// An event of the visitor's own: news of a kind and a size, dropped into the run now.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { labStore, useLab } from '../app/store.ts'

const EventForm = lazy(async () => ({ default: (await import('./EventForm.tsx')).EventForm }))

export function EventPopover() {
  const isOpen = useLab((state) => state.isEventOpen)
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => labStore.setState({ isEventOpen: open })}
    >
      <Button className="button">+ Event</Button>
      <Popover className="popover" placement="top start">
        <Dialog className="sheet" aria-label="Drop an event">
          {({ close }) => (
            <Suspense fallback={<p className="muted">One moment …</p>}>
              <EventForm close={close} />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
