// The figures that the venues published last.
import type { BoardPage } from '../market/board.ts'
import type { MarketRecord } from '../market/marketRecord.ts'

export function lastPage(record: MarketRecord): BoardPage {
  return record.board.page(Math.max(0, record.stepsDone() - 1))
}
