// The headers that let the simulation's threads share memory, for hosts that send none. What a host did
// send stays: its security policy above all.

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // In a frame of an isolated page of another host too.
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const

/** The same answer, isolated. It no longer knows of a redirection, which a page must not carry. */
export function isolated(answer: Response): Response {
  // An answer that hides what it is (an error of the network, of another host) stays as it is.
  if (answer.status === 0 || answer.type === 'opaque') return answer
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value)
  const { status, statusText } = answer
  const hasBody = status !== 204 && status !== 205 && status !== 304
  return new Response(hasBody ? answer.body : null, { status, statusText, headers })
}
