// The one loop over a venue's trades of a step: each is read once and handed to the measures it concerns.
// Ticks, lots, quote units. ODD submodel: Observation.
import { I32 } from '../base/shifts.ts'
import type { AccountStatements } from '../market/accounts.ts'
import { EventKind, type EventLog } from '../market/events.ts'
import { Cause, Population } from '../market/kinds.ts'
import { STEPS_PER_DAY, STEPS_PER_HOUR, STEPS_PER_MINUTE } from '../market/units.ts'
import { CROSS_MARGIN, POPULATION_BITS, SHARED_OWNER } from './accountTraits.ts'
import { FLOW_COUNT, flowOf } from './flows.ts'
import { noteInstitution } from './institutions.ts'
import type { Layout } from './layout.ts'
import { noteOpening } from './newLeverage.ts'
import { noteSpotMoney } from './realisedProfit.ts'
import type { Observations } from './state.ts'
import { noteFill, startOfFills } from './sweeps.ts'
import { POPULATION_COUNT } from './volume.ts'

/** Kinds of events other than trades that an observer tells of: 1. */
const TOLD = new Uint8Array(16)
for (const kind of [
  EventKind.Liquidation,
  EventKind.Takeover,
  EventKind.Deleveraged,
  EventKind.SocialisedLoss,
  EventKind.Funding,
  EventKind.CircuitBreaker,
  EventKind.LeverageLimit,
]) {
  TOLD[kind] = 1
}

/** Returns whether the log holds something other than trades that is to be told of. */
export function observeTrades(
  state: Observations,
  layout: Layout,
  traits: Uint8Array,
  step: number,
  venue: number,
  log: EventLog,
  accounts: AccountStatements,
): boolean {
  const { kind, book, side, cause, account, otherAccount, priceTicks, amountQuote } = log
  const { volume, sweeps, newLeverage } = state
  const { byFlowQuote, byPopulationQuote } = volume
  const { ownerAgent } = accounts
  const { assetCount, eventStartStep } = layout
  const minute = Math.floor(step / STEPS_PER_MINUTE)
  const flowRow = minute * FLOW_COUNT * 2
  const populationRow = Math.floor(step / STEPS_PER_HOUR) * POPULATION_COUNT * 2
  const btcBook = assetCount + layout.btc
  const onTheDay = step >= eventStartStep && step < eventStartStep + STEPS_PER_DAY
  let told = 0
  let genuine = 0
  let wash = 0
  let netSpot = 0
  let netPerpetual = 0
  startOfFills(sweeps)
  const { count } = log
  const takerTraits = gatherTraits(traits, account, count)
  for (let row = 0; row < count; row++) {
    if (kind[row] !== EventKind.Trade) {
      told |= TOLD[kind[row]]
      continue
    }
    const amount = amountQuote[row]
    const taker = account[row]
    const maker = otherAccount[row]
    const trait = takerTraits[row]
    const signed = side[row] === 0 ? amount : -amount
    if (onTheDay) noteEventDay(state, layout, traits, step, venue, log, row, signed)
    if ((trait & SHARED_OWNER) !== 0 || taker === maker) {
      if (taker >= 0 && maker >= 0 && ownerAgent[taker << I32] === ownerAgent[maker << I32]) {
        wash += amount
        continue
      }
    }
    const inBook = book[row]
    const takerSide = side[row]
    const takerCause = cause[row]
    genuine += amount
    const population = trait & POPULATION_BITS
    byFlowQuote[flowRow + flowOf(takerCause, population) * 2 + takerSide] += amount
    byPopulationQuote[populationRow + population * 2 + takerSide] += amount
    if (inBook < assetCount) netSpot += signed
    else {
      netPerpetual += signed
      if (inBook === btcBook)
        noteFill(sweeps, step >= eventStartStep ? 1 : 0, taker, takerSide, priceTicks[row])
      if (takerCause === Cause.Opinion && taker >= 0) {
        noteOpening(newLeverage, layout, step, accounts, taker, population, amount)
      }
    }
  }
  volume.genuineQuote[minute] += genuine
  volume.washQuote[minute] += wash
  volume.netSpotQuote[minute] += netSpot
  volume.netPerpetualQuote[minute] += netPerpetual
  return told !== 0
}

let gathered = new Uint8Array(1024)

/** Traits of all takers of a log, 0 where there is none. They lie far apart in memory: reads that stand
 * side by side overlap. Good until the next call. */
function gatherTraits(traits: Uint8Array, takers: Int32Array, count: number): Uint8Array {
  if (count > gathered.length) gathered = new Uint8Array(2 * count)
  const found = gathered
  for (let row = 0; row < count; row++) {
    const taker = takers[row]
    found[row] = taker < 0 ? 0 : traits[taker]
  }
  return found
}

/** A trade of the event day, wash or not: institutions' bargains, and money that went into or out of coins.
 * `signed`: what the taker paid. */
function noteEventDay(
  state: Observations,
  layout: Layout,
  traits: Uint8Array,
  step: number,
  venue: number,
  log: EventLog,
  row: number,
  signed: number,
): void {
  const taker = log.account[row]
  const maker = log.otherAccount[row]
  const takerTrait = taker < 0 ? 0 : traits[taker]
  const makerTrait = maker < 0 ? 0 : traits[maker]
  const takes = (takerTrait & POPULATION_BITS) === Population.Institution
  const makes = (makerTrait & POPULATION_BITS) === Population.Institution
  if (takes !== makes) {
    noteInstitution(state.institutions, layout, step, log, row, takes ? signed : -signed)
  }
  if (log.book[row] >= layout.assetCount) return
  const offset = layout.accountOffset[venue]
  if ((takerTrait & CROSS_MARGIN) !== 0) noteSpotMoney(state.realised, offset + taker, signed)
  if ((makerTrait & CROSS_MARGIN) !== 0) noteSpotMoney(state.realised, offset + maker, -signed)
}
