// One claim: verdict, name, value; pressed, it says what the article claims and how it is measured.
import { lazy, memo } from 'react'
import type { ScoreRow } from '../threads/frames.ts'
import { typeset } from '../view/numbers.ts'
import { SheetButton } from './SheetButton.tsx'
import { CLAIM_LABELS, formatFigure, VERDICTS } from './verdicts.ts'

const ClaimDetails = lazy(async () => ({
  default: (await import('./ClaimDetails.tsx')).ClaimDetails,
}))

export const ClaimRow = memo(
  function ClaimRow({ row }: { readonly row: ScoreRow }) {
    return (
      <li>
        <SheetButton
          className="claim"
          data-verdict={row.verdict}
          words={<ClaimWords row={row} />}
          label={typeset(`${row.id}: ${row.text}`)}
          placement="left top"
        >
          {() => <ClaimDetails row={row} />}
        </SheetButton>
      </li>
    )
  },
  // A fresh copy comes four times a second; most rows say the same.
  (before, after) => JSON.stringify(before.row) === JSON.stringify(after.row),
)

function ClaimWords({ row }: { readonly row: ScoreRow }) {
  const verdict = VERDICTS[row.verdict]
  return (
    <>
      <span className="claimIcon" aria-hidden="true">
        {verdict.icon}
      </span>
      <span className="muted">{row.id}</span>
      <span className="claimText">{CLAIM_LABELS[row.id] ?? row.text}</span>
      <span className="claimValue" data-pending={row.value === null}>
        {formatFigure(row.value ?? row.soFar, row.unit)}
      </span>
      <span className="unseen">{verdict.word}</span>
    </>
  )
}
