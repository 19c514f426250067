// A page of another host that has the engine test's page in a frame (?frame=ADDRESS) and shows its answers.

const frame = document.createElement('iframe')
const answers = document.createElement('pre')
frame.src = new URLSearchParams(location.search).get('frame') ?? 'about:blank'
document.body.replaceChildren(answers, frame)
window.addEventListener('message', (event: MessageEvent<string>) => {
  if (event.source === frame.contentWindow) answers.textContent = event.data
})
