// One agent for more traders: the same market, drawn with a broader brush, for a machine that is short of
// memory or slower than the clock.
import { changeParameter } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { resolveLink } from '../params/resolve.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatCount } from '../view/numbers.ts'

interface Props {
  /** Says that a run which is under way starts anew. */
  readonly restarts?: boolean
  readonly className?: string
}

export function CoarserCrowd({ restarts = false, className = 'button' }: Props) {
  const link = useLab((state) => state.link)
  const { tradersPerAgent } = resolveLink(link).settings
  const coarser = Math.min(rowOf('tradersPerAgent').max, tradersPerAgent * 10)
  if (coarser === tradersPerAgent) return null
  const words = `one agent for ${formatCount(coarser)} traders`
  return (
    <button
      type="button"
      className={className}
      onClick={() => void changeParameter('tradersPerAgent', coarser)}
    >
      {restarts ? `Restart with ${words}` : `A coarser crowd: ${words}`}
    </button>
  )
}
