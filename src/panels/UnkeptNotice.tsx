// The run is not kept outside the page: why, and what that means, as long as the visitor wants to read it.
import { labStore, useLab } from '../app/store.ts'
import type { Unkept } from '../threads/keeper.ts'
import { CoarserCrowd } from './CoarserCrowd.tsx'

const WORDS: Readonly<Record<Unkept, string>> = {
  full: 'The browser’s store is full: a reload of the page will start this run over.',
  closed: 'The browser’s store is closed to this page: a reload will start this run over.',
  large:
    'This run is too large to be copied here: a reload of the page, or a fault, will start it over.',
}

export function UnkeptNotice() {
  const unkept = useLab((state) => state.unkept)
  const isCovered = useLab((state) => state.linkNotices.length > 0 || state.resumed !== null)
  if (unkept === null || isCovered) return null
  return (
    <output className="linkNotice isResumed">
      <span>{WORDS[unkept]}</span>
      {unkept === 'large' && <CoarserCrowd />}
      <button type="button" className="button" onClick={() => labStore.setState({ unkept: null })}>
        Close
      </button>
    </output>
  )
}
