// The crowd as one quad: the shader maps each pixel to a cell, the cell to a trader, the trader to a byte
// of state. The same arithmetic as cellMap.ts; change both or neither.
import { BufferImageSource, UniformGroup } from 'pixi.js'
import { cellSize, type CellGrid, type CellView } from '../cellMap.ts'
import { writeRgb, type Palette } from '../colours.ts'
import type { CrowdParts } from '../crowdFacts.ts'
import { ShadedQuad } from '../drawing/shadedQuad.ts'
import type { Region } from '../layout.ts'

export const STATE_WIDTH = 2048

const fragment = `#version 300 es
precision highp float;
precision highp int;
in vec2 vPlace;
uniform sampler2D uState;
uniform vec4 uView;     // map pixels at the top left, zoom, pixels of a drawn cell
uniform vec4 uMap;      // width and height of the map, coarse columns and rows
uniform ivec4 uCells;   // count, levels, level drawn, unused
uniform vec4 uParts;    // first out, first short, first flat, share of dots
uniform vec4 uFront;    // x of the front on the even map, light of the front, glow, unused
uniform vec3 uColours[6]; // long, short, core, ember, ash, ground
out vec4 fragColour;

int mixBits(int rank) {
  uint bits = uint(rank ^ 0x27d4eb2d) * 0x85ebca6bu;
  bits ^= bits >> 15;
  bits *= 0xc2b2ae35u;
  bits ^= bits >> 13;
  return int((bits >> 1) & 0x7fffffffu);
}

float push(float row, float coarseHeight, float u) {
  float y = row * coarseHeight;
  float wave = 0.5 * sin(y * 0.021 + 1.0) + 0.32 * sin(y * 0.057 + 2.0) + 0.18 * sin(y * 0.131);
  return 13.0 * wave * 4.0 * (u / uMap.x) * (1.0 - u / uMap.x);
}

// near: half percents to liquidation, blurred by each trader's own jitter so that no steps show.
vec3 longColour(float lit, float near) {
  float close = clamp(1.0 - near / 15.0, 0.0, 1.0);
  vec3 colour = mix(uColours[4], uColours[0], 0.44 + 0.26 * lit + 0.3 * close * close);
  float pale = 0.8 * pow(clamp(1.0 - near / 3.5, 0.0, 1.0), 2.0);
  return mix(colour, uColours[2], pale * (0.75 + 0.25 * lit));
}

vec3 shortColour(float lit, float near) {
  float close = clamp(1.0 - near / 15.0, 0.0, 1.0);
  vec3 colour = mix(uColours[4], uColours[1], 0.14 + 0.56 * lit * lit + 0.2 * close * close);
  return mix(colour, uColours[2], 0.5 * clamp(1.0 - near, 0.0, 1.0));
}

void main() {
  vec2 map = uView.xy + vPlace / uView.z;
  float coarseHeight = uMap.y / uMap.w;
  float coarseRow = floor(map.y / coarseHeight);
  float even = map.x + push(coarseRow, coarseHeight, map.x);
  float parts = float(1 << uCells.z);
  vec2 cellPlace = vec2(even / uMap.x * uMap.z, map.y / uMap.y * uMap.w) * parts;
  ivec2 at = ivec2(floor(cellPlace));
  int cell = (at.x >> uCells.z) * int(uMap.w) + (at.y >> uCells.z);
  for (int bit = uCells.z - 1; bit >= 0; bit--) {
    cell = cell * 4 + ((at.x >> bit) & 1) * 2 + ((at.y >> bit) & 1);
  }
  int ranks = 1 << (2 * (uCells.y - uCells.z));
  int first = cell * ranks;
  int rank = first + mixBits(first) % ranks;
  vec3 colour = uColours[5];
  vec3 behind = uColours[4];
  if (rank >= uCells.x) colour = behind;
  else {
    int byte = int(texelFetch(uState, ivec2(rank % ${STATE_WIDTH}, rank / ${STATE_WIDTH}), 0).r * 255.0 + 0.5);
    int kind = byte & 7;
    float lit = float(mixBits(rank * 2 + 1) & 1023) * (1.0 / 1023.0);
    float near = float(byte >> 3) + fract(lit * 17.0);
    bool isRing = kind == 2 || kind == 6;
    if (kind == 1 || kind == 5) colour = longColour(lit, near);
    else if (isRing) colour = shortColour(lit, near);
    else if (kind == 3) colour = mix(uColours[2], uColours[3], lit * 0.5);
    else if (kind == 4) {
      float age = clamp((float(rank) - uParts.x) / max(1.0, uParts.y - uParts.x), 0.0, 1.0);
      float lively = 0.05 + 0.3 * exp(-age * 7.0);
      float glows = step(1.0 - lively, lit);
      colour = mix(behind + 0.025 * (fract(lit * 7.3) - 0.5), uColours[3], glows * (0.35 + 0.65 * fract(lit * 53.0)));
    } else colour = mix(behind, uColours[3], 0.05 + 0.1 * lit);
    if (kind >= 5) colour = mix(colour, uColours[3], 0.28);
    if (uParts.w > 0.0) {
      vec2 inside = fract(cellPlace) - 0.5;
      float size = uView.w;
      float away = (length(inside) - 0.4) * size;
      float dot = clamp(0.5 - away, 0.0, 1.0);
      if (isRing) dot *= clamp(0.5 + away + max(1.0, size * 0.09), 0.0, 1.0);
      if (isRing) colour = mix(colour, uColours[1] * 0.9, 0.6);
      colour = mix(colour, mix(behind, colour, dot), uParts.w);
    }
  }
  // The front lights the dark beside it.
  float beyond = (even - uFront.x) * min(uView.z, 3.0);
  float light = uFront.y * exp(-abs(beyond) / (beyond > 0.0 ? 16.0 : 7.0));
  colour = mix(colour, uColours[2], light * (0.25 + 0.5 * uFront.z));
  fragColour = vec4(colour, 1.0);
}`

