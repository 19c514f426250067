// What the experiment asks: two parameters and their values, the seeds, the outcome, and what is run.
import { useId } from 'react'
import { changeSweep, useAsked } from '../app/sweepQuestion.ts'
import { useSweep } from '../app/sweepStore.ts'
import { useLab } from '../app/store.ts'
import { measureInWords, NAMED_MEASURES } from '../observe/twinsMeasures.ts'
import { snap } from '../params/grid.ts'
import { HOURS } from '../params/limits.ts'
import { plainLine, SEED_LENGTH } from '../params/plainText.ts'
import { rowOf } from '../params/rowIndex.ts'
import { findScenario, SCENARIOS } from '../params/scenarios.ts'
import { readNumber } from '../params/setting.ts'
import { DEFAULT_SWEEP, isSwept } from '../params/sweep.ts'
import { settingsOf } from '../params/table.ts'
import { typeset } from '../view/numbers.ts'
import { ExperimentAxis } from './ExperimentAxis.tsx'
import { Labelled } from './Labelled.tsx'
import { ParameterValue } from './ParameterValue.tsx'
import { TypedField } from './TypedField.tsx'

const SEED_COUNTS = [1, 3, 5, 10, 20, 50]

export function ExperimentForm() {
  const sweep = useAsked()
  const isRunning = useSweep((state) => state.phase !== 'idle')
  const { x, y } = sweep
  return (
    <fieldset className="experimentFields" disabled={isRunning}>
      <legend className="heading">Vary</legend>
      {isRunning && <p className="muted">While it runs, only the outcome can be changed.</p>}
      <ExperimentAxis
        title="Columns"
        axis={x}
        other={y?.key}
        onChange={(next) => changeSweep({ x: next })}
      />
      {y === null ? (
        <button
          type="button"
          className="button"
          onClick={() => changeSweep({ y: secondAxis(x.key) })}
        >
          A second parameter
        </button>
      ) : (
        <ExperimentAxis
          title="Rows"
          axis={y}
          other={x.key}
          onChange={(next) => changeSweep({ y: next })}
          onRemove={() => changeSweep({ y: null })}
        />
      )}
      <h3 className="heading">Each cell</h3>
      <SeedFields />
      <h3 className="heading">What is run</h3>
      <BaseFields />
      <Kept />
    </fieldset>
  )
}

function secondAxis(x: string) {
  return x === DEFAULT_SWEEP.y!.key ? DEFAULT_SWEEP.x : DEFAULT_SWEEP.y
}

function SeedFields() {
  const { seeds, seed } = useAsked()
  const counts = SEED_COUNTS.includes(seeds)
    ? SEED_COUNTS
    : [...SEED_COUNTS, seeds].toSorted((one, other) => one - other)
  return (
    <>
      <Labelled words="Seeds">
        {(id) => (
          <select
            id={id}
            className="field"
            value={seeds}
            onChange={(event) => changeSweep({ seeds: Number(event.target.value) })}
          >
            {counts.map((count) => (
              <option key={count} value={count}>
                {count === 1 ? 'one' : `${count}, the median`}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled words="First seed">
        {(id) => (
          <TypedField
            id={id}
            value={seed}
            read={(text) => plainLine(text, SEED_LENGTH) || null}
            onCommit={(next) => changeSweep({ seed: next })}
          />
        )}
      </Labelled>
    </>
  )
}

function BaseFields() {
  const sweep = useAsked()
  const { scenarioId, hours, tradersPerAgent } = sweep
  const choose = (id: string) => {
    const scenario = findScenario(id)!
    const { tradersPerAgent: crowd } = settingsOf(scenario)
    changeSweep({ scenarioId: id, hours: scenario.hours, tradersPerAgent: crowd })
  }
  return (
    <>
      <Labelled words="Scenario">
        {(id) => (
          <select
            id={id}
            className="field"
            value={scenarioId}
            onChange={(event) => choose(event.target.value)}
          >
            {SCENARIOS.map((scenario) => (
              <option key={scenario.id} value={scenario.id}>
                {scenario.title}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled words="Hours">
        {(id) => (
          <TypedField
            id={id}
            value={String(hours)}
            read={(text) => {
              const typed = readNumber(text.replace(/\s*h$/, '').trim())
              return Number.isNaN(typed) ? null : snap(HOURS, typed)
            }}
            onCommit={(next) => changeSweep({ hours: next })}
          />
        )}
      </Labelled>
      {!isSwept(sweep, 'tradersPerAgent') && (
        <div className="experimentField">
          <span>Traders per agent</span>
          <ParameterValue
            row={rowOf('tradersPerAgent')}
            value={tradersPerAgent}
            onCommit={(next) => changeSweep({ tradersPerAgent: next })}
          />
        </div>
      )}
      <p className="muted">Fewer hours and more traders per agent are quicker, and coarser.</p>
    </>
  )
}

/** What of the visitor's own day all runs share. */
function Kept() {
  const link = useLab((state) => state.link)
  const sweep = useAsked()
  const settings = Object.keys(link.settings).filter(
    (key) => !isSwept(sweep, key) && key !== 'tradersPerAgent',
  ).length
  const dated =
    link.scenarioId === sweep.scenarioId
      ? link.changes.filter(({ key }) => !isSwept(sweep, key)).length +
        link.drops.length +
        (link.orders?.length ?? 0)
      : 0
  if (settings + dated === 0) return null
  const parts = [
    ...(settings > 0 ? [`${settings} changed ${settings === 1 ? 'parameter' : 'parameters'}`] : []),
    ...(dated > 0 ? [`${dated} dated ${dated === 1 ? 'change' : 'changes'}`] : []),
  ]
  return <p>All runs have what your day in Explore has: {parts.join(', ')}.</p>
}

export function OutcomeSelect() {
  const { measure } = useAsked()
  const found = useSweep((state) => state.found)
  const id = useId()
  const [sample] = found.values()
  const others = [...new Set([...Object.keys(sample?.measures ?? {}), measure])]
    .filter((name) => !NAMED_MEASURES.includes(name))
    .toSorted()
  return (
    <div className="experimentOutcome">
      <label htmlFor={id}>Outcome</label>
      <select
        id={id}
        className="field"
        value={measure}
        onChange={(event) => changeSweep({ measure: event.target.value })}
      >
        {NAMED_MEASURES.map((name) => (
          <option key={name} value={name}>
            {typeset(measureInWords(name))}
          </option>
        ))}
        {others.length > 0 && (
          <optgroup label="All others">
            {others.map((name) => (
              <option key={name} value={name}>
                {typeset(measureInWords(name))}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  )
}
