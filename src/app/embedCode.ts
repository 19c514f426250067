// The lines that put a run into another page: an iframe around the page's compact form.

/** Words of the sharer stand in an attribute: whatever they are, they end nothing. */
export function embedCodeOf(address: string, title: string): string {
  const compact = new URL(address)
  compact.searchParams.set('embed', '1')
  const attributes = {
    src: compact.href,
    title: title === '' ? 'Unwind: a market simulation' : title,
    width: '100%',
    height: '480',
    loading: 'lazy',
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    style: 'border: 0',
  }
  const words = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`)
  return `<iframe ${words.join(' ')}></iframe>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replace(/[<>"'\n]/g, (mark) => `&#${mark.codePointAt(0)!};`)
}
