// The grid as a table that arrow keys walk: a figure a cell, and a colour for where it lies between the
// least and the largest.
import { memo, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { runName, useSweep } from '../app/sweepStore.ts'
import { shareOfRange } from '../observe/sweepTable.ts'
import type { SweepCell } from '../observe/sweepTable.ts'
import { figureInWords, unitOfMeasure } from '../observe/twinsMeasures.ts'
import { rowOf } from '../params/rowIndex.ts'
import { seedsAfter } from '../params/seeds.ts'
import { columnsOf, rowsOf } from '../params/sweep.ts'
import type { LinkSweep, SweepAxis } from '../params/sweep.ts'
import { cellColour, cssColour, textOn } from '../view/cellColours.ts'
import { typeset } from '../view/numbers.ts'
import { formatValue } from './format.ts'

interface Props {
  readonly title: string
  readonly sweep: LinkSweep
  readonly cells: readonly SweepCell[]
  readonly range: readonly [number, number] | null
  readonly chosen: number
  onChoose(cell: number): void
}

export function ExperimentGrid({ title, sweep, cells, range, chosen, onChoose }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const { x, y } = sweep
  const columns = columnsOf(sweep)
  const rows = Array.from({ length: rowsOf(sweep) }, (_, row) => row)
  const walk = (event: KeyboardEvent) => {
    const next = cellAfter(event, chosen, columns, cells.length)
    if (next === null) return
    event.preventDefault()
    onChoose(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus()
  }
  return (
    <div className="experimentScroll">
      {/* Arrow keys walk it, as in a sheet. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={table} className="experimentGrid" role="grid" aria-label={title} onKeyDown={walk}>
        <thead>
          <tr>
            <td className="experimentCorner">
              {y !== null && <span>{rowOf(y.key).label} ↓</span>}
              <span>{rowOf(x.key).label} →</span>
            </td>
            {x.values.map((value) => (
              <th key={value} scope="col">
                {formatValue(rowOf(x.key), value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{y === null ? '' : valueInWords(y, row)}</th>
              {cells.slice(row * columns, (row + 1) * columns).map((cell) => (
                <Cell
                  key={cell.cell}
                  sweep={sweep}
                  cell={cell}
                  share={
                    range === null || cell.median === null ? null : shareOfRange(range, cell.median)
                  }
                  isChosen={cell.cell === chosen}
                  onChoose={onChoose}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly sweep: LinkSweep
  readonly cell: SweepCell
  /** Between the least and the largest; null where there is no figure. */
  readonly share: number | null
  readonly isChosen: boolean
  onChoose(cell: number): void
}

function Cell({ sweep, cell, share, isChosen, onChoose }: CellProps) {
  const isWorking = useSweep(({ working }) =>
    seedsAfter(sweep.seed, sweep.seeds).some((seed) =>
      working.has(runName({ cell: cell.cell, seed })),
    ),
  )
  const colour = share === null ? null : cellColour(share)
  return (
    <td
      className={isWorking ? 'isWorking' : undefined}
      data-cell={cell.cell}
      data-runs={cell.done}
      tabIndex={isChosen ? 0 : -1}
      aria-selected={isChosen}
      style={
        colour === null
          ? undefined
          : { background: cssColour(colour), color: cssColour(textOn(colour)) }
      }
      onClick={(event) => {
        onChoose(cell.cell)
        event.currentTarget.focus()
      }}
    >
      <CellWords cell={cell} measure={sweep.measure} seeds={sweep.seeds} isWorking={isWorking} />
    </td>
  )
}

const CellWords = memo(function CellWords(props: {
  readonly cell: SweepCell
  readonly measure: string
  readonly seeds: number
  readonly isWorking: boolean
}) {
  const { cell, measure, seeds, isWorking } = props
  if (cell.done === 0) {
    return (
      <>
        <span aria-hidden="true">{isWorking ? '…' : '·'}</span>
        <span className="unseen">{isWorking ? 'running' : 'not run yet'}</span>
      </>
    )
  }
  return (
    <>
      {cell.median === null ? '–' : typeset(figureInWords(cell.median, unitOfMeasure(measure)))}
      {cell.done < seeds && (
        <small>
          {cell.done} of {seeds}
        </small>
      )}
    </>
  )
})

function valueInWords({ key, values }: SweepAxis, index: number): string {
  return formatValue(rowOf(key), values[index])
}

/** Where a key leads from a cell; null for a key that leads nowhere. */
function cellAfter(
  { key, ctrlKey }: KeyboardEvent,
  cell: number,
  columns: number,
  count: number,
): number | null {
  const column = cell % columns
  const rowStart = cell - column
  switch (key) {
    case 'ArrowLeft':
      return Math.max(rowStart, cell - 1)
    case 'ArrowRight':
      return Math.min(rowStart + columns - 1, cell + 1)
    case 'ArrowUp':
      return cell >= columns ? cell - columns : cell
    case 'ArrowDown':
      return cell + columns < count ? cell + columns : cell
    case 'Home':
      return ctrlKey ? 0 : rowStart
    case 'End':
      return ctrlKey ? count - 1 : rowStart + columns - 1
    default:
      return null
  }
}
