// What the service worker answers and how, without a browser.
import { describe, expect, test } from 'vitest'
import { isolated } from './isolation.ts'
import { treatmentOf } from './requests.ts'

const SCOPE = 'https://host.example/some/path/'
const FILES = new Set(['index.html', 'icon.svg', 'assets/page-1.js'])

describe('a request', () => {
  test.each([
    ['the page', 'navigate', '', 'page'],
    ['the page by its name', 'navigate', 'index.html', 'page'],
    ['the page in a frame', 'navigate', '?embed=1', 'page'],
    ['a file of this version', 'no-cors', 'icon.svg', 'file'],
    ['a file of a newer version', 'cors', 'assets/page-2.js', 'file'],
    ['the service worker itself', 'same-origin', 'sw.js', 'leave'],
    ['another page of the same folder', 'navigate', 'other.html', 'leave'],
    ['a file that was not built', 'no-cors', 'notes.pdf', 'leave'],
  ] as const)('for %s is answered so: %s %s %s', (_, mode, path, treatment) => {
    expect(treatmentOf({ method: 'GET', mode, url: SCOPE + path }, SCOPE, FILES)).toBe(treatment)
  })

  test.each([
    'https://host.example/some/',
    'https://host.example/some/pathology/icon.svg',
    'https://elsewhere.example/some/path/icon.svg',
  ])('for %s is none of ours', (url) => {
    expect(treatmentOf({ method: 'GET', mode: 'cors', url }, SCOPE, FILES)).toBe('leave')
  })

  test('that is not a GET is let through', () => {
    const url = `${SCOPE}index.html`
    expect(treatmentOf({ method: 'POST', mode: 'navigate', url }, SCOPE, FILES)).toBe('leave')
  })
})

describe('an answer', () => {
  test('is isolated, and keeps what the host said', async () => {
    const policy = { 'Content-Security-Policy': "default-src 'self'" }
    const answer = isolated(new Response('body', { status: 404, headers: policy }))
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('body')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': "default-src 'self'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
  })

  test('of a failed network stays as it is', () => {
    const error = Response.error()
    expect(isolated(error)).toBe(error)
  })

  test('without a body stays without one', () => {
    expect(isolated(new Response(null, { status: 204 })).body).toBe(null)
  })
})
