// The question mark, and what opens at it.
import { lazy } from 'react'
import { DialogButton } from './SheetButton.tsx'

const AboutText = lazy(async () => ({ default: (await import('./AboutText.tsx')).AboutText }))

export function AboutDialog() {
  return (
    <DialogButton
      className="button isPlain"
      words="?"
      buttonLabel="About Unwind"
      label="About Unwind"
    >
      {() => <AboutText />}
    </DialogButton>
  )
}
