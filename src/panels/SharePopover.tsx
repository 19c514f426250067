// The button that hands the scenario on, and what opens at it.
import { lazy } from 'react'
import { SheetButton } from './SheetButton.tsx'

const ShareForm = lazy(async () => ({ default: (await import('./ShareForm.tsx')).ShareForm }))

export function SharePopover() {
  return (
    <SheetButton
      className="button isPrimary"
      words="Share link"
      label="Share link"
      placement="bottom end"
    >
      {() => <ShareForm />}
    </SheetButton>
  )
}
