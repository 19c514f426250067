// Worked examples of the four rulebooks, as data: what is asked, the answer in words, and where the rule
// or the figure comes from. The test beside it computes each answer; docs/rulebooks.md shows the table.
// USD, percent, ticks of BTC (1 USD), lots of BTC (0.0001 coins). ODD submodel: Exchange: rulebooks.

export type ExampleRulebook =
  | 'Binance 2021'
  | 'Binance 2024'
  | 'Binance from 20x'
  | 'Bybit'
  | 'FTX'
  | 'FTX 101x'
  | 'Hyperliquid'

export interface Short {
  readonly lots: number
  readonly entryTicks: number
  readonly leverage: number
}

/** A formula asked of the rulebook alone, or a flow on a venue. */
export type Question =
  | {
      /** How far the liquidation price is from the entry, percent. */
      readonly kind: 'liquidation'
      readonly side: 'long' | 'short'
      readonly leverage: number
      readonly notionalUsd: number
      readonly symbol: string
    }
  | {
      readonly kind: 'bankruptcy'
      readonly side: 'long' | 'short'
      readonly leverage: number
      readonly entryTicks: number
    }
  | { readonly kind: 'fee'; readonly role: 'taker' | 'maker'; readonly notionalUsd: number }
  | { readonly kind: 'funding'; readonly meanPremiumPercent: number }
  | {
      /** A long of BTC from 48,000; the mark goes to `markTicks`, `bidLots` rest at `bidTicks`. */
      readonly kind: 'flow'
      readonly lots: number
      readonly leverage: number
      readonly markTicks: number
      readonly bidTicks: number
      readonly bidLots: number
      readonly fundUsd: number
      readonly providersUsd: number
      readonly seconds: number
    }
  | {
      /** A long of 1,000 lots at 20x from 48,000 against shorts, nobody bids, no money in the fund. */
      readonly kind: 'deleveraging'
      readonly shorts: readonly Short[]
      /** Index and mark, one after the other. */
      readonly path: readonly number[]
    }

export interface WorkedExample {
  readonly rulebook: ExampleRulebook
  readonly question: Question
  readonly answer: string
  readonly source: string
}

const SMALL = 10_000

function liquidation(
  rulebook: ExampleRulebook,
  side: 'long' | 'short',
  leverage: number,
  notionalUsd: number,
  answer: string,
  source: string,
  symbol = 'BTC',
): WorkedExample {
  const question = { kind: 'liquidation', side, leverage, notionalUsd, symbol } as const
  return { rulebook, question, answer, source }
}

function bankruptcy(
  rulebook: ExampleRulebook,
  side: 'long' | 'short',
  leverage: number,
  answer: string,
  source: string,
): WorkedExample {
  const question = { kind: 'bankruptcy', side, leverage, entryTicks: 48_000 } as const
  return { rulebook, question, answer, source }
}

function fee(
  rulebook: ExampleRulebook,
  role: 'taker' | 'maker',
  answer: string,
  source: string,
): WorkedExample {
  return { rulebook, question: { kind: 'fee', role, notionalUsd: SMALL }, answer, source }
}

function funding(
  rulebook: ExampleRulebook,
  meanPremiumPercent: number,
  answer: string,
  source: string,
): WorkedExample {
  return { rulebook, question: { kind: 'funding', meanPremiumPercent }, answer, source }
}

interface FlowParts {
  readonly lots?: number
  readonly leverage?: number
  readonly markTicks: number
  readonly bid?: readonly [ticks: number, lots: number]
  readonly fundUsd?: number
  readonly providersUsd?: number
  readonly seconds?: number
}

function flow(
  rulebook: ExampleRulebook,
  parts: FlowParts,
  answer: string,
  source: string,
): WorkedExample {
  const { lots = 1_000, leverage = 20, bid = [0, 0], seconds = 1 } = parts
  const { markTicks, fundUsd = 1_000_000, providersUsd = 0 } = parts
  const [bidTicks, bidLots] = bid
  const money = { fundUsd, providersUsd, seconds }
  const question: Question = {
    kind: 'flow',
    lots,
    leverage,
    markTicks,
    bidTicks,
    bidLots,
    ...money,
  }
  return { rulebook, question, answer, source }
}

const SHORTS: readonly Short[] = [
  { lots: 600, entryTicks: 48_000, leverage: 10 },
  { lots: 600, entryTicks: 47_000, leverage: 25 },
]

