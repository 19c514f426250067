// Many small shapes in one draw call: discs, rings, boxes, hollow boxes, wedges and soft glows, each a
// quad whose edge the fragment shader finds by distance. Written anew each frame, never allocated.
import { Buffer, BufferUsage, Geometry, Mesh, Shader, UniformGroup } from 'pixi.js'
import { packColour, type Colour } from '../colours.ts'

const WORDS_A_VERTEX = 9
const BYTES_A_VERTEX = WORDS_A_VERTEX * 4

const vertex = `#version 300 es
in vec2 aPosition;
in vec2 aLocal;
in vec4 aShape;
in vec4 aColour;
out vec2 vLocal;
out vec4 vShape;
out vec4 vColour;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vLocal = aLocal;
  vShape = aShape;
  vColour = aColour;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}`

// aShape: half width, half height, corner radius, stroke. A stroke of 0 fills, above 0 leaves a rim,
// -1 is a soft glow; a corner radius of -1 is a wedge that points down, -2 up.
const fragment = `#version 300 es
precision highp float;
in vec2 vLocal;
in vec4 vShape;
in vec4 vColour;
uniform float uPixels;
uniform float uGlow;
out vec4 fragColour;
void main() {
  vec2 halfSize = vShape.xy;
  float corner = vShape.z;
  float stroke = vShape.w;
  float alpha = vColour.a;
  float added = 0.0;
  if (corner < -0.5) {
    float way = vLocal.y / halfSize.y * 0.5 + 0.5;
    if (corner < -1.5) way = 1.0 - way;
    float across = abs(vLocal.x) / halfSize.x;
    alpha *= smoothstep(0.0, 0.35, 1.0 - way - across) * (1.0 - way * 0.6);
  } else if (stroke < -0.5) {
    float fall = clamp(1.0 - length(vLocal / halfSize), 0.0, 1.0);
    alpha *= fall * fall;
    added = uGlow;
  } else {
    vec2 q = abs(vLocal) - halfSize + corner;
    float away = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
    float cover = clamp(0.5 - away * uPixels, 0.0, 1.0);
    if (stroke > 0.0) cover *= clamp(0.5 + (away + stroke) * uPixels, 0.0, 1.0);
    alpha *= cover;
  }
  fragColour = vec4(vColour.rgb * alpha, alpha * (1.0 - added));
}`

export class ShapeBatch {
  readonly mesh: Mesh<Geometry, Shader>
  private readonly floats: Float32Array<ArrayBuffer>
  private readonly words: Uint32Array<ArrayBuffer>
  private readonly buffer: Buffer
  private readonly geometry: Geometry
  private readonly uniforms
  private readonly capacity: number
  private count = 0

  constructor(capacity: number) {
    this.capacity = capacity
    const bytes = new ArrayBuffer(capacity * 4 * BYTES_A_VERTEX)
    this.floats = new Float32Array(bytes)
    this.words = new Uint32Array(bytes)
    this.buffer = new Buffer({
      data: this.floats,
      usage: BufferUsage.VERTEX | BufferUsage.COPY_DST,
      shrinkToFit: false,
    })
    this.buffer.autoGarbageCollect = false
    const at = (offset: number, format: 'float32x2' | 'float32x4' | 'unorm8x4') => ({
      buffer: this.buffer,
      format,
      stride: BYTES_A_VERTEX,
      offset,
    })
    this.geometry = new Geometry({
      attributes: {
        aPosition: at(0, 'float32x2'),
        aLocal: at(8, 'float32x2'),
        aShape: at(16, 'float32x4'),
        aColour: at(32, 'unorm8x4'),
      },
      indexBuffer: quadIndices(capacity),
    })
    this.geometry.autoGarbageCollect = false
    this.uniforms = new UniformGroup({
      uPixels: { value: 1, type: 'f32' },
      uGlow: { value: 1, type: 'f32' },
    })
    const shader = Shader.from({
      gl: { vertex, fragment, name: 'shapes' },
      resources: { shapes: this.uniforms },
    })
    this.mesh = new Mesh({ geometry: this.geometry, shader })
    this.mesh.visible = false
  }

  begin(pixelsPerUnit: number, glow: number): void {
    this.count = 0
    this.uniforms.uniforms.uPixels = pixelsPerUnit
    this.uniforms.uniforms.uGlow = glow
  }

  end(): void {
    this.mesh.visible = this.count > 0
    if (this.count === 0) return
    this.geometry.indexCount = this.count * 6
    this.buffer.update(this.count * 4 * BYTES_A_VERTEX, 0)
  }

  get isFull(): boolean {
    return this.count >= this.capacity
  }

  disc(x: number, y: number, radius: number, colour: Colour, alpha: number): void {
    this.put(x, y, radius, radius, radius, 0, colour, alpha)
  }

  ring(x: number, y: number, radius: number, stroke: number, colour: Colour, alpha: number): void {
    this.put(x, y, radius, radius, radius, stroke, colour, alpha)
  }

  glow(x: number, y: number, radius: number, colour: Colour, alpha: number): void {
    this.put(x, y, radius, radius, 0, -1, colour, alpha)
  }

  box(
    left: number,
    top: number,
    width: number,
    height: number,
    colour: Colour,
    alpha: number,
    corner = 0,
    stroke = 0,
  ): void {
    const halfWidth = width / 2
    const halfHeight = height / 2
    const rounded = Math.min(corner, halfWidth, halfHeight)
    this.put(
      left + halfWidth,
      top + halfHeight,
      halfWidth,
      halfHeight,
      rounded,
      stroke,
      colour,
      alpha,
    )
  }

  /** A triangle that stands on a point's level and narrows downwards, or upwards for a negative height. */
  wedge(x: number, y: number, width: number, height: number, colour: Colour, alpha: number): void {
    const half = Math.abs(height) / 2
    this.put(x, y + height / 2, width / 2, half, height > 0 ? -1 : -2, 0, colour, alpha)
  }

  private put(
    x: number,
    y: number,
    halfWidth: number,
    halfHeight: number,
    corner: number,
    stroke: number,
    colour: Colour,
    alpha: number,
  ): void {
    if (this.count >= this.capacity || alpha <= 0.002) return
    const packed = packColour(colour, Math.min(1, alpha))
    const { floats, words } = this
    let word = this.count * 4 * WORDS_A_VERTEX
    for (let vertexIndex = 0; vertexIndex < 4; vertexIndex++) {
      // One pixel beyond the shape leaves room for its soft edge.
      const localX = (halfWidth + 1) * ((vertexIndex & 1) * 2 - 1)
      const localY = (halfHeight + 1) * ((vertexIndex >> 1) * 2 - 1)
      floats[word] = x + localX
      floats[word + 1] = y + localY
      floats[word + 2] = localX
      floats[word + 3] = localY
      floats[word + 4] = halfWidth
      floats[word + 5] = halfHeight
      floats[word + 6] = corner
      floats[word + 7] = stroke
      words[word + 8] = packed
      word += WORDS_A_VERTEX
    }
    this.count++
  }

  destroy(): void {
    this.mesh.shader?.destroy()
    this.mesh.destroy()
    this.geometry.destroy(true)
  }
}

function quadIndices(quads: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(quads * 6)
  for (let quad = 0; quad < quads; quad++) {
    const vertexIndex = quad * 4
    indices.set(
      [
        vertexIndex,
        vertexIndex + 1,
        vertexIndex + 2,
        vertexIndex + 2,
        vertexIndex + 1,
        vertexIndex + 3,
      ],
      quad * 6,
    )
  }
  return indices
}
