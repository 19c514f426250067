// The visitor's own trader: where it stands, what it paid, what happened to it, and what can be done now.
import { useState } from 'react'
import { isOver, useLab } from '../app/store.ts'
import { addMargin, closeTrade, tryAgain, watchYourself } from '../app/yourTrade.ts'
import type { VisitorNow } from '../threads/frames.ts'
import { formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { formatMoment, formatSum } from './format.ts'

export function YourTrade() {
  const you = useLab((state) => state.panel?.you ?? null)
  const symbols = useLab((state) => state.facts?.assetSymbols)
  const venues = useLab((state) => state.facts?.venueNames)
  const order = useLab(({ link }) => link.orders?.[0])
  if (symbols === undefined || venues === undefined) return null
  if (you === null && order === undefined) return null
  return (
    <section className="card yourTrade" aria-labelledby="your-trade-heading">
      <div className="cardHead">
        <h2 className="heading" id="your-trade-heading">
          Your trade
        </h2>
        <button type="button" className="button isPlain" onClick={watchYourself}>
          Show
        </button>
      </div>
      {you === null ? (
        <p className="soft">
          Your order goes to the book in the second after {formatMoment(order!.step)}: play on.
        </p>
      ) : (
        <>
          <Standing you={you} symbol={symbols[you.asset]} venue={venues[you.venue]} />
          <Actions you={you} />
          <Diary you={you} />
        </>
      )}
    </section>
  )
}

interface StandingProps {
  readonly you: VisitorNow
  readonly symbol: string
  readonly venue: string
}

function Standing({ you, symbol, venue }: StandingProps) {
  const result = you.haveUsd - you.broughtUsd
  return (
    <>
      {you.state === 'open' && (
        <dl className="yourFigures">
          <dt>
            {you.side} {you.leverage}× {symbol}, {venue}
          </dt>
          <dd>{formatUsd(you.notionalUsd)}</dd>
          <dt>Margin</dt>
          <dd>{formatSum(you.marginUsd)}</dd>
          <dt>Entry, mark</dt>
          <dd>
            {formatPrice(you.entryUsd)}, {formatPrice(you.markUsd)}
          </dd>
          <dt>Liquidation, margin gone</dt>
          <dd>
            {you.liquidationUsd > 0 ? formatPrice(you.liquidationUsd) : 'never'},{' '}
            {formatPrice(you.bankruptcyUsd)}
          </dd>
          <dt>Open profit</dt>
          <dd>{formatSum(you.profitUsd, true)}</dd>
        </dl>
      )}
      {you.state === 'liquidated' && <Liquidated you={you} symbol={symbol} venue={venue} />}
      <dl className="yourFigures">
        <dt>Put in with fees</dt>
        <dd>{formatSum(you.broughtUsd)}</dd>
        <dt>Have now</dt>
        <dd>
          {formatSum(you.haveUsd)} <strong>({formatSum(result, true)})</strong>
        </dd>
        <dt>Fees, funding</dt>
        <dd>
          {formatSum(you.feesUsd)} paid, {formatSum(Math.abs(you.fundingUsd))}{' '}
          {you.fundingUsd < 0 ? 'paid' : 'received'}
        </dd>
      </dl>
    </>
  )
}

function Liquidated({ you, symbol, venue }: StandingProps) {
  const alive = you.others.filter((other) => !other.isLiquidated)
  const safest = alive.at(-1)
  const again = safest?.leverage ?? 2
  return (
    <div className="youLiquidated">
      <p>
        <strong>
          You were liquidated: {you.side} {you.leverage}× {symbol} on {venue}, opened at{' '}
          {formatPrice(you.entryUsd)}.
        </strong>
      </p>
      {you.others.length > 0 && (
        <>
          <p>The same {formatUsd(you.marginUsd)}, by the path of the mark in this run so far:</p>
          <ul>
            {you.others.map(({ leverage, liquidationUsd, isLiquidated }) => (
              <li key={leverage}>
                {leverage}×, liquidation at{' '}
                {liquidationUsd > 0 ? formatPrice(liquidationUsd) : 'no price'}:{' '}
                <strong>{isLiquidated ? 'liquidated too' : 'still open'}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      {you.leverage > 1 && (
        <button type="button" className="button isPrimary" onClick={() => tryAgain(again)}>
          Try again at {again}×, from the same moment
        </button>
      )}
    </div>
  )
}

function Actions({ you }: { readonly you: VisitorNow }) {
  const [marginUsd, setMargin] = useState(500)
  const isDone = useLab(isOver)
  if (you.state !== 'open') return null
  const away = Math.abs(you.liquidationUsd / you.markUsd - 1)
  return (
    <>
      {you.liquidationUsd > 0 && (
        <p className="soft">The mark is {formatPercent(away)} from liquidation.</p>
      )}
      <button
        type="button"
        className="button"
        disabled={isDone}
        onClick={() => void closeTrade(you.venue)}
      >
        Close it
      </button>
      <div className="row yourMore">
        <label className="row">
          <span className="unseen">Margin to add, $</span>
          <input
            className="field yourMargin"
            type="number"
            min={10}
            max={10_000_000}
            value={marginUsd}
            onChange={(event) => setMargin(Number(event.target.value))}
          />
        </label>
        <button
          type="button"
          className="button"
          disabled={isDone || !(marginUsd >= 10 && marginUsd <= 10_000_000)}
          onClick={() => void addMargin(you.venue, Math.round(marginUsd))}
        >
          Add margin
        </button>
      </div>
    </>
  )
}

function Diary({ you }: { readonly you: VisitorNow }) {
  if (you.diary.length === 0) return null
  return (
    // It scrolls, so that it can be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className="yourDiary" aria-label="Diary" tabIndex={0}>
      {you.diary.map((row, index) => (
        <li key={`${row.step} ${index}`}>
          <span className="muted">{formatMoment(row.step)}</span> {row.text}
        </li>
      ))}
    </ol>
  )
}
