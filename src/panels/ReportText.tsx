// The run in at most 150 words, and its milestones as a table from which each can be gone to.
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Heading } from 'react-aria-components/Heading'
import { accountOfRun } from '../app/report.ts'
import { useLab } from '../app/store.ts'
import { lookAt } from '../app/travel.ts'
import { typeset } from '../view/numbers.ts'
import { formatMoment } from './format.ts'

type Account = Awaited<ReturnType<typeof accountOfRun>>

export function ReportText({ close }: { close(): void }) {
  const [account, setAccount] = useState<Account>(null)
  const hasRun = useLab((state) => state.phase === 'open')
  const [step] = useState(useLab((state) => state.clock?.step ?? 0))
  useEffect(() => {
    void accountOfRun().then(setAccount)
  }, [])
  return (
    <>
      <Heading slot="title" level={2}>
        The run up to {formatMoment(step)}
      </Heading>
      {account === null && (
        <p className="muted">{hasRun ? 'One moment …' : 'There is no run to report of.'}</p>
      )}
      {account !== null && (
        <p className="reportText">{typeset(account.text).replaceAll(' %', '\u00a0%')}</p>
      )}
      {account !== null && account.milestones.length > 0 && (
        <table className="parts">
          <caption className="heading">Milestones</caption>
          <thead>
            <tr>
              <th scope="col">when</th>
              <th scope="col">what</th>
            </tr>
          </thead>
          <tbody>
            {account.milestones.map((milestone) => (
              <tr key={`${milestone.step} ${milestone.text}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="button isPlain"
                    aria-label={`Look at ${formatMoment(milestone.step)}`}
                    onClick={() => {
                      close()
                      lookAt(milestone.step)
                    }}
                  >
                    {formatMoment(milestone.step)}
                  </button>
                </th>
                <td>{typeset(milestone.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted">Times and dollars are simulated. A model, no forecast.</p>
      <div className="row">
        <Button slot="close" className="button isPrimary">
          Close
        </Button>
      </div>
    </>
  )
}
