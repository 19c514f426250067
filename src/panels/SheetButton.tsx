// A button with a sheet that opens beside it, or a dialog that opens over the page.
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { Opener } from './Opener.tsx'
import type { OpenerLook } from './Opener.tsx'
import type { SheetLook } from './OpenedSheet.tsx'

const loadSheet = () => import('./OpenedSheet.tsx')
const OpenedSheet = lazy(async () => ({ default: (await loadSheet()).OpenedSheet }))
const loadDialog = () => import('./OpenedDialog.tsx')
const OpenedDialog = lazy(async () => ({ default: (await loadDialog()).OpenedDialog }))

interface Held {
  readonly isOpen?: boolean
  onOpenChange?(isOpen: boolean): void
  children(close: () => void): ReactNode
}

export function SheetButton(props: OpenerLook & SheetLook & Held) {
  const { label, placement, sheetClass, children, ...opener } = props
  return (
    <Opener {...opener} kind="dialog" load={loadSheet}>
      {(opening) => (
        <OpenedSheet label={label} placement={placement} sheetClass={sheetClass} opening={opening}>
          {(close) => <Late>{children(close)}</Late>}
        </OpenedSheet>
      )}
    </Opener>
  )
}

export function DialogButton(props: OpenerLook & Held & { readonly label: string }) {
  const { label, children, ...opener } = props
  return (
    <Opener {...opener} kind="dialog" load={loadDialog}>
      {(opening) => (
        <OpenedDialog label={label} opening={opening}>
          {(close) => <Late>{children(close)}</Late>}
        </OpenedDialog>
      )}
    </Opener>
  )
}

function Late({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<p className="muted late">One moment …</p>}>{children}</Suspense>
}
