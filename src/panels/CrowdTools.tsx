// The crowd's zoom by buttons, for those without a wheel.
import type { RefObject } from 'react'
import { zoomCrowd } from '../app/gestures.ts'
import { picture } from '../app/picture.ts'
import { chooseScene } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'

const STEP = 1.6

export function CrowdTools({ host }: { readonly host: RefObject<HTMLElement | null> }) {
  const scene = useLab((state) => state.scene)
  if (scene !== 'crowd') return null
  const zoom = (factor: number) => {
    if (host.current !== null) zoomCrowd(host.current, factor)
  }
  return (
    <div className="choices crowdTools">
      <button type="button" className="choice" aria-label="Nearer" onClick={() => zoom(STEP)}>
        +
      </button>
      <button type="button" className="choice" aria-label="Farther" onClick={() => zoom(1 / STEP)}>
        −
      </button>
      <button type="button" className="choice" onClick={() => picture()?.showAll()}>
        All
      </button>
      <button type="button" className="choice" onClick={() => chooseScene('trader')}>
        Watch one
      </button>
    </div>
  )
}
