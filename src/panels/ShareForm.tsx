// The link to this scenario: copied at a press, selectable where the clipboard is closed.
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { addressOf, sharedLink, sharedRun } from '../app/sharing.ts'
import type { SharedRun } from '../app/sharing.ts'
import { useLab } from '../app/store.ts'
import { tellVisitor } from '../app/words.ts'
import { formatMoment } from './format.ts'
import { ResultLine } from './ResultLine.tsx'

export function ShareForm() {
  const link = useLab((state) => state.link)
  const [run, setRun] = useState<SharedRun | null>(null)
  const [atMoment, setAtMoment] = useState(true)
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    void sharedRun().then(setRun)
  }, [])
  const words = { title: link.title ?? '', note: link.note ?? '' }
  const address = addressOf(sharedLink(link, run, words, atMoment))
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      setSaid('Copied.')
      tellVisitor('The link is copied.')
    } catch {
      field.current?.select()
      setSaid('The clipboard is closed to this page: the link is selected, copy it by hand.')
    }
  }
  return (
    <>
      <Heading slot="title" level={2}>
        The link is the scenario
      </Heading>
      <p className="muted">
        Seed, changed parameters, dated changes and dropped events stand in it. Whoever opens it
        sees the same run. Nothing is uploaded.
      </p>
      <label className="row">
        <input
          type="checkbox"
          checked={atMoment}
          onChange={(event) => setAtMoment(event.target.checked)}
        />
        open it paused at {formatMoment(run?.moment ?? 0)}
      </label>
      <input
        ref={field}
        className="field shareField"
        readOnly
        aria-label="Link to this scenario"
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <Button className="button isPrimary" onPress={() => void copy()}>
          Copy
        </Button>
        <output>{said}</output>
      </div>
      <ResultLine />
    </>
  )
}
