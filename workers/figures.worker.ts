// A thread for the runs of an experiment: plugs the model and its observer into runs for their figures.
import { createModel } from '../src/model/model.ts'
import { createObserver } from '../src/observe/observer.ts'
import { serveFigures } from '../src/threads/figureServe.ts'

serveFigures({ createModel: (spec) => createModel(spec), createObserver })
