import assert from 'node:assert/strict'
import { it } from 'node:test'
import PostalMime from 'postal-mime'
import { startTestApp } from '../support/app.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

it('a document for word processors has the pictures that its reader may see, and no others', async () => {
  const app = await startTestApp({ database: 'sqlite' })
  try {
    const send = async (method: string, path: string, body?: unknown) => {
      const headers = { ...credentials('admin'), 'x-atlassian-token': 'no-check' }
      const answer = await ask({ method, url: `${app.url}/rest/${path}`, headers, body })
      assert.equal(answer.status, 200, answer.text)
      return answer.json as { id: string }
    }
    const made = async (title: string, value: string) =>
      (
        await send('POST', 'api/content', {
          type: 'page',
          title,
          space: { key: 'DEMO' },
          body: { storage: { value, representation: 'storage' } },
        })
      ).id
    const image = (page: string, name: string) =>
      `<ac:image><ri:attachment ri:filename="${name}">${page}</ri:attachment></ac:image>`
    const hidden = await made('Hidden', '<p>x</p>')
    const page = await made(
      'Pictured',
      `<p>${image('', 'a dot.png')}${image('', 'a dot.png')}${image('<ri:page ri:content-title="Hidden" />', 'secret.png')}</p>`,
    )
    for (const [id, name] of [
      [page, 'a dot.png'],
      [hidden, 'secret.png'],
    ] as const) {
      const form = new FormData()
      form.append('file', new Blob([PNG], { type: 'image/png' }), name)
      await send('POST', `api/content/${id}/child/attachment`, form)
    }
    await send('PUT', `experimental/content/${hidden}/restriction`, [
      { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
    ])
    await app.letRead('reader', 'DEMO')
    const exported = async (who: 'admin' | 'reader') => {
      const url = `${app.url}/exportword?pageId=${page}`
      const { text, headers } = await ask({ method: 'GET', url, headers: credentials(who) })
      assert.match(String(headers['content-disposition']), /filename="Pictured\.doc"/)
      return PostalMime.parse(text)
    }
    const forReader = await exported('reader')
    assert.equal(forReader.attachments.length, 1)
    assert.deepEqual(Buffer.from(forReader.attachments[0]?.content as ArrayBuffer), PNG)
    assert.equal([...(forReader.html ?? '').matchAll(/src="image-1"/g)].length, 2)
    assert.equal((await exported('admin')).attachments.length, 2)
  } finally {
    await app.close()
  }
})
