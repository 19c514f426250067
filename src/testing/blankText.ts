// Blanks what is not code (comments, the insides of strings, templates and regular expressions)
// with spaces, so that a search finds code only and every position stays what it was.

const regexMayFollow =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|delete))\s*$/

export function blankText(source: string): string {
  const kept: string[] = Array.from({ length: source.length }, () => ' ')
  const keep = (index: number): void => {
    kept[index] = source[index] ?? ' '
  }
  /** Open braces of each template expression we are inside of. */
  const openBraces: number[] = []
  let index = 0

  const skipTemplate = (): void => {
    while (index < source.length && source[index] !== '`') {
      if (source.startsWith('${', index)) {
        keep(index)
        keep(index + 1)
        index += 2
        openBraces.push(0)
        return
      }
      if (source[index] === '\n') keep(index)
      index += source[index] === '\\' ? 2 : 1
    }
    keep(index)
    index++
  }

  while (index < source.length) {
    const character = source[index] ?? ''
    if (source.startsWith('//', index)) {
      index = endOr(source, source.indexOf('\n', index))
    } else if (source.startsWith('/*', index)) {
      const end = endOr(source, source.indexOf('*/', index) + 2)
      for (; index < end; index++) if (source[index] === '\n') keep(index)
    } else if (character === "'" || character === '"') {
      keep(index)
      index = endOfQuoted(source, index + 1, character)
      if (source[index] === character) keep(index++)
    } else if (character === '`') {
      keep(index++)
      skipTemplate()
    } else if (
      character === '/' &&
      regexMayFollow.test(kept.slice(Math.max(0, index - 40), index).join(''))
    ) {
      keep(index)
      index = endOfRegex(source, index + 1)
      if (source[index] === '/') keep(index++)
    } else if (character === '}' && openBraces.at(-1) === 0) {
      openBraces.pop()
      keep(index++)
      skipTemplate()
    } else {
      const depth = openBraces.length - 1
      if (depth >= 0 && character === '{') openBraces[depth] = (openBraces[depth] ?? 0) + 1
      if (depth >= 0 && character === '}') openBraces[depth] = (openBraces[depth] ?? 0) - 1
      keep(index++)
    }
  }
  return kept.join('').slice(0, source.length)
}

function endOr(source: string, end: number): number {
  return end < 0 ? source.length : end
}

/** A quote left open (an apostrophe in the text of a page) ends with its line. */
function endOfQuoted(source: string, start: number, quote: string): number {
  let index = start
  while (index < source.length && source[index] !== quote && source[index] !== '\n') {
    index += source[index] === '\\' ? 2 : 1
  }
  return index
}

function endOfRegex(source: string, start: number): number {
  let inClass = false
  let index = start
  for (; index < source.length && source[index] !== '\n'; index++) {
    const character = source[index]
    if (character === '/' && !inClass) return index
    if (character === '[') inClass = true
    if (character === ']') inClass = false
    if (character === '\\') index++
  }
  return index
}
