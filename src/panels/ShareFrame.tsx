// The lines that put this run into another page.
import { embedCodeOf } from '../app/embedCode.ts'
import { CopyField } from './CopyField.tsx'

export function ShareFrame(props: { readonly address: string; readonly title: string }) {
  const { address, title } = props
  return (
    <>
      <p className="muted">
        A compact page with picture, totals and timeline. It stores nothing and asks no other host.
      </p>
      <CopyField label="HTML" text={embedCodeOf(address, title)} what="The HTML" rows={5} />
    </>
  )
}
