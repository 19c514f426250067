// Files of the run as recorded so far, made in the page and handed to the browser's download.
import { encodeLink } from '../params/link.ts'
import { resolveLink } from '../params/resolve.ts'
import type { ExportKind } from './exportKinds.ts'
import { runRecord } from './runRecord.ts'
import { labStore } from './store.ts'
import type { LabState } from './store.ts'
import { tellVisitor } from './words.ts'

const MINUTE_COLUMNS = [
  'openInterestUsd',
  'volumeGenuineUsd',
  'volumeReportedUsd',
  'liquidatedLongUsd',
  'liquidatedShortUsd',
  'liquidatedTraders',
  'spreadBps',
  'depthUsd',
  'fundingRate',
  'parkedUsd',
  'fundsUsd',
  'marketCapUsd',
] as const

export function exportFile(kind: ExportKind): void {
  const state = labStore.getState()
  if (state.facts === null) {
    tellVisitor('There is nothing to export yet.')
    return
  }
  const name = `unwind-${state.link.scenarioId}-${state.link.seed.replace(/[^\w-]+/g, '_')}`
  if (kind === 'series') download(`${name}-minutes.csv`, 'text/csv', seriesCsv(state))
  else if (kind === 'liquidations') {
    download(`${name}-liquidations.csv`, 'text/csv', liquidationsCsv(state))
  } else download(`${name}.json`, 'application/json', scenarioJson(state))
}

function seriesCsv(state: LabState): string {
  const { series, minuteCount, assetCount } = runRecord
  const symbols = state.facts?.assetSymbols ?? []
  const head = ['step', ...symbols.map((symbol) => `price${symbol}Usd`), ...MINUTE_COLUMNS]
  const lines = [head.join(',')]
  for (let row = 0; row < minuteCount; row++) {
    const prices = symbols.map((_, asset) => series.price[row * assetCount + asset])
    const figures = MINUTE_COLUMNS.map((name) => series[name][row])
    lines.push([series.step[row], ...prices, ...figures].join(','))
  }
  return `${lines.join('\n')}\n`
}

function liquidationsCsv(state: LabState): string {
  const { liquidations: rows } = runRecord
  const { assetSymbols = [], venueNames = [] } = state.facts ?? {}
  const lines = ['step,asset,venue,position,priceUsd,notionalUsd,traders,leverage']
  for (let row = 0; row < rows.count; row++) {
    lines.push(
      [
        rows.step[row],
        assetSymbols[rows.asset[row]],
        venueNames[rows.venue[row]],
        rows.side[row] === 1 ? 'long' : 'short',
        rows.priceUsd[row],
        rows.notionalUsd[row],
        rows.traders[row],
        rows.leverage[row],
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}

function scenarioJson(state: LabState): string {
  const { link, facts, fingerprint, clock } = state
  const run = {
    link: encodeLink(link),
    run: resolveLink(link),
    engineVersion: facts?.engineVersion,
    stepsDone: clock?.step,
    fingerprint,
  }
  return `${JSON.stringify(run, null, 2)}\n`
}

function download(fileName: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = fileName
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  tellVisitor(`${fileName} is saved.`)
}
