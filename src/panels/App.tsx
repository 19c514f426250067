// The whole page: one layout for wide windows, one for phones, a compact one for frames of other pages.
import { lazy, Suspense, useEffect, useState } from 'react'
import { isEmbedded } from '../app/embedded.ts'
import { whenStarted } from '../app/started.ts'
import { DesktopPage } from './DesktopPage.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { RunMark } from './RunMark.tsx'
import { useMedia } from './useMedia.ts'

const NarrowPage = lazy(async () => ({ default: (await import('./NarrowPage.tsx')).NarrowPage }))
const LateParts = lazy(async () => ({ default: (await import('./LateParts.tsx')).LateParts }))

export function App() {
  return (
    <>
      <Suspense fallback={null}>{isEmbedded ? <NarrowPage /> : <WholePage />}</Suspense>
      <LiveRegion />
      <RunMark />
    </>
  )
}

function WholePage() {
  const isWide = useMedia('(min-width: 1000px)')
  const [hasStarted, setStarted] = useState(false)
  useEffect(() => whenStarted(() => setStarted(true)), [])
  return (
    <>
      {isWide ? <DesktopPage /> : <NarrowPage />}
      {hasStarted && (
        <Suspense fallback={null}>
          <LateParts />
        </Suspense>
      )}
    </>
  )
}
