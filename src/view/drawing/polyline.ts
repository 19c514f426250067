// A line of even width through many points, as one strip of triangles: the price. Points are given in
// CSS pixels each frame; a thin edge in another colour lies on both sides of the line.
import { Buffer, BufferUsage, Geometry, Mesh, Shader, UniformGroup } from 'pixi.js'
import { writeRgb, type Colour } from '../colours.ts'

const vertex = `#version 300 es
in vec2 aPosition;
in float aAcross;
out float vAcross;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vAcross = aAcross;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}`

const fragment = `#version 300 es
precision highp float;
in float vAcross;
uniform vec3 uColour;
uniform vec3 uEdge;
uniform float uHalf;
uniform float uEdgeHalf;
uniform float uPixels;
out vec4 fragColour;
void main() {
  float away = abs(vAcross);
  float line = clamp((uHalf - away) * uPixels + 0.5, 0.0, 1.0);
  float edge = 0.7 * clamp((uEdgeHalf - away) * uPixels + 0.5, 0.0, 1.0);
  float alpha = max(line, edge);
  fragColour = vec4(mix(uEdge, uColour, line) * alpha, alpha);
}`

const EDGE_PIXELS = 2

export class Polyline {
  readonly mesh: Mesh<Geometry, Shader>
  private readonly data: Float32Array<ArrayBuffer>
  private readonly buffer: Buffer
  private readonly geometry: Geometry
  private readonly uniforms
  private readonly xs: Float64Array
  private readonly ys: Float64Array
  private readonly capacity: number
  private count = 0
  private halfWidth = 1

  constructor(capacity: number) {
    this.capacity = capacity
    this.xs = new Float64Array(capacity)
    this.ys = new Float64Array(capacity)
    this.data = new Float32Array(capacity * 2 * 3)
    this.buffer = new Buffer({
      data: this.data,
      usage: BufferUsage.VERTEX | BufferUsage.COPY_DST,
      shrinkToFit: false,
    })
    this.buffer.autoGarbageCollect = false
    this.geometry = new Geometry({
      attributes: {
        aPosition: { buffer: this.buffer, format: 'float32x2', stride: 12, offset: 0 },
        aAcross: { buffer: this.buffer, format: 'float32', stride: 12, offset: 8 },
      },
      indexBuffer: stripIndices(capacity),
    })
    this.geometry.autoGarbageCollect = false
    this.uniforms = new UniformGroup({
      uColour: { value: new Float32Array(3), type: 'vec3<f32>' },
      uEdge: { value: new Float32Array(3), type: 'vec3<f32>' },
      uHalf: { value: 1, type: 'f32' },
      uEdgeHalf: { value: 2, type: 'f32' },
      uPixels: { value: 1, type: 'f32' },
    })
    const shader = Shader.from({
      gl: { vertex, fragment, name: 'polyline' },
      resources: { line: this.uniforms },
    })
    this.mesh = new Mesh({ geometry: this.geometry, shader })
  }

  begin(width: number, colour: Colour, edge: Colour, pixelsPerUnit: number): void {
    this.count = 0
    this.halfWidth = width / 2
    const { uniforms } = this.uniforms
    writeRgb(colour, uniforms.uColour)
    writeRgb(edge, uniforms.uEdge)
    uniforms.uHalf = this.halfWidth
    uniforms.uEdgeHalf = this.halfWidth + EDGE_PIXELS
    uniforms.uPixels = pixelsPerUnit
  }

  /** Adds a point; points closer than a third of a pixel are left out. */
  add(x: number, y: number): void {
    const last = this.count - 1
    if (last >= 0 && Math.abs(x - this.xs[last]) < 0.33 && Math.abs(y - this.ys[last]) < 0.33)
      return
    if (this.count >= this.capacity) return
    this.xs[this.count] = x
    this.ys[this.count] = y
    this.count++
  }

  end(): void {
    this.mesh.visible = this.count > 1
    if (this.count < 2) return
    const { xs, ys, data, count } = this
    const reach = this.halfWidth + EDGE_PIXELS + 1
    for (let point = 0; point < count; point++) {
      const before = Math.max(0, point - 1)
      const after = Math.min(count - 1, point + 1)
      const inX = xs[point] - xs[before]
      const inY = ys[point] - ys[before]
      const outX = xs[after] - xs[point]
      const outY = ys[after] - ys[point]
      const inLength = Math.sqrt(inX * inX + inY * inY) || 1
      const outLength = Math.sqrt(outX * outX + outY * outY) || 1
      let normalX = -(inY / inLength + outY / outLength)
      let normalY = inX / inLength + outX / outLength
      const length = Math.sqrt(normalX * normalX + normalY * normalY) || 1
      normalX /= length
      normalY /= length
      // At a sharp corner the strip would pinch: it is widened, at most twice.
      const sideX = point === 0 ? outX / outLength : inX / inLength
      const sideY = point === 0 ? outY / outLength : inY / inLength
      const widen = 1 / Math.max(0.5, normalX * -sideY + normalY * sideX)
      const offset = point * 6
      data[offset] = xs[point] + normalX * reach * widen
      data[offset + 1] = ys[point] + normalY * reach * widen
      data[offset + 2] = reach
      data[offset + 3] = xs[point] - normalX * reach * widen
      data[offset + 4] = ys[point] - normalY * reach * widen
      data[offset + 5] = -reach
    }
    this.geometry.indexCount = (count - 1) * 6
    this.buffer.update(count * 24, 0)
  }

  destroy(): void {
    this.mesh.shader?.destroy()
    this.mesh.destroy()
    this.geometry.destroy(true)
  }
}

function stripIndices(points: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array((points - 1) * 6)
  for (let point = 0; point < points - 1; point++) {
    const at = point * 2
    indices.set([at, at + 1, at + 2, at + 2, at + 1, at + 3], point * 6)
  }
  return indices
}
