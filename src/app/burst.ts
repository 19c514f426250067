// Keys that follow each other quickly are one move: what they do is done once, when the hand rests.
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Does it when nothing of the same name was asked for since. */
export function afterBurst(name: string, restMs: number, act: () => void): void {
  forgetBurst(name)
  const done = () => {
    waiting.delete(name)
    act()
  }
  waiting.set(name, setTimeout(done, restMs))
}

export function forgetBurst(name: string): void {
  clearTimeout(waiting.get(name))
  waiting.delete(name)
}
