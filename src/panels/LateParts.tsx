// What the page needs only after it has started: it is loaded then, and never for a frame in another page.
import { useEffect } from 'react'
import { keepForOffline } from '../app/offline.ts'
import { ClipBar } from './ClipBar.tsx'
import { VersionNotice } from './VersionNotice.tsx'

export function LateParts() {
  useEffect(keepForOffline, [])
  return (
    <>
      <VersionNotice />
      <ClipBar />
    </>
  )
}
