// Free text in a share link: percent-encoded, with _ for a space.

/** Marks that messengers cut off or turn into emphasis are encoded too. */
export function encodeText(text: string): string {
  return encodeURIComponent(text)
    .replace(/[_!'()*~]|\.$/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '_')
}

/** Null for what is not percent-encoded text. */
export function decodeText(encoded: string, clean: (text: string) => string): string | null {
  try {
    return clean(decodeURIComponent(encoded.replaceAll('_', ' ')))
  } catch {
    return null
  }
}
