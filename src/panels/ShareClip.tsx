// Starts a clip; the bar over the page ends it.
import { Button } from 'react-aria-components/Button'
import { clipProblem, startClip } from '../app/clip.ts'
import { MOST_CLIP_SECONDS, useClip } from '../app/clipStore.ts'
import type { LinkState } from '../params/linkState.ts'

export function ShareClip({ link }: { readonly link: LinkState }) {
  const isRecording = useClip((state) => state.seconds !== null)
  const problem = clipProblem()
  if (problem !== null) return <p>{problem}</p>
  return (
    <>
      <p className="muted">
        Records the picture as it moves, with the words around it, for {MOST_CLIP_SECONDS} seconds
        at most. Nothing is uploaded.
      </p>
      <div className="row">
        <Button
          slot="close"
          className="button isPrimary"
          isDisabled={isRecording}
          onPress={() => void startClip(link)}
        >
          Start recording
        </Button>
        {isRecording && <span>Recording already.</span>}
      </div>
    </>
  )
}
