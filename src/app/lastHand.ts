// Whether the visitor's last move was by pointer or by keyboard: focus put by a pointer is not meant for
// the next key, and arrow keys on a slider come in bursts. Space is no move of the hand.
let last: 'pointer' | 'keyboard' = 'pointer'

export function lastHand(): 'pointer' | 'keyboard' {
  return last
}

addEventListener(
  'pointerdown',
  () => {
    last = 'pointer'
  },
  { capture: true },
)

addEventListener(
  'keydown',
  (event) => {
    if (event.key !== ' ') last = 'keyboard'
  },
  { capture: true },
)
