// The report of the validation, docs/validation/README.md, from its results alone.
import { checkRow, estimateInWords, markdownTable, percent } from './figures.ts'
import type { FactsResult, LeverageResult } from './result.ts'
import type { ImpactResult, LawResult, QueueResult, SpreadResult } from './result.ts'
import type { LawCheck, ValidationResult } from './result.ts'

export const plotFile = (law: number): string => `law-${law}.svg`

export function reportOf({ laws, engine }: ValidationResult): string {
  return `${[
    '# Validation against published laws',
    'Written by `npm run --silent unwind -- validate --out docs/validation` from ' +
      '[results.json](results.json); a test holds the two together. ' +
      `Engine ${engine}. Figures after ± are standard errors. The tolerances were set before ` +
      'the full sample was drawn, those of the exponents before anything was measured; no parameter was turned for these tests, and a check *differs* when it ' +
      'misses its tolerance by more than two standard errors.',
    ...laws.flatMap(sectionsOf),
    sourcesOf(laws),
  ].join('\n\n')}\n`
}

function sectionsOf(result: LawResult): string[] {
  if (result.law === 1) return spreadSections(result)
  if (result.law === 2) return queueSections(result)
  if (result.law === 3) return impactSections(result)
  return result.law === 4 ? leverageSections(result) : factsSections(result)
}

function checksOf(checks: readonly LawCheck[]): string {
  return markdownTable(['asked', 'expected', 'measured', 'verdict'], checks.map(checkRow))
}

function spreadSections(result: SpreadResult): string[] {
  const { points, offset, prefactor, exponent, plainExponent, checks } = result
  return [
    '## Law 1: the spread under zero-intelligence flow',
    'When orders come at random, the mean spread is (m/a) (A + B e^0.75) with e = s d / m, A = 0.28, ' +
      'B = 1.86 [1]: m is the rate of market orders, a that of limit orders for each unit of price, d ' +
      'the rate at which a resting order is cancelled, s the size of an order. Here m and a count **one ' +
      'side**: one m of buyers and one of sellers, one a below the best ask and one above the best bid. ' +
      'Limit orders fall up to 20 m/a behind the best quote of the other side; a tick is m/a / 400. The ' +
      'spread is its mean over time. Where m counts both sides (as in [2], as far as we know it, with a ' +
      'for each side) the unit m/a is twice as long and e half as large: both readings of the curve ' +
      'stand in the table, in units of one side. We have not had the text of [1] before us to settle ' +
      'which one it means.',
    '*Our book* is the order book of the venues under that flow. *Plain simulation* is written apart ' +
      'from it: two sorted arrays of prices without ticks, its own random numbers, its own clock.',
    markdownTable(
      ['e', 'our book', 'plain simulation', 'paper, m of one side', 'paper, m of both sides'],
      points.map((point) => [
        String(point.granularity),
        estimateInWords(point.ourBook, 4),
        estimateInWords(point.plainArrays, 4),
        point.paperOneSide.toFixed(4),
        point.paperBothSides.toFixed(4),
      ]),
    ),
    `![Mean spread against e](${plotFile(1)})`,
    checksOf(checks),
    `Our spreads lie on (m/a) (${offset.toFixed(2)} + ${prefactor.toFixed(2)} e^g) with g = ` +
      `${estimateInWords(exponent, 3)}; the plain simulation has g = ` +
      `${estimateInWords(plainExponent, 3)}. Over the paper's curve our spreads are ` +
      `${rangeOf(points.map((point) => point.ourBook.value / point.paperOneSide))} with m of one side ` +
      `and ${rangeOf(points.map((point) => point.ourBook.value / point.paperBothSides))} with m of both. ` +
      'Book and plain simulation agree, so what is left against the paper is not the doing of the ' +
      'book: the flow as we read it has these spreads, and the published prefactors, an approximation ' +
      'in round numbers, lie beside them under either reading. The exponent is the part of the law ' +
      'that does not depend on what is counted.',
  ]
}

