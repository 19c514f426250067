// Stops and take-profits that leveraged retail traders attach to an opening order: take-profits at round
// numbers, stops just beyond them (Osler 2003). Ticks. ODD submodel "Retail, leveraged".
import { drawUniform } from '../base/keyedRandom.ts'
import { Purpose, type Residence } from './residence.ts'
import { roundNumber } from './sizing.ts'

/** Writes the triggers of those traders who use them into an opening request at `priceTicks`. */
export function attachTriggers(
  home: Residence,
  request: number,
  agent: number,
  step: number,
  isLong: boolean,
  priceTicks: number,
  leverage: number,
): void {
  const { keys, settings, queue, money } = home
  const sign = isLong ? 1 : -1
  const room = money.room(leverage, isLong)
  if (drawUniform(keys, agent, 0, Purpose.Stop) < settings.stopShare / 100) {
    const distance = room * (0.3 + 0.45 * drawUniform(keys, agent, step, Purpose.StopDistance))
    const aim = priceTicks * (1 - sign * distance)
    const beyond = Math.max(1, Math.floor(priceTicks * 0.0003))
    const round = roundNumber(aim) - sign * beyond
    // A round number that lies on the wrong side or past the liquidation price is of no use.
    const usable =
      sign * (priceTicks - round) > 0 && sign * (priceTicks - round) < priceTicks * room * 0.9
    queue.stopTicks[request] = Math.max(1, Math.floor(usable ? round : aim))
  }
  if (drawUniform(keys, agent, 0, Purpose.Take) < settings.takeShare / 100) {
    const distance = room * (0.5 + 1.5 * drawUniform(keys, agent, step, Purpose.TakeDistance))
    const aim = priceTicks * (1 + sign * Math.min(distance, 0.25))
    const round = roundNumber(aim)
    const take = sign * (round - priceTicks) > 0 ? round : Math.floor(aim)
    queue.takeTicks[request] = Math.max(1, take)
  }
}
