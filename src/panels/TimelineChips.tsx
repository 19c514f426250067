// News, dropped events and slider moves at their times. What the visitor added can be taken back here.
import { useLab } from '../app/store.ts'
import { findScenario } from '../params/scenarios.ts'
import type { LinkState } from '../params/linkState.ts'
import { chipGroups, newsChips, ownChips } from './chips.ts'
import { OwnChips } from './OwnChips.tsx'
import { formatMoment } from './format.ts'

/** Marks closer than this share of the run share one label. */
const NEWS_ROOM = 0.07
const OWN_ROOM = 0.2

export function TimelineChips({ stepCount }: { readonly stepCount: number }) {
  const link = useLab((state) => state.link)
  return (
    <div className="chips">
      <NewsChips link={link} stepCount={stepCount} />
      <ul className="chipRow isOwn" aria-label="Your events and changes">
        {chipGroups(ownChips(link), stepCount * OWN_ROOM).map((group) => (
          <OwnChips key={group[0].step} group={group} stepCount={stepCount} />
        ))}
      </ul>
    </div>
  )
}

function NewsChips(props: { readonly link: LinkState; readonly stepCount: number }) {
  const { link, stepCount } = props
  const news = newsChips(findScenario(link.scenarioId)?.news ?? [])
  return (
    <ul className="chipRow" aria-label="News of the scenario">
      {chipGroups(news, stepCount * NEWS_ROOM).flatMap((group) =>
        group.map((chip, index) => (
          <li
            key={`${chip.step} ${chip.label}`}
            style={{ left: `${(chip.step / stepCount) * 100}%` }}
            title={`${formatMoment(chip.step)}: ${chip.title}`}
          >
            <span className="chipMark" aria-hidden="true" />
            <span className={index === 0 ? 'chipLabel' : 'unseen'}>
              {index === 0 ? group.map((each) => each.label).join(' · ') : chip.label}
            </span>
          </li>
        )),
      )}
    </ul>
  )
}
