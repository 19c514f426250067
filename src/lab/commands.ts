// The commands of the laboratory: a file and a row each.
import { benchCommand } from './benchCommand.ts'
import { benchPageCommand } from './benchPageCommand.ts'
import { benchTravelCommand } from './benchTravelCommand.ts'
import { calibrateCommand } from './calibrate/calibrateCommand.ts'
import { compareCommand } from './compareCommand.ts'
import { doseCommand } from './dose/doseCommand.ts'
import { paramsCommand } from './paramsCommand.ts'
import { runCommand } from './runCommand.ts'
import { scoreCommand } from './score/scoreCommand.ts'
import { scenariosCommand } from './scenariosCommand.ts'
import { sweepCommand } from './sweepCommand.ts'
import { validateCommand } from './validate/validateCommand.ts'
import type { Command } from './command.ts'
import type { Engine } from './engine.ts'

export function commandsWith(engine: Engine): readonly Command[] {
  return [
    runCommand(engine),
    compareCommand(engine),
    scoreCommand(engine),
    sweepCommand(engine),
    calibrateCommand(engine),
    doseCommand(engine),
    validateCommand(engine),
    benchCommand,
    benchPageCommand,
    benchTravelCommand,
    scenariosCommand,
    paramsCommand,
  ]
}
