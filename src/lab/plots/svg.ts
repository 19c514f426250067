// Pictures as SVG. Vega is asked for only when a picture is: nobody waits for it otherwise.
import type { TopLevelSpec } from 'vega-lite'

/** Colours of the laboratory's pictures: ours, another, what is given (papers, real days). */
export const OURS = '#0b6e99'
export const OTHER = '#d1661b'
export const GIVEN = '#777777'

export async function svgOf(spec: TopLevelSpec): Promise<string> {
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
  const view = new View(parse(compile(spec).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return `${svg}\n`
}
