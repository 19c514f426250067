// A run by the hour, as real candles are kept: closing prices of BTC, ETH and the altcoin index, and
// reported volume. USD; the index begins at 1. ODD submodel: Observation.
import { detExp, detLog } from '../base/detMath.ts'
import type { Asset } from '../market/instruments.ts'
import type { MinuteColumns } from './minutes.ts'
import { MINUTES_PER_HOUR } from './layout.ts'

/** One value a complete hour. Empty where the market has no such coin. */
export interface HourlySeries {
  readonly btcUsd: readonly number[]
  readonly ethUsd: readonly number[]
  readonly altcoinIndex: readonly number[]
  readonly volumeUsd: readonly number[]
}

export function hourlyOf(minutes: MinuteColumns, assets: readonly Asset[]): HourlySeries {
  const hours = Math.floor(minutes.step.length / MINUTES_PER_HOUR)
  const byHour = (of: (lastMinute: number, firstMinute: number) => number) =>
    Array.from({ length: hours }, (_, hour) =>
      of((hour + 1) * MINUTES_PER_HOUR - 1, hour * MINUTES_PER_HOUR),
    )
  const price = (minute: number, asset: number) => minutes.price[minute * assets.length + asset]!
  const closes = (symbol: string) => {
    const asset = assets.findIndex((row) => row.symbol === symbol)
    return asset < 0 ? [] : byHour((minute) => price(minute, asset))
  }
  const altcoins = assets.flatMap(({ symbol }, asset) =>
    symbol === 'BTC' || symbol === 'ETH' ? [] : [asset],
  )
  const index = (minute: number) => {
    let sum = 0
    for (const asset of altcoins) {
      sum += detLog(price(minute, asset) / assets[asset]!.initialPriceUsd)
    }
    return detExp(sum / altcoins.length)
  }
  return {
    btcUsd: closes('BTC'),
    ethUsd: closes('ETH'),
    altcoinIndex: altcoins.length === 0 ? [] : byHour(index),
    volumeUsd: byHour((last, first) => {
      let sum = 0
      for (let minute = first; minute <= last; minute++) sum += minutes.volumeReportedUsd[minute]!
      return sum
    }),
  }
}
