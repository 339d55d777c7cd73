/* Inside the frame of a diagram: draws the text that the page hands over, and says how large the picture is. */
/* global mermaid */
addEventListener('message', async ({ source, origin, data }) => {
  // Sandboxed, this document has no origin, but its address has: only pages of this site may hold it.
  if (source !== parent || origin !== location.origin || typeof data?.text !== 'string') return
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: data.dark ? 'dark' : 'neutral',
    suppressErrorRendering: true,
  })
  try {
    const { svg } = await mermaid.render('diagram', data.text)
    document.body.innerHTML = svg
    const picture = document.querySelector('svg')
    const { width, height } = picture.viewBox.baseVal
    picture.removeAttribute('style')
    picture.setAttribute('width', '100%')
    parent.postMessage({ kind: 'drawn', width: Math.ceil(width), height: Math.ceil(height) }, '*')
  } catch (error) {
    parent.postMessage(
      { kind: 'failed', reason: error instanceof Error ? error.message : String(error) },
      '*',
    )
  }
})
parent.postMessage({ kind: 'ready' }, '*')