function deleveraging(
  rulebook: ExampleRulebook,
  path: readonly number[],
  answer: string,
  source: string,
): WorkedExample {
  return { rulebook, question: { kind: 'deleveraging', shorts: SHORTS, path }, answer, source }
}

const TIERS = 'Binance "Leverage and Margin of USDS-M Futures": LP formula and tiers'
const BANKRUPT = 'entry x (1 - side / leverage)'
const BINANCE_FEES = 'Binance "Futures fee structure", regular user'
const BINANCE_FUNDING = 'Binance "Funding Rates": premium + clamp(0.01 % - premium, +-0.05 %)'
const BINANCE_LIQUIDATION = 'Binance "Liquidation Protocols", "Insurance Fund"'
const BYBIT_LIMITS = 'Bybit "Risk Limit" (2021)'
const BYBIT_FEES = 'Bybit "Trading fees" (2021)'
const BYBIT_FUND = 'Bybit "Insurance Fund": what is left of the margin goes to the fund'
const FTX_MARGIN = 'FTX "Margin", "Liquidations"'
const FTX_PROVIDERS = 'FTX "Liquidations", step 2: 2/3 zero price + 1/3 mark'
const HL_LIQUIDATION = 'Hyperliquid docs "Liquidations"'
const HL_TIERS = 'Hyperliquid docs "Margin tiers": maintenance is half of initial at the tier'
const HL_FEES = 'Hyperliquid docs "Fees", tier 0'
const HL_FUNDING = 'Hyperliquid docs "Funding": an eighth every hour'

