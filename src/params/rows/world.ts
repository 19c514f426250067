// Rows of what no agent decides: fundamental value, news, mood.
import { row } from './row.ts'

const CHOICE = 'our choice'

export const WORLD_ROWS = [
  row('calmVolatility', 'cv', 'Volatility of value', 'world', '% per hour', [0.05, 2, 0.01, 0.42], 'live', 'Fundamental value',
    'hourly standard deviation of BTC 0.70 % over all hours 2020-2024, less in calm ones',
    'Standard deviation of the hourly change of BTC\'s fundamental value when volatility is at its mean.'),
  row('volatilityOfVolatility', 'vv', 'Volatility clustering', 'world', '', [0, 1.5, 0.01, 0.55], 'live', 'Fundamental value',
    'autocorrelation of |hourly returns| 0.28 at 1 h and 0.19 at 24 h', 'Standard deviation of the logarithm of volatility.'),
  row('volatilityMemory', 'vm', 'Memory of volatility', 'world', 'h', [1, 96, 1, 18], 'live', 'Fundamental value',
    'slow decay of the autocorrelation of |returns|', 'How long high or low volatility lasts.'),
  row('newsSentiment', 'ns', 'Fear per bad news', 'world', 'per %', [0, 1, 0.01, 0.16], 'live', 'Mood',
    CHOICE, 'How far one percent of bad news lowers the public mood (which runs from -1 to 1).'),
  row('newsFear', 'nf', 'Makers\' fear per news', 'world', 'per %', [0, 3, 0.05, 0.7], 'live', 'Mood',
    CHOICE, 'How much one percent of news adds to the risk aversion of market makers.'),
  row('moodMemory', 'mm', 'Memory of mood', 'world', 'h', [0.5, 48, 0.5, 5], 'live', 'Mood',
    CHOICE, 'How long fear or greed lasts.'),
  row('moodTrend', 'mt', 'Mood follows price', 'world', 'per %', [0, 1, 0.01, 0.12], 'live', 'Mood',
    'herding on sentiment; our choice of size', 'How far a fall of one percent within hours lowers the mood, at full panic contagion.'),
  row('moodLiquidations', 'mq', 'Mood follows liquidations', 'world', 'per $10M/min', [0, 1, 0.01, 0.1], 'live', 'Mood',
    CHOICE, 'How far $10M liquidated in a minute lowers the mood, at full panic contagion.'),
]
