// The worked examples computed: formulas by the rulebook's own data, flows on a real venue.
import { describe, expect, it } from 'vitest'
import { Columns } from '../../base/columns.ts'
import { F64 } from '../../base/shifts.ts'
import { MarkPriceChoice } from '../../market/controls.ts'
import { EventKind } from '../../market/events.ts'
import { DEFAULT_ASSETS } from '../../market/instruments.ts'
import { Cause, Population } from '../../market/kinds.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR } from '../../market/units.ts'
import { readProject, sectionsOf } from '../../testing/documents.ts'
import { VenueStage } from '../../testing/venueStage.ts'
import { Margin } from '../clearing/margin.ts'
import { binanceRulebook } from './binance.ts'
import { bybitRulebook } from './bybit.ts'
import { ftxRulebook } from './ftx.ts'
import { hyperliquidRulebook } from './hyperliquid.ts'
import type { Rulebook } from './rulebook.ts'
import { askedText, exampleTable, WORKED_EXAMPLES } from './workedExamples.ts'
import type { ExampleRulebook, Question, Short } from './workedExamples.ts'

type Asked<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

const RULEBOOKS: Readonly<Record<ExampleRulebook, () => Rulebook>> = {
  'Binance 2021': () => binanceRulebook('2021'),
  'Binance 2024': () => binanceRulebook('2024'),
  'Binance from 20x': () => binanceRulebook('from 20x'),
  Bybit: bybitRulebook,
  FTX: () => ftxRulebook(20),
  'FTX 101x': () => ftxRulebook(101),
  Hyperliquid: hyperliquidRulebook,
}
const ENTRY = 48_000
const PERPETUAL = 1
const NOTHING = { cash: 0, coins: 0, positions: 0, liquidations: 0 }
const grouped = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 })
const usd = (value: number) => `${value < 0 ? '-' : ''}$${grouped(Math.abs(value))}`

function answerOf(rulebook: Rulebook, question: Question): string {
  switch (question.kind) {
    case 'liquidation':
      return liquidationAnswer(rulebook, question)
    case 'bankruptcy':
      return bankruptcyAnswer(rulebook, question)
    case 'fee': {
      const bps = question.role === 'taker' ? rulebook.takerFeeBps : rulebook.makerFeeBps
      return usd((question.notionalUsd * bps) / 10_000)
    }
    case 'funding': {
      const rate = rulebook.fundingRate(question.meanPremiumPercent / 100) * 100
      const hours = rulebook.fundingIntervalSteps / STEPS_PER_HOUR
      return `${Math.round(rate * 1e7) / 1e7} % in ${hours} h`
    }
    case 'flow':
      return flowAnswer(rulebook, question)
    case 'deleveraging':
      return deleveragingAnswer(rulebook, question)
  }
}

function marginOf(rulebook: Rulebook, symbol: string): Margin {
  const asset = DEFAULT_ASSETS.find((one) => one.symbol === symbol)!
  const schedule = rulebook.marginSchedule(asset, DEFAULT_ASSETS)
  return new Margin(new Columns(), 'm', [schedule], [1], schedule.maxLeverage)
}

function liquidationAnswer(rulebook: Rulebook, asked: Asked<'liquidation'>): string {
  const entryTicks = 50_000
  const sign = asked.side === 'long' ? 1 : -1
  const lots = Math.round((asked.notionalUsd * QUOTE_UNITS_PER_USD) / entryTicks)
  const entry = lots * entryTicks
  const margin = marginOf(rulebook, asked.symbol)
  const price = margin.liquidationPriceTicks(0, sign * lots, sign * entry, entry / asked.leverage)
  const percent = Math.round((sign * (entryTicks - price) * 10_000) / entryTicks) / 100
  return `${percent} % ${sign > 0 ? 'below' : 'above'}`
}

function bankruptcyAnswer(rulebook: Rulebook, asked: Asked<'bankruptcy'>): string {
  const sign = asked.side === 'long' ? 1 : -1
  const entry = 1_000 * asked.entryTicks
  const margin = marginOf(rulebook, 'BTC')
  const price = margin.bankruptcyPriceTicks(
    0,
    sign * 1_000,
    sign * entry,
    Math.ceil(entry / asked.leverage),
  )
  return `at ${grouped(price)}`
}

/** Prints until the mark, which a venue may publish at intervals, is there. */
function moveMark(stage: VenueStage, ticks: number): void {
  stage.print(ticks)
  while (stage.page().markTicks[PERPETUAL] !== ticks) stage.run()
}

function checked(stage: VenueStage): void {
  expect(stage.venue.residuals()).toEqual(NOTHING)
  expect(stage.audit()).toEqual([])
}

