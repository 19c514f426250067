// Sees a newer service worker take over from the page's first moment on: what offers the newer version
// is loaded seconds later, and browsers look for one as soon as a page is opened.

export const worker = { isReplaced: false }

/** Called first of all; where there is no service worker yet, none can be replaced. */
export function watchWorker(): void {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    worker.isReplaced = true
  })
}
