// How the threads of one model wait for each other: the words they share besides its columns. A hand is
// a thread that steps some venues; the caller holds the model. Rounds count steps that hands took part in.

/** A hand's own words lie on cache lines of their own: 128 bytes. */
const LINE_WORDS = 32
const LINES_BY_HAND = 2
/** The caller's words for all: the step, its number among the steps of hands, and that number once the
 * crowds of that step have decided. */
const STEP = 0
const NUMBER = 1
const CROWDS = 2
const FAULT_BYTES = 8192

/** Looks at a word before sleeping: about as long (60 microseconds) as waking from sleep takes. */
const LOOKS = 1 << 14
/** With fewer cores than threads, whoever looks keeps another from working. */
const LOOKS_WITHOUT_CORE = 1 << 6

export const HandState = { Building: 0, Ready: 1, Failed: 2, Left: 3 } as const
export type HandState = (typeof HandState)[keyof typeof HandState]

/** In place of a round: leave the model. */
const LEAVE = -1

/** What can be posted to a hand. */
export interface SharedWords {
  readonly words: Int32Array
  /** What went wrong, as JSON text of one hand each. */
  readonly faults: Uint8Array
  readonly hasCoreEach: boolean
}

export interface Fault {
  readonly name: string
  readonly message: string
  readonly stack: string
}

export function shareWords(hands: number, hasCoreEach: boolean): SharedWords {
  const lines = 1 + hands * LINES_BY_HAND
  return {
    words: new Int32Array(new SharedArrayBuffer(lines * LINE_WORDS * 4)),
    faults: new Uint8Array(new SharedArrayBuffer(hands * FAULT_BYTES)),
    hasCoreEach,
  }
}

export class ShardControl {
  private readonly words: Int32Array
  private readonly faults: Uint8Array
  private readonly looks: number

  constructor({ words, faults, hasCoreEach }: SharedWords) {
    this.words = words
    this.faults = faults
    this.looks = hasCoreEach ? LOOKS : LOOKS_WITHOUT_CORE
  }

  // --- the caller's side

  state(hand: number): HandState {
    return Atomics.load(this.words, doneWord(hand) + 1) as HandState
  }

  setStep(step: number): void {
    this.words[STEP] = step
    this.words[NUMBER]++
  }

  crowdsDecided(): void {
    Atomics.store(this.words, CROWDS, this.words[NUMBER])
    Atomics.notify(this.words, CROWDS)
  }

  /** All that the caller has written until now is seen by the hand in this round. */
  allow(hand: number, round: number): void {
    Atomics.store(this.words, goWord(hand), round)
    Atomics.notify(this.words, goWord(hand))
  }

  dismiss(hand: number): void {
    this.allow(hand, LEAVE)
  }

  /** Waits until the hand has done the round, at most so long; true when it has. */
  isDone(hand: number, round: number, mostMs: number): boolean {
    const word = doneWord(hand)
    return this.changed(word, round - 1, mostMs)
  }

  readFault(hand: number): Fault {
    const bytes = this.faults.slice(hand * FAULT_BYTES, (hand + 1) * FAULT_BYTES)
    const text = new TextDecoder().decode(Uint8Array.from(bytes.subarray(0, bytes.indexOf(0))))
    return JSON.parse(text) as Fault
  }

  // --- a hand's side

  /** Says that the hand can take part from now on. */
  report(hand: number, state: HandState): void {
    Atomics.store(this.words, doneWord(hand) + 1, state)
  }

  /** Waits for a round after `done`; the round, or null when the hand is to leave. */
  nextRound(hand: number, done: number): number | null {
    const word = goWord(hand)
    while (!this.changed(word, done, Infinity));
    const round = Atomics.load(this.words, word)
    return round === LEAVE ? null : round
  }

  step(): number {
    return this.words[STEP]
  }

  /** Returns when the crowds that the caller decides have decided in this step. */
  awaitCrowds(): void {
    const number = this.words[NUMBER]
    // It counts every step that hands take part in, so it stands at the one before until then.
    while (!this.changed(CROWDS, number - 1, Infinity));
  }

  /** All that the hand has written until now is seen by the caller. */
  finish(hand: number, round: number): void {
    Atomics.store(this.words, doneWord(hand), round)
    Atomics.notify(this.words, doneWord(hand))
  }

  writeFault(hand: number, { name, message, stack }: Fault): void {
    const encoder = new TextEncoder()
    let kept = stack
    let bytes = encoder.encode(JSON.stringify({ name, message, stack: kept }))
    while (bytes.length >= FAULT_BYTES && kept !== '') {
      kept = kept.slice(0, kept.length >> 1)
      bytes = encoder.encode(JSON.stringify({ name, message: message.slice(0, 500), stack: kept }))
    }
    this.faults.set(bytes, hand * FAULT_BYTES)
    this.faults[hand * FAULT_BYTES + bytes.length] = 0
    this.report(hand, HandState.Failed)
  }

  /** Looks for a while, then sleeps; true when the word is another than `value`. Whoever is woken looks
   * again: a notice can come late, when its change was seen by looking and is done with. */
  private changed(word: number, value: number, mostMs: number): boolean {
    const { words, looks } = this
    for (let look = 0; look < looks; look++) {
      if (Atomics.load(words, word) !== value) return true
    }
    Atomics.wait(words, word, value, mostMs)
    return Atomics.load(words, word) !== value
  }
}

/** Written by the caller. */
function goWord(hand: number): number {
  return LINE_WORDS * (1 + hand * LINES_BY_HAND)
}

/** Written by the hand, its state behind it. */
function doneWord(hand: number): number {
  return goWord(hand) + LINE_WORDS
}
