// A guest is a trader whom someone outside brings into the market, to measure it: the laboratory's desk
// that works one order. It gets what an arbitrageur gets, one account at every venue and the queues, and
// nothing more. Without guests a run has the bits it always had. ODD: Process overview and scheduling.
import type { Residence } from '../agents/residence.ts'
import type { AccountOffice } from '../market/accountOffice.ts'
import type { BoardPage } from '../market/board.ts'

export interface Guest {
  /** Called once a step, behind the arbitrageurs; `board` is the page of the step before. */
  decide(step: number, board: BoardPage): void
}

/** Opens at most one account at each venue. */
export type GuestMaker = (homes: readonly Residence[], offices: readonly AccountOffice[]) => Guest
