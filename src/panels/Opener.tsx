// A button and what opens at it: a menu, a sheet, a dialog over the page. Those are loaded when a hand
// first comes near, so that the page does not weigh them before.
import { Suspense, useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { Button } from 'react-aria-components/Button'

/** What an opened part must know of the button that opens it. */
export interface Opening {
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  onOpenChange(isOpen: boolean): void
}

export interface OpenerLook {
  readonly className: string
  /** What the button shows. */
  readonly words: ReactNode
  /** What it says, where that is more. */
  readonly buttonLabel?: string
  readonly 'data-verdict'?: string
}

interface Props extends OpenerLook {
  readonly kind: 'menu' | 'dialog'
  /** Where somebody else may open it too. */
  readonly isOpen?: boolean
  onOpenChange?(isOpen: boolean): void
  load(): Promise<unknown>
  children(opening: Opening, isByKeys: boolean): ReactNode
}

/** For so many frames what closes may still hold the focus. */
const FRAMES_OF_CLOSING = 20

export function Opener(props: Props) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpenHere, setOpenHere] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  const [isByKeys, setByKeys] = useState(false)
  const isOpen = props.isOpen ?? isOpenHere
  // It stays once it was there: it has a way of closing.
  if (isOpen && !wasOpened) setWasOpened(true)
  const onOpenChange = props.onOpenChange ?? setOpenHere
  const mustReturn = useRef(false)
  // What opens while it is still being loaded may not know where the focus was: it goes back here.
  useEffect(() => {
    if (isOpen || !mustReturn.current) return
    mustReturn.current = false
    if (trigger.current !== null) giveFocusBack(trigger.current, FRAMES_OF_CLOSING)
  }, [isOpen])
  const open = (byKeys: boolean) => {
    mustReturn.current = true
    setByKeys(byKeys)
    onOpenChange(true)
  }
  // What cannot be loaded now is tried again, and said, when it is opened.
  const prepare = () => void props.load().catch(() => undefined)
  return (
    <>
      <Button
        ref={trigger}
        className={props.className}
        aria-label={props.buttonLabel}
        data-verdict={props['data-verdict']}
        aria-haspopup={props.kind}
        aria-expanded={isOpen}
        onHoverStart={prepare}
        onFocus={prepare}
        onPress={({ pointerType }) => open(pointerType === 'keyboard' || pointerType === 'virtual')}
        onKeyDown={(event) => {
          const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
          if (props.kind !== 'menu' || !isArrow) return event.continuePropagation()
          event.preventDefault()
          open(true)
        }}
      >
        {props.words}
      </Button>
      {wasOpened && (
        <Suspense fallback={null}>
          {props.children({ trigger, isOpen, onOpenChange }, isByKeys)}
        </Suspense>
      )}
    </>
  )
}

/** To the button, once nothing else has it. */
function giveFocusBack(button: HTMLButtonElement, frames: number): void {
  if (frames === 0 || document.activeElement === button) return
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) button.focus()
    giveFocusBack(button, frames - 1)
  })
}