export class CrowdCellsLayer {
  private bytes = new Uint8Array(STATE_WIDTH)
  private source: BufferImageSource
  private readonly quad: ShadedQuad
  private readonly uniforms

  constructor() {
    this.source = stateTexture(this.bytes)
    this.uniforms = new UniformGroup({
      uView: { value: new Float32Array(4), type: 'vec4<f32>' },
      uMap: { value: new Float32Array(4), type: 'vec4<f32>' },
      uCells: { value: new Int32Array(4), type: 'vec4<i32>' },
      uParts: { value: new Float32Array(4), type: 'vec4<f32>' },
      uFront: { value: new Float32Array(4), type: 'vec4<f32>' },
      uColours: { value: new Float32Array(18), type: 'vec3<f32>', size: 6 },
    })
    this.quad = new ShadedQuad({
      name: 'crowd',
      fragment,
      uniforms: this.uniforms,
      textures: { uState: this.source },
    })
  }

  get view() {
    return this.quad.mesh
  }

  /** Takes over the states of all cells: one copy, one upload. */
  setState(state: Uint8Array): void {
    const rows = Math.max(1, Math.ceil(state.length / STATE_WIDTH))
    if (this.bytes.length < rows * STATE_WIDTH) {
      this.bytes = new Uint8Array(rows * STATE_WIDTH)
      this.bytes.set(state)
      const before = this.source
      this.source = stateTexture(this.bytes)
      this.quad.setTexture('uState', this.source)
      before.destroy()
      return
    }
    this.bytes.set(state)
    this.source.update(0, rows * STATE_WIDTH)
  }

  setColours(palette: Palette): void {
    const colours = [
      palette.long,
      palette.short,
      palette.core,
      palette.ember,
      palette.ash,
      palette.ground,
    ]
    colours.forEach((colour, index) => {
      writeRgb(colour, this.uniforms.uniforms.uColours, index * 3)
    })
    this.uniforms.uniforms.uFront[2] = palette.glow
  }

  draw(
    area: Region,
    grid: CellGrid,
    view: CellView,
    level: number,
    parts: CrowdParts,
    frontLight: number,
  ): void {
    this.quad.setRegion(area)
    const { uView, uMap, uCells, uParts, uFront } = this.uniforms.uniforms
    const size = cellSize(view, level, grid)
    const drawn = Math.min(size.x, size.y)
    uView.set([view.left, view.top, view.zoom, drawn])
    uMap.set([grid.width, grid.height, grid.columns, grid.rows])
    uCells.set([grid.count, grid.levels, level, 0])
    // Cells turn from squares into round dots once a dot can be seen as round.
    const dots = Math.min(1, Math.max(0, (drawn - 4.5) / 2))
    uParts.set([parts.outFrom, parts.shortFrom, parts.flatFrom, dots])
    uFront[0] = (parts.outFrom / 4 ** grid.levels / grid.rows / grid.columns) * grid.width
    uFront[1] = frontLight
  }

  destroy(): void {
    this.quad.destroy()
    this.source.destroy()
  }
}

function stateTexture(bytes: Uint8Array): BufferImageSource {
  return new BufferImageSource({
    resource: bytes,
    width: STATE_WIDTH,
    height: bytes.length / STATE_WIDTH,
    format: 'r8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
    autoGarbageCollect: false,
  })
}
