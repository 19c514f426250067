// Rows of coin-margined contracts: who posts coins, and the desks that make their market.
import { row } from './row.ts'

const CHOICE = 'our choice'

export const COIN_ROWS = [
  row(
    'coinMarginedShare',
    'cm',
    'Coin-margined positions',
    'retail',
    '%',
    [0, 90, 5, 0],
    'restarts',
    'Exchange: coin-margined contracts',
    'Glassnode, October 2021: 45 % of futures open interest had coins as collateral, 70 % in April',
    'Share of leveraged BTC and ETH positions with the coin itself as collateral, where listed; 0 none.',
  ),
  row(
    'coinSpread',
    'cq',
    'Coin-margined half-spread',
    'makers',
    'bps',
    [0.5, 20, 0.5, 2],
    'restarts',
    'Coin-margined desks',
    CHOICE,
    'Distance of the best quote of a coin market from the linear perpetual, in calm.',
  ),
  row(
    'coinDepth',
    'cd',
    'Coin-margined depth',
    'makers',
    'M USD',
    [5, 1000, 5, 150],
    'live',
    'Coin-margined desks',
    CHOICE,
    'Resting dollars a side within 1 % of BTC coin markets over all venues, in calm.',
  ),
  row(
    'coinDeskCapital',
    'ck',
    'Coin desk capital',
    'makers',
    'M USD',
    [100, 10000, 100, 1500],
    'restarts',
    'Coin-margined desks',
    CHOICE,
    'Coins behind the desks of all coin markets, and twice that in cash behind their hedges.',
  ),
]
