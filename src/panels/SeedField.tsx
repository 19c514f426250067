// The seed: the same seed gives the same day, a new one another draw of it. Locked, it survives restarts.
import { useState } from 'react'
import { chooseSeed, newSeed } from '../app/changes.ts'
import { labStore, useLab } from '../app/store.ts'
import { plainLine, SEED_LENGTH } from '../params/plainText.ts'

export function SeedField() {
  const seed = useLab((state) => state.link.seed)
  const locked = useLab((state) => state.seedLocked)
  return (
    <div className="seed">
      <SeedInput key={seed} seed={seed} />
      <button
        type="button"
        aria-pressed={locked}
        title={locked ? 'Locked: a restart keeps this seed' : 'Open: a restart draws a new seed'}
        onClick={() => labStore.setState({ seedLocked: !locked })}
      >
        {locked ? 'locked' : 'open'}
        <span className="unseen"> seed: a restart {locked ? 'keeps' : 'changes'} it</span>
      </button>
      <button type="button" onClick={() => chooseSeed(newSeed())}>
        new<span className="unseen"> seed</span>
      </button>
    </div>
  )
}

function SeedInput({ seed }: { readonly seed: string }) {
  const [typed, setTyped] = useState(seed)
  const commit = () => {
    const wanted = plainLine(typed, SEED_LENGTH)
    if (wanted === '') setTyped(seed)
    else chooseSeed(wanted)
  }
  return (
    <label>
      seed
      <input
        value={typed}
        spellCheck={false}
        autoComplete="off"
        maxLength={SEED_LENGTH}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setTyped(seed)
        }}
      />
    </label>
  )
}
