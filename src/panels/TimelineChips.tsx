// News, dropped events and slider moves at their times. What the visitor added can be edited here.
import { useLab } from '../app/store.ts'
import { findScenario } from '../params/scenarios.ts'
import type { LinkState } from '../params/linkState.ts'
import { chipGroups, groupLabel, newsChips } from './chips.ts'
import { OwnChips } from './OwnChips.tsx'
import { formatMoment } from './format.ts'

/** Share of the run that a letter covers, about. */
const LETTER = 0.0085

export function TimelineChips({ stepCount }: { readonly stepCount: number }) {
  const link = useLab((state) => state.link)
  return (
    <div className="chips">
      <NewsChips link={link} stepCount={stepCount} />
      <OwnChips stepCount={stepCount} />
    </div>
  )
}

function NewsChips(props: { readonly link: LinkState; readonly stepCount: number }) {
  const { link, stepCount } = props
  const news = newsChips(findScenario(link.scenarioId)?.news ?? [])
  const groups = chipGroups(news, (group) => groupLabel(group).length * LETTER * stepCount)
  return (
    <ul className="chipRow" aria-label="News of the scenario">
      {groups.flatMap((group) =>
        group.map((chip, index) => (
          <li
            key={`${chip.step} ${chip.label}`}
            style={{ left: `${(chip.step / stepCount) * 100}%` }}
            title={`${formatMoment(chip.step)}: ${chip.title}`}
          >
            <span className="chipMark" aria-hidden="true" />
            <span className={index === 0 ? 'chipLabel' : 'unseen'}>
              {index === 0 ? groupLabel(group) : chip.label}
            </span>
          </li>
        )),
      )}
    </ul>
  )
}
