// Words on the canvas: a few letterings, kept by key and moved; a texture is painted anew only when the
// words change, at most four times a second. Labels that a frame does not ask for are hidden and used
// again.
import { Container } from 'pixi.js'
import { cssColour, type Palette } from '../colours.ts'
import { Lettering } from './lettering.ts'

export type LabelStyle =
  | 'axis'
  | 'axisStrong'
  | 'caption'
  | 'small'
  | 'figure'
  | 'strong'
  | 'tag'
  | 'otherTag'
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
    'text' | 'muted' | 'tagText' | 'coinText' | 'onLong' | 'onTile' | 'other'
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
  otherTag: { size: 11, weight: '600', colour: 'other' },
  harbour: { size: 11, weight: '400', colour: 'coinText' },
  harbourStrong: { size: 14, weight: '600', colour: 'coinText' },
  harbourMuted: { size: 11, weight: '400', colour: 'muted' },
  onLong: { size: 11, weight: '700', colour: 'onLong' },
  onTile: { size: 11.5, weight: '600', colour: 'onTile' },
  huge: { size: 22, weight: '600', colour: 'text' },
}

interface Held {
  readonly lettering: Lettering
  readonly style: LabelStyle
  words: string
  /** Painted in an earlier palette or resolution. */
  isStale: boolean
  usedIn: number
  writtenMs: number
}

/** Words of a label change no faster than they can be read. */
const WORDS_MS = 250

export class Labels {
  readonly view = new Container()
  private readonly held = new Map<string, Held>()
  private readonly spare: Held[] = []
  private readonly fontFamily: string
  private palette: Palette | null = null
  private resolution = 1
  private frame = 0
  private nowMs = 0
  private atOnce = true
  private isBehind = false

  constructor(fontFamily: string) {
    this.fontFamily = fontFamily
  }

  setLook(palette: Palette, resolution: number): void {
    if (palette === this.palette && resolution === this.resolution) return
    this.palette = palette
    this.resolution = resolution
    for (const label of [...this.held.values(), ...this.spare]) label.isStale = true
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
    if (label.words !== words || label.isStale) this.write(label, words)
    const { lettering } = label
    // Whole device pixels keep the letters sharp.
    const { resolution } = this
    const left = Math.round((x - lettering.width * anchorX) * resolution) / resolution
    const top = Math.round((y - lettering.height * anchorY) * resolution) / resolution
    lettering.moveTo(left, top)
    lettering.sprite.alpha = alpha
    lettering.sprite.visible = alpha > 0.01
    label.usedIn = this.frame
  }

  /** Width of a label shown under a key, in CSS pixels; 0 when there is none. */
  widthOf(key: string): number {
    return this.held.get(key)?.lettering.width ?? 0
  }

  /** True while a label still waits to change its words. */
  end(): boolean {
    for (const [key, label] of this.held) {
      if (label.usedIn === this.frame) continue
      label.lettering.sprite.visible = false
      this.held.delete(key)
      this.spare.push(label)
    }
    return this.isBehind
  }

  destroy(): void {
    for (const { lettering } of [...this.held.values(), ...this.spare]) lettering.destroy()
    this.view.destroy({ children: true })
  }

  private write(label: Held, words: string): void {
    if (this.palette === null) return
    if (!label.isStale && !this.atOnce && this.nowMs - label.writtenMs < WORDS_MS) {
      this.isBehind = true
      return
    }
    const { size, weight, colour } = STYLES[label.style]
    const letters = {
      font: `${weight} ${size}px ${this.fontFamily}`,
      sizePixels: size,
      fill: cssColour(this.palette[colour]),
    }
    label.lettering.write(words, letters, this.resolution)
    label.words = words
    label.isStale = false
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
    const lettering = new Lettering()
    this.view.addChild(lettering.sprite)
    return { lettering, style, words: '', isStale: true, usedIn: 0, writtenMs: -Infinity }
  }
}
