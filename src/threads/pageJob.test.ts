// A job in a thread of the page rests when it is asked to, however short it is.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { workOff } from './pageJob.ts'

test('a job that is over within a slice waits for the end of a rest, and then is done', async () => {
  let slices = 0
  function* job() {
    slices++
    yield { stepsDone: 1, stepsInAll: 1 }
    return 'done'
  }
  let wake = () => {}
  const resting = new Promise<void>((resolve) => {
    wake = resolve
  })
  const outcome = workOff(
    job(),
    () => {},
    () => resting,
  )
  await pause(20)
  expect(slices).toBe(0)
  wake()
  expect(await outcome).toBe('done')
  expect(slices).toBe(1)
})
