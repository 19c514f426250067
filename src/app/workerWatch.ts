// Sees a newer service worker take over from the page's first moment on: what offers the newer version
// is loaded seconds later, and browsers look for one as soon as a page is opened.

export const worker = { isReplaced: false }

/** Called first of all; where there is no service worker yet, none can be replaced. */
export function watchWorker(): void {
  const container = workersOfThisPage()
  if (container === null || container.controller === null) return
  container.addEventListener('controllerchange', () => {
    worker.isReplaced = true
  })
}

function workersOfThisPage(): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null
  } catch {
    // A frame without an origin of its own may not even ask.
    return null
  }
}
