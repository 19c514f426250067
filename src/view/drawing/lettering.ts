// Words as a picture: letters drawn by the browser into a small canvas that a sprite shows. Pixi's own
// Text draws the same, and brings its vector graphics along, which are an eleventh of the page's weight.
import { CanvasSource, Sprite, Texture } from 'pixi.js'

export interface Letters {
  /** CSS font: weight, size in pixels and family. */
  readonly font: string
  readonly sizePixels: number
  /** CSS colour. */
  readonly fill: string
}

/** Room around the letters, for what reaches beyond their box. CSS pixels. */
const MARGIN = 2
const LINE = 1.3
/** Canvases grow in steps, so that most changes of words fit the texture that is there. */
const GROW = 32

export class Lettering {
  readonly sprite: Sprite
  /** Of the words alone, CSS pixels. */
  width = 0
  height = 0
  private readonly source: CanvasSource
  private readonly pen: CanvasRenderingContext2D

  constructor() {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = GROW
    this.source = new CanvasSource({ resource: canvas, resolution: 1, scaleMode: 'nearest' })
    // Set once, for a canvas that is resized keeps its context.
    this.pen = canvas.getContext('2d')!
    this.sprite = new Sprite(new Texture({ source: this.source, dynamic: true }))
  }

  write(words: string, letters: Letters, resolution: number): void {
    const { pen, source } = this
    pen.font = letters.font
    const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = pen.measureText(words)
    this.width = Math.ceil(width)
    this.height = Math.ceil(letters.sizePixels * LINE)
    const wide = Math.ceil((this.width + MARGIN * 2) / GROW) * GROW
    source.resize(Math.max(wide, source.width), this.height + MARGIN * 2, resolution)
    pen.setTransform(resolution, 0, 0, resolution, 0, 0)
    pen.clearRect(0, 0, source.width, source.height)
    pen.font = letters.font
    pen.fillStyle = letters.fill
    pen.textBaseline = 'alphabetic'
    const middle = MARGIN + this.height / 2
    pen.fillText(words, MARGIN, middle + (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2)
    source.update()
  }

  /** Puts the words' top left corner at a point. */
  moveTo(left: number, top: number): void {
    this.sprite.position.set(left - MARGIN, top - MARGIN)
  }

  destroy(): void {
    this.sprite.destroy({ texture: true, textureSource: true })
  }
}
