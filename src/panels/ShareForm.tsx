// The link to this scenario: copied at a press, selectable where the clipboard is closed.
import { useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { addressOf, sharedLink } from '../app/addressBar.ts'
import { useLab } from '../app/store.ts'
import { tellVisitor } from '../app/words.ts'
import { formatMoment } from './format.ts'
import { ResultLine } from './ResultLine.tsx'

export function ShareForm() {
  const link = useLab((state) => state.link)
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const [atMoment, setAtMoment] = useState(false)
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const address = addressOf(sharedLink(link, atMoment ? step : null))
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
        open it paused at {formatMoment(step)}
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