export const WORKED_EXAMPLES: readonly WorkedExample[] = [
  liquidation('Binance 2021', 'long', 100, SMALL, '0.6 % below', TIERS),
  liquidation('Binance 2021', 'long', 20, SMALL, '4.62 % below', TIERS),
  liquidation('Binance 2021', 'short', 20, SMALL, '4.58 % above', TIERS),
  liquidation('Binance 2021', 'long', 20, 10_000_000, '2.73 % below', TIERS),
  liquidation('Binance 2021', 'long', 10, 15_000_000, '7.13 % below', TIERS),
  liquidation('Binance 2024', 'long', 10, 15_000_000, '9.06 % below', TIERS),
  liquidation(
    'Binance from 20x',
    'long',
    20,
    SMALL,
    '2.56 % below',
    'the table of 2021 without the tiers above 20x (our derivation)',
  ),
  bankruptcy('Binance 2021', 'long', 20, 'at 45,600', BANKRUPT),
  bankruptcy('Binance 2021', 'short', 25, 'at 49,920', BANKRUPT),
  fee('Binance 2021', 'taker', '$4', BINANCE_FEES),
  fee('Binance 2021', 'maker', '$2', BINANCE_FEES),
  funding('Binance 2021', 0.04, '0.01 % in 8 h', BINANCE_FUNDING),
  funding('Binance 2021', 0.2, '0.15 % in 8 h', BINANCE_FUNDING),
  flow(
    'Binance 2021',
    { markTicks: 45_780, bid: [45_700, 5_000] },
    'second 1: sells 1,000 at 45,700; owner gets $0 back; fund gains $8.172',
    `${BINANCE_LIQUIDATION}; clearance fee of up to 0.5 % (our choice)`,
  ),
  flow(
    'Binance 2021',
    { markTicks: 45_780 },
    'second 1: 1,000 to the fund at 45,600; owner gets $0 back; fund gains $18',
    BINANCE_LIQUIDATION,
  ),
  flow(
    'Binance 2021',
    { markTicks: 45_600, fundUsd: 2_280 },
    'second 1: 1,000 to the fund at 45,600; second 1: 500 deleveraged at 45,600; owner gets $0 back; fund gains $0',
    'Binance "Insurance Fund" (2019): positions at most 100 % of the fund',
  ),
  deleveraging(
    'Binance 2021',
    [45_500],
    '25x from 47,000 closes 600 at 45,600, then 10x from 48,000 closes 400 at 45,600',
    'Binance "Auto-deleveraging": profit x leverage, at the bankruptcy price',
  ),

  liquidation('Bybit', 'long', 100, SMALL, '0.5 % below', BYBIT_LIMITS),
  liquidation('Bybit', 'long', 50, SMALL, '1.51 % below', BYBIT_LIMITS),
  liquidation('Bybit', 'short', 20, SMALL, '4.48 % above', BYBIT_LIMITS),
  liquidation('Bybit', 'long', 25, 5_000_000, '3.15 % below', BYBIT_LIMITS),
  bankruptcy('Bybit', 'long', 100, 'at 47,520', BANKRUPT),
  fee('Bybit', 'taker', '$7.5', BYBIT_FEES),
  fee('Bybit', 'maker', '-$2.5', BYBIT_FEES),
  funding('Bybit', 0, '0.01 % in 8 h', 'Bybit "Funding rate": as Binance'),
  funding('Bybit', -0.2, '-0.15 % in 8 h', 'Bybit "Funding rate": as Binance'),
  flow(
    'Bybit',
    { markTicks: 45_825, bid: [45_820, 5_000] },
    'second 1: sells 1,000 at 45,820; owner gets $0 back; fund gains $18.5635',
    BYBIT_FUND,
  ),
  flow(
    'Bybit',
    { lots: 1_041_600, leverage: 25, markTicks: 46_485, bid: [46_480, 2_000_000] },
    'second 1: sells 181,108 at 46,480; owner keeps 860,492',
    'Bybit "Liquidation process": down one risk limit (4,000,000 USD here)',
  ),
  flow(
    'Bybit',
    { lots: 1_041_600, leverage: 25, markTicks: 46_485, fundUsd: 10_000_000 },
    'second 1: 1,041,600 to the fund at 46,080; owner gets $0 back; fund gains $42,184.8',
    BYBIT_FUND,
  ),
  deleveraging(
    'Bybit',
    [45_500],
    '25x from 47,000 closes 600 at 45,600, then 10x from 48,000 closes 400 at 45,600',
    'Bybit "Auto-deleveraging": profit x leverage, at the bankruptcy price',
  ),

  liquidation('FTX', 'long', 20, SMALL, '2.06 % below', `${FTX_MARGIN}: 3 % below 20x`),
  liquidation('FTX', 'short', 20, SMALL, '1.94 % above', `${FTX_MARGIN}: 3 % below 20x`),
  liquidation('FTX', 'long', 5, SMALL, '17.53 % below', `${FTX_MARGIN}: 3 % below 20x`),
  liquidation(
    'FTX',
    'long',
    10,
    125_000_000,
    '4.26 % below',
    'FTX "Margin": 0.002 sqrt(2,500 BTC) = 10 %, maintenance 0.6 of it (factors: our assumption)',
  ),
  liquidation('FTX 101x', 'long', 101, SMALL, '0.4 % below', `${FTX_MARGIN}: 0.6 of initial`),
  bankruptcy('FTX', 'long', 20, 'at 45,600', BANKRUPT),
  fee('FTX', 'taker', '$7', 'FTX "Fees", tier 1'),
  fee('FTX', 'maker', '$2', 'FTX "Fees", tier 1'),
  funding('FTX', 0.24, '0.01 % in 1 h', 'FTX "Funding payments": mean premium / 24'),
  flow(
    'FTX',
    { lots: 10_000, markTicks: 46_200, providersUsd: 1_000_000 },
    'second 1: 1,342 to providers at 45,800; owner keeps 8,658; fund gains $26.84',
    FTX_PROVIDERS,
  ),
  flow(
    'FTX',
    { lots: 10_000, markTicks: 46_400, providersUsd: 1_000_000 },
    'nothing; owner keeps 10,000',
    'FTX "Backstop Liquidity Provider Program": auto-close only below 1.5 %',
  ),
  flow(
    'FTX',
    { lots: 10_000, markTicks: 46_200 },
    'second 1: 1,342 to the fund at 45,800; second 1: 1,342 deleveraged at 45,800; owner keeps 8,658; fund gains $26.84',
    'FTX "Liquidations", step 2: without providers the largest opposing positions',
  ),
  flow(
    'FTX',
    { lots: 10_000, markTicks: 45_500, providersUsd: 1_000_000 },
    'second 1: 10,000 to providers at 45,500; owner gets $0 back; fund loses $100',
    'FTX "Liquidations", step 2: below zero the whole, and the fund pays',
  ),

  liquidation('Hyperliquid', 'long', 40, SMALL, '1.27 % below', HL_TIERS),
  liquidation('Hyperliquid', 'long', 20, SMALL, '3.8 % below', HL_TIERS),
  liquidation('Hyperliquid', 'short', 20, SMALL, '3.7 % above', HL_TIERS),
  liquidation(
    'Hyperliquid',
    'long',
    20,
    200_000_000,
    '3.53 % below',
    'Hyperliquid docs "Margin tiers": above 150M 2.5 % less 1,875,000',
  ),
  liquidation('Hyperliquid', 'long', 25, SMALL, '2.04 % below', HL_TIERS, 'ETH'),
  bankruptcy('Hyperliquid', 'long', 40, 'at 46,800', BANKRUPT),
  fee('Hyperliquid', 'taker', '$4.5', HL_FEES),
  fee('Hyperliquid', 'maker', '$1.5', HL_FEES),
  funding('Hyperliquid', 0.01, '0.00125 % in 1 h', `${HL_FUNDING} (0.00125 % is its own figure)`),
  funding('Hyperliquid', 0.2, '0.01875 % in 1 h', HL_FUNDING),
  flow(
    'Hyperliquid',
    { markTicks: 46_177, bid: [46_150, 5_000] },
    'second 1: sells 1,000 at 46,150; owner gets $52.9233 back; fund gains $0',
    `${HL_LIQUIDATION}: no clearance fee`,
  ),
  flow(
    'Hyperliquid',
    { lots: 50_000, markTicks: 46_020, bid: [46_019, 900_000], seconds: 31 },
    'second 1: sells 10,000 at 46,019; second 31: sells 40,000 at 46,019; owner gets $1,991.4573 back; fund gains $0',
    `${HL_LIQUIDATION}: above 100,000 USD a fifth, a pause of 30 s, then the whole`,
  ),
  flow(
    'Hyperliquid',
    { lots: 50_000, markTicks: 45_983 },
    'second 1: 50,000 to the fund at 45,600; owner gets $0 back; fund gains $1,915',
    `${HL_LIQUIDATION}: below 2/3 of maintenance the vault takes position and collateral`,
  ),
  deleveraging(
    'Hyperliquid',
    [45_700, 45_000],
    '25x from 47,000 closes 600 at 45,700, then 10x from 48,000 closes 400 at 45,700',
    'Hyperliquid docs "Auto-deleveraging": at the previous oracle price',
  ),
]

