// Text from outside (seed, title, note) as plain text: bounded, no control characters, nothing that
// turns the reading direction, no halves of characters. It is never markup.

export const SEED_LENGTH = 64
export const TITLE_LENGTH = 120
export const NEWS_TITLE_LENGTH = 60
export const NOTE_LENGTH = 600

/** One line of at most `maxLength` UTF-16 units: what may not stand there becomes a space or goes. */
export function plainLine(text: string, maxLength: number): string {
  return clean(text, maxLength, false)
}

/** The same over several lines. */
export function plainNote(text: string): string {
  return clean(text, NOTE_LENGTH, true)
}

/** The beginning of outside text, to be quoted in a message. */
export function quoted(text: string): string {
  const plain = plainLine(text, 40)
  return plain.length < text.trim().length ? `'${plain}…'` : `'${plain}'`
}

function clean(text: string, maxLength: number, keepsLines: boolean): string {
  let plain = ''
  // Twice the length leaves room for what is dropped and still bounds the work.
  for (const character of text.slice(0, maxLength * 2)) {
    const kept = character === '\n' && keepsLines ? character : plainCharacter(character)
    if (plain.length + kept.length > maxLength) break
    plain += kept
  }
  return plain.trim()
}

function plainCharacter(character: string): string {
  const code = character.codePointAt(0)!
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return ' '
  const isHalf = code >= 0xd800 && code <= 0xdfff
  return isHalf || turnsDirection(code) || isNonCharacter(code) ? '' : character
}

function turnsDirection(code: number): boolean {
  return (
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0x200e ||
    code === 0x200f ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0xfeff
  )
}

function isNonCharacter(code: number): boolean {
  return (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)
}
