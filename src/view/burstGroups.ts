// Settled liquidations of a window: prints near in time and price share one disc, whose area is their
// dollars and whose place is the centre of those dollars.
import { addPrint, FILL_AFTER_MS, type MergedPrint, type Print } from './cues.ts'
import { binOfLog } from './priceAxis.ts'

export interface BurstGroup extends MergedPrint {
  readonly key: number
  firstStep: number
  lastStep: number
  /** Dollars drawn: eases to the dollars held once the first ring has closed. */
  shownUsd: number
  fillsFromMs: number
}

/** Map bins that share a disc. */
const BINS_A_GROUP = 4
/** Discs across a window's width. */
const GROUPS_A_WINDOW = 40
const FILL_MS = 260

export class BurstGroups {
  private readonly byKey = new Map<number, BurstGroup>()
  private sorted: BurstGroup[] = []
  private isSorted = true
  private groupSteps = 540

  /** Sets the window; true when its prints must be added anew. */
  setWindow(windowSteps: number): boolean {
    const groupSteps = Math.max(60, Math.round(windowSteps / GROUPS_A_WINDOW))
    if (groupSteps === this.groupSteps) return false
    this.groupSteps = groupSteps
    return true
  }

  clear(): void {
    this.byKey.clear()
    this.isSorted = false
  }

  /** Adds a print; with no time it is shown in full at once. */
  add(print: Print, nowMs?: number): void {
    const bucket = Math.floor(print.step / this.groupSteps)
    const band = Math.floor(binOfLog(print.log) / BINS_A_GROUP)
    const key = (bucket * 256 + band) * 2 + print.side
    let group = this.byKey.get(key)
    if (group === undefined) {
      group = {
        ...print,
        key,
        bin: binOfLog(print.log),
        prints: 1,
        firstStep: print.step,
        lastStep: print.step,
        shownUsd: 0,
        fillsFromMs: (nowMs ?? 0) + FILL_AFTER_MS,
      }
      this.byKey.set(key, group)
    } else {
      addPrint(group, print)
      group.lastStep = Math.max(group.lastStep, print.step)
    }
    if (nowMs === undefined) group.shownUsd = group.usd
    this.isSorted = false
  }

  /** Forgets the groups that ended before a step. */
  retire(beforeStep: number): void {
    for (const group of this.byKey.values()) {
      if (group.lastStep >= beforeStep) continue
      this.byKey.delete(group.key)
      this.isSorted = false
    }
  }

  /** Fills the discs; true while one still grows. */
  fill(nowMs: number, elapsedMs: number, atOnce: boolean): boolean {
    let growing = false
    const share = 1 - Math.exp(-elapsedMs / FILL_MS)
    for (const group of this.byKey.values()) {
      const rest = group.usd - group.shownUsd
      if (rest <= 0) continue
      if (atOnce || rest < group.usd * 0.001) group.shownUsd = group.usd
      else {
        growing = true
        if (nowMs >= group.fillsFromMs) group.shownUsd += rest * share
      }
    }
    return growing
  }

  /** Largest first, so that small discs lie on large ones. */
  largestFirst(): readonly BurstGroup[] {
    if (!this.isSorted) {
      this.sorted = [...this.byKey.values()].sort((a, b) => b.usd - a.usd || a.key - b.key)
      this.isSorted = true
    }
    return this.sorted
  }
}
