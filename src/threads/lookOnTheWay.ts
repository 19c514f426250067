// One look at the fingerprint of a run on its way: at a step that someone else's result is of.

interface Looked {
  stepsDone(): number
  fingerprint(): string
}

export class LookOnTheWay {
  /** Null where the run will not come to stand there. */
  readonly fingerprint: Promise<string | null>
  end: (fingerprint: string | null) => void = () => {}
  private readonly step: number
  private isOver = false

  /** `step` below 0: there is nothing to look at. */
  constructor(step: number) {
    this.step = step
    this.fingerprint = new Promise((resolve) => {
      this.end = (fingerprint) => {
        this.isOver = true
        resolve(fingerprint)
      }
    })
  }

  /** Where the run must stop for a moment, Infinity where it need not. */
  stepAfter(stepsDone: number): number {
    return this.isOver || this.step <= stepsDone ? Infinity : this.step
  }

  /** True when it looked. A run that begins beyond the step never comes to it. */
  at(run: Looked): boolean {
    if (this.isOver || run.stepsDone() < this.step) return false
    const isThere = run.stepsDone() === this.step
    this.end(isThere ? run.fingerprint() : null)
    return isThere
  }
}
