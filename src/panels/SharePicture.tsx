// The picture with title, figures, link and licence around it, saved as a PNG or handed on.
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { download, fileNameOf } from '../app/download.ts'
import { pictureFile } from '../app/pictureFile.ts'
import { tellVisitor } from '../app/words.ts'
import type { LinkState } from '../params/linkState.ts'

const NO_PICTURE = 'There is no picture to save: the browser draws none.'

export function SharePicture({ link }: { readonly link: LinkState }) {
  const [said, setSaid] = useState('')
  const tell = (word: string) => {
    setSaid(word)
    tellVisitor(word)
  }
  const name = `${fileNameOf(link)}.png`
  const save = async () => {
    const file = await pictureFile(link)
    tell(file === null ? NO_PICTURE : download(name, file))
  }
  const handOn = async () => {
    const file = await pictureFile(link)
    if (file === null) return tell(NO_PICTURE)
    const files = [new File([file], name, { type: file.type })]
    try {
      await navigator.share({ files })
    } catch (problem) {
      if (problem instanceof Error && problem.name === 'AbortError') return
      tell('This device would not share it: save the picture instead.')
    }
  }
  return (
    <>
      <p className="muted">
        The picture as it is shown now, with title, figures, link and licence around it.
      </p>
      <div className="row">
        <Button className="button isPrimary" onPress={() => void save()}>
          Save as PNG
        </Button>
        {canShareFiles() && (
          <Button className="button" onPress={() => void handOn()}>
            Share with …
          </Button>
        )}
        <output>{said}</output>
      </div>
    </>
  )
}

function canShareFiles(): boolean {
  if (typeof navigator.canShare !== 'function') return false
  return navigator.canShare({ files: [new File([], 'a.png', { type: 'image/png' })] })
}
