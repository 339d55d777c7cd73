import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { it } from 'node:test'
import { startTestApp } from '../support/app.ts'
import { browse } from '../support/browsing.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

it('a space is exported by the addresses of screens, by those who may', async () => {
  const app = await startTestApp({ database: 'sqlite' })
  try {
    const [admin, reader] = [browse(app), browse(app)]
    await admin.logIn('admin')
    await reader.logIn('reader')
    await app.letRead('reader', 'DEMO')
    assert.match(
      (await admin.get('/spaces/exportspacexml.action?key=DEMO')).text,
      /doexportspace\.action\?key=DEMO/,
    )
    assert.equal((await reader.get('/spaces/exportspacexml.action?key=DEMO')).status, 403)
    assert.equal((await reader.get('/spaces/exportspacexml.action?key=NONE')).status, 404)
    assert.equal((await reader.post('/spaces/doexportspace.action?key=DEMO', {})).status, 403)
    assert.equal((await admin.send('/spaces/doexportspace.action?key=DEMO', {})).status, 403)
    const begun = await admin.post('/spaces/doexportspace.action?key=DEMO', {})
    assert.equal(begun.status, 302, begun.text)
    const result = String(begun.headers.location)
    assert.equal((await reader.get(result)).status, 404)
    let screen = await admin.get(result)
    for (let i = 0; i < 200 && screen.headers['refresh'] !== undefined; i++) {
      await pause(50)
      screen = await admin.get(result)
    }
    const address = /space-export-download-path" href="([^"]+)"/.exec(screen.text)?.[1] ?? ''
    const archive = await ask({ method: 'GET', url: app.url + address, headers: credentials('admin') })
    assert.equal(archive.status, 200, screen.text)
    assert.match(archive.text, /^PK/)
  } finally {
    await app.close()
  }
})
