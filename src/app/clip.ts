// A clip of the stage with its words around it: recorded as it is drawn, for a bounded time, kept nowhere
// but in the file. Its state stands in clipStore.
import type { LinkState } from '../params/linkState.ts'
import { layPlate } from './captionPlate.ts'
import { clipStore, MOST_CLIP_SECONDS } from './clipStore.ts'
import { download, fileNameOf } from './download.ts'
import { picture } from './picture.ts'
import { tellVisitor } from './words.ts'

const FRAMES_A_SECOND = 30
const BITS_A_SECOND = 5_000_000
const TICK_MS = 250

/** The first that the browser records: VP8 leaves the most to the market. Safari has no WebM. */
const KINDS = [
  { mimeType: 'video/webm;codecs=vp8', ending: 'webm' },
  { mimeType: 'video/webm', ending: 'webm' },
  { mimeType: 'video/mp4', ending: 'mp4' },
] as const

type ClipKind = (typeof KINDS)[number]

let recording: { finish(isKept: boolean): void } | null = null

/** Why there can be no clip here, in words; null where there can be one. */
export function clipProblem(): string | null {
  if (picture() === null) return 'There is no picture to record: the browser draws none.'
  if (clipKind() !== null) return null
  return 'This browser records no video (it has no MediaRecorder for a canvas). Chrome, Edge, Firefox and a recent Safari do.'
}

function clipKind(): ClipKind | null {
  const canRecord =
    typeof MediaRecorder === 'function' &&
    typeof HTMLCanvasElement.prototype.captureStream === 'function'
  if (!canRecord) return null
  return KINDS.find(({ mimeType }) => MediaRecorder.isTypeSupported(mimeType)) ?? null
}

export async function startClip(link: LinkState): Promise<void> {
  const shown = picture()
  const kind = clipKind()
  if (recording !== null || shown === null || kind === null) return
  const snapshot = await shown.snapshot()
  if (snapshot === null) return
  const image = await createImageBitmap(snapshot)
  const { width, height } = image
  const surface = document.createElement('canvas')
  const plate = layPlate(surface, { width, height, unit: width / shown.widthInPage() }, link)
  plate.draw(image)
  image.close()
  const stream = surface.captureStream(FRAMES_A_SECOND)
  const recorder = new MediaRecorder(stream, {
    mimeType: kind.mimeType,
    videoBitsPerSecond: BITS_A_SECOND,
  })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const stopDrawing = shown.onDrawn((canvas) => plate.draw(canvas))
  const startMs = performance.now()
  const timer = setInterval(() => {
    const seconds = (performance.now() - startMs) / 1000
    clipStore.setState({ seconds })
    plate.again()
    if (seconds >= MOST_CLIP_SECONDS) finishClip(true)
  }, TICK_MS)
  recording = {
    finish(isKept) {
      recording = null
      clearInterval(timer)
      stopDrawing()
      clipStore.setState({ seconds: null })
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        const name = `${fileNameOf(link)}.${kind.ending}`
        const file = new Blob(pieces, { type: kind.mimeType.split(';')[0] })
        if (!isKept) tellVisitor('The clip is thrown away.')
        else if (file.size === 0) tellVisitor('The browser recorded nothing: try a longer clip.')
        else tellVisitor(download(name, file))
      }
      if (recorder.state !== 'inactive') recorder.stop()
    },
  }
  recorder.onerror = () => {
    finishClip(false)
    tellVisitor('The browser stopped recording: there is no clip.')
  }
  clipStore.setState({ seconds: 0 })
  recorder.start(1000)
}

/** Ends the recording and saves it, or throws it away. */
export function finishClip(isKept: boolean): void {
  recording?.finish(isKept)
}
