// The picture drawn by the stage: loads the drawing when the page stands, follows size, theme and
// motion preferences, and says when WebGL is absent or lost.
import type { Stage } from '../view/stage.ts'
import { followOther } from './otherPrice.ts'
import { attachPicture } from './picture.ts'
import { isEmbedded } from './embedded.ts'
import type { Picture } from './picture.ts'
import { markedIn, wordsOf } from './pictureWords.ts'
import { askForDepth } from './runControl.ts'
import { runRecord } from './runRecord.ts'
import { labStore } from './store.ts'

/** What the price header and the scene switch cover, CSS pixels. */
const INSETS = { top: 62, bottom: 52 }
const PHONE_INSETS = { top: 50, bottom: 84 }
/** In a frame of another page nothing lies over the picture's top. */
const FRAME_INSETS = { top: 8, bottom: 84 }
/** A low phone has them in its sheet. */
const LOW_INSETS = { top: 8, bottom: 8 }
/** A lost context that is not back by then stays lost. */
const PATIENCE_MS = 5000

const lightTheme = matchMedia('(prefers-color-scheme: light)')
const lowPhone = matchMedia('(max-height: 700px)')
const stillness = matchMedia('(prefers-reduced-motion: reduce)')

/** Puts the stage into `host`; call the result to take it away again. */
export function mountStage(host: HTMLElement, isPhone: boolean): () => void {
  let gone = false
  let takeAway = () => {}
  labStore.setState({ drawing: 'loading' })
  createPicture(host, isPhone).then(
    (picture) => {
      if (gone) picture.destroy()
      else {
        attachPicture(picture)
        labStore.setState({ drawing: 'on' })
        takeAway = () => attachPicture(null)
      }
    },
    (problem: unknown) => {
      console.warn('The picture cannot be drawn:', problem)
      if (!gone) labStore.setState({ drawing: 'absent' })
    },
  )
  return () => {
    gone = true
    takeAway()
  }
}

async function createPicture(host: HTMLElement, isPhone: boolean): Promise<Picture> {
  const { createStage } = await import('../view/stage.ts')
  let lostTimer: ReturnType<typeof setTimeout> | undefined
  const stage = await createStage(host, {
    theme: themeNow(),
    reducedMotion: stillness.matches,
    insets: insetsNow(isPhone),
    fontFamily: getComputedStyle(document.body).fontFamily,
    onContextLost() {
      lostTimer = setTimeout(() => labStore.setState({ drawing: 'lost' }), PATIENCE_MS)
    },
    onContextRestored() {
      clearTimeout(lostTimer)
      labStore.setState({ drawing: 'on' })
    },
  })
  const { facts, scene, asset, venue, window, hasRealFalls } = labStore.getState()
  stage.setScene(scene)
  stage.showMarket(asset, venue)
  stage.setWindow(window)
  stage.showRealFalls(hasRealFalls)
  if (facts !== null) {
    stage.reset(facts.initialPriceUsd, facts.assetSymbols)
    catchUp(stage)
  }
  const stopFollowing = follow(stage, host, isPhone)
  const stopOther = followOther(stage)
  const drawnListeners = new Set<(canvas: HTMLCanvasElement) => void>()
  return {
    reset: (run) => stage.reset(run.initialPriceUsd, run.assetSymbols),
    take(frame) {
      if (frame.windBackTo !== null) stage.forgetAfter(frame.windBackTo)
      stage.pushFrame(frame)
      if (frame.crowd !== null) stage.markTraders(markedIn(frame.crowd))
    },
    setScene: (next) => stage.setScene(next),
    showMarket: (nextAsset, nextVenue) => stage.showMarket(nextAsset, nextVenue),
    setWindow: (next) => stage.setWindow(next),
    showRealFalls: (isShown) => stage.showRealFalls(isShown),
    shownPriceUsd: () => (Number.isNaN(stage.shownPriceUsd) ? null : stage.shownPriceUsd),
    setMoment: (step) => stage.setMoment(step),
    wordsAt: (x, y) => wordsOf(stage.pickAt(x, y)),
    cellAt(x, y) {
      const pick = stage.pickAt(x, y)
      return pick?.kind === 'trader' ? pick.cell : null
    },
    zoomAt: (x, y, factor) => stage.zoomAt(x, y, factor),
    panBy: (dx, dy) => stage.panBy(dx, dy),
    showAll: () => stage.showAll(),
    draw(nowMs) {
      // For whoever looks at the page by program: the moment that the canvas shows.
      if (!stage.frame(nowMs)) return
      host.dataset.moment = stage.shownMoment.toFixed(2)
      for (const listener of drawnListeners) listener(stage.canvas)
    },
    snapshot: () => stage.snapshot(),
    widthInPage: () => stage.canvas.clientWidth,
    onDrawn(listener) {
      drawnListeners.add(listener)
      return () => drawnListeners.delete(listener)
    },
    destroy() {
      clearTimeout(lostTimer)
      stopFollowing()
      stopOther()
      stage.destroy()
    },
  }
}

/** A picture that comes late gets what has been recorded so far. */
function catchUp(stage: Stage): void {
  if (runRecord.minuteCount > 0) stage.pushMinutes(runRecord.minutes())
  if (runRecord.liquidations.count > 0) stage.pushLiquidations(runRecord.liquidations)
  askForDepth()
}

function follow(stage: Stage, host: HTMLElement, isPhone: boolean): () => void {
  const sizes = new ResizeObserver(() => stage.resize())
  sizes.observe(host)
  const retint = () => stage.setTheme(themeNow())
  const calm = () => stage.setReducedMotion(stillness.matches)
  const makeRoom = () => stage.setInsets(insetsNow(isPhone))
  lowPhone.addEventListener('change', makeRoom)
  lightTheme.addEventListener('change', retint)
  stillness.addEventListener('change', calm)
  return () => {
    sizes.disconnect()
    lowPhone.removeEventListener('change', makeRoom)
    lightTheme.removeEventListener('change', retint)
    stillness.removeEventListener('change', calm)
  }
}

function insetsNow(isPhone: boolean) {
  if (!isPhone) return INSETS
  if (lowPhone.matches) return LOW_INSETS
  return isEmbedded ? FRAME_INSETS : PHONE_INSETS
}

function themeNow(): 'dark' | 'light' {
  return lightTheme.matches ? 'light' : 'dark'
}
