// The way to be a trader, on a wide page: a button on top, the form below it.
import { lazy, Suspense } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { labStore, useLab } from '../app/store.ts'

const TradeForm = lazy(async () => ({ default: (await import('./TradeForm.tsx')).TradeForm }))

export function TradePopover() {
  const isOpen = useLab((state) => state.isTradeOpen)
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => labStore.setState({ isTradeOpen: open, isFirstRun: false })}
    >
      <Button className="button">Be a trader</Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="sheet" aria-label="Be a trader">
          {({ close }) => (
            <>
              <Heading slot="title" level={2}>
                Be a trader
              </Heading>
              <Suspense fallback={<p className="muted">One moment …</p>}>
                <TradeForm close={close} />
              </Suspense>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
