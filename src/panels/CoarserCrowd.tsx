// One agent for more traders: the same market, drawn with a broader brush, for a machine that is short of
// memory or slower than the clock.
import { changeParameter } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { resolveLink } from '../params/resolve.ts'
import { rowOf } from '../params/rowIndex.ts'
import { formatCount } from '../view/numbers.ts'

interface Props {
  /** Before the words; a short offer leaves the number of traders to the title. */
  readonly short?: string
  readonly className?: string
}

export function CoarserCrowd({ short, className = 'button' }: Props) {
  const link = useLab((state) => state.link)
  const { tradersPerAgent } = resolveLink(link).settings
  const coarser = Math.min(rowOf('tradersPerAgent').max, tradersPerAgent * 10)
  if (coarser === tradersPerAgent) return null
  const words = `A coarser crowd: one agent for ${formatCount(coarser)} traders`
  return (
    <button
      type="button"
      className={className}
      title={
        short === undefined ? undefined : `${words}. The run starts anew; Undo brings it back.`
      }
      onClick={() => void changeParameter('tradersPerAgent', coarser)}
    >
      {short ?? words}
    </button>
  )
}
