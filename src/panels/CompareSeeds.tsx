// How sure the difference is: the same question put to more seeds, beside the run that is looked at.
import { useState } from 'react'
import { runSeeds, stopSeeds } from '../app/compareSeeds.ts'
import { useCompare } from '../app/compareStore.ts'
import { timeLeft } from './format.ts'

const COUNTS = [5, 20, 50]

export function CompareSeeds() {
  const seeds = useCompare((state) => state.seeds)
  const [count, setCount] = useState(20)
  const done = seeds.outcomes.length
  const left = seeds.secondsLeft === null ? '' : `, ${timeLeft(seeds.secondsLeft)} left`
  return (
    <section className="compareSeeds" aria-label="More seeds">
      <h3 className="heading">How sure?</h3>
      {seeds.isRunning ? (
        <div className="row">
          <progress aria-label="Seeds compared" max={seeds.asked} value={done + seeds.share} />
          <button type="button" className="button" onClick={stopSeeds}>
            Stop
          </button>
        </div>
      ) : (
        <div className="row">
          <select
            className="field"
            aria-label="Seeds to compare over"
            value={count}
            onChange={(event) => setCount(Number(event.target.value))}
          >
            {COUNTS.map((option) => (
              <option key={option} value={option}>
                {option} seeds
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button"
            disabled={done >= count}
            onClick={() => void runSeeds(count)}
          >
            {done > 0 && done < count ? 'Go on' : 'Compare over them'}
          </button>
        </div>
      )}
      <p className="muted" data-compare="seeds" data-done={done}>
        {done === 0 && !seeds.isRunning
          ? 'One seed may be luck. Both sides of each run whole, beside this one.'
          : `${done} of ${Math.max(seeds.asked, done)} seeds done${left}.`}
      </p>
      {seeds.problem !== null && <p role="alert">More seeds could not be run: {seeds.problem}</p>}
    </section>
  )
}
