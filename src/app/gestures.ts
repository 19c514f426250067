// Pointer and wheel over the picture: words for what lies there, the crowd's zoom and pan, and the
// choice of a trader to watch. Buttons and keys do the same (CrowdTools).
import { marketLayout } from '../view/layout.ts'
import { crowdNow } from './frameLoop.ts'
import { picture } from './picture.ts'
import { chooseScene, simulation } from './runControl.ts'
import { labStore } from './store.ts'
import { spanShown } from './spanShown.ts'
import { pointAt } from './timeCursor.ts'
import { tellVisitor } from './words.ts'

const WHEEL_PER_DOUBLE = 320
/** A press that moves further is a drag. */
const CLICK_PIXELS = 4
/** So low in the picture lie its buttons: words about what is there stand above the pointer. */
const FOOT_PIXELS = 150

/** `words` is an element that is moved beside the pointer and filled. */
export function listenToPointer(host: HTMLElement, words: HTMLElement): () => void {
  let pressed: { x: number; y: number; moved: boolean } | null = null
  const place = (event: MouseEvent) => {
    const box = host.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const hide = () => {
    words.hidden = true
    pointAt(null)
  }
  const listeners = {
    pointerdown(event: PointerEvent) {
      pressed = { ...place(event), moved: false }
      host.setPointerCapture(event.pointerId)
    },
    pointermove(event: PointerEvent) {
      const at = place(event)
      if (pressed === null) {
        showWords(host, words, at.x, at.y)
        pointInTime(host, at.x)
      } else if (labStore.getState().scene === 'crowd') {
        hide()
        const far = Math.hypot(at.x - pressed.x, at.y - pressed.y) > CLICK_PIXELS
        if (far || pressed.moved) {
          picture()?.panBy(at.x - pressed.x, at.y - pressed.y)
          pressed = { ...at, moved: true }
        }
      }
    },
    pointerup(event: PointerEvent) {
      const at = place(event)
      if (pressed !== null && !pressed.moved) void watchAt(at.x, at.y)
      pressed = null
    },
    pointerleave: hide,
    wheel(event: WheelEvent) {
      if (labStore.getState().scene !== 'crowd') return
      event.preventDefault()
      const at = place(event)
      picture()?.zoomAt(at.x, at.y, 2 ** (-event.deltaY / WHEEL_PER_DOUBLE))
    },
    dblclick() {
      picture()?.showAll()
    },
  }
  for (const [name, listener] of Object.entries(listeners)) {
    host.addEventListener(name, listener as EventListener, { passive: false })
  }
  return () => {
    for (const [name, listener] of Object.entries(listeners)) {
      host.removeEventListener(name, listener as EventListener)
    }
  }
}

/** Zooms the crowd about the picture's middle. */
export function zoomCrowd(host: HTMLElement, factor: number): void {
  picture()?.zoomAt(host.clientWidth / 2, host.clientHeight / 2, factor)
}

function showWords(host: HTMLElement, words: HTMLElement, x: number, y: number): void {
  const found = picture()?.wordsAt(x, y) ?? null
  words.hidden = found === null
  if (found === null) return
  words.textContent = `${found.title}\n${found.detail}`
  const toLeft = x > host.clientWidth - 230
  words.style.left = `${toLeft ? x - 16 : x + 16}px`
  const isLow = y > host.clientHeight - FOOT_PIXELS
  words.style.top = `${isLow ? y - 14 : y + 14}px`
  words.style.transform = `translate(${toLeft ? '-100%' : '0'}, ${isLow ? '-100%' : '0'})`
}

/** In the market's scene the place of the pointer is a moment. */
function pointInTime(host: HTMLElement, x: number): void {
  const { nowX } = marketLayout(host.clientWidth, host.clientHeight, { top: 0, bottom: 0 })
  const isTime = labStore.getState().scene === 'market' && x >= 0 && x <= nowX
  const { start, end } = spanShown()
  pointAt(isTime ? start + (x / nowX) * (end - start) : null)
}

async function watchAt(x: number, y: number): Promise<void> {
  const cell = picture()?.cellAt(x, y) ?? null
  const version = crowdNow()?.version
  if (cell === null || version === undefined) return
  const known = await simulation()?.api.watchTrader(version, cell)
  if (known === false) return
  tellVisitor('You watch this trader now: One trader shows margin, orders and a diary.')
  if (labStore.getState().scene === 'trader') chooseScene('trader')
}
