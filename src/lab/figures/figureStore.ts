// Figures of runs that are done, a file a run, named by all that decides them: engine, scenario, settings
// and seed. Commands share them, so that nothing is run twice and an interruption loses little.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunFailure } from '../command.ts'
import type { RunSpec } from '../../params/resolve.ts'
import type { RunFigures } from '../../threads/figureRun.ts'

export interface FigureStore {
  read(spec: RunSpec): RunFigures | null
  write(spec: RunSpec, figures: RunFigures): void
}

/** Where figures are kept unless --runs names another folder: beside where the command was given. */
export const RUNS_FOLDER = '.runs'

/** `engine`: what changes whenever the engine's sources do. */
export function openFigureStore(folder: string, engine: string): FigureStore {
  const fileOf = (spec: RunSpec) => join(folder, `${keyOf(engine, spec)}.json`)
  return {
    read(spec) {
      try {
        return (JSON.parse(readFileSync(fileOf(spec), 'utf8')) as { figures: RunFigures }).figures
      } catch {
        // Not there, or cut off while it was written.
        return null
      }
    },
    write(spec, figures) {
      const path = fileOf(spec)
      try {
        mkdirSync(folder, { recursive: true })
        const unfinished = `${path}.${process.pid}.unfinished`
        const scenario = spec.scenario.id
        writeFileSync(unfinished, `${JSON.stringify({ engine, scenario, figures })}\n`)
        renameSync(unfinished, path)
      } catch (error) {
        throw new RunFailure(`${path} could not be written: ${String(error)}.`)
      }
    },
  }
}

/** Titles and summaries decide nothing. */
function keyOf(engine: string, spec: RunSpec): string {
  const { scenario, settings, seed, news, changes, orders = [] } = spec
  const { id, hours, eventHour } = scenario
  const deciding = news.map(({ title: _title, ...shock }) => shock)
  const dated = [deciding, changes, orders]
  const text = JSON.stringify([engine, id, hours, eventHour, settings, seed, dated])
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
