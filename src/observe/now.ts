// The present moment: prices, the last 24 hours of liquidations, funds, depth against calm.
// USD unless the name says otherwise. ODD submodel: Observation.
import type { MarketRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_DAY, STEPS_PER_MINUTE } from '../market/units.ts'
import { longsLiquidatedByFallUsd } from './ahead.ts'
import type { Layout } from './layout.ts'
import type { QuoteNow, TotalsNow } from './shapes.ts'
import { meanOf } from './statistics.ts'
import type { Observations } from './state.ts'

export function quotesNow(state: Observations, layout: Layout): QuoteNow {
  const { minutes, prices } = state
  const { assetCount, initialPriceUsd, calendar } = layout
  const eventBegun = minutes.count >= calendar.eventFrom && calendar.eventFrom > 0
  const changeFraction = new Float64Array(assetCount)
  for (let asset = 0; asset < assetCount; asset++) {
    const from = eventBegun
      ? minutes.price[(calendar.eventFrom - 1) * assetCount + asset]
      : initialPriceUsd[asset]
    changeFraction[asset] = from > 0 ? prices.nowUsd[asset] / from - 1 : 0
  }
  return { priceUsd: prices.nowUsd.slice(), changeFraction }
}

/** `nextOnePercentUsd` needs a scan of all accounts: the caller may give one that is fresh enough. */
export function totalsNow(
  state: Observations,
  layout: Layout,
  record: MarketRecord,
  nextOnePercentUsd: number,
): TotalsNow {
  const { minutes, worstDay } = state
  const page = record.board.page(Math.max(0, state.nextStep - 1))
  const last = minutes.count - 1
  const latest = (column: Float64Array) => (last < 0 ? 0 : column[last])
  const quote = worstDay.longQuote + worstDay.shortQuote
  const fundByVenueUsd = Array.from(page.insuranceFundQuote, (fund) => fund / QUOTE_UNITS_PER_USD)
  const parkedUsd = record.world.parkedUsd()
  const calmUsd = calmMean(state, layout, minutes.depthUsd)
  return {
    liquidatedUsd: quote / QUOTE_UNITS_PER_USD,
    liquidatedLongShare: quote === 0 ? 0 : worstDay.longQuote / quote,
    liquidatedTraders: worstDay.traders,
    fundsUsd: fundByVenueUsd.reduce((sum, fund) => sum + fund, 0),
    fundsStartUsd: Math.max(0, state.funds.startQuote) / QUOTE_UNITS_PER_USD,
    fundByVenueUsd,
    parkedUsd,
    parkedTodayUsd: parkedUsd - parkedAtMidnight(state),
    volumePerMinuteUsd: latest(minutes.volumeReportedUsd),
    depthOverCalm: calmUsd > 0 ? latest(minutes.depthUsd) / calmUsd : 1,
    nextOnePercentUsd,
    bidsWithinOnePercentUsd: latest(minutes.bids1PercentUsd),
    leverageLimits: Array.from(page.leverageLimit),
    halted: page.halted.some((flag) => flag === 1),
  }
}

/** Notional of BTC longs that a further fall of 1 % liquidates. */
export function scanNextOnePercentUsd(record: MarketRecord, layout: Layout): number {
  return longsLiquidatedByFallUsd(record, layout, layout.btc, 0.01)
}

/** Mean of a by-minute column over the calm day, as far as it has gone. */
export function calmMean(state: Observations, layout: Layout, column: Float64Array): number {
  const { calmFrom, eventFrom } = layout.calendar
  return meanOf(column, calmFrom, Math.min(eventFrom, state.minutes.count))
}

function parkedAtMidnight(state: Observations): number {
  const { minutes } = state
  const today = Math.floor(Math.max(0, state.nextStep - 1) / STEPS_PER_DAY)
  const firstMinute = (today * STEPS_PER_DAY) / STEPS_PER_MINUTE
  if (firstMinute > 0) return minutes.count >= firstMinute ? minutes.parkedUsd[firstMinute - 1] : 0
  return minutes.count > 0 ? minutes.parkedUsd[0] : 0
}
