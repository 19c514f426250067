// Text small enough for an address: deflated by the browser itself and written in letters that an address
// may hold. What is read is bounded, as it comes from outside.
const FORMAT = 'deflate-raw'

export async function packText(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream(FORMAT))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null for what was not packed here, or grows beyond so many bytes. */
export async function unpackText(packed: string, mostBytes: number): Promise<string | null> {
  try {
    const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT))
    const reader = stream.getReader()
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let text = ''
    for (let size = 0; ;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      size += value.length
      if (size > mostBytes) {
        void reader.cancel()
        return null
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    return null
  }
}
