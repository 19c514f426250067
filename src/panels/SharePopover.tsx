// The button that hands the scenario on, and what opens at it.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'

const ShareForm = lazy(async () => ({ default: (await import('./ShareForm.tsx')).ShareForm }))

export function SharePopover() {
  return (
    <DialogTrigger>
      <Button className="button isPrimary">Share link</Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="sheet" aria-label="Share link">
          <Suspense fallback={<p className="muted">One moment …</p>}>
            <ShareForm />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
