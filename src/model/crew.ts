// Threads beside the model's own that step some of its venues. Whoever brings them knows how they wait
// for each other; the model only says when. ODD: Process overview and scheduling.

export interface Crew {
  /** The street has sent all it has in this step: others may begin on their venues. Returns which these
   * are, one bit each; 0 when nobody is there, and the model steps all of them. */
  begin(step: number): number
  /** Of the venues that others have begun on: those whose crowd the model is to decide first, one bit
   * each. The others wait for it where they need it. */
  crowdsLeft(): number
  crowdsDecided(): void
  /** Returns when all venues of others are done; throws when one cannot be. */
  finish(): void
}
