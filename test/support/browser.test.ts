import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { it } from 'node:test'
import { startBrowser } from './browser.ts'

it('a browser loads a page from a local server, runs its script and takes a picture of it', async (test) => {
  const found = await startBrowser()
  if ('missing' in found) return test.skip(found.missing)
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<title>before</title><h1>Café</h1><script>document.title = "sum " + (20 + 22)</script>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const page = await found.browser.newPage({ viewport: { width: 390, height: 640 }, colorScheme: 'dark' })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    assert.equal(await page.title(), 'sum 42')
    assert.equal(await page.textContent('h1'), 'Café')
    assert.ok(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    const picture = await page.screenshot()
    assert.deepEqual([...picture.subarray(1, 4)], [...Buffer.from('PNG')])
    assert.equal(picture.readUInt32BE(16), 390)
  } finally {
    await found.browser.close()
    server.closeAllConnections()
    server.close()
  }
})
