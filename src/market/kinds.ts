// Who trades and why. Every order carries its cause, so that taker volume can be split by it (C06).

export const Population = {
  RetailLeveraged: 0,
  RetailSpot: 1,
  Institution: 2,
  LongTermHolder: 3,
  MarketMaker: 4,
  Arbitrageur: 5,
  MomentumBot: 6,
  WashTrader: 7,
  Backstop: 8,
  Venue: 9,
  /** The visitor's own marked trader. */
  You: 10,
} as const
export type Population = (typeof Population)[keyof typeof Population]

export const POPULATION_NAMES = [
  'retail, leveraged',
  'retail, spot',
  'institutions',
  'long-term holders',
  'market makers',
  'arbitrageurs',
  'momentum bots',
  'wash traders',
  'backstop providers',
  'venues',
  'you',
] as const

export const Cause = {
  /** Entering or adding on an opinion. */
  Opinion: 0,
  TakeProfit: 1,
  StopLoss: 2,
  /** Leaving for fear: news, own loss, the crowd. */
  Panic: 3,
  /** Closing because the holding time is over or the opinion turned. */
  Exit: 4,
  Momentum: 5,
  /** Child orders of an institution's parent order. */
  Execution: 6,
  Arbitrage: 7,
  Quote: 8,
  /** A market maker cutting inventory with taker orders. */
  DeRisk: 9,
  Wash: 10,
  Liquidation: 11,
  Backstop: 12,
  Deleveraging: 13,
  /** Long-term holders spending. */
  Holder: 14,
  /** Bargain buying below value. */
  Bargain: 15,
  /** The venue reduces a position that is still above a leverage cap when the grace time is over. */
  LeverageCut: 16,
} as const
export type Cause = (typeof Cause)[keyof typeof Cause]
export const CAUSE_COUNT = 17

export const CAUSE_NAMES = [
  'opinion',
  'take profit',
  'stop loss',
  'panic',
  'exit',
  'momentum',
  'execution',
  'arbitrage',
  'quote',
  'maker de-risking',
  'wash',
  'liquidation',
  'backstop',
  'deleveraging',
  'holder',
  'bargain',
  'leverage cut',
] as const
