// One venue: spot and perpetual books, their clearing and their rulebook. This file is the order of a
// step and the doors to the outside; the desks beside it (venue*.ts) do the work. Ticks, lots, quote
// units, steps. ODD submodel: Exchange.
import type { AccountOffice, AccountOpening, VisitorDesk } from '../market/accountOffice.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { BoardPage } from '../market/board.ts'
import type { VenueControls } from '../market/controls.ts'
import type { EventLog } from '../market/events.ts'
import type { RequestQueue } from '../market/requests.ts'
import type { Residuals, VenueRecord } from '../market/venueRecord.ts'
import { publishMap } from './liquidationMap.ts'
import { VenueAutoClose } from './venueAutoClose.ts'
import { VenueBackstop } from './venueBackstop.ts'
import { publish } from './venueBoard.ts'
import { buildParts } from './venueBuild.ts'
import type { VenueShape, VenueSpec } from './venueBuild.ts'
import { VenueChecks } from './venueChecks.ts'
import { VenueCrossLiquidation } from './venueCrossLiquidation.ts'
import { VenueLeverageCut } from './venueLeverageCut.ts'
import { VenueLiquidation } from './venueLiquidation.ts'
import { VenueMoney } from './venueMoney.ts'
import { VenueOffice } from './venueOffice.ts'
import { VenueOracle } from './venueOracle.ts'
import type { VenueParts } from './venueParts.ts'
import { VenuePricing } from './venuePricing.ts'
import { depthQuote, residuals, walkDepth, walkLiquidations } from './venueRecords.ts'
import { VenueRequests } from './venueRequests.ts'
import { VenueSafeguards } from './venueSafeguards.ts'
import { VenueTrading } from './venueTrading.ts'
import { VenueTriggers } from './venueTriggers.ts'
import type { Columns } from '../base/columns.ts'

export type { VenueShape, VenueSpec } from './venueBuild.ts'

const NEVER = -1

export function createVenue(spec: VenueSpec, shape: VenueShape, columns: Columns): Venue {
  return new Venue(spec, shape, columns)
}

export class Venue implements VenueRecord, AccountOffice, VisitorDesk {
  readonly venueId: number
  readonly statements: AccountStatements
  readonly events: EventLog
  readonly controls: VenueControls
  private readonly parts: VenueParts
  private readonly office: VenueOffice
  private readonly trading: VenueTrading
  private readonly money: VenueMoney
  private readonly checks: VenueChecks
  private readonly requests: VenueRequests
  private readonly triggers: VenueTriggers
  private readonly backstop: VenueBackstop
  private readonly autoClose: VenueAutoClose
  private readonly liquidation: VenueLiquidation
  private readonly crossLiquidation: VenueCrossLiquidation
  private readonly pricing: VenuePricing
  private readonly safeguards: VenueSafeguards
  private readonly leverageCut: VenueLeverageCut
  /** The step that follows the last one stepped here. */
  private nextStep = NEVER

  constructor(spec: VenueSpec, shape: VenueShape, columns: Columns) {
    const parts = buildParts(spec, shape, columns)
    this.parts = parts
    this.venueId = parts.venueId
    this.statements = parts.accounts
    this.events = parts.events
    this.controls = parts.controls
    this.office = new VenueOffice(parts, spec.insuranceFundQuote)
    this.trading = new VenueTrading(parts)
    this.money = new VenueMoney(parts, this.trading)
    this.checks = new VenueChecks(parts, this.trading, this.money)
    this.requests = new VenueRequests(parts, this.trading, this.money, this.checks)
    this.triggers = new VenueTriggers(parts, this.trading, this.checks)
    this.backstop = new VenueBackstop(parts, this.trading)
    this.autoClose = new VenueAutoClose(parts, this.trading)
    const oracle = new VenueOracle(columns, spec.name, parts)
    this.liquidation = new VenueLiquidation(
      parts,
      this.trading,
      this.backstop,
      this.autoClose,
      oracle,
    )
    this.crossLiquidation = new VenueCrossLiquidation(parts, this.trading, this.liquidation)
    this.pricing = new VenuePricing(parts, this.liquidation, oracle)
    this.safeguards = new VenueSafeguards(columns, spec.name, parts)
    this.leverageCut = new VenueLeverageCut(columns, spec.name, parts, this.trading, this.checks)
  }

