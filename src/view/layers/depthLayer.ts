// The heat map: resting depth by price and time. A ring of texture rows, one a time column; the shader
// swaps the axes. Its colours stand for the same dollars all through a run.
import { BufferImageSource, UniformGroup } from 'pixi.js'
import { MAP_BINS, MAP_COLUMN_STEPS, MAP_LOW, MAP_STEP } from '../../threads/frames.ts'
import { writeRgb } from '../colours.ts'
import { DepthRing, RING_ROWS, strideFor, type DepthHistory } from '../depthRing.ts'
import { ShadedQuad } from '../drawing/shadedQuad.ts'
import type { MarketFrame } from '../marketFrame.ts'
import { logOfY } from '../priceAxis.ts'
import { stepOfX } from '../timeAxis.ts'

const fragment = `#version 300 es
precision highp float;
precision highp int;
in vec2 vPlace;
uniform sampler2D uDepth;
uniform vec4 uBins;     // bin at the top, bins a pixel, columns at the left, columns a pixel
uniform vec4 uKnown;    // first and last column known, column of the present, size of a grain
uniform vec3 uRamp[5];
out vec4 fragColour;

float grain(vec2 cell) {
  uvec2 bits = uvec2(ivec2(cell)) * uvec2(1597334677u, 3812015801u);
  uint mixed = (bits.x ^ bits.y) * 1597334677u;
  return float(mixed >> 8) * (1.0 / 16777216.0);
}

void main() {
  float bin = uBins.x - vPlace.y * uBins.y;
  float column = uBins.z + vPlace.x * uBins.w;
  vec3 colour = uRamp[0];
  if (column <= uKnown.z && column >= uKnown.x && uKnown.y >= uKnown.x) {
    // Between the middles of known columns and bins the texture unit blends; the ring repeats.
    float row = clamp(column, uKnown.x + 0.5, uKnown.y + 0.5) * ${1 / RING_ROWS};
    float value = texture(uDepth, vec2(bin * ${1 / MAP_BINS}, row)).r;
    float speck = grain(vec2(floor(column * uKnown.w), floor(bin * 5.0) + 4096.0));
    value *= 0.80 + 0.40 * speck;
    float place = clamp(value, 0.0, 1.0) * 4.0;
    colour = mix(uRamp[0], uRamp[1], clamp(place, 0.0, 1.0));
    colour = mix(colour, uRamp[2], clamp(place - 1.0, 0.0, 1.0));
    colour = mix(colour, uRamp[3], clamp(place - 2.0, 0.0, 1.0));
    colour = mix(colour, uRamp[4], clamp(place - 3.0, 0.0, 1.0));
    // The past comes out of the dark at the left edge.
    colour = mix(uRamp[0], colour, smoothstep(-30.0, 90.0, vPlace.x));
  }
  fragColour = vec4(colour, 1.0);
}`

export class DepthLayer {
  private readonly ring = new DepthRing()
  private readonly source: BufferImageSource
  private readonly quad: ShadedQuad
  private readonly uniforms
  private history: DepthHistory | null = null

  constructor() {
    this.source = new BufferImageSource({
      resource: this.ring.bytes,
      width: MAP_BINS,
      height: RING_ROWS,
      format: 'r8unorm',
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'linear',
      addressModeU: 'clamp-to-edge',
      addressModeV: 'repeat',
      autoGarbageCollect: false,
    })
    this.uniforms = new UniformGroup({
      uBins: { value: new Float32Array(4), type: 'vec4<f32>' },
      uKnown: { value: new Float32Array(4), type: 'vec4<f32>' },
      uRamp: { value: new Float32Array(15), type: 'vec3<f32>', size: 5 },
    })
    this.quad = new ShadedQuad({
      name: 'depth',
      fragment,
      uniforms: this.uniforms,
      textures: { uDepth: this.source },
    })
  }

  get view() {
    return this.quad.mesh
  }

  draw(frame: MarketFrame, history: DepthHistory): boolean {
    const { map, plot, nowX } = frame.layout
    if (history !== this.history) {
      this.history = history
      this.ring.empty()
    }
    const columnAt = (x: number): number =>
      stepOfX(x, frame.time, map.left, nowX) / MAP_COLUMN_STEPS
    const left = columnAt(map.left)
    const stride = strideFor((frame.time.end - frame.time.start) / MAP_COLUMN_STEPS, map.width)
    const present = frame.moment / MAP_COLUMN_STEPS
    this.upload(history, left - stride, present + stride, stride)

    this.quad.setRegion(map)
    const { uBins, uKnown, uRamp } = this.uniforms.uniforms
    const topBin = (logOfY(map.top, frame.span, plot) - MAP_LOW) / MAP_STEP
    const bottomBin = (logOfY(map.top + map.height, frame.span, plot) - MAP_LOW) / MAP_STEP
    uBins[0] = topBin
    uBins[1] = (topBin - bottomBin) / map.height
    uBins[2] = left / stride
    uBins[3] = (columnAt(map.left + map.width) - left) / stride / map.width
    uKnown[0] = this.ring.firstColumn
    uKnown[1] = this.ring.lastColumn
    uKnown[2] = present / stride
    uKnown[3] = Math.max(1, Math.round(0.5 / Math.max(1e-6, uBins[3])))
    frame.palette.depth.forEach((colour, index) => writeRgb(colour, uRamp, index * 3))
    return false
  }

  destroy(): void {
    this.quad.destroy()
    this.source.destroy()
  }

  private upload(history: DepthHistory, from: number, to: number, stride: number): void {
    const written = this.ring.cover(history, Math.floor(from), Math.ceil(to), stride)
    if (written === null) return
    const end = Math.min(written.to, RING_ROWS)
    this.source.update(written.from * MAP_BINS, end * MAP_BINS)
    if (written.to > RING_ROWS) this.source.update(0, (written.to - RING_ROWS) * MAP_BINS)
  }
}
