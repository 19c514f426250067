// The button of the run's report, and what opens at it.
import { lazy } from 'react'
import { DialogButton } from './SheetButton.tsx'

const ReportText = lazy(async () => ({ default: (await import('./ReportText.tsx')).ReportText }))

export function ReportDialog() {
  return (
    <DialogButton className="button" words="Report" label="Report of the run">
      {(close) => <ReportText close={close} />}
    </DialogButton>
  )
}
