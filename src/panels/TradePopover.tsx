// The way to be a trader, on a wide page: a button on top, the form below it.
import { lazy } from 'react'
import { Heading } from 'react-aria-components/Heading'
import { labStore, useLab } from '../app/store.ts'
import { SheetButton } from './SheetButton.tsx'

const TradeForm = lazy(async () => ({ default: (await import('./TradeForm.tsx')).TradeForm }))

export function TradePopover() {
  const isOpen = useLab((state) => state.isTradeOpen)
  return (
    <SheetButton
      className="button"
      words="Be a trader"
      label="Be a trader"
      placement="bottom end"
      isOpen={isOpen}
      onOpenChange={(open) => labStore.setState({ isTradeOpen: open })}
    >
      {(close) => (
        <>
          <Heading slot="title" level={2}>
            Be a trader
          </Heading>
          <TradeForm close={close} />
        </>
      )}
    </SheetButton>
  )
}
