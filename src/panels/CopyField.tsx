// Text to be taken along: copied at a press, selectable where the clipboard is closed.
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { tellVisitor } from '../app/words.ts'

export function CopyField(props: {
  readonly label: string
  readonly text: string
  /** What was copied, as in "The link is copied." */
  readonly what: string
  readonly rows: number
  readonly children?: ReactNode
}) {
  const { label, text, what, rows, children } = props
  const [said, setSaid] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
      tellVisitor(`${what} is copied.`)
    } catch {
      field.current?.select()
      setSaid('The clipboard is closed to this page: the text is selected, copy it by hand.')
    }
  }
  return (
    <>
      <textarea
        ref={field}
        className="field shareField"
        readOnly
        rows={rows}
        spellCheck={false}
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <Button className="button isPrimary" onPress={() => void copy()}>
          Copy
        </Button>
        {children}
        <output>{said}</output>
      </div>
    </>
  )
}
