// B's minutes and liquidations, as runRecord has A's.
import { RunRecord } from './runRecord.ts'

export const recordB = new RunRecord()
