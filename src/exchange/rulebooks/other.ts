// The venue `other` stands for the rest of the market: Binance's rulebook with fees of its own (our
// choice: the middle of what smaller venues charged). ODD submodel: Exchange: rulebooks.
import { binanceRulebook } from './binance.ts'
import type { BinanceTiers } from './binance.ts'
import type { Rulebook } from './rulebook.ts'

export function otherRulebook(tiers: BinanceTiers = '2021'): Rulebook {
  return { ...binanceRulebook(tiers), name: 'other', takerFeeBps: 5, makerFeeBps: 2 }
}
