// How fast the clock goes: Auto slows down as liquidations speed up; fixed speeds beside it.
import { setSpeed } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { SPEEDS } from '../threads/frames.ts'
import type { Speed } from '../threads/frames.ts'
import { formatFactor } from './format.ts'
import { MenuButton } from './MenuButton.tsx'

const NOTES: Readonly<Record<Speed, string>> = {
  auto: 'slows down when liquidations speed up',
  '60': 'a minute a second',
  '600': 'ten minutes a second',
  '3600': 'an hour a second',
  '14400': 'four hours a second',
  max: 'as fast as this machine can',
}

const ROWS = SPEEDS.map((id) => ({ id, title: nameOf(id), note: NOTES[id] }))

export function SpeedMenu() {
  const speed = useLab((state) => state.speed)
  const factor = useLab((state) => state.clock?.factor ?? 0)
  const paceNow = speed === 'auto' && factor > 0 ? formatFactor(factor) : ''
  return (
    <MenuButton
      className="button"
      words={
        <>
          {nameOf(speed)} {paceNow !== '' && <span className="muted">{paceNow}</span>}
        </>
      }
      buttonLabel={`Speed: ${nameOf(speed)} ${paceNow}`}
      label="Speed"
      rows={ROWS}
      chosen={speed}
      onChoose={(id) => setSpeed(id as Speed)}
    />
  )
}

function nameOf(speed: Speed): string {
  if (speed === 'auto') return 'Auto'
  return speed === 'max' ? 'Max' : formatFactor(Number(speed))
}
