// What this is, in words, with the keys and the fingerprint of a finished run.
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { useOffline } from '../app/offline.ts'
import { setShortcuts } from '../app/keyboard.ts'
import { useLab } from '../app/store.ts'
import { formatCount } from '../view/numbers.ts'
import { ResultLine } from './ResultLine.tsx'
import { SHORTCUTS } from './shortcuts.ts'

export function AboutText() {
  const facts = useLab((state) => state.facts)
  return (
    <>
      <Heading slot="title" level={2}>
        About Unwind
      </Heading>
      <p>
        Unwind rebuilds one day of a leveraged crypto market, trader by trader, and lets you change
        what the traders and the exchanges were allowed to do. It is a model: nothing here is a
        forecast, advice or live data. Times and dollars are simulated, everything runs in this tab,
        and nothing is uploaded.
      </p>
      <p>
        Every liquidation, price and order comes from the traders in the model. Longs are solid
        blue, shorts hollow amber, and areas stand for dollars.
      </p>
      {facts !== null && (
        <p className="muted">
          {formatCount(facts.agentCount)} agents stand for {formatCount(facts.traderCount)}{' '}
          leveraged traders on {facts.venueNames.length} venues. Engine {facts.engineVersion}.
        </p>
      )}
      <ResultLine />
      <OfflineLine />
      <Heading level={3} className="heading">
        Keys
      </Heading>
      <dl className="keys">
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.keys}>
            <dt>{shortcut.keys}</dt>
            <dd>{shortcut.does}</dd>
          </div>
        ))}
      </dl>
      <ShortcutSwitch />
      <div className="row">
        <Button slot="close" className="button isPrimary">
          Close
        </Button>
      </div>
    </>
  )
}

function OfflineLine() {
  const isKept = useOffline((state) => state.isKept)
  const words = isKept
    ? 'This page is kept in your browser: it opens without a network too.'
    : 'This browser has not kept the page: it needs the network to open.'
  return <p className="muted">{words}</p>
}

function ShortcutSwitch() {
  const isOn = useLab((state) => state.hasShortcuts)
  return (
    <label className="row">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => setShortcuts(event.target.checked)}
      />
      Single keys act. Turned off, Tab, Enter and the arrows on sliders still do.
    </label>
  )
}
