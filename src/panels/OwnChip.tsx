// One thing that the visitor added, at its time: carried by pointer or arrow keys, edited when pressed,
// taken back with Delete.
import { useEffect, useRef, useState } from 'react'
import { afterBurst, forgetBurst } from '../app/burst.ts'
import { STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { ChipPopover } from './ChipPopover.tsx'
import { carriedTo } from './chips.ts'
import type { OwnChip as Chip } from './chips.ts'
import { formatMoment } from './format.ts'

/** A press that moves further carries the chip. */
const PRESS_PIXELS = 4
/** Arrow keys that follow each other within this time are one move. */
const BURST_MS = 600

interface Props {
  readonly chip: Chip
  readonly stepCount: number
}

interface Press {
  readonly fromX: number
  readonly stepsPerPixel: number
  isCarrying: boolean
}

export function OwnChip({ chip, stepCount }: Props) {
  const handle = useRef<HTMLButtonElement>(null)
  const press = useRef<Press | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [carried, setCarried] = useState<number | null>(null)
  useEffect(() => () => forgetBurst(chip.id), [chip.id])
  const shown = carried ?? chip.step
  const put = (step: number) => {
    setCarried(null)
    chip.moveTo(step)
  }
  const carryByKey = (steps: number) => {
    const next = carriedTo(shown, steps)
    setCarried(next)
    afterBurst(chip.id, BURST_MS, () => put(next))
  }
  const words = `${chip.label}, ${formatMoment(shown)}`
  return (
    <>
      <button
        ref={handle}
        type="button"
        className="chipHandle"
        data-own-keys
        aria-label={`${words}: edit, or move with the arrow keys`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        style={{ left: `${((shown - chip.step) / stepCount) * 100}cqw` }}
        onClick={() => {
          if (press.current?.isCarrying !== true) setOpen(true)
          press.current = null
        }}
        onPointerDown={(event) => {
          const row = event.currentTarget.closest('.chipRow')
          if (event.button !== 0 || row === null) return
          event.currentTarget.setPointerCapture(event.pointerId)
          const stepsPerPixel = stepCount / Math.max(1, row.clientWidth)
          press.current = { fromX: event.clientX, stepsPerPixel, isCarrying: false }
        }}
        onPointerMove={(event) => {
          const now = press.current
          if (now === null) return
          const pixels = event.clientX - now.fromX
          if (Math.abs(pixels) > PRESS_PIXELS) now.isCarrying = true
          if (now.isCarrying) setCarried(carriedTo(chip.step, pixels * now.stepsPerPixel))
        }}
        onPointerUp={() => {
          if (press.current?.isCarrying === true && carried !== null) put(carried)
        }}
        onPointerCancel={() => {
          press.current = null
          setCarried(null)
        }}
        onKeyDown={(event) => {
          const stride = event.shiftKey ? STEPS_PER_HOUR : STEPS_PER_MINUTE
          if (event.key === 'ArrowLeft') carryByKey(-stride)
          else if (event.key === 'ArrowRight') carryByKey(stride)
          else if (event.key === 'Delete' || event.key === 'Backspace') chip.remove()
          else if (event.key === 'Escape' && carried !== null) {
            forgetBurst(chip.id)
            setCarried(null)
          } else return
          event.preventDefault()
        }}
      >
        <span className="chipMark" aria-hidden="true" />
        {carried !== null && <span className="chipWhen">{formatMoment(carried)}</span>}
      </button>
      <ChipPopover chips={[chip]} trigger={handle} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