/** From the smallest to the largest. */
function rangeOf(ratios: readonly number[]): string {
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
}

function queueSections({ cells, trialsPerCell, checks }: QueueResult): string[] {
  const longest = Math.max(...cells.map(({ bidOrders }) => bidOrders))
  const rows = Array.from({ length: longest }, (_, bid) => [
    `bid ${bid + 1}`,
    ...cells
      .filter(({ bidOrders }) => bidOrders === bid + 1)
      .map(
        ({ ourBook, exact, paper }) =>
          `${ourBook.value.toFixed(3)} / ${exact.toFixed(3)} / ${paper.toFixed(3)}`,
      ),
  ])
  const error = Math.max(...cells.map(({ ourBook }) => ourBook.error))
  return [
    '## Law 2: where the mid goes next',
    'With a spread of one tick the mid moves when one of the two best queues is empty. Under Poisson ' +
      'limit orders, market orders and cancellations its next move is up with a probability that ' +
      'depends on the two queues alone [3]. Rates are those of the paper (its Table 2, Sky Perfect ' +
      'Communications, a minute and side): limit orders 1.85, 1.51, 1.09, 0.88, 0.77 at one to five ' +
      'ticks from the best quote of the other side, market orders 0.94, cancellations 0.71, 0.81, 0.68, ' +
      '0.56, 0.47 for each waiting order.',
    `*Our book* plays that flow on all five prices, ${trialsPerCell.toLocaleString('en-US')} times ` +
      `from each pair of queues (standard error at most ${error.toFixed(4)}). *Exact* solves the race ` +
      'of the two queues as a linear system, with no book in it. *Paper* is its Table 3, Laplace ' +
      'transform method (its figures as reproduced by others; we have not had the paper itself).',
    markdownTable(
      [
        'our book / exact / paper',
        ...Array.from({ length: longest }, (_, ask) => `ask ${ask + 1}`),
      ],
      rows,
    ),
    `![Probability of a rise](${plotFile(2)})`,
    checksOf(checks),
  ]
}

function impactSections(result: ImpactResult): string[] {
  const { points, decay, durations, mechanisms, mechanismShares, checks } = result
  return [
    '## Law 3: the impact of a meta-order',
    'An order of size Q, worked in small children, moves the price by I = Y s_D sqrt(Q / V_D), with ' +
      's_D the volatility and V_D the volume of a day and Y near 1, whatever the length of the ' +
      'order; after its end the price comes back in part [4, 5]. Measured in the scenario *calm* with its ' +
      `default settings, on BTC: orders of ${result.minutes} minutes on the perpetuals of all venues by ` +
      "their share of volume, with the execution desks' time-weighted schedule (a child every five " +
      'seconds). Each order is compared with the same seed without it: the draws are keyed, so the ' +
      `two share them all. Seeds: ${result.seeds.join(', ')}. s_D = ` +
      `${percent(result.dailyVolatility, 2)}, V_D = ${(result.dailyVolumeUsd / 1e9).toFixed(1)} billion ` +
      'dollars (spot and perpetual, all venues, wash trades left out). Sizes are set in dollars from the ' +
      "volume of each seed's first hour and stated here as parts of V_D.",
    markdownTable(
      [
        'Q / V_D',
        'share of the volume meanwhile',
        'impact, bps',
        'Y = I / (s_D sqrt(Q/V_D))',
        'orders',
      ],
      points.map((point) => [
        percent(point.share, 3),
        percent(point.participation, 1),
        estimateInWords(point.impactBps, 1),
        estimateInWords(point.prefactor, 2),
        String(point.orders),
      ]),
    ),
    `![Impact against size](${plotFile(3)})`,
    checksOf(checks),
    'What is left of the impact of the largest order after its end:',
    markdownTable(
      ['lengths of the order later', 'part of the impact left'],
      decay.map(({ after, kept }) => [String(after), estimateInWords(kept, 2)]),
    ),
    `An order of about ${sizeInWords(durations[0]!.share)} worked over other lengths; the law knows no length:`,
    markdownTable(
      ['minutes', 'impact, bps'],
      durations.map(({ minutes, impactBps }) => [String(minutes), estimateInWords(impactBps, 1)]),
    ),
    outcomeOf(result),
    'To see what the impact comes from, one thing was turned at a time (orders of ' +
      `${result.minutes} minutes, sizes in parts of that market's own volume; nothing of this is kept):`,
    markdownTable(
      [
        'market',
        ...mechanismShares.map((share) => `impact of ${sizeInWords(share)}, bps`),
        'exponent between',
      ],
      mechanisms.map((mechanism) => [
        mechanism.name,
        ...mechanism.impactBps.map((impact) => estimateInWords(impact, 1)),
        estimateInWords(mechanism.exponent, 2),
      ]),
    ),
    ...(checks[0]!.verdict === 'differs' ? [reasonOf(result)] : []),
  ]
}

