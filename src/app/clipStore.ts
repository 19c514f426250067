// How long a clip is recorded already: for the form that starts one and the bar over the page.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export const MOST_CLIP_SECONDS = 30

interface ClipState {
  /** Seconds recorded so far; null while nothing is recorded. */
  readonly seconds: number | null
}

export const clipStore = createStore<ClipState>(() => ({ seconds: null }))

export function useClip<T>(select: (state: ClipState) => T): T {
  return useStore(clipStore, select)
}
