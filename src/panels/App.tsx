// The whole page: one layout for wide windows, one for phones.
import { DesktopPage } from './DesktopPage.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { PhonePage } from './PhonePage.tsx'
import { RunMark } from './RunMark.tsx'
import { useMedia } from './useMedia.ts'

export function App() {
  const isWide = useMedia('(min-width: 1000px)')
  return (
    <>
      {isWide ? <DesktopPage /> : <PhonePage />}
      <LiveRegion />
      <RunMark />
    </>
  )
}
