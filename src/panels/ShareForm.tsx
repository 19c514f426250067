// What is handed on, in five forms of the same link: itself, a QR code, a frame for another page, a picture,
// a clip. Title and note are the sharer's own words, plain text.
import { lazy, Suspense, useEffect, useState } from 'react'
import { Heading } from 'react-aria-components/Heading'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { addressOf, sharedLink, sharedRun } from '../app/sharing.ts'
import type { SharedRun } from '../app/sharing.ts'
import { labStore, useLab } from '../app/store.ts'
import { NOTE_LENGTH, TITLE_LENGTH } from '../params/plainText.ts'
import { formatMoment } from './format.ts'
import { ShareLink } from './ShareLink.tsx'
import './styles/share.css'

const ShareCode = lazy(async () => ({ default: (await import('./ShareCode.tsx')).ShareCode }))
const ShareFrame = lazy(async () => ({ default: (await import('./ShareFrame.tsx')).ShareFrame }))
const SharePicture = lazy(async () => ({
  default: (await import('./SharePicture.tsx')).SharePicture,
}))
const ShareClip = lazy(async () => ({ default: (await import('./ShareClip.tsx')).ShareClip }))

const FORMS = ['Link', 'QR code', 'Embed', 'Picture', 'Clip'] as const
type Form = (typeof FORMS)[number]

export function ShareForm() {
  const link = useLab((state) => state.link)
  const [run, setRun] = useState<SharedRun | null>(null)
  const [atMoment, setAtMoment] = useState(true)
  const [title, setTitle] = useState(link.title ?? '')
  const [note, setNote] = useState(link.note ?? '')
  const [form, setForm] = useState<Form>('Link')
  const [isOpen, setOpen] = useState(title !== '' || note !== '')
  useEffect(() => {
    void sharedRun().then(setRun)
  }, [])
  // An experiment has no moment, and no result of a single run.
  const isExperiment = useLab(
    (state) => state.mode === 'experiment' && state.link.sweep !== undefined,
  )
  const words = { title: title.trim(), note: note.trim() }
  const shared = sharedLink(link, isExperiment ? null : run, words, atMoment && !isExperiment)
  const address = addressOf(shared)
  // The address bar carries the words too, so that they are not lost.
  const keepWords = () => {
    const { link: open } = labStore.getState()
    labStore.setState({ link: { ...open, title: shared.title, note: shared.note } as typeof open })
  }
  return (
    <>
      <Heading slot="title" level={2}>
        The link is the scenario
      </Heading>
      <p className="muted">Whoever opens it sees the same run. Nothing is uploaded.</p>
      <details
        className="shareMore"
        open={isOpen}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>Title and note</summary>
        <label className="shareWords">
          Title
          <input
            className="field"
            value={title}
            maxLength={TITLE_LENGTH}
            placeholder="optional"
            onChange={(event) => setTitle(event.target.value)}
            onBlur={keepWords}
          />
        </label>
        <label className="shareWords">
          Note
          <textarea
            className="field"
            rows={2}
            value={note}
            maxLength={NOTE_LENGTH}
            placeholder="optional, plain text"
            onChange={(event) => setNote(event.target.value)}
            onBlur={keepWords}
          />
        </label>
      </details>
      {!isExperiment && (
        <label className="shareMoment">
          <input
            type="checkbox"
            checked={atMoment}
            onChange={(event) => setAtMoment(event.target.checked)}
          />
          <span>opens paused at {formatMoment(run?.moment ?? 0)}, as it looks now</span>
        </label>
      )}
      <ToggleButtonGroup
        className="shareTabs"
        aria-label="Forms of the link"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[form]}
        onSelectionChange={(keys) => setForm(([...keys][0] as Form | undefined) ?? form)}
      >
        {FORMS.map((each) => (
          <ToggleButton key={each} id={each} className="choice">
            {each}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="sharePanel">
        <Suspense fallback={<p className="muted">One moment …</p>}>
          {form === 'Link' && (
            <ShareLink
              address={address}
              title={title}
              result={run?.result ?? null}
              isExperiment={isExperiment}
            />
          )}
          {form === 'QR code' && <ShareCode address={address} />}
          {form === 'Embed' && <ShareFrame address={address} title={title} />}
          {form === 'Picture' && <SharePicture link={shared} />}
          {form === 'Clip' && <ShareClip link={shared} />}
        </Suspense>
      </div>
    </>
  )
}
