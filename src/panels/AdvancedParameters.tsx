// Every other row of the parameter table, found by word, folded away until asked for.
import { useState } from 'react'
import { rowOf } from '../params/rowIndex.ts'
import { PARAMETERS } from '../params/table.ts'
import type { ParameterRow } from '../params/parameter.ts'
import { GROUP_TITLES } from './groupTitles.ts'
import { ParameterSlider } from './ParameterSlider.tsx'

const REST = PARAMETERS.filter((row) => !row.primary)
const GROUPS = [...new Set(REST.map((row) => row.group))]

export function AdvancedParameters() {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState('')
  const found = REST.filter((row) => matches(rowOf(row.key), wanted))
  return (
    <section className="advanced">
      <button
        type="button"
        className="button isPlain heading"
        aria-expanded={open}
        aria-controls="advanced-parameters"
        onClick={() => setOpen(!open)}
      >
        <span>Advanced ({REST.length})</span>
        <span aria-hidden="true">{open ? '−' : '+'}</span>
      </button>
      <div id="advanced-parameters" hidden={!open}>
        {open && (
          <>
            <input
              type="search"
              className="field"
              placeholder="Search: makers, fee, stop ..."
              aria-label="Search the advanced parameters"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
            {found.length === 0 && <p className="muted">Nothing has that word.</p>}
            {GROUPS.map((group) => {
              const rows = found.filter((row) => row.group === group)
              if (rows.length === 0) return null
              return (
                <section key={group} className="group">
                  <h3 className="heading">{GROUP_TITLES[group]}</h3>
                  {rows.map((row) => (
                    <ParameterSlider key={row.key} parameterKey={row.key} />
                  ))}
                </section>
              )
            })}
          </>
        )}
      </div>
    </section>
  )
}

function matches(row: ParameterRow, wanted: string): boolean {
  const text = `${row.label} ${row.help} ${row.submodel} ${GROUP_TITLES[row.group]}`.toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
