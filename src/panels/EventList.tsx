// What happens in the run, as a list: the scenario's news and what the visitor added.
import { useRef, useState } from 'react'
import { useLab } from '../app/store.ts'
import { findScenario } from '../params/scenarios.ts'
import { ChipPopover } from './ChipPopover.tsx'
import { newsChips, ownChips } from './chips.ts'
import type { OwnChip } from './chips.ts'
import { formatMoment } from './format.ts'

export function EventList() {
  const link = useLab((state) => state.link)
  const news = newsChips(findScenario(link.scenarioId)?.news ?? [])
  const own = ownChips(link)
  if (news.length + own.length === 0) return <p className="muted">Nothing is scheduled.</p>
  return (
    <ul className="eventList">
      {news.map((chip) => (
        <li key={`${chip.step} ${chip.label}`}>
          <span className="muted">{formatMoment(chip.step)}</span>
          <span>{chip.title}</span>
        </li>
      ))}
      {own.map((chip) => (
        <li key={chip.id}>
          <span className="muted">{formatMoment(chip.step)}</span>
          <span>{chip.label}</span>
          <EditButton chip={chip} />
        </li>
      ))}
    </ul>
  )
}

function EditButton({ chip }: { readonly chip: OwnChip }) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="button"
        aria-label={`Edit: ${chip.label}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        Edit
      </button>
      <ChipPopover chips={[chip]} trigger={trigger} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