  /** One second of the venue. Reads the page of the last step, writes its own slice of this one's. */
  step(step: number, previous: BoardPage, page: BoardPage, requests: RequestQueue): void {
    const { parts } = this
    if (!parts.accounts.isSealed) this.office.seal()
    // Someone else has stepped the venue since.
    if (step !== this.nextStep) parts.cross.invalidateAll()
    this.nextStep = step + 1
    parts.events.clear()
    parts.tallies.startStep(step)
    this.safeguards.update(step)
    this.applyControls()
    this.liquidation.work(step)
    this.crossLiquidation.work()
    this.autoClose.passOverflow()
    this.backstop.workOff(step)
    this.triggers.work()
    this.leverageCut.work(step)
    this.requests.handleAll(requests)
    this.pricing.update(step, previous)
    this.backstop.lastResort(step)
    this.crossLiquidation.enter()
    publish(parts, page)
    if (parts.controls.publishesMap && parts.coin === undefined) {
      publishMap(parts, step, previous, page)
    }
  }

  /** The whole state was replaced. */
  forget(): void {
    this.nextStep = NEVER
    this.liquidation.forget()
  }

  openAccount(opening: AccountOpening): number {
    return this.office.openAccount(opening)
  }

  grantPurse(account: number, amountQuote: number): void {
    this.office.grantPurse(account, amountQuote)
  }

  grantWallet(account: number, amountQuote: number): void {
    this.office.grantWallet(account, amountQuote)
  }

  grantCoins(account: number, asset: number, lots: number): void {
    this.office.grantCoins(account, asset, lots)
  }

  grantPosition(
    account: number,
    book: number,
    signedLots: number,
    entryPriceTicks: number,
    leverage: number,
    marginQuote: number,
  ): void {
    this.office.grantPosition(account, book, signedLots, entryPriceTicks, leverage, marginQuote)
  }

  get visitorAccount(): number {
    return this.statements.visitorAccount
  }

  admitVisitor(amountQuote: number): void {
    this.office.admitVisitor(amountQuote)
  }

  /** Highest leverage allowed to new positions now, on any book. */
  leverageLimit(): number {
    return this.parts.margin.leverageLimit
  }

  messageCount(): number {
    return this.parts.tallies.messages
  }

  residuals(): Residuals {
    return residuals(this.parts)
  }

  walkDepth(book: number, side: 0 | 1, visit: (priceTicks: number, lots: number) => boolean): void {
    walkDepth(this.parts, book, side, visit)
  }

  depthQuote(book: number, side: 0 | 1, fraction: number): number {
    return depthQuote(this.parts, book, side, fraction)
  }

  accountEquityQuote(account: number): number {
    return this.office.accountEquityQuote(account)
  }

  walkLiquidations(
    book: number,
    fromTicks: number,
    toTicks: number,
    visit: (priceTicks: number, account: number, row: number) => void,
  ): void {
    walkLiquidations(this.parts, book, fromTicks, toTicks, visit)
  }

  /** Turns what the controls say into the margin rules of this step. */
  private applyControls(): void {
    const { assetCount, bookCount, controls, cross, margin, positions } = this.parts
    const scale = controls.maintenanceScale
    const table = margin.table
    margin.table = controls.tierTable
    const changes = margin.table !== table || margin.maintenanceScale !== scale
    margin.maintenanceScale = scale
    let limit = margin.rulebookLeverage
    if (controls.leverageCap > 0) limit = Math.min(limit, controls.leverageCap)
    const temporary = this.safeguards.temporaryLimit
    if (temporary > 0) limit = Math.min(limit, temporary)
    if (changes || margin.leverageLimit !== limit) cross.invalidateAll()
    margin.leverageLimit = limit
    if (!changes) return
    for (let book = assetCount; book < bookCount; book++) positions.rebuildLiquidationIndex(book)
  }
}
