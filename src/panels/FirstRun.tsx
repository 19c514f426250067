// The caption of a first visit, with what one may do next. Gone with the first thing a visitor does, be it a
// press of its own close button, which does nothing else.
import { tryCap } from '../app/firstSteps.ts'
import { beTrader } from '../app/yourTrade.ts'
import { play } from '../app/travel.ts'
import { labStore, useLab } from '../app/store.ts'

export function FirstRun() {
  const shown = useLab(
    (state) => state.isFirstRun && state.phase === 'open' && state.mode === 'explore',
  )
  const isStill = useLab((state) => !state.wantsPlay)
  if (!shown) return null
  return (
    <aside className="firstRun" aria-label="What this is">
      <button type="button" className="button isPlain captionClose" aria-label="Close" />
      <p>
        <strong>One day of a leveraged crypto market, trader by trader.</strong> Two million
        leveraged traders, four pieces of bad news, and no script: every liquidation follows from
        the rules.
      </p>
      <div className="row">
        {isStill && (
          <button type="button" className="button isPrimary" onClick={play}>
            Play
          </button>
        )}
        <button
          type="button"
          className={isStill ? 'button' : 'button isPrimary'}
          onClick={() => {
            labStore.setState({ mode: 'watch' })
            play()
          }}
        >
          Watch the day
        </button>
        <button type="button" className="button" onClick={tryCap}>
          Try: cap leverage at 10×
        </button>
        <button type="button" className="button" onClick={beTrader}>
          Be a trader
        </button>
      </div>
    </aside>
  )
}
