// Whether two parts of a link say the same, in whatever order their fields stand.
export function isSame(one: object, other: object): boolean {
  return (
    JSON.stringify(Object.entries(one).toSorted()) ===
    JSON.stringify(Object.entries(other).toSorted())
  )
}
