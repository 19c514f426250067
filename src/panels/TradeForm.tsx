// The form of a trade: what, which way, how much and how leveraged, with what that means before it is done.
import { useEffect, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import { isOver, useLab } from '../app/store.ts'
import { lookAt } from '../app/travel.ts'
import { followQuote, openTrade } from '../app/yourTrade.ts'
import { DEFAULT_ASSETS, VENUE_NAMES } from '../market/instruments.ts'
import { snap } from '../params/grid.ts'
import { ORDER_LEVERAGE, ORDER_MARGIN_USD, ORDER_SIDES } from '../params/visitorOrder.ts'
import type { OpenTerms } from '../params/visitorOrder.ts'
import type { TradeQuote } from '../threads/frames.ts'
import { formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { formatMoment } from './format.ts'

const FIRST: OpenTerms = {
  venue: 0,
  asset: 0,
  side: 'long',
  leverage: 20,
  marginUsd: 1000,
  stopTicks: 0,
  takeTicks: 0,
}
/** A finished run is gone back in to so long before its first news. */
const BEFORE_NEWS_STEPS = 300
const LEVERAGES = [3, 5, 10, 20, 50, 100]

export function TradeForm({ close }: { close(): void }) {
  const asset = useLab((state) => state.asset)
  const [trade, setTrade] = useState<OpenTerms>({ ...FIRST, asset })
  const quote = useQuote(trade)
  const set = (change: Partial<OpenTerms>) => setTrade({ ...trade, ...change })
  const { symbol, tickSizeUsd } = DEFAULT_ASSETS[trade.asset]
  return (
    <>
      <fieldset className="tradeSides">
        <legend className="unseen">Side</legend>
        {ORDER_SIDES.map((side) => (
          <button
            key={side}
            type="button"
            className={`button ${trade.side === side ? 'isPrimary' : ''}`}
            aria-pressed={trade.side === side}
            onClick={() => set({ side, stopTicks: 0, takeTicks: 0 })}
          >
            {side === 'long' ? 'Long: gains when it rises' : 'Short: gains when it falls'}
          </button>
        ))}
      </fieldset>
      <div className="row">
        <Choice
          label="Coin"
          names={DEFAULT_ASSETS.map((row) => row.symbol)}
          value={trade.asset}
          onChange={(next) => set({ asset: next, stopTicks: 0, takeTicks: 0 })}
        />
        <Choice
          label="Venue"
          names={VENUE_NAMES}
          value={trade.venue}
          onChange={(venue) => set({ venue })}
        />
      </div>
      <AmountField
        label="Margin, $"
        value={trade.marginUsd}
        grid={ORDER_MARGIN_USD}
        step={100}
        onChange={(marginUsd) => set({ marginUsd })}
      />
      <AmountField
        label="Leverage, ×"
        value={trade.leverage}
        grid={ORDER_LEVERAGE}
        step={1}
        onChange={(leverage) => set({ leverage })}
      />
      <fieldset className="row tradeQuick">
        <legend className="unseen">Common leverages</legend>
        {LEVERAGES.map((leverage) => (
          <button
            key={leverage}
            type="button"
            className="button"
            aria-pressed={trade.leverage === leverage}
            onClick={() => set({ leverage })}
          >
            {leverage}×
          </button>
        ))}
      </fieldset>
      <details className="tradeTriggers">
        <summary>Stop and take-profit (optional)</summary>
        <div className="row">
          <PriceField
            label={`Stop, $ per ${symbol}`}
            ticks={trade.stopTicks}
            tickSizeUsd={tickSizeUsd}
            onChange={(stopTicks) => set({ stopTicks })}
          />
          <PriceField
            label={`Take-profit, $ per ${symbol}`}
            ticks={trade.takeTicks}
            tickSizeUsd={tickSizeUsd}
            onChange={(takeTicks) => set({ takeTicks })}
          />
        </div>
      </details>
      <Meaning trade={trade} quote={quote} />
      <OpenButton trade={trade} quote={quote} close={close} />
    </>
  )
}

/** Asked again whenever the trade changes, and now and then while the price moves. */
function useQuote(trade: OpenTerms): TradeQuote | null {
  const [quote, setQuote] = useState<TradeQuote | null>(null)
  useEffect(() => followQuote(trade, setQuote), [trade])
  return quote
}

function Meaning({
  trade,
  quote,
}: {
  readonly trade: OpenTerms
  readonly quote: TradeQuote | null
}) {
  if (quote === null) return <p className="muted">One moment …</p>
  const move = quote.liquidationUsd / quote.priceUsd - 1
  const { symbol } = DEFAULT_ASSETS[trade.asset]
  return (
    <div className="tradeMeaning">
      <p>
        <strong>{formatUsd(quote.notionalUsd)}</strong> of {symbol} at about{' '}
        {formatPrice(quote.priceUsd)}, fee {formatUsd(quote.feeUsd)}.{' '}
        {quote.liquidationUsd > 0 ? (
          <>
            Liquidation at <strong>{formatPrice(quote.liquidationUsd)}</strong>, the margin is gone
            at {formatPrice(quote.bankruptcyUsd)}:{' '}
            <strong>a move of {formatPercent(move, true)} liquidates you.</strong>
          </>
        ) : (
          'No price liquidates it.'
        )}
      </p>
      <p className="soft">
        {VENUE_NAMES[trade.venue]} allows {quote.highestLeverage}× at this size now.
      </p>
      {quote.problem !== null && (
        <p className="parameterProblem" role="alert">
          {quote.problem}
        </p>
      )}
    </div>
  )
}

function OpenButton({
  trade,
  quote,
  close,
}: {
  readonly trade: OpenTerms
  readonly quote: TradeQuote | null
  close(): void
}) {
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const firstNews = useLab((state) => state.panel?.news[0]?.step ?? 0)
  const isDone = useLab(isOver)
  if (isDone) {
    const earlier = Math.max(0, firstNews - BEFORE_NEWS_STEPS)
    return (
      <>
        <p className="soft">The run is over: a trade opens at an earlier moment.</p>
        <Button className="button" onPress={() => lookAt(earlier)}>
          Go back to {formatMoment(earlier)}
        </Button>
      </>
    )
  }
  return (
    <Button
      className="button isPrimary"
      isDisabled={quote === null || quote.problem !== null}
      onPress={() => {
        void openTrade(trade).then((isOpened) => isOpened && close())
      }}
    >
      Open it at {formatMoment(step)}
    </Button>
  )
}

interface AmountProps {
  readonly label: string
  readonly value: number
  readonly grid: { readonly min: number; readonly max: number; readonly step: number }
  readonly step: number
  onChange(value: number): void
}

function AmountField({ label, value, grid, step, onChange }: AmountProps) {
  const put = (next: number) => onChange(Number.isFinite(next) ? snap(grid, next) : value)
  const steps = Math.round(value / step)
  return (
    <NumberField
      className="numberField"
      value={value}
      minValue={grid.min}
      maxValue={grid.max}
      onChange={put}
    >
      <Label>{label}</Label>
      <Group className="row">
        <button
          type="button"
          className="button isKey"
          aria-label={`Less: ${label}`}
          onClick={() => put((steps - 1) * step)}
        >
          −
        </button>
        <Input className="field" />
        <button
          type="button"
          className="button isKey"
          aria-label={`More: ${label}`}
          onClick={() => put((steps + 1) * step)}
        >
          +
        </button>
      </Group>
    </NumberField>
  )
}

interface PriceProps {
  readonly label: string
  readonly ticks: number
  readonly tickSizeUsd: number
  onChange(ticks: number): void
}

/** Empty: none. */
function PriceField({ label, ticks, tickSizeUsd, onChange }: PriceProps) {
  return (
    <NumberField
      className="numberField"
      value={ticks === 0 ? NaN : ticks * tickSizeUsd}
      minValue={0}
      maxValue={131_000 * tickSizeUsd}
      formatOptions={{ maximumFractionDigits: 5 }}
      onChange={(next) => onChange(next > 0 ? Math.round(next / tickSizeUsd) : 0)}
    >
      <Label>{label}</Label>
      <Input className="field" />
    </NumberField>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly names: readonly string[]
  readonly value: number
  onChange(value: number): void
}

function Choice({ label, names, value, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <span className="row">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {names.map((name, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
