// One rectangle whose every pixel a fragment shader computes: the heat map and the cell map.
// The fragment receives vPlace, the pixel's place in CSS pixels from the rectangle's top left.
import { Geometry, Mesh, Shader, UniformGroup, type TextureSource } from 'pixi.js'
import type { Region } from '../layout.ts'

const vertex = `#version 300 es
in vec2 aPosition;
out vec2 vPlace;
uniform vec4 uRect;
uniform mat3 uProjectionMatrix;
uniform mat3 uWorldTransformMatrix;
uniform mat3 uTransformMatrix;
void main() {
  vPlace = aPosition * uRect.zw;
  mat3 toClip = uProjectionMatrix * uWorldTransformMatrix * uTransformMatrix;
  gl_Position = vec4((toClip * vec3(uRect.xy + vPlace, 1.0)).xy, 0.0, 1.0);
}`

export interface ShadedQuadOptions {
  readonly name: string
  readonly fragment: string
  /** The fragment's own uniforms. */
  readonly uniforms: UniformGroup
  readonly textures: Readonly<Record<string, TextureSource>>
}

export class ShadedQuad {
  readonly mesh: Mesh<Geometry, Shader>
  private readonly geometry: Geometry
  private readonly place

  constructor(options: ShadedQuadOptions) {
    this.geometry = new Geometry({
      attributes: {
        aPosition: { buffer: new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), format: 'float32x2' },
      },
      indexBuffer: new Uint32Array([0, 1, 2, 2, 1, 3]),
    })
    this.geometry.autoGarbageCollect = false
    this.place = new UniformGroup({
      uRect: { value: new Float32Array(4), type: 'vec4<f32>' },
    })
    const shader = Shader.from({
      gl: { vertex, fragment: options.fragment, name: options.name },
      resources: { place: this.place, own: options.uniforms, ...options.textures },
    })
    this.mesh = new Mesh({ geometry: this.geometry, shader })
  }

  /** Gives the fragment another texture under a name it has. */
  setTexture(name: string, texture: TextureSource): void {
    const { shader } = this.mesh
    if (shader !== null) shader.resources[name] = texture
  }

  setRegion(area: Region): void {
    const rect = this.place.uniforms.uRect
    rect[0] = area.left
    rect[1] = area.top
    rect[2] = area.width
    rect[3] = area.height
  }

  destroy(): void {
    this.mesh.shader?.destroy()
    this.mesh.destroy()
    this.geometry.destroy(true)
  }
}
