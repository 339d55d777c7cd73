/*
 * Draws the diagrams of a page. Each is drawn in a frame that may run nothing but the drawing program and has no access
 * to this page: it is given the text of the diagram and tells how large the picture is. Without script, and where the
 * text is not understood, the text stays.
 */
const frameAddress = document.currentScript.dataset.frame
const waiting = new Map()

for (const source of document.querySelectorAll('pre[data-source-language="mermaid"]')) draw(source)

function draw(source) {
  const frame = document.createElement('iframe')
  frame.className = 'diagram-frame'
  frame.title = 'Diagram'
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.src = frameAddress
  waiting.set(frame, source)
  source.after(frame)
}

addEventListener('message', ({ source: window, origin, data }) => {
  // What a sandboxed frame sends comes from no origin.
  if (origin !== 'null') return
  const frame = [...waiting.keys()].find((one) => one.contentWindow === window)
  if (frame === undefined || typeof data !== 'object' || data === null) return
  const source = waiting.get(frame)
  if (data.kind === 'ready') {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches
    // The frame has an origin of its own that no address names.
    window.postMessage({ text: source.textContent, dark }, '*')
  } else if (data.kind === 'drawn') show(frame, source, data)
  else if (data.kind === 'failed') fail(frame, source, data)
})

function show(frame, source, { width, height }) {
  const [across, down] = [width, height].map((length) => Math.min(Math.max(Number(length) || 0, 20), 4000))
  frame.style.width = `${across}px`
  frame.style.aspectRatio = `${across} / ${down}`
  frame.classList.add('drawn')
  source.hidden = true
}

function fail(frame, source, { reason }) {
  waiting.delete(frame)
  frame.remove()
  const words = document.createElement('p')
  words.className = 'error'
  words.textContent = `The diagram cannot be drawn: ${String(reason).slice(0, 500)}`
  source.after(words)
}
