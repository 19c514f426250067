// Market makers: ladders of quotes around a reservation price, on every book of their venue. They skew
// against inventory, widen and shrink with volatility and fear, withdraw in stress, refill at a finite
// speed, and cut their own risk with taker orders when inventory passes the limit (Avellaneda and
// Stoikov 2008; depth profile D(x) ~ x^0.67). ODD submodel "Market makers".
import type { Columns } from '../base/columns.ts'
import { clamp, detPow } from '../base/detMath.ts'
import { F64, I32 } from '../base/shifts.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import { MarginMode } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import { Cause, Population } from '../market/kinds.ts'
import { announcedQuote, MAP_BINS } from '../market/liquidationMap.ts'
import { NO_SLOT, RequestKind } from '../market/requests.ts'
import { DEPTH_BY_ASSET, PERPETUAL_SHARE, VENUE_SHARES, WIDTH_BY_ASSET } from '../market/shares.ts'
import { QUOTE_UNITS_PER_USD, STEPS_PER_HOUR, STEPS_PER_MINUTE, Side } from '../market/units.ts'
import type { Settings } from '../params/scenario.ts'
import type { MakerOutlook } from './makerOutlook.ts'
import { discountPercent, LastingError } from './perception.ts'
import type { Residence } from './residence.ts'

const LEVELS = 9
/** Distance of the outermost quote in calm, basis points of BTC's width. */
const OUTERMOST_BPS = 160
/** Nor do quotes give way to flow and inventory more than so many times as in calm. */
const MOST_PRESSURE = 4
const DEPTH_EXPONENT = 0.67
/** Depth within 1 % is what `bookDepth` names: shares of the levels are measured against it. */
const NAMED_DEPTH_BPS = 100
/** A quote is moved when its wanted price has gone this part of its distance from the mid. */
const LAZINESS = 0.35
/** A book is looked at this often even when nothing moved. */
const LOOK_STEPS = 8
/** Volatility over calm that makers bear without showing less. */
const BORNE_STRESS = 1.8
/** Never less than this part of calm depth: real books kept 2 to 10 % in the worst minutes. */
const LEAST_DEPTH = 0.05
const ONE_BPS = 0.0001
/** Quotes never move further at once for what was traded, fraction. */
const MOST_LEAN = 0.005
/** How much more is shown against closures that a published map announces, at most. */
const WELCOME = 0.5
const CASH_USD = 2e9
/** Bitcoins of all makers; other coins by their depth. */
const COINS_USD = 1600e6
/** No quote is larger: twice as much is still a whole number of 32 bits. */
const MOST_LOTS = 1e9
/** The limit is meant for one of four venues of the same size. */
const LIMIT_SCALE = 4
/** How long a maker's error about value lasts. */
const ESTIMATE_STEPS = 2 * STEPS_PER_HOUR

export class MarketMaker {
  readonly account: number
  private readonly home: Residence
  private readonly outlook: MakerOutlook
  private readonly bookCount: number
  /** By book: reference price at the last look, fractional ticks. */
  private readonly quotedTicks: Float64Array
  private readonly lookedStep: Int32Array
  /** By book: inventory at the last look, lots. */
  private readonly seenLots: Float64Array
  private readonly shares: Float64Array
  /** Coins the maker means to hold, by asset, lots. */
  private readonly coinTarget: Float64Array
  private readonly phase: number
  private readonly error: LastingError
  // Of the book being quoted. Fields, because a fraction handed on as an argument becomes an object:
  // thousands of them a step.
  private reference = 0
  private stress = 1
  private halfSpread = 0
  private reservation = 0
  /** Inventory over what the maker bears. */
  private strain = 0
  private depthLots = 0
  private willing = 0
  private refill = 0
  /** Ratio of the distances of neighbouring levels. */
  private growth = 2

  constructor(
    columns: Columns,
    home: Residence,
    outlook: MakerOutlook,
    office: AccountOffice,
    index: number,
    makerCount: number,
  ) {
    this.home = home
    this.outlook = outlook
    this.bookCount = home.assetCount * 2
    this.phase = index
    const agent = home.firstAgent + 10_000_000 + index
    this.error = new LastingError(home.keys, agent, ESTIMATE_STEPS, home.assetCount)
    const name = `venue${home.venue}.maker${index}`
    this.quotedTicks = columns.f64(`${name}.quotedTicks`, this.bookCount)
    this.lookedStep = columns.i32(`${name}.lookedStep`, this.bookCount)
    this.seenLots = columns.f64(`${name}.seenLots`, this.bookCount)
    this.shares = new Float64Array(LEVELS)
    this.planLevels()
    this.account = office.openAccount({
      population: Population.MarketMaker,
      traders: 1,
      ownerAgent: agent,
      marginMode: MarginMode.Cross,
      slots: this.bookCount * 2 * LEVELS,
    })
    office.grantWallet(this.account, CASH_USD * QUOTE_UNITS_PER_USD)
    for (let asset = 0; asset < home.assetCount; asset++) {
      // Coins enough that a maker at its limit still has some to show.
      const usd =
        (COINS_USD * (DEPTH_BY_ASSET[asset] ?? 0.1) * (VENUE_SHARES[home.venue] ?? 0.1)) /
        makerCount
      const price = home.assets[asset]!.initialPriceUsd
      office.grantCoins(
        this.account,
        asset,
        Math.floor(usd / price / home.assets[asset]!.lotSizeCoins),
      )
    }
    this.lookedStep.fill(-LOOK_STEPS)
    this.coinTarget = columns.f64(`${name}.coinTarget`, home.assetCount)
    for (let asset = 0; asset < home.assetCount; asset++) {
      const row = home.statements.rowOffset[this.account << I32]! + asset
      this.coinTarget[asset] = home.statements.rowLots[row << F64]!
    }
  }

