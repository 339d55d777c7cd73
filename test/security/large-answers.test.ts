/** Bodies come in answers that fit into memory, whatever is expanded. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findContents } from '../../src/domain/content/rows.ts'
import { systemContext } from '../../src/domain/context.ts'
import { renderBodies } from '../../src/domain/render/body.ts'
import { makeContent, makeSpace, page } from '../documents/site.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

const REPRESENTATIONS = ['storage', 'view', 'editor', 'export_view', 'styled_view', 'plain']

onEachDatabase((database) => {
  describe(`large answers, ${database}`, () => {
    let app: TestApp
    let id = ''
    before(async () => {
      app = await startTestApp({ database })
      await makeSpace(app, 'LARGE', 'Large')
      const made = await makeContent(
        app,
        page('LARGE', 'Large', `<p>${'words and words '.repeat(250_000)}</p>`),
      )
      id = String(made['id'])
    })
    after(() => app.close())

    const expanding = async (...keys: string[]) => {
      const url = `${app.url}/rest/api/content/${id}?expand=${keys.join(',')}`
      return ask({ method: 'GET', url, headers: credentials('admin') })
    }

    it('are refused with what helps', async () => {
      const once = REPRESENTATIONS.map((name) => `body.${name}`)
      assert.equal((await expanding(...once)).status, 200)
      // Each body with the content that it is of, which has bodies, too.
      const again = once.flatMap((outer) => once.map((inner) => `${outer}.content.${inner}`))
      const { status, text } = await expanding(...again)
      assert.equal(status, 413)
      assert.match(text, /Ask for fewer at once/)
      assert.equal((await expanding(...once)).status, 200, 'what one request took is none of the next')
    })

    it('are refused of versions, too', async () => {
      const title = (number: number) => ({ ...page('LARGE', `Large ${number}`, ''), body: undefined })
      const url = `${app.url}/rest/api/content/${id}`
      for (let number = 2; number <= 9; number++) {
        const body = { ...title(number), version: { number } }
        assert.equal((await ask({ method: 'PUT', url, headers: credentials('admin'), body })).status, 200)
      }
      const list = async (limit: number) => {
        const versions = `${app.url}/wiki/api/v2/pages/${id}/versions?body-format=storage&limit=${limit}`
        return (await ask({ method: 'GET', url: versions, headers: credentials('admin') })).status
      }
      assert.equal(await list(3), 200)
      assert.equal(await list(9), 413)
    })

    it('leave out what does not fit where the rest is shown all the same', async () => {
      const system = systemContext(app.domain)
      const small = await makeContent(app, page('LARGE', 'Small', '<p>few</p>'))
      const contents = await findContents(system.db, [Number(id), Number(small['id'])])
      const room = { characters: 100, beyond: 'leave-out' } as const
      for (const to of ['storage', 'view'] as const) {
        const shown = await renderBodies(system, contents, to, room)
        assert.deepEqual([...shown], [[Number(small['id']), '<p>few</p>']])
      }
      const strict = renderBodies(system, contents, 'view', { ...room, beyond: 'refuse' })
      await assert.rejects(strict, /Ask for fewer/)
    })
  })
})
