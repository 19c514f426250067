// What is known of each cross account's free collateral without a sum over its rows: a lower bound, its
// room. Fills, orders and moves of the marks carry it on until marks have moved too far. Not state:
// whoever knows nothing sums up and comes to the same answers. By cross index. Quote units.
// ODD submodel: Exchange: margin.

/** Nothing is known until it is worked out. */
export const UNKNOWN = -Infinity
/** A bound holds until marks have moved this far, whatever there is to spare. */
const LONGEST_MOVE = 0.05
/** What a notional may grow by until then; its tier must hold that too. */
export const TIER_ROOM = 1.06

export class CollateralRoom {
  /** How far marks have moved: the widest relative move of each step, added up. */
  private path = 0
  /** At least so much is free where the marks stood at `since`. */
  private readonly room: Float64Array
  private readonly since: Float64Array
  /** What a move of the marks by 1 may take of it. */
  private readonly reach: Float64Array
  /** Path up to which the account is sure to be covered if nothing is booked on it; 0 asks anew. */
  private readonly safePath: Float64Array

  constructor(crossCapacity: number) {
    this.room = new Float64Array(crossCapacity).fill(UNKNOWN)
    this.since = new Float64Array(crossCapacity)
    this.reach = new Float64Array(crossCapacity)
    this.safePath = new Float64Array(crossCapacity)
  }

  forget(cross: number): void {
    this.room[cross] = UNKNOWN
    this.safePath[cross] = 0
  }

  forgetAll(): void {
    this.room.fill(UNKNOWN)
    this.safePath.fill(0)
  }

  addPath(move: number): void {
    this.path += move
  }

  isKnown(cross: number): boolean {
    return this.room[cross] !== UNKNOWN
  }

  /** Free collateral at the marks of now, at least. */
  least(cross: number): number {
    const moved = this.path - this.since[cross]!
    return moved < LONGEST_MOVE ? this.room[cross]! - moved * this.reach[cross]! : UNKNOWN
  }

  /** From the sum over all rows at the marks of now. */
  set(cross: number, room: number, reach: number): void {
    this.room[cross] = room
    this.reach[cross] = reach
    this.since[cross] = this.path
  }

  /** `amount` more is free, and a move of the marks may take `reach` more of it. */
  add(cross: number, amount: number, reach: number): void {
    this.room[cross] += amount
    this.reach[cross] += reach
  }

  /** Something was booked: whether the account is covered is to be asked. */
  unsettle(cross: number): void {
    this.safePath[cross] = 0
  }

  /** Nearly always true, and it looks at nothing but one column. */
  isSafe(cross: number): boolean {
    return this.path < this.safePath[cross]!
  }

  /** Safe as long as there is room. False where there is none to be sure of. */
  trustRoom(cross: number): boolean {
    if (!(this.least(cross) > 0)) return false
    const move = this.room[cross]! / this.reach[cross]!
    this.safePath[cross] = this.since[cross]! + (move < LONGEST_MOVE ? move : LONGEST_MOVE)
    return true
  }

  /** Safe until marks have moved so far. */
  trust(cross: number, move: number): void {
    this.safePath[cross] = this.path + (move < LONGEST_MOVE ? move : LONGEST_MOVE)
  }
}
