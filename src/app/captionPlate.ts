// The plate around a saved picture or clip: title and state of the run above it, link and licence below.
// Canvas pixels; a unit is a CSS pixel of the page.
import { formatMoment } from '../panels/format.ts'
import { yardstick } from '../panels/LiquidatedCard.tsx'
import { findScenario } from '../params/scenarios.ts'
import { formatPercent, formatPrice, formatUsd } from '../view/numbers.ts'
import { addressOf } from './sharing.ts'
import { shownStep } from './frameLoop.ts'
import { labStore } from './store.ts'
import type { LinkState } from '../params/linkState.ts'

const LICENCE =
  'Made with Unwind (MIT licence). A model: no forecast, no advice, simulated dollars.'
const MARGIN = 14
const TITLE_SIZE = 17
const WORDS_SIZE = 13
const SMALL_SIZE = 11
const LEADING = 1.4
const MOST_TITLE_LINES = 2
const MOST_WORDS_LINES = 2
const MOST_LINK_LINES = 3

export interface Plate {
  readonly width: number
  readonly height: number
  /** Draws picture and words as they are now. */
  draw(picture: CanvasImageSource): void
  /** The same once more, so that a recorder sees a picture that stands still. */
  again(): void
}

/** `surface` is made as large as a picture of that size and its words need. */
export function layPlate(
  surface: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number; readonly unit: number },
  link: LinkState,
): Plate {
  const pen = surface.getContext('2d')!
  const { unit } = size
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name)
  const font = (fontSize: number, weight = 400) =>
    `${weight} ${fontSize * unit}px ${getComputedStyle(document.body).fontFamily}`
  const room = size.width - 2 * MARGIN * unit
  const wrap = (text: string, fontOf: string, most: number) => {
    pen.font = fontOf
    return linesOf(text, room, most, (line) => pen.measureText(line).width)
  }
  const title = link.title ?? findScenario(link.scenarioId)?.title ?? link.scenarioId
  const titleLines = wrap(title, font(TITLE_SIZE, 600), MOST_TITLE_LINES)
  const linkLines = wrap(addressOf(link), font(SMALL_SIZE), MOST_LINK_LINES)
  const licenceLines = wrap(LICENCE, font(SMALL_SIZE), 2)
  const titleHeight = titleLines.length * TITLE_SIZE * LEADING
  const top = (MARGIN + titleHeight + MOST_WORDS_LINES * WORDS_SIZE * LEADING + MARGIN / 2) * unit
  const smallLines = [...linkLines, ...licenceLines]
  const bottom = (MARGIN * 1.5 + smallLines.length * SMALL_SIZE * LEADING) * unit
  // Video wants even numbers.
  const width = even(size.width)
  const height = even(top + size.height + bottom)
  surface.width = width
  surface.height = height

  function write(lines: readonly string[], y: number, fontSize: number, weight = 400) {
    pen.font = font(fontSize, weight)
    for (const [index, line] of lines.entries()) {
      pen.fillText(line, MARGIN * unit, y + index * fontSize * LEADING * unit)
    }
  }

  return {
    width,
    height,
    again: () => pen.drawImage(surface, 0, 0),
    draw(picture) {
      pen.textBaseline = 'top'
      pen.fillStyle = colour('--ground')
      pen.fillRect(0, 0, width, height)
      pen.drawImage(picture, 0, top, size.width, size.height)
      pen.fillStyle = colour('--text')
      write(titleLines, MARGIN * unit, TITLE_SIZE, 600)
      pen.fillStyle = colour('--soft')
      const words = wrap(wordsNow(), font(WORDS_SIZE), MOST_WORDS_LINES)
      write(words, (MARGIN + titleHeight) * unit, WORDS_SIZE)
      pen.fillStyle = colour('--muted')
      write(smallLines, top + size.height + (MARGIN / 2) * unit, SMALL_SIZE)
    },
  }
}

/** day 2 · 10:42:17 · BTC $46,120 −6.1 % · $812M liquidated in 24 h = 271,000 traders × $3,000, 84 % long */
function wordsNow(): string {
  const { quotes, panel, pastTotals, facts, asset } = labStore.getState()
  const totals = pastTotals ?? panel?.totals
  const price = quotes?.priceUsd[asset]
  const words = [formatMoment(shownStep())]
  if (price !== undefined) {
    const change = formatPercent(quotes?.changeFraction[asset] ?? 0, true)
    words.push(`${facts?.assetSymbols[asset] ?? ''} $${formatPrice(price)} ${change}`)
  }
  if (totals !== undefined) {
    const { liquidatedUsd, liquidatedTraders, liquidatedLongShare } = totals
    words.push(
      liquidatedUsd === 0
        ? 'no one liquidated so far'
        : `${formatUsd(liquidatedUsd)} liquidated in 24 h ` +
            `${yardstick(liquidatedUsd, liquidatedTraders)}, ${Math.round(liquidatedLongShare * 100)} % long`,
    )
  }
  return words.join(' · ')
}

/** Breaks at spaces where there are any, and anywhere else; what is too much ends in an ellipsis. */
export function linesOf(
  text: string,
  room: number,
  most: number,
  widthOf: (line: string) => number,
): string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (rest !== '' && lines.length < most) {
    let length = rest.length
    while (length > 1 && widthOf(rest.slice(0, length)) > room) length--
    const space = rest.lastIndexOf(' ', length)
    if (length < rest.length && space > 0) length = space
    if (lines.length === most - 1 && length < rest.length) {
      lines.push(`${rest.slice(0, Math.max(1, length - 1)).trimEnd()}…`)
      return lines
    }
    lines.push(rest.slice(0, length).trimEnd())
    rest = rest.slice(length).trimStart()
  }
  return lines
}

function even(size: number): number {
  return 2 * Math.ceil(size / 2)
}
