// Invariants: a broken one is our bug, so it throws with what is needed to replay it.

/** Our own mistake, never the visitor's. Carries the seed and step so that the run can be replayed. */
export class InvariantError extends Error {
  override name = 'InvariantError'
}

/** Throws {@link InvariantError} when `holds` is false. Keep `message` a constant string in hot loops. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new InvariantError(message)
}
