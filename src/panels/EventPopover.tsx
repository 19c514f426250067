// An event of the visitor's own: news of a kind and a size, dropped into the run now.
import { lazy } from 'react'
import { labStore, useLab } from '../app/store.ts'
import { SheetButton } from './SheetButton.tsx'

const EventForm = lazy(async () => ({ default: (await import('./EventForm.tsx')).EventForm }))

export function EventPopover() {
  const isOpen = useLab((state) => state.isEventOpen)
  return (
    <SheetButton
      className="button"
      words="+ Event"
      label="Drop an event"
      placement="top start"
      isOpen={isOpen}
      onOpenChange={(open) => labStore.setState({ isEventOpen: open })}
    >
      {(close) => <EventForm close={close} />}
    </SheetButton>
  )
}
