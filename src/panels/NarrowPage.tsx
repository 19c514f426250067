// The page where there is little room: on a phone, or in a frame of another page. One file to load for both,
// so that what they share with the page of a desk is not cut into more pieces.
import { isEmbedded } from '../app/embedded.ts'
import { EmbedPage } from './EmbedPage.tsx'
import { PhonePage } from './PhonePage.tsx'

export function NarrowPage() {
  return isEmbedded ? <EmbedPage /> : <PhonePage />
}
