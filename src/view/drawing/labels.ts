// Words on the canvas: a few Text objects, kept by key and moved; a texture is made anew only when the
// words change, at most four times a second. Labels that a frame does not ask for are hidden and used
// again.
import { Container, Text, TextStyle } from 'pixi.js'
import type { Palette } from '../colours.ts'

export type LabelStyle =
  | 'axis'
  | 'axisStrong'
  | 'caption'
  | 'small'
  | 'figure'
  | 'strong'
  | 'tag'
  | 'harbour'
  | 'harbourStrong'
  | 'harbourMuted'
  | 'huge'
  | 'onLong'
  | 'onTile'

interface StyleRow {
  readonly size: number
  readonly weight: '400' | '600' | '700'
  readonly colour: keyof Pick<
    Palette,
    'text' | 'muted' | 'tagText' | 'coinText' | 'onLong' | 'onTile'
  >
}

const STYLES: Readonly<Record<LabelStyle, StyleRow>> = {
  axis: { size: 11, weight: '400', colour: 'muted' },
  axisStrong: { size: 11, weight: '600', colour: 'text' },
  caption: { size: 11.5, weight: '400', colour: 'muted' },
  small: { size: 10.5, weight: '400', colour: 'muted' },
  figure: { size: 11.5, weight: '400', colour: 'text' },
  strong: { size: 13, weight: '600', colour: 'text' },
  tag: { size: 12, weight: '700', colour: 'tagText' },
  harbour: { size: 11, weight: '400', colour: 'coinText' },
  harbourStrong: { size: 14, weight: '600', colour: 'coinText' },
  harbourMuted: { size: 11, weight: '400', colour: 'muted' },
  onLong: { size: 11, weight: '700', colour: 'onLong' },
  onTile: { size: 11.5, weight: '600', colour: 'onTile' },
  huge: { size: 22, weight: '600', colour: 'text' },
}

interface Held {
  readonly node: Text
  readonly style: LabelStyle
  words: string
  usedIn: number
  writtenMs: number
}

/** Words of a label change no faster than they can be read. */
const WORDS_MS = 250

export class Labels {
  readonly view = new Container()
  private readonly held = new Map<string, Held>()
  private readonly spare: Held[] = []
  private readonly styles = new Map<LabelStyle, TextStyle>()
  private readonly fontFamily: string
  private resolution = 1
  private frame = 0
  private nowMs = 0
  private atOnce = true
  private isBehind = false

  constructor(fontFamily: string) {
    this.fontFamily = fontFamily
  }

  setLook(palette: Palette, resolution: number): void {
    this.setResolution(resolution)
    for (const [name, row] of Object.entries(STYLES) as [LabelStyle, StyleRow][]) {
      const style = this.styles.get(name)
      if (style !== undefined) style.fill = palette[row.colour]
      else {
        const { size, weight, colour } = row
        this.styles.set(
          name,
          new TextStyle({
            fontFamily: this.fontFamily,
            fontSize: size,
            fontWeight: weight,
            fill: palette[colour],
            padding: 2,
          }),
        )
      }
    }
  }

  private setResolution(resolution: number): void {
    this.resolution = resolution
    for (const label of [...this.held.values(), ...this.spare]) label.node.resolution = resolution
  }

  /** atOnce: words change as soon as they are given. */
  begin(nowMs: number, atOnce: boolean): void {
    this.frame++
    this.nowMs = nowMs
    this.atOnce = atOnce
    this.isBehind = false
  }

  /** Shows words at a place until the end of the frame. Anchors: 0 left or top, 0.5 middle, 1 the other. */
  put(
    key: string,
    style: LabelStyle,
    words: string,
    x: number,
    y: number,
    anchorX = 0,
    anchorY = 0.5,
    alpha = 1,
  ): void {
    const label = this.held.get(key) ?? this.take(key, style)
    const { node } = label
    if (label.words !== words) this.write(label, words)
    if (node.anchor.x !== anchorX || node.anchor.y !== anchorY) node.anchor.set(anchorX, anchorY)
    // Whole device pixels keep the letters sharp.
    const left = x - node.width * anchorX
    const top = y - node.height * anchorY
    const { resolution } = this
    node.x = Math.round(left * resolution) / resolution + node.width * anchorX
    node.y = Math.round(top * resolution) / resolution + node.height * anchorY
    node.alpha = alpha
    node.visible = alpha > 0.01
    label.usedIn = this.frame
  }

  /** Width of a label shown under a key, in CSS pixels; 0 when there is none. */
  widthOf(key: string): number {
    return this.held.get(key)?.node.width ?? 0
  }

  /** True while a label still waits to change its words. */
  end(): boolean {
    for (const [key, label] of this.held) {
      if (label.usedIn === this.frame) continue
      label.node.visible = false
      this.held.delete(key)
      this.spare.push(label)
    }
    return this.isBehind
  }

  destroy(): void {
    this.view.destroy({ children: true })
    for (const style of this.styles.values()) style.destroy()
  }

  private write(label: Held, words: string): void {
    if (!this.atOnce && this.nowMs - label.writtenMs < WORDS_MS) {
      this.isBehind = true
      return
    }
    label.words = words
    label.node.text = words
    label.writtenMs = this.nowMs
  }

  private take(key: string, style: LabelStyle): Held {
    const index = this.spare.findIndex((label) => label.style === style)
    const label = index >= 0 ? this.spare.splice(index, 1)[0] : this.make(style)
    label.writtenMs = -Infinity
    this.held.set(key, label)
    return label
  }

  private make(style: LabelStyle): Held {
    const node = new Text({ text: '', style: this.styles.get(style), resolution: this.resolution })
    this.view.addChild(node)
    return { node, style, words: '', usedIn: 0, writtenMs: -Infinity }
  }
}
