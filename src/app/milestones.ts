// What a screen reader is told while the run goes on: milestones only, each once.
import { formatCount, formatUsd } from '../view/numbers.ts'
import { formatMoment } from '../panels/format.ts'
import { labStore } from './store.ts'
import { say } from './words.ts'

const LIQUIDATED_MARKS_USD = [1e8, 3e8, 6e8, 9e8, 1.2e9, 2e9, 4e9]

let run = -1
let newsTold = 0
let liquidatedTold = 0
let finishTold = false
let isLiquidatedTold = false

export function tellMilestones(): void {
  const { facts, clock, panel, pastStep } = labStore.getState()
  if (facts === null || clock === null || panel === null || pastStep !== null) return
  if (facts.run !== run) {
    run = facts.run
    newsTold = panel.news.length
    liquidatedTold = LIQUIDATED_MARKS_USD.filter(
      (mark) => panel.totals.liquidatedUsd >= mark,
    ).length
    finishTold = clock.finished
    isLiquidatedTold = panel.you?.state === 'liquidated'
  }
  const when = formatMoment(clock.step)
  if (panel.news.length > newsTold) {
    const news = panel.news[panel.news.length - 1]
    newsTold = panel.news.length
    labStore.setState({ isFirstRun: false })
    say(`${formatMoment(news.step)}: ${news.title}.`)
  }
  const { liquidatedUsd, liquidatedTraders } = panel.totals
  const mark = LIQUIDATED_MARKS_USD[liquidatedTold]
  if (mark !== undefined && liquidatedUsd >= mark) {
    liquidatedTold++
    const traders = formatCount(liquidatedTraders)
    say(`${when}: ${formatUsd(liquidatedUsd)} liquidated in 24 hours, ${traders} traders.`)
  }
  const isLiquidated = panel.you?.state === 'liquidated'
  if (isLiquidated && !isLiquidatedTold) say(`${when}: you were liquidated.`)
  isLiquidatedTold = isLiquidated
  if (clock.finished && !finishTold) {
    finishTold = true
    say(`The run is over: ${formatUsd(liquidatedUsd)} liquidated in the last 24 hours.`)
  }
}
