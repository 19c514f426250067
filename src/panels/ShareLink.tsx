// The link itself, and the phone's own way of handing things on where there is one.
import { Button } from 'react-aria-components/Button'
import type { SharedResult } from '../app/sharing.ts'
import { tellVisitor } from '../app/words.ts'
import { CopyField } from './CopyField.tsx'
import { formatMoment } from './format.ts'

interface Shared {
  readonly address: string
  readonly title: string
}

export function ShareLink({
  address,
  title,
  result,
  isExperiment,
}: Shared & { readonly result: SharedResult | null; readonly isExperiment: boolean }) {
  return (
    <>
      <CopyField label="Link to this scenario" text={address} what="The link" rows={3}>
        {typeof navigator.share === 'function' && (
          <Button className="button" onPress={() => void handOn({ address, title })}>
            Share with …
          </Button>
        )}
      </CopyField>
      <p className="muted">{isExperiment ? EXPERIMENT_WORDS : resultWords(result)}</p>
    </>
  )
}

const EXPERIMENT_WORDS =
  'The link asks the experiment: whoever opens it runs it and finds the same figures.'

/** Whoever opens the link hears whether theirs is the same. */
function resultWords(result: SharedResult | null): string {
  const { fingerprint, fingerprintStep } = result ?? {}
  if (fingerprint === undefined) return 'The run has not begun: the link carries no result yet.'
  const what =
    fingerprintStep === undefined
      ? 'the result of the run'
      : `the result so far, up to ${formatMoment(fingerprintStep)}`
  return `The link carries ${what} (${fingerprint}): whoever opens it hears whether theirs is the same.`
}

async function handOn({ address, title }: Shared): Promise<void> {
  try {
    await navigator.share({ title: title || 'Unwind', url: address })
  } catch (problem) {
    // The visitor closed it again.
    if (problem instanceof Error && problem.name === 'AbortError') return
    tellVisitor('This device would not share it: copy the link instead.')
  }
}
