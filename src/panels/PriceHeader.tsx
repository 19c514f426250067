// The price of the shown coin, how far it has moved, and the simulated time at its present pace.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { chooseAsset } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { formatPercent, formatPrice } from '../view/numbers.ts'
import { formatMoment } from './format.ts'
import { Pace } from './Pace.tsx'

export function PriceHeader() {
  const asset = useLab((state) => state.asset)
  const price = useLab((state) => state.quotes?.priceUsd[asset])
  const change = useLab((state) => state.quotes?.changeFraction[asset] ?? 0)
  const step = useLab((state) => state.pastStep ?? state.clock?.step ?? 0)
  const isPast = useLab((state) => state.pastStep !== null)
  return (
    <div className="priceHeader">
      <span className="price">{price === undefined ? '–' : `$${formatPrice(price)}`}</span>
      <span className="change" data-way={wayOf(change)} title="since the event day began">
        {formatPercent(change, true)}
      </span>
      <AssetMenu />
      <span className="when">
        {formatMoment(step)} · {isPast ? 'past' : <Pace />}
      </span>
    </div>
  )
}

/** Flat as long as the printed figure is zero. */
function wayOf(change: number): 'up' | 'down' | 'flat' {
  if (Math.abs(change) < 0.0005) return 'flat'
  return change < 0 ? 'down' : 'up'
}

function AssetMenu() {
  const asset = useLab((state) => state.asset)
  const facts = useLab((state) => state.facts)
  const symbols = facts?.assetSymbols ?? ['BTC']
  return (
    <MenuTrigger>
      <Button className="button isPlain assetButton">
        <span className="unseen">Coin shown: </span>
        {symbols[asset]} perpetual <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Coin shown"
          selectionMode="single"
          selectedKeys={[String(asset)]}
          onAction={(key) => chooseAsset(Number(key))}
        >
          {symbols.map((symbol, index) => (
            <MenuItem key={symbol} id={String(index)} className="menuItem" textValue={symbol}>
              <span className="menuLabel">
                {symbol} <span className="muted">{facts?.assetNames[index]}</span>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
