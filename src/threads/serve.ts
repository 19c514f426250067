// Offers a simulation to the page over Comlink, with the frames' large arrays transferred.
import { expose, transfer } from 'comlink'
import { buffersOf } from './checkpoints/savedRun.ts'
import type { Engine } from './engine.ts'
import { transferablesOf } from './frameBuilder.ts'
import { Simulation } from './simulation.ts'

export function serveSimulation(engine: Engine): void {
  expose(
    new Simulation(
      engine,
      (frame) => transfer(frame, transferablesOf(frame)),
      (saved) => transfer(saved, buffersOf(saved)),
    ),
  )
}
