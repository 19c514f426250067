// The stage as it is shown, with its words around it, as a PNG.
import type { LinkState } from '../params/linkState.ts'
import { layPlate } from './captionPlate.ts'
import { picture } from './picture.ts'

/** Null where nothing is drawn: no WebGL, or lost. */
export async function pictureFile(link: LinkState): Promise<Blob | null> {
  const shown = picture()
  const snapshot = await shown?.snapshot()
  if (!shown || !snapshot) return null
  const image = await createImageBitmap(snapshot)
  const surface = document.createElement('canvas')
  const { width, height } = image
  layPlate(surface, { width, height, unit: width / shown.widthInPage() }, link).draw(image)
  image.close()
  return new Promise((resolve) => surface.toBlob(resolve, 'image/png'))
}
