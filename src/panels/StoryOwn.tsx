// A story of one's own: opened from a file, saved as one, handed on as an address.
import { useRef, useState } from 'react'
import { addressOfStory, openStoryFile, saveStory, tellTheDay } from '../app/storyDoors.ts'
import { useStory } from '../app/storyStore.ts'
import { tellVisitor } from '../app/words.ts'

export function StoryOwn() {
  const problem = useStory((state) => state.problem)
  const notices = useStory((state) => state.notices)
  const isOther = useStory((state) => state.source !== null)
  return (
    <details className="storyOwn" open={problem !== null || notices.length > 0 || undefined}>
      <summary>Tell a story of your own</summary>
      <p className="muted">
        A story is a small file of text: for each step a link to a run, where to look, and a caption
        with figures of the run in braces. Save this one, change it, and open it again.
      </p>
      <div className="row">
        <OpenFile />
        <button type="button" className="button" onClick={saveStory}>
          Save as a file
        </button>
        <CopyAddress />
        {isOther && (
          <button type="button" className="button" onClick={tellTheDay}>
            The day’s own story
          </button>
        )}
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      {notices.length > 0 && (
        <ul className="storyNotices" aria-label="What of the story could not be used">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </details>
  )
}

function OpenFile() {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" onClick={() => chooser.current?.click()}>
        Open a file …
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,application/json,text/plain"
        aria-label="Story file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) void openStoryFile(file)
          event.target.value = ''
        }}
      />
    </>
  )
}

function CopyAddress() {
  const [address, setAddress] = useState<string | null>(null)
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={async () => {
          const made = await addressOfStory()
          if (made === null) {
            tellVisitor('This story is too long for an address: hand it on as a file.')
            return
          }
          setAddress(made)
          // Where the clipboard is closed to the page, the field below can be copied by hand.
          await navigator.clipboard?.writeText(made).then(
            () => tellVisitor('The address of the story is copied.'),
            () => {},
          )
        }}
      >
        Copy its address
      </button>
      {address !== null && (
        <input
          className="field"
          readOnly
          aria-label="Address of the story"
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  )
}