  /** Share of depth at each level, from the calm distances: D(x) ~ x^0.67. */
  private planLevels(): void {
    const inner = this.home.settings.halfSpread
    const growth = detPow(OUTERMOST_BPS / inner, 1 / (LEVELS - 1))
    let distance = inner
    let before = 0
    for (let level = 0; level < LEVELS; level++) {
      const reach = detPow(distance / NAMED_DEPTH_BPS, DEPTH_EXPONENT)
      this.shares[level] = reach - before
      before = reach
      distance *= growth
    }
  }

  decide(step: number, board: BoardPage): void {
    const { referenceTicks, halfSpreadTicks } = this.outlook
    // Makers take turns, so that they do not all move in the same second.
    const waits = (step + this.phase) % 2 === 0
    for (let book = 0; book < this.bookCount; book++) {
      const since = step - this.lookedStep[book]!
      if (waits && since < 2) continue
      if (since < LOOK_STEPS) {
        const moved = Math.abs(referenceTicks[book]! - this.quotedTicks[book]!)
        if (moved < halfSpreadTicks[book]! * 0.7) continue
      }
      this.quote(book, step, board)
    }
  }

  private quote(book: number, step: number, board: BoardPage): void {
    const { settings, assetCount, assets, statements } = this.home
    const place = this.home.firstBook + book
    const isSpot = book < assetCount
    const asset = isSpot ? book : book - assetCount
    const reference = this.outlook.referenceTicks[book]!
    const halfSpread = this.outlook.halfSpreadTicks[book]!
    const stress = this.outlook.stress[asset]!
    this.reference = reference
    this.stress = stress
    this.halfSpread = halfSpread
    const row = statements.rowOffset[this.account << I32]! + book
    const lotUsd = (reference * assets[asset]!.quoteUnitsPerTickLot) / QUOTE_UNITS_PER_USD
    const inventoryLots = statements.rowLots[row << F64]! - (isSpot ? this.coinTarget[asset]! : 0)
    const limitUsd =
      settings.inventoryLimit *
      1e6 *
      LIMIT_SCALE *
      (DEPTH_BY_ASSET[asset] ?? 0.1) *
      (VENUE_SHARES[this.home.venue] ?? 0.1)
    const strain = clamp((inventoryLots * lotUsd) / limitUsd, -2, 2)
    const isFirst = this.quotedTicks[book] === 0
    const flow = isFirst ? 0 : ((inventoryLots - this.seenLots[book]!) * lotUsd) / limitUsd
    this.seenLots[book] = inventoryLots
    const lean = settings.inventorySkew * strain + settings.flowImpact * flow
    const pressure = Math.min(stress, MOST_PRESSURE)
    const elapsed = Math.min(step - this.lookedStep[book]!, 10 * STEPS_PER_MINUTE)
    const towardsValue = isFirst ? 0 : this.opinion(asset, step, elapsed, board)
    const shift = towardsValue - lean * pressure * ONE_BPS
    const reservation = reference * (1 + clamp(shift, -MOST_LEAN, MOST_LEAN))
    this.quotedTicks[book] = reference
    this.lookedStep[book] = step
    const willing = willingnessOf(settings, stress, board.makerFear[0]!)
    if (strain > 1 || strain < -1) this.cutRisk(book, place, strain, limitUsd, lotUsd, board)
    const venueShare = VENUE_SHARES[this.home.venue] ?? 0.1
    const kindShare = isSpot ? 1 - PERPETUAL_SHARE : PERPETUAL_SHARE
    this.depthLots =
      (settings.bookDepth * 1e6 * venueShare * kindShare * (DEPTH_BY_ASSET[asset] ?? 0.1)) /
      settings.makers /
      lotUsd
    const outermost = reservation * OUTERMOST_BPS * ONE_BPS * Math.sqrt(WIDTH_BY_ASSET[asset] ?? 2)
    this.growth = detPow(
      Math.max(1.1, (outermost * Math.sqrt(stress)) / halfSpread),
      1 / (LEVELS - 1),
    )
    const refill = isFirst ? 1 : ((settings.refill / 100) * elapsed) / STEPS_PER_MINUTE
    this.refill = refill < 1 ? refill : 1
    this.reservation = reservation
    this.willing = willing
    this.strain = strain
    this.side(book, place, Side.Buy, board)
    this.side(book, place, Side.Sell, board)
  }

