/** What people call themselves and their pages cannot make a letter another one. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Mail } from '../../src/base/mail.ts'
import { Post } from '../support/post.ts'

describe('line ends in what a letter is made of', () => {
  const post = new Post()
  before(() => post.open())
  after(() => post.close())

  for (const [what, end] of [
    ['CR LF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ] as const) {
    it(`${what} add no header, no receiver and no body`, async () => {
      post.letters.length = 0
      const mail = new Mail(`smtp://127.0.0.1:${post.port}`, 'The wiki <wiki@example.com>', 5000)
      const more = `${end}Bcc: evil@example.com${end}X-Evil: yes${end}${end}Another body`
      try {
        await mail.send({
          to: { name: `Ann${more}`, address: 'ann@example.com' },
          subject: `Edited${more}`,
          text: 'The true text.',
          html: '<p>The true text.</p>',
          messageId: `id${more}@example.com`,
          thread: `thread${more}@example.com`,
          headers: { 'List-Unsubscribe': `<https://wiki.example.com/>${more}` },
        })
      } finally {
        mail.close()
      }
      assert.deepEqual(
        post.letters.map(({ to }) => to),
        ['ann@example.com'],
      )
      const { mail: got } = post.letters[0] ?? assert.fail('no letter')
      const names = got.headers.map(({ key }) => key)
      assert.ok(!names.includes('x-evil') && !names.includes('bcc'), names.join())
      assert.equal(got.bcc, undefined)
      assert.equal(got.text?.trim(), 'The true text.')
    })

    it(`${what} in an address go to nobody else`, async () => {
      post.letters.length = 0
      const mail = new Mail(`smtp://127.0.0.1:${post.port}`, 'The wiki <wiki@example.com>', 5000)
      const address = `ann@example.com>${end}RCPT TO:<evil@example.com`
      const letter = { subject: 'x', text: 'x', html: 'x', messageId: 'a@b', thread: 'c@d', headers: {} }
      try {
        await mail.send({ ...letter, to: { name: 'Ann', address } }).catch(() => undefined)
      } finally {
        mail.close()
      }
      assert.ok(!post.letters.some(({ to }) => to.startsWith('evil@')), JSON.stringify(post.letters))
    })
  }
})
