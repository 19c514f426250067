// Rows of the venues' rulebooks.
import type { ParameterRow } from '../parameter.ts'
import { row } from './row.ts'

const choice = <const Key extends string>(
  key: Key,
  short: string,
  label: string,
  choices: readonly string[],
  default_: number,
  when: 'live' | 'restarts',
  source: string,
  help: string,
): ParameterRow & { readonly key: Key } => ({
  ...row(key, short, label, 'venues', 'choice', [0, choices.length - 1, 1, default_], when, 'Rulebooks', source, help),
  choices,
})

export const VENUE_ROWS = [
  choice('tierTable', 'tt', 'Margin tiers', ['2021', '2024'], 0, 'restarts',
    'Binance\'s published tables', 'Which year\'s maintenance-margin tiers hold on Binance.'),
  choice('ftxLeverage', 'fl', 'FTX leverage', ['20x', '101x'], 0, 'restarts',
    'FTX cut 101x to 20x on 2021-07-25', 'Highest leverage on FTX.'),
  choice('liquidationEngine', 'le', 'Liquidation engine', ['rulebook', 'immediate', 'step down', 'rate-limited'], 0, 'live',
    'the three venues\' procedures', 'How all venues close positions by force.'),
  choice('markPrice', 'mp', 'Mark price', ['rulebook', 'index median', 'own book', 'last trade'], 0, 'live',
    'the venues\' mark rules', 'Which price decides liquidations on all venues.'),
  choice('deleveragingRanking', 'dr', 'Deleveraging ranking', ['profit x leverage', 'pro rata'], 0, 'live',
    'Binance and Bybit rank by profit x leverage', 'Who is deleveraged first.'),
  row('maintenanceScale', 'ms', 'Maintenance margin', 'venues', 'x', [0.5, 3, 0.1, 1], 'live', 'Rulebooks',
    'tier tables', 'Multiplies all maintenance-margin rates.'),
  row('volatilityLimit', 'vl', 'Temporary limit trigger', 'venues', '% per min', [0, 3, 0.01, 0.2], 'live', 'Rulebooks',
    'C21: some exchanges limited leverage for a while; our choice of trigger', 'Standard deviation of one-minute returns at which a venue limits new leverage; 0 never.'),
  row('volatilityLimitLeverage', 'vx', 'Temporary limit', 'venues', 'x', [1, 100, 1, 20], 'live', 'Rulebooks',
    'C21; our choice', 'Highest leverage for new positions while the temporary limit holds.'),
  choice('amplificationTwin', 'at', 'Liquidations off book', ['no', 'yes'], 0, 'restarts',
    'the twin that measures cascade amplification', 'Forced closures take place at the mark and touch no book.'),
]
