// Backstop providers: under the liquidity-backstop policy they stand ready with bids below the market
// when it falls fast, and take them away when it calms. ODD submodel "Policy: liquidity backstop".
import { I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'
import { perpetualBook } from '../market/instruments.ts'
import { Cause, Population } from '../market/kinds.ts'
import { RequestKind } from '../market/requests.ts'
import { ASSET_SHARES, VENUE_SHARES } from '../market/shares.ts'
import { Side } from '../market/units.ts'
import { heldLots, openDesk } from './desk.ts'
import type { Residence } from './residence.ts'
import { lotsFor } from './sizing.ts'

const LOOK_STEPS = 30
/** A fall below the quarter hour's or the four hours' mean that brings the backstop in. */
const FALL_FAST = -0.006
const FALL_SLOW = -0.02
/** Where the bids stand, below the consensus price. */
const DISTANCES = [0.001, 0.003, 0.006, 0.01] as const

export class BackstopProvider {
  readonly account: number
  private readonly home: Residence

  constructor(home: Residence, office: AccountOffice) {
    this.home = home
    this.account = openDesk(home, office, {
      population: Population.Backstop,
      owner: 7000,
      cashUsd: 1.5e9 * (VENUE_SHARES[home.venue] ?? 0.1),
      coinsUsd: () => 0,
      slots: home.assetCount * DISTANCES.length,
    })
  }

  decide(step: number, board: BoardPage): void {
    const { settings, assetCount, venue, assets, queue, statements } = this.home
    if (step % LOOK_STEPS !== 0) return
    const offset = statements.slotOffset[this.account << I32]!
    for (let asset = 0; asset < assetCount; asset++) {
      const falls = board.trendFast[asset]! < FALL_FAST || board.trendSlow[asset]! < FALL_SLOW
      const book = perpetualBook(asset, assetCount)
      const capitalUsd =
        settings.backstop * 1e6 * (ASSET_SHARES[asset] ?? 0.1) * (VENUE_SHARES[venue] ?? 0.1)
      const price = board.consensusTicks[asset]!
      const most = lotsFor(capitalUsd, Math.max(1, Math.floor(price)), assets[asset]!)
      const left = Math.max(0, most - Math.max(0, heldLots(this.home, this.account, book)))
      for (let level = 0; level < DISTANCES.length; level++) {
        const slot = asset * DISTANCES.length + level
        const lots = falls ? Math.floor(left / DISTANCES.length) : 0
        if (lots < 1) {
          if (statements.slotLots[offset + slot]! > 0) {
            queue.order(
              RequestKind.Cancel,
              this.account,
              book,
              Side.Buy,
              0,
              0,
              Cause.Backstop,
              slot,
            )
          }
          continue
        }
        const at = Math.floor(price * (1 - DISTANCES[level]!))
        queue.order(
          RequestKind.PostOnly,
          this.account,
          book,
          Side.Buy,
          at,
          lots,
          Cause.Backstop,
          slot,
        )
      }
    }
  }
}
