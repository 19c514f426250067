// Notices about outside data: what was dropped or replaced, in words, never more than a screenful.

const MOST_NOTICES = 20

export function shortened(notices: readonly string[]): string[] {
  if (notices.length <= MOST_NOTICES) return [...notices]
  const rest = notices.length - MOST_NOTICES + 1
  return [...notices.slice(0, MOST_NOTICES - 1), `... and ${rest} more like these.`]
}
