// What opens at a chip: its form, or first the choice among several that lie at one place.
import { lazy, Suspense, useState } from 'react'
import type { RefObject } from 'react'
import { Heading } from 'react-aria-components/Heading'
import type { OwnChip } from './chips.ts'
import { formatMoment } from './format.ts'

const OpenedSheet = lazy(async () => ({
  default: (await import('./OpenedSheet.tsx')).OpenedSheet,
}))
const ChipForm = lazy(async () => ({ default: (await import('./ChipForm.tsx')).ChipForm }))

interface Props {
  readonly chips: readonly OwnChip[]
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  onOpenChange(isOpen: boolean): void
}

export function ChipPopover({ chips, trigger, isOpen, onOpenChange }: Props) {
  const [wasOpened, setWasOpened] = useState(false)
  if (isOpen && !wasOpened) setWasOpened(true)
  if (!wasOpened) return null
  return (
    <Suspense fallback={null}>
      <OpenedSheet
        label="What you added"
        placement="top start"
        opening={{ trigger, isOpen, onOpenChange }}
      >
        {(close) => (
          <Suspense fallback={<p className="muted">One moment …</p>}>
            <Chosen chips={chips} close={close} />
          </Suspense>
        )}
      </OpenedSheet>
    </Suspense>
  )
}

function Chosen({ chips, close }: { readonly chips: readonly OwnChip[]; close(): void }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const chip = chips.length === 1 ? chips[0] : chips.find(({ id }) => id === chosen)
  if (chip !== undefined) return <ChipForm chip={chip} close={close} />
  return (
    <>
      <Heading slot="title" level={2}>
        {chips.length} of yours lie here
      </Heading>
      <ul className="chipList">
        {chips.map(({ id, label, step }) => (
          <li key={id}>
            <button type="button" className="button" onClick={() => setChosen(id)}>
              {label} <span className="muted">{formatMoment(step)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