function sizeInWords(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}

function outcomeOf({
  exponent,
  points,
  decay,
  checks,
  chiSquaredPerFreedom,
}: ImpactResult): string {
  // Below the first size that stands clear of the noise, Y says nothing.
  const first = points.find(({ prefactor: y }) => y.value > 3 * y.error) ?? points[0]!
  const last = points.at(-1)!
  const kept = decay.at(-1)!
  const says =
    checks[0]!.verdict === 'differs' ? 'differs from the law' : 'is compatible with the law'
  return (
    `Our market **${says}**: impact grows with the size to the power of ` +
    `${estimateInWords(exponent, 2)} (chi squared per degree of freedom ` +
    `${chiSquaredPerFreedom.toFixed(1)}), where the law has 0.5. Y is no constant, therefore: it goes ` +
    `from ${estimateInWords(first.prefactor, 2)} at ${sizeInWords(first.share)} of the daily volume to ` +
    `${estimateInWords(last.prefactor, 2)} at ${sizeInWords(last.share)}. The price comes back slowly: ` +
    `${estimateInWords(kept.kept, 2)} of the impact is left after ${kept.after} lengths of the order.`
  )
}

/** Why impact is too straight; figures from the table of mechanisms. */
function reasonOf({ mechanisms, dailyVolumeUsd, minutes }: ImpactResult): string {
  const base = mechanisms[0]!.impactBps.at(-1)!.value
  const ratios = mechanisms
    .slice(1)
    .map(({ name, impactBps }) => `${name} ${(impactBps.at(-1)!.value / base).toFixed(2)}`)
  const meanwhile = ((dailyVolumeUsd / 1e9) * minutes) / MINUTES_A_DAY
  return (
    `Impact of the larger order over that of the market as it is: ${ratios.join('; ')}. ` +
    'What decides it is how much inventory the market makers bear. Their quotes give way in proportion to ' +
    'what they hold, so the impact is a straight line too. Depth and refill of their books matter ' +
    `little, as the books only pass the flow on: ${meanwhile.toFixed(1)} billion dollars go through ` +
    'them while an order lasts. The orders of the value desks rest a tenth of a percent and more from ' +
    'value, beyond what an order in the calm market reaches: their supply, which grows with the power ' +
    '1.5 of the distance, is for falls. In a real market the supply near the price has been traded away ' +
    'and grows with the distance from it (the V-shaped latent book of [4]), which makes impact a square ' +
    'root from the smallest order on. Ours lies below the law for small orders and meets it near one ' +
    'percent of the daily volume, the size of the forced flow of the day.'
  )
}

