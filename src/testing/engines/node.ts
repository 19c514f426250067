// The engine test in Node: does the job of its argument (JSON) and writes one answer a line.
import { writeSync } from 'node:fs'
import { doJob } from './job.ts'
import { LINKS } from './links.ts'

const argument = process.argv[2] ?? '{}'
if (argument === 'links') writeSync(1, JSON.stringify(LINKS))
else doJob(JSON.parse(argument), (answer) => writeSync(1, `${JSON.stringify(answer)}\n`))
