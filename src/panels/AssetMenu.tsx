// Which coin the picture shows.
import { chooseAsset } from '../app/runControl.ts'
import { useLab } from '../app/store.ts'
import { PictureMenu } from './PictureMenu.tsx'

export function AssetMenu({ isShort = false }: { readonly isShort?: boolean }) {
  const asset = useLab((state) => state.asset)
  const facts = useLab((state) => state.facts)
  const symbols = facts?.assetSymbols ?? ['BTC']
  const rows = symbols.map((symbol, id) => ({
    id,
    title: symbol,
    short: isShort ? symbol : `${symbol} perpetual`,
    note: facts?.assetNames[id] ?? '',
  }))
  return <PictureMenu label="Coin shown" rows={rows} chosen={asset} onChoose={chooseAsset} />
}
