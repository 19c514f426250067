// The score of a scenario as a report: the same tables as in the terminal, with pictures.
import { percentInWords } from '../../observe/words.ts'
import { decompositionWords, SOURCE_HEADER, sourceRows } from '../decomposition.ts'
import { dosePoint, doseResponseOf } from '../dose/dose.ts'
import { REAL_DOSE_NOTE } from '../dose/doseCommand.ts'
import { doseSpec } from '../dose/dosePlot.ts'
import { svgOf } from '../plots/svg.ts'
import { realDayRows, REAL_DAY_HEADER, realDayWords } from '../realDay.ts'
import { heading, tableBlock, words, type Block, type Report } from '../report/blocks.ts'
import { pathFromTrough } from './pricePaths.ts'
import { fanSpec, sourcesSpec } from './scorePlots.ts'
import {
  CLAIM_HEADER,
  claimRows,
  FACT_HEADER,
  factRow,
  LIKENESS_HEADER,
  likenessRow,
  notesOf,
  POLICY_HEADER,
  policyRows,
  realityWords,
  seedsInWords,
  VERDICT_RULE,
  verdictsInWords,
} from './scoreText.ts'
import type { ScoreResult } from './scoreResult.ts'

export async function scoreReportOf(result: ScoreResult): Promise<Report> {
  const { title, scenario, hours, seeds, seedsAsked, engine } = result
  const changed = Object.entries(result.changed).map(([key, value]) => `${key} ${value}`)
  return {
    title: `Score of ${title}`,
    blocks: [
      words(
        `Scenario ${scenario}, ${hours} h, ${seedsInWords(seeds, seedsAsked)}, engine ${engine}` +
          (changed.length === 0 ? '.' : `, with ${changed.join(', ')}.`),
      ),
      words(verdictsInWords(result)),
      heading('Claims'),
      tableBlock(
        'Median and quantiles over the seeds',
        CLAIM_HEADER,
        result.claims.flatMap(claimRows),
      ),
      words(VERDICT_RULE),
      ...notesOf(result.claims)
        .filter((note) => note !== '')
        .map(words),
      heading('Beside real markets'),
      ...(await fan(result)),
      tableBlock(
        'Of 65 real days, and of the seeds',
        LIKENESS_HEADER,
        result.reality.likeness.map(likenessRow),
      ),
      tableBlock('Hourly returns of all seeds', FACT_HEADER, result.reality.facts.map(factRow)),
      words(realityWords(result.reality)),
      ...realDay(result),
      ...(await decomposition(result)),
      ...(await dose(result)),
      ...policies(result),
      words(
        result.conserved
          ? 'Cash, coins, positions and liquidated dollars add up exactly in every run.'
          : 'Cash, coins, positions or liquidated dollars DO NOT ADD UP in at least one run.',
      ),
    ],
  }
}

async function fan({ runs, eventHour }: ScoreResult): Promise<Block[]> {
  const paths = runs.flatMap(
    ({ seed, hourly }) => pathFromTrough(seed, hourly.btcUsd, eventHour) ?? [],
  )
  if (paths.length === 0) return []
  const alt =
    `Price of Bitcoin by hours from the trough: the seeds (thin lines), their median (thick), over ` +
    'the 10 to 90 % and 25 to 75 % of 65 real days (bands) and their median (dashed).'
  return [{ kind: 'picture', file: 'fan.svg', svg: await svgOf(fanSpec(paths)), words: alt }]
}

function realDay({ realDay: beside }: ScoreResult): Block[] {
  if (beside === undefined) return []
  return [
    heading(`The day that happened, ${beside.date}`),
    tableBlock('That day, and the median of the seeds', REAL_DAY_HEADER, realDayRows(beside)),
    words(realDayWords(beside)),
    { kind: 'links', links: beside.sources },
  ]
}

async function decomposition({ decomposition: parts }: ScoreResult): Promise<Block[]> {
  if (parts === null) return []
  const [largest] = parts.sources.toSorted((a, b) => b.share.median - a.share.median)
  const alt =
    `Taker sells from high to low by source, medians with the middle 80 %. The largest: ` +
    `${largest!.source}, ${percentInWords(largest!.share.median)}.`
  return [
    heading('What the fall is made of'),
    ...decompositionWords(parts).map(words),
    {
      kind: 'picture',
      file: 'decomposition.svg',
      svg: await svgOf(sourcesSpec(parts)),
      words: alt,
    },
    tableBlock('Taker sells of the fall', SOURCE_HEADER, sourceRows(parts)),
  ]
}

async function dose({ runs, shockSize }: ScoreResult): Promise<Block[]> {
  const points = runs.flatMap((run) => dosePoint(shockSize, run) ?? [])
  if (points.length === 0) return []
  const response = doseResponseOf(points)
  const alt =
    'Fall of Bitcoin against dollars liquidated for each dollar of open interest: a dot a seed, a ' +
    'diamond for each day that happened.'
  return [
    heading('Dose and response'),
    { kind: 'picture', file: 'dose.svg', svg: await svgOf(doseSpec(response)), words: alt },
    words(`${REAL_DOSE_NOTE} Across sizes of the shock: unwind dose.`),
  ]
}

function policies({ policies: effects }: ScoreResult): Block[] {
  if (effects.length === 0) return []
  return [
    heading('Policies against the same seeds without them'),
    tableBlock(
      'Medians over pairs of one seed, run until a day and a half after the event day began',
      POLICY_HEADER,
      effects.flatMap(policyRows),
    ),
  ]
}
