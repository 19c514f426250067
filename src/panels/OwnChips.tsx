// What the visitor added, on the timeline: a mark each, or one for several that lie too close to be told
// apart, with as much of its words as there is room for.
import { useEffect, useRef, useState } from 'react'
import { useLab } from '../app/store.ts'
import { ChipPopover } from './ChipPopover.tsx'
import { chipGroups, ownChips } from './chips.ts'
import type { OwnChip as Chip } from './chips.ts'
import { formatMoment } from './format.ts'
import { OwnChip } from './OwnChip.tsx'

/** Least distance of two marks, CSS pixels, and the least width that words are worth. */
const MARK_PIXELS = 26
const LEAST_WORDS_PIXELS = 40

export function OwnChips({ stepCount }: { readonly stepCount: number }) {
  const row = useRef<HTMLUListElement>(null)
  const [width, setWidth] = useState(700)
  const link = useLab((state) => state.link)
  useEffect(() => {
    const { current } = row
    if (current === null) return undefined
    const sizes = new ResizeObserver(() => setWidth(current.clientWidth))
    sizes.observe(current)
    return () => sizes.disconnect()
  }, [])
  const stepsPerPixel = stepCount / Math.max(1, width)
  const groups = chipGroups(ownChips(link), () => MARK_PIXELS * stepsPerPixel)
  return (
    <ul className="chipRow isOwn" ref={row} aria-label="Your events and changes">
      {groups.map((group, index) => {
        const from = group[0].step / stepsPerPixel
        const next = groups[index + 1]?.[0].step ?? stepCount
        const room = next / stepsPerPixel - from - MARK_PIXELS
        return (
          <li
            key={group.length === 1 ? group[0].id : `${group[0].id} and more`}
            style={{ left: `${(group[0].step / stepCount) * 100}%` }}
            title={group.map((chip) => `${formatMoment(chip.step)}: ${chip.label}`).join('\n')}
          >
            {group.length === 1 ? (
              <OwnChip chip={group[0]} stepCount={stepCount} />
            ) : (
              <Several chips={group} />
            )}
            {room > LEAST_WORDS_PIXELS && (
              <span className="chipLabel" style={{ maxWidth: room }} aria-hidden="true">
                {group[0].label}
                {group.length > 1 && ` and ${group.length - 1} more`}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Several({ chips }: { readonly chips: readonly Chip[] }) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="chipHandle isSeveral"
        aria-label={`${chips.length} of yours at ${formatMoment(chips[0].step)}: ${chips.map((chip) => chip.label).join(', ')}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        {chips.length}
      </button>
      <ChipPopover chips={chips} trigger={trigger} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