  /**
   * How far the maker moves its quotes towards what it thinks the asset is worth: prices follow public
   * news by quotes before anyone trades (Hasbrouck 1991). The less, the wilder the hour and the fresher
   * the news, when nobody knows what it is worth. Fraction.
   */
  private opinion(asset: number, step: number, elapsedSteps: number, board: BoardPage): number {
    const { settings } = this.home
    const doubt = this.stress * (1 + settings.valueCaution * board.makerFear[0]!)
    const part = ((settings.valuePull / 100) * elapsedSteps) / STEPS_PER_MINUTE / doubt
    const error = settings.valueNoise * this.error.at(asset, step)
    const discount = discountPercent(board, asset, this.reference) + error
    return (Math.min(1, part) * discount) / 100
  }

  private side(book: number, place: number, side: Side, board: BoardPage): void {
    const { queue, settings, statements } = this.home
    const { slotLots, slotPriceTicks } = statements
    const { account, shares, reservation, depthLots, willing, refill, growth } = this
    const firstSlot = (book * 2 + side) * LEVELS
    const offset = statements.slotOffset[account << I32]! + firstSlot
    const sign = side === Side.Buy ? -1 : 1
    // A maker that is full on this side shows less of it.
    let appetite = clamp(1 + sign * 0.5 * this.strain, 0.1, 1.5)
    if (settings.transparency === 1) {
      // Flow that is announced and knows nothing about value is welcome: more is shown where it will come.
      const announced = announcedQuote(board, place, side === Side.Buy, MAP_BINS)
      const perLot = this.reference * this.unitOf(book)
      const own = depthLots * perLot * settings.makers
      appetite *= 1 + WELCOME * Math.min(1, announced / (own + 1))
    }
    const other = side === Side.Buy ? board.askTicks[place]! : board.bidTicks[place]!
    let distance = this.halfSpread
    // Whole numbers are cut off, not rounded down, and compared without Math: they are all above zero,
    // and stay out of floating point.
    for (let level = 0; level < LEVELS; level++, distance *= growth) {
      let price = (reservation + sign * distance + 0.5) | 0
      // Quotes never cross what others show: post-only at the touch.
      if (other > 0 && sign * (price - other) <= 0) price = other + sign
      const shown = slotLots[offset + level]!
      const depth = depthLots * shares[level]! * willing * appetite
      const target = depth < 1 ? 1 : depth < MOST_LOTS ? depth | 0 : MOST_LOTS
      // What was taken comes back with time; what is shown too much is withdrawn at once.
      const had = lesser(shown, target)
      const back = (had + target * refill + 1) | 0
      const wanted = lesser(back, target)
      const held = slotPriceTicks[offset + level]!
      const off = Math.abs(held - price)
      const near = shown > 0 && (off <= distance * LAZINESS || (off <= 1 && distance >= 2))
      if (near && wanted <= shown * 1.25 && wanted >= shown * 0.8) continue
      if (price < 1) continue
      queue.order(
        RequestKind.PostOnly,
        account,
        book,
        side,
        near ? held : price,
        wanted,
        Cause.Quote,
        firstSlot + level,
      )
    }
  }

  private unitOf(book: number): number {
    const { assetCount, assets } = this.home
    return assets[book < assetCount ? book : book - assetCount]!.quoteUnitsPerTickLot
  }

  /** Beyond the limit a maker takes liquidity to get back: sells what it was forced to buy. */
  private cutRisk(
    book: number,
    place: number,
    strain: number,
    limitUsd: number,
    lotUsd: number,
    board: BoardPage,
  ): void {
    const { queue } = this.home
    const excessLots = Math.floor(((Math.abs(strain) - 0.8) * limitUsd * 0.15) / lotUsd)
    if (excessLots < 1 || board.halted[place] === 1) return
    const side = strain > 0 ? Side.Sell : Side.Buy
    const touch = side === Side.Sell ? board.bidTicks[place]! : board.askTicks[place]!
    if (touch === 0) return
    const limit = side === Side.Sell ? Math.floor(touch * 0.998) : Math.ceil(touch * 1.002)
    queue.order(
      RequestKind.ImmediateOrCancel,
      this.account,
      book,
      side,
      limit,
      excessLots,
      Cause.DeRisk,
      NO_SLOT,
    )
  }
}

/** The lesser of two whole numbers less than 2^31 apart. No branch: which it is cannot be foreseen. */
function lesser(a: number, b: number): number {
  const more = a - b
  return b + (more & (more >> 31))
}

/** Part of calm depth that a maker is willing to show. */
export function willingnessOf(settings: Settings, stress: number, fear: number): number {
  const unborne = Math.max(0, stress - BORNE_STRESS)
  const willing = 1 / (1 + settings.withdrawal * (0.5 * unborne + 0.5 * fear))
  return Math.max(willing, LEAST_DEPTH, settings.obligation / 100)
}
