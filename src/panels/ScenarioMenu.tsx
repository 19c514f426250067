// The named scenarios: choosing one starts it with the same seed.
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { chooseScenario } from '../app/changes.ts'
import { useLab } from '../app/store.ts'
import { findScenario, SCENARIOS } from '../params/scenarios.ts'

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
    <MenuTrigger>
      <Button className="button isPlain scenarioButton">
        <span className="unseen">Scenario: </span>
        {title}
        {changed && <span className="muted">, changed</span>}
        <span className="muted" aria-hidden="true">
          ▾
        </span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Scenarios"
          selectionMode="single"
          selectedKeys={[scenarioId]}
          onAction={(key) => chooseScenario(String(key))}
        >
          {SCENARIOS.map((scenario) => (
            <MenuItem
              key={scenario.id}
              id={scenario.id}
              className="menuItem"
              textValue={scenario.title}
            >
              <Text slot="label" className="menuLabel">
                {scenario.title}
              </Text>
              <Text slot="description" className="menuNote">
                {scenario.summary}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
