// What an agent living on a venue works with: what everyone knew at the end of the last step, its own
// statement of account, and the queue of requests. It never sees the venue's insides.
import type { RandomKeys } from '../base/keyedRandom.ts'
import type { AccountStatements } from '../market/accounts.ts'
import type { ContractMoney } from '../market/contractMoney.ts'
import type { Asset } from '../market/instruments.ts'
import type { RequestQueue } from '../market/requests.ts'
import type { Settings } from '../params/scenario.ts'

export interface Residence {
  readonly venue: number
  /** What the columns of its residents begin with: "venue0", or "venue0.coin.BTC" for a coin market. */
  readonly name: string
  /** Its own number, for draws that belong to no account. */
  readonly number: number
  /** Row of its by-venue figures on its board. */
  readonly boardRow: number
  /** Where this venue's books begin on a board page. */
  readonly firstBook: number
  readonly assetCount: number
  readonly assets: readonly Asset[]
  /** By asset: the highest leverage of the venue's rulebook. */
  readonly assetLeverage: readonly number[]
  /** The highest of them: what the venue is known for. */
  readonly venueLeverage: number
  /** Number of its first asset in the market: a coin market has that one only. */
  readonly firstAsset: number
  /** Share of leveraged retail positions by asset. */
  readonly assetShares: readonly number[]
  readonly money: ContractMoney
  readonly keys: RandomKeys
  /** Live: values change while the run goes on. */
  readonly settings: Settings
  readonly statements: AccountStatements
  readonly queue: RequestQueue
  /** Agent number of the venue's first account: an account's draws are keyed by this plus its id. */
  readonly firstAgent: number
}

/** Purposes of keyed draws, one number for each question an agent asks of chance. */
export const Purpose = {
  Leverage: 1,
  Size: 2,
  Stop: 4,
  Take: 5,
  TopUp: 6,
  Chartist: 7,
  Fundamentalist: 8,
  Slider: 9,
  Wariness: 10,
  Wake: 20,
  Opinion: 21,
  Open: 22,
  Hold: 23,
  Panic: 24,
  Leave: 25,
  Flight: 26,
  Alert: 27,
  AlertWho: 28,
  StopDistance: 29,
  TakeDistance: 30,
  Add: 31,
  Asset: 32,
  Error: 33,
  Stock: 40,
  StockAge: 41,
  StockPath: 42,
  StockSide: 43,
  StockSurvival: 44,
  Spot: 50,
  SpotSide: 51,
  SpotSize: 52,
  ParentSide: 61,
  ParentSize: 62,
  ParentLength: 63,
  ParentBook: 64,
  Child: 65,
  Schedule: 66,
  ValueError: 70,
  Holder: 80,
  Wash: 90,
  WashSize: 91,
} as const
