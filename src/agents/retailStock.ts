// The crowd as the first step finds it: who holds what, opened when, at which price. Positions that
// would not have survived until now are not there, so the stock is far less leveraged than the flow.
// ODD submodel "Initialisation: leveraged retail".
import { TRADER_I32, TRADER_U8 } from './retailLeveraged.ts'
import { assert } from '../base/assert.ts'
import { drawExponential, drawNormal, drawUniform, inverseNormal } from '../base/keyedRandom.ts'
import { I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Population } from '../market/kinds.ts'
import { assetOf, DEPTH_BY_ASSET } from '../market/shares.ts'
import { Purpose, type Residence } from './residence.ts'
import { RetailState, type RetailLeveraged } from './retailLeveraged.ts'
import {
  LARGEST_ORDER_USD,
  meanHoldSteps,
  notionalUsd,
  setLeverage,
  wantedLeverage,
} from './sizing.ts'

/** Money behind a trader: margins of a usual position. Our choice: a few bets and then out. */
const PURSE_MARGINS = 2.5
/** Standard deviation of the price per square root of a step in the hours before the run. */
const PAST_VOLATILITY = 0.000085

/** Opens `population.count` accounts and their positions; adds the signed lots to `outNetLots` by book. */
export function settleRetail(
  population: RetailLeveraged,
  home: Residence,
  office: AccountOffice,
  traders: number,
  maintenance: readonly number[],
  outNetLots: Float64Array,
): void {
  for (let account = 0; account < population.count; account++) {
    office.openAccount({
      population: Population.RetailLeveraged,
      traders,
      ownerAgent: home.firstAgent + account,
      marginMode: MarginMode.Isolated,
      slots: 0,
    })
    settle(population, home, office, account, traders, maintenance, outNetLots)
  }
  const last = population.count - 1
  assert(
    last < 0 || home.statements.rowOffset[last << I32] === last,
    'a trader has one row, of its number',
  )
}

function settle(
  population: RetailLeveraged,
  home: Residence,
  office: AccountOffice,
  account: number,
  traders: number,
  maintenance: readonly number[],
  outNetLots: Float64Array,
): void {
  const { keys, settings } = home
  const agent = home.firstAgent + account
  const draw = drawUniform(keys, agent, 0, Purpose.Asset)
  const asset = assetOf(draw, home.assetCount, home.assetShares)
  const limit = Math.min(settings.maxLeverage, home.assetLeverage[asset]!)
  const liked = wantedLeverage(keys, agent, home.venueLeverage, settings)
  const leverage = setLeverage(keys, agent, liked, limit)
  const usd = notionalUsd(keys, agent, liked, leverage, traders, settings) * traders
  const { money } = home
  // Of a coin market's one asset; dollars are worth the same at any price.
  const startTicks = home.assets[0]!.initialPriceUsd / home.assets[0]!.tickSizeUsd
  const marginQuote = Math.ceil(money.unitsOf(usd / leverage, startTicks))
  office.grantPurse(account, Math.floor(marginQuote * PURSE_MARGINS))
  const hold = meanHoldSteps(liked, settings)
  const wait = settings.openEvery * 3600
  const isOpen = drawUniform(keys, agent, 0, Purpose.Stock) < hold / (hold + wait)
  if (
    isOpen &&
    takePosition(home, office, account, asset, usd, leverage, hold, maintenance[asset]!, outNetLots)
  ) {
    const left = Math.ceil(hold * drawExponential(keys, agent, 0, Purpose.Hold))
    population.holdUntil[account << TRADER_I32] = left + 1
    population.state[account << TRADER_U8] = RetailState.InMarket
    population.stakeUsd[account << TRADER_I32] = Math.floor(
      money.usdOf(marginQuote * (PURSE_MARGINS + 1), startTicks),
    )
    const look = Math.min(left, 3600) * drawUniform(keys, agent, 0, Purpose.Wake)
    population.wheel.schedule(account, 1 + Math.ceil(look))
    return
  }
  const idea = wait * drawExponential(keys, agent, 0, Purpose.Wake)
  population.wheel.schedule(account, 1 + Math.ceil(idea))
}

function takePosition(
  home: Residence,
  office: AccountOffice,
  account: number,
  asset: number,
  usd: number,
  leverage: number,
  hold: number,
  maintenance: number,
  outNetLots: Float64Array,
): boolean {
  const { keys, settings, assets, assetCount, money } = home
  const agent = home.firstAgent + account
  const isLong =
    drawNormal(keys, agent, 0, Purpose.StockSide) + inverseNormal(settings.longShare / 100) > 0
  const age = hold * drawExponential(keys, agent, 0, Purpose.StockAge)
  const wander = PAST_VOLATILITY * Math.sqrt(Math.min(age, 14 * 86_400))
  const moved = wander * drawNormal(keys, agent, 0, Purpose.StockPath)
  // `moved` is how far the price has gone since entry. Near the liquidation price few are left: the
  // density of a walk that has not met a barrier falls off linearly towards it.
  const against = isLong ? -moved : moved
  const room = money.room(leverage, isLong) - maintenance
  if (drawUniform(keys, agent, 0, Purpose.StockSurvival) < against / room) return false
  const now = assets[asset]!.initialPriceUsd / assets[asset]!.tickSizeUsd
  const entryTicks = Math.max(1, Math.floor(now / (1 + moved) + 0.5))
  const largestUsd = LARGEST_ORDER_USD * (DEPTH_BY_ASSET[home.firstAsset + asset] ?? 0.1)
  const lots = money.lotsFor(asset, Math.min(usd, largestUsd), entryTicks)
  if (lots < 1) return false
  const signedLots = isLong ? lots : -lots
  const margin = Math.ceil(money.notional(asset, lots, entryTicks) / leverage)
  const book = perpetualBook(asset, assetCount)
  office.grantPosition(account, book, signedLots, entryTicks, leverage, margin)
  outNetLots[book] += signedLots
  return true
}
