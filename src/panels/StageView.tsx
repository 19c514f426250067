// The picture with what lies over it: price header, scene switch, and words when it cannot be drawn.
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { listenToPointer } from '../app/gestures.ts'
import { mountStage } from '../app/stagePicture.ts'
import { useLab } from '../app/store.ts'
import { CrowdTools } from './CrowdTools.tsx'
import { FirstRun } from './FirstRun.tsx'
import { PriceHeader } from './PriceHeader.tsx'
import { ResumeNotice } from './ResumeNotice.tsx'
import { RunStatus } from './RunStatus.tsx'
import { SceneSwitch } from './SceneSwitch.tsx'
import { StageCursor } from './StageCursor.tsx'
import { TimeTools } from './TimeTools.tsx'
import { UnkeptNotice } from './UnkeptNotice.tsx'

interface Props {
  readonly isPhone: boolean
  /** What a phone lays over the top of its picture. */
  readonly children?: ReactNode
}

export function StageView({ isPhone, children }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const drawing = useLab((state) => state.drawing)
  const scene = useLab((state) => state.scene)
  const words = useRef<HTMLPreElement>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(
    () => (host.current === null ? undefined : mountStage(host.current, isPhone)),
    [isPhone, attempt],
  )
  useEffect(
    () =>
      host.current === null || words.current === null
        ? undefined
        : listenToPointer(host.current, words.current),
    [],
  )
  return (
    <section
      className="stage"
      aria-label="Picture of the market"
      data-drawing={drawing}
      data-scene={scene}
    >
      <div className="stageHost" ref={host} />
      <StageCursor />
      <pre className="pickWords" ref={words} hidden />
      {!isPhone && <PriceHeader />}
      {children}
      <SceneSwitch />
      {!isPhone && <TimeTools />}
      <CrowdTools host={host} />
      {(drawing === 'absent' || drawing === 'lost') && (
        <NoPicture isLost={drawing === 'lost'} tryAgain={() => setAttempt(attempt + 1)} />
      )}
      <RunStatus />
      <ResumeNotice />
      <UnkeptNotice />
      {!isPhone && <FirstRun />}
    </section>
  )
}

function NoPicture({ isLost, tryAgain }: { readonly isLost: boolean; tryAgain(): void }) {
  return (
    <div className="noPicture">
      <output>
        {isLost
          ? 'The browser took the drawing away (WebGL was lost). Figures and charts go on.'
          : 'This browser gives no WebGL, so there is no picture. Figures and charts go on.'}
      </output>
      {isLost && (
        <button type="button" className="button" onClick={tryAgain}>
          Draw again
        </button>
      )}
    </div>
  )
}