function flowAnswer(rulebook: Rulebook, asked: Asked<'flow'>): string {
  const { lots, leverage } = asked
  const stage = new VenueStage({ rulebook, insuranceFundUsd: asked.fundUsd })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const maker = stage.cross(100_000_000)
  const long = stage.isolated(0, 100)
  if (asked.providersUsd > 0) stage.cross(asked.providersUsd, 0, Population.Backstop)
  stage.printer()
  stage.venue.grantPosition(long, PERPETUAL, lots, ENTRY, leverage, (lots * ENTRY) / leverage)
  stage.venue.grantPosition(maker, PERPETUAL, -lots, ENTRY, 1, 0)
  stage.run()
  if (asked.bidLots > 0) stage.quote(maker, PERPETUAL, asked.bidTicks, 0, asked.bidLots)
  moveMark(stage, asked.markTicks)
  const fundBefore = stage.page().insuranceFundQuote[0]!
  const told: string[] = []
  for (let second = 1; second <= asked.seconds; second++) {
    stage.run()
    told.push(...happened(stage).map((text) => `second ${second}: ${text}`))
    checked(stage)
  }
  if (told.length === 0) told.push('nothing')
  const kept = stage.lots(long)
  if (kept > 0) told.push(`owner keeps ${grouped(kept)}`)
  else {
    const back = stage.venue.statements.walletQuote[long << F64]! / QUOTE_UNITS_PER_USD - 100
    told.push(`owner gets ${usd(Math.round(back * 1e4) / 1e4)} back`)
  }
  const gained = (stage.page().insuranceFundQuote[0]! - fundBefore) / QUOTE_UNITS_PER_USD
  if (kept === 0 || gained !== 0) {
    told.push(`fund ${gained < 0 ? 'loses' : 'gains'} ${usd(Math.abs(gained))}`)
  }
  return told.join('; ')
}

function happened(stage: VenueStage): string[] {
  const { fundAccount } = stage.parts.accounts
  const told: string[] = []
  for (const trade of stage.events(EventKind.Trade)) {
    if (trade.cause !== Cause.Liquidation) continue
    told.push(`sells ${grouped(trade.lots)} at ${grouped(trade.priceTicks)}`)
  }
  for (const { otherAccount, lots, priceTicks } of stage.events(EventKind.Takeover)) {
    const whom = otherAccount === fundAccount ? 'the fund' : 'providers'
    told.push(`${grouped(lots)} to ${whom} at ${grouped(priceTicks)}`)
  }
  const deleveraged = new Map<number, number>()
  for (const { lots, priceTicks } of stage.events(EventKind.Deleveraged)) {
    deleveraged.set(priceTicks, lots + (deleveraged.get(priceTicks) ?? 0))
  }
  for (const [priceTicks, lots] of deleveraged) {
    told.push(`${grouped(lots)} deleveraged at ${grouped(priceTicks)}`)
  }
  return told
}

function deleveragingAnswer(rulebook: Rulebook, asked: Asked<'deleveraging'>): string {
  const stage = new VenueStage({ rulebook, insuranceFundUsd: 0 })
  stage.venue.controls.markPrice = MarkPriceChoice.Last
  const long = stage.isolated(0)
  const names = new Map<number, Short>()
  let net = 1_000
  for (const short of asked.shorts) {
    const account = stage.isolated(0)
    const margin = (short.lots * short.entryTicks) / short.leverage
    const { lots, entryTicks, leverage } = short
    stage.venue.grantPosition(account, PERPETUAL, -lots, entryTicks, leverage, margin)
    names.set(account, short)
    net -= lots
  }
  const rest = stage.cross(1_000_000)
  stage.venue.grantCoins(rest, 0, 100)
  stage.printer()
  stage.venue.grantPosition(long, PERPETUAL, 1_000, ENTRY, 20, 2_400_000)
  if (net !== 0) stage.venue.grantPosition(rest, PERPETUAL, -net, ENTRY, 1, 0)
  stage.run()
  const told: string[] = []
  for (const ticks of asked.path) {
    stage.quote(rest, 0, ticks - 10, ticks + 10, 10)
    // On the way there is a stop above the liquidation price: only the last mark counts.
    if (ticks === asked.path.at(-1)) moveMark(stage, ticks)
    else stage.run(3)
  }
  stage.run()
  for (const { account, lots, priceTicks } of stage.events(EventKind.Deleveraged)) {
    const { leverage, entryTicks } = names.get(account)!
    const who = `${leverage}x from ${grouped(entryTicks)}`
    told.push(`${who} closes ${grouped(lots)} at ${grouped(priceTicks)}`)
  }
  checked(stage)
  return told.join(', then ')
}

describe('a worked example', () => {
  it.each(WORKED_EXAMPLES.map((example) => ({ ...example, asked: askedText(example.question) })))(
    '$rulebook: $asked',
    ({ rulebook, question, answer }) => {
      expect(answerOf(RULEBOOKS[rulebook](), question)).toBe(answer)
    },
  )

  it.each(['Binance', 'Bybit', 'FTX', 'Hyperliquid'])(
    'is one of at least eight of %s, flows on a venue among them',
    (name) => {
      const own = WORKED_EXAMPLES.filter(({ rulebook }) => rulebook.startsWith(name))
      expect(own.length).toBeGreaterThanOrEqual(8)
      const kinds = new Set(own.map(({ question }) => question.kind))
      const asked = ['liquidation', 'bankruptcy', 'fee', 'funding', 'flow'] as const
      expect(asked.filter((kind) => !kinds.has(kind))).toEqual([])
      for (const { source } of own) expect(source).not.toBe('')
    },
  )

  it('stands in docs/rulebooks.md as it stands here, in the same order', () => {
    const section = sectionsOf(readProject('docs/rulebooks.md')).find(
      ({ title }) => title === 'Worked examples',
    )
    const rows = section!.text.split('\n').filter((line) => line.startsWith('| '))
    expect(rows.slice(2)).toEqual(exampleTable())
  })
})
