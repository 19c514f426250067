// The named scenarios: choosing one starts it with the same seed.
import { chooseScenario } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { findScenario, SCENARIOS } from '../params/scenarios.ts'
import { MenuButton } from './MenuButton.tsx'

const ROWS = SCENARIOS.map(({ id, title, summary }) => ({ id, title, note: summary }))

export function ScenarioMenu() {
  const scenarioId = useLab((state) => state.link.scenarioId)
  const changed = useLab(
    ({ link }) =>
      Object.keys(link.settings).length +
        link.changes.length +
        link.drops.length +
        (link.orders ?? []).length >
      0,
  )
  const title = findScenario(scenarioId)?.title ?? scenarioId
  return (
    <MenuButton
      className="button isPlain scenarioButton"
      words={
        <>
          <span className="unseen">Scenario: </span>
          <span className="scenarioTitle">
            {title}
            {changed && <span className="muted">, changed</span>}
          </span>
          <span className="muted" aria-hidden="true">
            ▾
          </span>
        </>
      }
      label="Scenarios"
      rows={ROWS}
      chosen={scenarioId}
      onChoose={chooseScenario}
    />
  )
}
