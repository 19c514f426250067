// The fingerprint of the finished run, and whether it is the one that the opened link promised.
import { useLab } from '../app/store.ts'
import type { LinkCheck } from '../app/store.ts'
import { formatMoment } from './format.ts'

const WAY_WORDS: Readonly<Record<LinkCheck, string>> = {
  'same result': 'is the same as in the link',
  'another result': 'is not the one in the link, though engine and parameters are the same',
  'other parameters': 'is not the one in the link: parts of the link could not be used',
  'another engine': 'is not the one in the link, which another version of the engine made',
}

export function ResultLine() {
  const fingerprint = useLab((state) => state.fingerprint)
  const check = useLab((state) => state.linkCheck)
  const claimed = useLab((state) => state.link.fingerprint)
  const claimedStep = useLab((state) => state.link.fingerprintStep)
  if (claimed !== undefined && claimedStep !== undefined) {
    const words = check === null ? 'is compared with the one in the link' : WAY_WORDS[check]
    return (
      <p className="muted">
        Up to {formatMoment(claimedStep)} the result {words}.
      </p>
    )
  }
  if (fingerprint === null) {
    return (
      <p className="muted">
        {claimed === undefined
          ? 'The run has a fingerprint once it is finished: whoever opens the link gets the same one.'
          : 'When the run is finished, its result is compared with the one in the link.'}
      </p>
    )
  }
  return (
    <p className="muted">
      Fingerprint <code data-fingerprint={fingerprint}>{fingerprint}</code>
      {check === 'same result' && ' - the same result as in the link.'}
      {check === 'another result' &&
        ' - not the result in the link, though engine and parameters are the same: the bits differ.'}
      {check === 'other parameters' &&
        ' - not the result in the link: parts of the link could not be used.'}
      {check === 'another engine' &&
        ' - the link was made by another version of the engine, and its result differs.'}
    </p>
  )
}