/** 45,700.25: at most four decimals, by no machine's language. */
function grouped(value: number): string {
  const [whole = '', decimals] = String(Math.round(value * 10_000) / 10_000).split('.')
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return decimals === undefined ? groups : `${groups}.${decimals}`
}

/** The question in words. */
export function askedText(question: Question): string {
  switch (question.kind) {
    case 'liquidation': {
      const { side, leverage, notionalUsd, symbol } = question
      return `${symbol} ${side} of $${grouped(notionalUsd)} at ${leverage}x: liquidated`
    }
    case 'bankruptcy':
      return `${question.side} from $${grouped(question.entryTicks)} at ${question.leverage}x: bankrupt`
    case 'fee':
      return `${question.role} fee on $${grouped(question.notionalUsd)}`
    case 'funding':
      return `funding at a mean premium of ${question.meanPremiumPercent} %`
    case 'flow': {
      const { lots, leverage, markTicks, bidTicks, bidLots, fundUsd, providersUsd } = question
      const bids =
        bidLots === 0 ? 'nobody bids' : `${grouped(bidLots)} bid for at ${grouped(bidTicks)}`
      const money = providersUsd > 0 ? `providers with $${grouped(providersUsd)}` : ''
      const fund = fundUsd < 1_000_000 ? `a fund of $${grouped(fundUsd)}` : ''
      const beside = [bids, money, fund].filter((part) => part !== '').join(', ')
      return `long of ${grouped(lots)} lots from 48,000 at ${leverage}x, mark ${grouped(markTicks)}, ${beside}`
    }
    case 'deleveraging': {
      const shorts = question.shorts.map(
        ({ lots, entryTicks, leverage }) => `${lots} at ${leverage}x from ${grouped(entryTicks)}`,
      )
      const path = question.path.map(grouped).join(', then ')
      return `long of 1,000 at 20x from 48,000, shorts of ${shorts.join(' and ')}, index and mark to ${path}`
    }
  }
}

/** The rows of the table in docs/rulebooks.md. */
export function exampleTable(): string[] {
  return WORKED_EXAMPLES.map(
    ({ rulebook, question, answer, source }) =>
      `| ${rulebook} | ${askedText(question)} | ${answer} | ${source} |`,
  )
}
