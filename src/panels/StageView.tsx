// The picture with what lies over it: price header, scene switch, and words when it cannot be drawn.
import { useEffect, useRef } from 'react'
import { mountStage } from '../app/stagePicture.ts'
import { useLab } from '../app/store.ts'
import { FirstRun } from './FirstRun.tsx'
import { PriceHeader } from './PriceHeader.tsx'
import { RunStatus } from './RunStatus.tsx'
import { SceneSwitch } from './SceneSwitch.tsx'

export function StageView({ isPhone }: { readonly isPhone: boolean }) {
  const host = useRef<HTMLDivElement>(null)
  const drawing = useLab((state) => state.drawing)
  useEffect(() => (host.current === null ? undefined : mountStage(host.current, isPhone)), [isPhone])
  return (
    <section className="stage" aria-label="Picture of the market" data-drawing={drawing}>
      <div className="stageHost" ref={host} />
      {!isPhone && <PriceHeader />}
      {!isPhone && <SceneSwitch />}
      {(drawing === 'absent' || drawing === 'lost') && <NoPicture isLost={drawing === 'lost'} />}
      <RunStatus />
      {!isPhone && <FirstRun />}
    </section>
  )
}

function NoPicture({ isLost }: { readonly isLost: boolean }) {
  return (
    <output className="noPicture">
      {isLost
        ? 'The browser took the drawing away (WebGL was lost). Figures and charts go on; reload the page to draw again.'
        : 'This browser gives no WebGL, so there is no picture. Figures and charts go on.'}
    </output>
  )
}
