// Which coin the picture shows.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { chooseAsset } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'

export function AssetMenu() {
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
