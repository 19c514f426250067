// The thread for more seeds of a comparison: plugs the model and its observer into the twins.
import { createModel } from '../src/model/model.ts'
import { createObserver } from '../src/observe/observer.ts'
import { serveTwins } from '../src/threads/twinServe.ts'

serveTwins({ createModel: (spec) => createModel(spec), createObserver })
