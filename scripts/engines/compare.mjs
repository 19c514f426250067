// Holds the engines' answers against each other and says them as a table.

/** @typedef {import('./run.mjs').Row} Row */

/**
 * One sentence for every disagreement.
 * @param {Row[]} rows
 * @returns {string[]}
 */
export function differences(rows) {
  const sentences = []
  for (const [name, same] of byName(rows.filter(({ mustAgree }) => mustAgree))) {
    for (const what of /** @type {const} */ (['fingerprint', 'figures', 'steps'])) {
      const told = same.filter((row) => row[what] !== undefined)
      if (new Set(told.map((row) => row[what])).size > 1) {
        const each = told.map((row) => `${row.version} in ${row.where}: ${row[what]}`)
        sentences.push(`${name}: another ${what} - ${each.join(', ')}`)
      }
    }
  }
  return sentences
}

/**
 * @param {Row[]} rows
 * @returns {string}
 */
export function tableOf(rows) {
  const lines = [['link', 'steps', 'engine', 'where', 'fingerprint', 'figures', 's', 's/1,000']]
  for (const [name, same] of byName(rows.filter(({ kind }) => kind === 'link'))) {
    for (const row of same) {
      const steps = row.steps ?? 0
      lines.push([
        row === same[0] ? name : '',
        String(steps),
        row.version,
        row.where,
        row.fingerprint,
        row.figures ?? '-',
        row.seconds.toFixed(1),
        ((1000 * row.seconds) / steps).toFixed(2),
      ])
    }
  }
  return aligned(lines)
}

/**
 * Groups of arithmetic: one line each, with how many different hashes there are.
 * @param {Row[]} rows
 * @returns {string}
 */
export function vectorTableOf(rows) {
  const lines = [['arithmetic', 'engines', 'hashes', '']]
  for (const [name, same] of byName(rows.filter(({ kind }) => kind === 'vector'))) {
    const hashes = new Set(same.map((row) => row.fingerprint))
    const note = same[0]?.mustAgree ? '' : '(not used by the engine; may differ)'
    const engines = new Set(same.map((row) => row.engine)).size
    lines.push([name, String(engines), String(hashes.size), note])
  }
  return aligned(lines)
}

/** @param {Row[]} rows */
function byName(rows) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map()
  for (const row of rows) groups.set(row.name, [...(groups.get(row.name) ?? []), row])
  return groups
}

/** @param {string[][]} lines */
function aligned(lines) {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
