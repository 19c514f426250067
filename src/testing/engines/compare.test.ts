// The engine test itself can fail: one other bit anywhere is a difference, named with who gave what.
import { expect, it } from 'vitest'
import { differences } from '../../../scripts/engines/compare.mjs'

const row = {
  kind: 'link' as const,
  engine: 'node',
  version: 'Node 20',
  where: 'by itself',
  name: 'a calm hour',
  fingerprint: 'b13d288e719e71b1',
  figures: '4e77eb71988d5606',
  steps: 3_600,
  mustAgree: true,
  seconds: 1,
}
const other = { ...row, engine: 'firefox', version: 'Firefox 153', where: 'a thread' }

it('engines that agree differ in nothing, in whatever time', () => {
  expect(differences([row, { ...other, seconds: 9 }])).toEqual([])
})

it('another fingerprint of the same link is named with its engine', () => {
  expect(differences([row, { ...other, fingerprint: 'b13d288e719e71b0' }])).toEqual([
    'a calm hour: another fingerprint - Node 20 in by itself: b13d288e719e71b1, ' +
      'Firefox 153 in a thread: b13d288e719e71b0',
  ])
})

it('other figures or another length of the same run are differences', () => {
  expect(differences([row, { ...other, figures: '0', steps: 3_599 }])).toHaveLength(2)
})

it('a page that shows a fingerprint and no figures is held to the fingerprint', () => {
  const page = { ...other, figures: undefined }
  expect(differences([row, page as unknown as typeof row])).toEqual([])
})

it('functions that the engine does not use may differ', () => {
  const native = { ...row, kind: 'vector' as const, mustAgree: false }
  expect(differences([native, { ...native, fingerprint: '0' }])).toEqual([])
})
