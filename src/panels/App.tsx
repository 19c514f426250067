// The whole page: one layout for wide windows, one for phones.
import { lazy, Suspense } from 'react'
import { DesktopPage } from './DesktopPage.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { RunMark } from './RunMark.tsx'
import { useMedia } from './useMedia.ts'
import { VersionNotice } from './VersionNotice.tsx'

const PhonePage = lazy(async () => ({ default: (await import('./PhonePage.tsx')).PhonePage }))

export function App() {
  const isWide = useMedia('(min-width: 1000px)')
  return (
    <>
      <Suspense fallback={null}>{isWide ? <DesktopPage /> : <PhonePage />}</Suspense>
      <VersionNotice />
      <LiveRegion />
      <RunMark />
    </>
  )
}
