// The sliders: twelve primary ones by group, the rest behind a searchable Advanced.
import { PARAMETERS } from '../params/table.ts'
import type { ParameterGroup } from '../params/parameter.ts'
import { AdvancedParameters } from './AdvancedParameters.tsx'
import { GROUP_TITLES } from './groupTitles.ts'
import { ParameterSlider } from './ParameterSlider.tsx'

const PRIMARY = PARAMETERS.filter((row) => row.primary)
const GROUPS = [...new Set(PRIMARY.map((row): ParameterGroup => row.group))]

export function ParameterPanel() {
  return (
    <section className="parameters" aria-label="Parameters">
      {GROUPS.map((group, index) => (
        <section key={group} className="group" aria-labelledby={`group-${group}`}>
          <div className="parametersTop">
            <h2 className="heading" id={`group-${group}`}>
              {GROUP_TITLES[group]}
            </h2>
            {index === 0 && <span className="articleKey">the article</span>}
          </div>
          {PRIMARY.filter((row) => row.group === group).map((row) => (
            <ParameterSlider key={row.key} parameterKey={row.key} />
          ))}
        </section>
      ))}
      <AdvancedParameters />
    </section>
  )
}
