// What the groups of parameters are called.
import type { ParameterGroup } from '../params/parameter.ts'

export const GROUP_TITLES: Readonly<Record<ParameterGroup, string>> = {
  market: 'Market',
  shock: 'Shock',
  behaviour: 'Behaviour',
  policy: 'Policy',
  retail: 'Retail traders',
  institutions: 'Institutions',
  holders: 'Long-term holders',
  makers: 'Market makers',
  bots: 'Bots',
  venues: 'Venues',
  world: 'World',
}