function leverageSections({ levels, seeds, scenario, hours, checks }: LeverageResult): string[] {
  return [
    '## Law 4: more leverage, fatter tails',
    'Where traders may borrow more, returns have fatter tails and cluster more, as those who are closed ' +
      'out sell into the fall that closed them [6]. Measured in the scenario ' +
      `*${scenario}* (${hours} h, the same news), with the highest leverage on offer (\`maxLeverage\`) at five ` +
      `limits and the same ${seeds.length} seeds under each; one-minute returns of BTC.`,
    markdownTable(
      ['highest leverage', 'tail exponent', 'excess kurtosis', 'sizes 30 min apart', 'fall, %'],
      levels.map(({ maxLeverage, tailExponent, kurtosis, clustering, fallPercent }) => [
        `${maxLeverage}x`,
        estimateInWords(tailExponent, 2),
        estimateInWords(kurtosis, 1),
        estimateInWords(clustering, 3),
        estimateInWords(fallPercent, 2),
      ]),
    ),
    `![Tail exponent against leverage](${plotFile(4)})`,
    checksOf(checks),
    'Slopes are least squares on the binary logarithm of leverage within a seed, so that news and draws ' +
      'are the same on both ends; their errors are those of the mean over seeds. The hour is a hard ' +
      'one, four pieces of news within twenty minutes: exponents are those of an event, lower than ' +
      'those of ordinary days, and only their order is asked for.',
  ]
}

function factsSections(result: FactsResult): string[] {
  const { facts, seeds, scenario, hours, hourlyReturns, checks } = result
  return [
    '## Law 5: stylised facts of returns',
    'Returns are hardly correlated with each other while their sizes are for days, their tails are fat, ' +
      `volume goes with volatility [7]. Measured in the scenario *${scenario}* over ${hours} h, with one agent ` +
      `for a hundred traders, on hourly returns of BTC: ${hourlyReturns} over ${seeds.length} seeds. The bands are ` +
      'those of 31,973 real hours ([reality.ts](../../src/observe/reality.ts)).',
    markdownTable(
      ['fact', 'our market', 'real'],
      facts.map(({ name, ours, real: [low, high] }) => [
        name,
        estimateInWords(ours, 3),
        `${low} to ${high}`,
      ]),
    ),
    `![Stylised facts beside real ones](${plotFile(5)})`,
    checksOf(checks),
    'Errors are by leaving out one seed at a time. One day of seven is an event day, of real days about ' +
      'one in twenty: kurtosis and clustering are those of a week with a crash in it, and the tail ' +
      'holds few hours. What differs here is said, not turned away.',
  ]
}

const MINUTES_A_DAY = 1440

/** Those of the first laws always, the others with their laws. */
function sourcesOf(laws: readonly LawResult[]): string {
  const own = laws.flatMap(({ law }) => SOURCE_OF_LAW[law] ?? [])
  return [SOURCES, ...own].join('\n')
}

const SOURCE_OF_LAW: Readonly<Record<number, string>> = {
  4: '6. S. Thurner, J. D. Farmer, J. Geanakoplos, *Leverage causes fat tails and clustered volatility*, Quantitative Finance 12 (2012) 695.',
  5: '7. R. Cont, *Empirical properties of asset returns: stylized facts and statistical issues*, Quantitative Finance 1 (2001) 223.',
}

const SOURCES = [
  '## Sources',
  '1. J. D. Farmer, P. Patelli, I. I. Zovko, *The predictive power of zero intelligence in financial markets*, PNAS 102 (2005) 2254.',
  '2. E. Smith, J. D. Farmer, L. Gillemot, S. Krishnamurthy, *Statistical theory of the continuous double auction*, Quantitative Finance 3 (2003) 481.',
  '3. R. Cont, S. Stoikov, R. Talreja, *A stochastic model for order book dynamics*, Operations Research 58 (2010) 549.',
  '4. B. Tóth, Y. Lempérière, C. Deremble, J. de Lataillade, J. Kockelkoren, J.-P. Bouchaud, *Anomalous price impact and the critical nature of liquidity in financial markets*, Physical Review X 1 (2011) 021006.',
  '5. J.-P. Bouchaud, J. Bonart, J. Donier, M. Gould, *Trades, Quotes and Prices*, Cambridge University Press (2018), chapters 8 and 12.',
].join('\n')
