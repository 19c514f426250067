// Labels in one row: each as near its wish as the others let it, none over another, all inside.

export interface Wish {
  /** Where the label's middle would like to be. */
  readonly middle: number
  readonly width: number
}

/** Left edges in the order given, which must be the order of the wishes; null where there is no room. */
export function spreadLabels(
  wishes: readonly Wish[],
  left: number,
  right: number,
  gap: number,
): number[] | null {
  const total = wishes.reduce((sum, wish) => sum + wish.width, 0) + gap * (wishes.length - 1)
  if (total > right - left) return null
  const lefts = wishes.map((wish) => wish.middle - wish.width / 2)
  let edge = left
  for (let label = 0; label < wishes.length; label++) {
    lefts[label] = Math.max(lefts[label], edge)
    edge = lefts[label] + wishes[label].width + gap
  }
  edge = right
  for (let label = wishes.length - 1; label >= 0; label--) {
    lefts[label] = Math.min(lefts[label], edge - wishes[label].width)
    edge = lefts[label] - gap
  }
  return lefts
}
