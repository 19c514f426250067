// Runs the matching bench alone and prints its report. Bundled and run by:
//   npx vite build --ssr src/lab/bench/runMatching.ts --outDir node_modules/.cache/bench
//   node node_modules/.cache/bench/runMatching.js '{"liveOrders":[2000]}'
import { benchMatching } from './matching.ts'
import type { MatchingBenchOptions } from './matching.ts'

const options = JSON.parse(process.argv[2] ?? '{}') as MatchingBenchOptions
console.log(JSON.stringify(await benchMatching(options), undefined, 2))
