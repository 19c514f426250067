// What happens in the run, as a list: the scenario's news and what the visitor added.
import { useLab } from '../app/store.ts'
import { findScenario } from '../params/scenarios.ts'
import { newsChips, ownChips } from './chips.ts'
import { formatMoment } from './format.ts'

export function EventList() {
  const link = useLab((state) => state.link)
  const news = newsChips(findScenario(link.scenarioId)?.news ?? [])
  const own = ownChips(link)
  if (news.length + own.length === 0) return <p className="muted">Nothing is scheduled.</p>
  return (
    <ul className="eventList">
      {news.map((chip) => (
        <li key={`${chip.step} ${chip.label}`}>
          <span className="muted">{formatMoment(chip.step)}</span>
          <span>{chip.title}</span>
        </li>
      ))}
      {own.map((chip) => (
        <li key={`${chip.step} ${chip.label}`}>
          <span className="muted">{formatMoment(chip.step)}</span>
          <span>{chip.label}</span>
          <button
            type="button"
            className="button"
            aria-label={`Take back: ${chip.label}`}
            onClick={chip.remove}
          >
            Take back
          </button>
        </li>
      ))}
    </ul>
  )
}
