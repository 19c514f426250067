// Policies: what the policy parameters mean for a venue's dials. Applied at the start and whenever a
// live parameter moves. ODD submodel "Policy" (C21, C22).
import type { VenueControls } from '../market/controls.ts'
import { STEPS_PER_HOUR } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'

const BREAKER_WINDOW_STEPS = 300
const BREAKER_HALT_STEPS = 300
const LIMIT_CALM_STEPS = 4 * 3600

export function applyPolicies(settings: Settings, controls: VenueControls): void {
  const cap = settings.leverageCap
  const most = settings.maxLeverage
  controls.leverageCap = cap > 0 ? Math.min(cap, most) : most
  controls.capsOpenPositions = settings.capScope === 1 && cap > 0
  controls.capGraceSteps = Math.round(settings.capGrace * STEPS_PER_HOUR)
  controls.tierTable = settings.tierTable
  controls.maintenanceScale = settings.maintenanceScale
  controls.liquidationEngine = settings.liquidationEngine
  controls.markPrice = settings.markPrice
  controls.deleveraging = settings.deleveraging === 1
  controls.deleveragingRanking = settings.deleveragingRanking
  controls.breakerThreshold = settings.circuitBreaker / 100
  controls.breakerWindowSteps = BREAKER_WINDOW_STEPS
  controls.breakerHaltSteps = BREAKER_HALT_STEPS
  controls.volatilityLimitTrigger = settings.volatilityLimit / 100
  controls.volatilityLimitLeverage = settings.volatilityLimitLeverage
  controls.volatilityLimitSteps = LIMIT_CALM_STEPS
  controls.liquidationsOffBook = settings.amplificationTwin === 1
  controls.publishesMap = settings.transparency === 1
}
