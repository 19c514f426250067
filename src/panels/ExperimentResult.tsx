// What the experiment has found: the grid, the cell that is looked at, and what can be taken away.
import { useState } from 'react'
import { saveSweepCsv } from '../app/sweepFiles.ts'
import { openRunOf } from '../app/sweepRun.ts'
import { sweepOf, useAsked } from '../app/sweepQuestion.ts'
import { finder, useSweep } from '../app/sweepStore.ts'
import { useLab } from '../app/store.ts'
import { cellInWords, rangeOfCells, sweepCells } from '../observe/sweepTable.ts'
import type { SweepCell } from '../observe/sweepTable.ts'
import { shellCommandOf } from '../observe/sweepShell.ts'
import { figureInWords, measureInWords, unitOfMeasure } from '../observe/twinsMeasures.ts'
import type { MeasureUnit } from '../observe/twinsMeasures.ts'
import { rowOf } from '../params/rowIndex.ts'
import { seedsAfter } from '../params/seeds.ts'
import { cellCountOf } from '../params/sweep.ts'
import type { LinkSweep } from '../params/sweep.ts'
import { cellColour, cssColour } from '../view/cellColours.ts'
import { typeset } from '../view/numbers.ts'
import { CopyField } from './CopyField.tsx'
import { OutcomeSelect } from './ExperimentForm.tsx'
import { ExperimentGrid } from './ExperimentGrid.tsx'

export function ExperimentResult() {
  const sweep = useAsked()
  const found = useSweep((state) => state.found)
  const [chosen, setChosen] = useState(0)
  const cells = sweepCells(sweep, sweep.seed, finder(found))
  const range = rangeOfCells(cells)
  const cell = Math.min(chosen, cellCountOf(sweep) - 1)
  const { x, y, measure } = sweep
  const title = `${typeset(measureInWords(measure))}, by ${rowOf(x.key).label}${y === null ? '' : ` and ${rowOf(y.key).label}`}`
  return (
    <>
      <OutcomeSelect />
      <ExperimentGrid
        title={title}
        sweep={sweep}
        cells={cells}
        range={range}
        chosen={cell}
        onChoose={setChosen}
      />
      {range !== null && range[1] > range[0] && <Legend range={range} measure={measure} />}
      <CellDetail sweep={sweep} cell={cells[cell]} />
      <Takeaways hasRuns={found.size > 0} />
    </>
  )
}

const inPrint = (value: number, unit: MeasureUnit) => typeset(figureInWords(value, unit))

function Legend({
  range,
  measure,
}: {
  readonly range: readonly [number, number]
  measure: string
}) {
  const unit = unitOfMeasure(measure)
  const stops = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => cssColour(cellColour(share)))
  return (
    <p className="experimentLegend muted">
      {inPrint(range[0], unit)}
      <span
        aria-hidden="true"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      {inPrint(range[1], unit)}
    </p>
  )
}

/** The seeds of a cell: what they say together, and each as a run that can be opened. */
function CellDetail({ sweep, cell }: { readonly sweep: LinkSweep; readonly cell: SweepCell }) {
  const unit = unitOfMeasure(sweep.measure)
  const words = typeset(cellInWords(sweep, cell.cell))
  const { median, low, high, figures, done } = cell
  return (
    <section className="experimentDetail" aria-label="The chosen cell">
      <h3>{words}</h3>
      <p>
        {done === 0 && 'Not run yet: opened, it runs now.'}
        {done > 0 && median === null && 'The runs are too short for this outcome.'}
        {median !== null && (
          <>
            {typeset(measureInWords(sweep.measure))}: <strong>{inPrint(median, unit)}</strong>
            {low === null || high === null
              ? ', one seed: it may be luck.'
              : `, median of ${figures.length} seeds; 10th to 90th percentile ` +
                `${inPrint(low, unit)} to ${inPrint(high, unit)}.`}
          </>
        )}
      </p>
      <ul className="experimentRuns">
        {seedsAfter(sweep.seed, sweep.seeds).map((seed) => {
          const value = figures.find((figure) => figure.seed === seed)?.value
          return (
            <li key={seed}>
              <button
                type="button"
                className="button"
                onClick={() => openRunOf({ cell: cell.cell, seed })}
              >
                Open this run
                <span className="unseen">
                  {' '}
                  of {words}, seed {seed}
                </span>
              </button>{' '}
              <span className="muted">
                seed {seed}
                {value === undefined ? '' : `: ${inPrint(value, unit)}`}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Takeaways({ hasRuns }: { readonly hasRuns: boolean }) {
  const link = useLab((state) => state.link)
  return (
    <section className="experimentTakeaways" aria-label="Take away">
      <h3 className="heading">The same in a shell</h3>
      <CopyField
        label="The same in a shell"
        text={shellCommandOf(link, sweepOf(link))}
        what="The command"
        rows={2}
      >
        <button
          type="button"
          className="button"
          disabled={!hasRuns}
          onClick={() => saveSweepCsv('cells')}
        >
          Cells, CSV
        </button>
        <button
          type="button"
          className="button"
          disabled={!hasRuns}
          onClick={() => saveSweepCsv('runs')}
        >
          All measures of all runs, CSV
        </button>
      </CopyField>
      <p className="muted">The link in the address bar asks the same experiment.</p>
    </section>
  )
}
