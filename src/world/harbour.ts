// The stablecoin harbour: money that its owners keep as stablecoins outside the venues. It fills when
// retail withdraws, and with fresh stablecoins that institutions have issued to buy with; it empties
// when they come back. USD. ODD submodel "Harbour" (C15).
import type { Columns } from '../base/columns.ts'
import { Cause, Population } from '../market/kinds.ts'
import type { HarbourRecord } from '../market/marketRecord.ts'
import { QUOTE_UNITS_PER_USD } from '../market/units.ts'

const POPULATIONS = 11

export class Harbour {
  /** Parked, fled, fresh, redeemed: quote units. */
  private readonly totals: Float64Array
  private readonly netFlow: Float64Array

  constructor(columns: Columns, name: string) {
    this.totals = columns.f64(`${name}.harbour.totals`, 4)
    this.netFlow = columns.f64(`${name}.harbour.netFlow`, POPULATIONS)
  }

  /** Stablecoins that are parked before the first step. */
  start(amountQuote: number): void {
    this.totals[0] += amountQuote
  }

  /** Money moved between purse and venue; `amountQuote` above zero is into the venue. */
  transfer(population: number, amountQuote: number): void {
    if (population !== Population.RetailLeveraged && population !== Population.RetailSpot) return
    this.totals[0] -= amountQuote
    if (amountQuote < 0) this.totals[1] -= amountQuote
    if (population === Population.RetailLeveraged) this.netFlow[population] -= amountQuote
  }

  /** A spot trade seen from one side: coins sold are stablecoins gained. */
  spot(
    population: number,
    cause: number,
    sold: boolean,
    amountQuote: number,
    freshShare: number,
  ): void {
    this.netFlow[population] += sold ? amountQuote : -amountQuote
    if (population !== Population.Institution) return
    // Institutions pay part of a bargain with stablecoins issued for it, and redeem when they sell again.
    if (!sold && cause === Cause.Bargain)
      this.issue(population, Math.floor(amountQuote * freshShare))
    else if (sold && cause === Cause.Exit) {
      const outstanding = this.totals[2]! - this.totals[3]!
      const redeemed = Math.min(outstanding, Math.floor(amountQuote * freshShare))
      this.totals[3] += redeemed
      this.netFlow[population] -= redeemed
    }
  }

  private issue(population: number, amountQuote: number): void {
    this.totals[2] += amountQuote
    this.netFlow[population] += amountQuote
  }

  parkedUsd(): number {
    return this.totals[0]! / QUOTE_UNITS_PER_USD
  }

  record(): HarbourRecord {
    const usd = (quote: number) => quote / QUOTE_UNITS_PER_USD
    const netFlowByPopulationUsd = new Float64Array(POPULATIONS)
    for (let index = 0; index < POPULATIONS; index++)
      netFlowByPopulationUsd[index] = usd(this.netFlow[index]!)
    return {
      parkedUsd: this.parkedUsd(),
      fledUsd: usd(this.totals[1]!),
      freshUsd: usd(this.totals[2]!),
      redeemedUsd: usd(this.totals[3]!),
      netFlowByPopulationUsd,
    }
  }
}
