// The whole page: one layout for wide windows, one for phones, a compact one for frames of other pages.
import { lazy, Suspense, useEffect, useState } from 'react'
import { isEmbedded } from '../app/embedded.ts'
import { whenStarted } from '../app/started.ts'
import { DesktopPage } from './DesktopPage.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { RunMark } from './RunMark.tsx'
import { useMedia } from './useMedia.ts'

const PhonePage = lazy(async () => ({ default: (await import('./PhonePage.tsx')).PhonePage }))
const EmbedPage = lazy(async () => ({ default: (await import('./EmbedPage.tsx')).EmbedPage }))
const LateParts = lazy(async () => ({ default: (await import('./LateParts.tsx')).LateParts }))

export function App() {
  return (
    <>
      <Suspense fallback={null}>{isEmbedded ? <EmbedPage /> : <WholePage />}</Suspense>
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
      {isWide ? <DesktopPage /> : <PhonePage />}
      {hasStarted && (
        <Suspense fallback={null}>
          <LateParts />
        </Suspense>
      )}
    </>
  )
}
