// A button with a menu of rows to choose from.
import { lazy } from 'react'
import { Opener } from './Opener.tsx'
import type { OpenerLook } from './Opener.tsx'
import type { MenuLook } from './OpenedMenu.tsx'

const load = () => import('./OpenedMenu.tsx')
const OpenedMenu = lazy(async () => ({ default: (await load()).OpenedMenu }))

export function MenuButton(props: OpenerLook & MenuLook) {
  const { className, words, buttonLabel, ...menu } = props
  return (
    <Opener className={className} words={words} buttonLabel={buttonLabel} kind="menu" load={load}>
      {(opening, isByKeys) => <OpenedMenu {...menu} opening={opening} isByKeys={isByKeys} />}
    </Opener>
  )
}
