/** The shell examples of the vendor's page of examples: each line of `curl` as written, with only site and credentials changed. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import {
  anyId,
  anyNumber,
  anyString,
  anyTime,
  anything,
  including,
  mismatches,
  valueAt,
} from '../support/match.ts'
import { people } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'
import { curlMissing, shell, type CurlAnswer } from './shell.ts'
import { makeContent, makeSpace, makeToken, page } from './site.ts'

const missing = curlMissing()
const JSON_TYPE = `-H 'Content-Type: application/json'`

const known = {
  type: 'known',
  displayName: anyString,
  profilePicture: { path: anyString, width: 48, height: 48 },
}
const history = {
  latest: true,
  createdBy: known,
  createdDate: anyTime,
  _expandable: { lastUpdated: anything },
}
const ownLinks = (id: string) => ({
  self: new RegExp(`/wiki/rest/api/content/${id}$`),
  tinyui: /^\/x\//,
  webui: anyString,
})
const space = (key: string) => ({
  id: anyNumber,
  key,
  name: anyString,
  _links: { self: new RegExp(`/wiki/rest/api/space/${key}$`) },
})

onEachDatabase((database) => {
  describe(`the shell examples, ${database}`, { skip: missing }, () => {
    let app: TestApp
    let folder: string
    let token: string
    let testPage: string
    let made: string
    const curl = (line: string, more: Record<string, string> = {}): Promise<CurlAnswer> =>
      shell(
        `curl -u "$LOGIN" ${line}`,
        { SITE: app.url, LOGIN: `${people.admin.email}:${token}`, ...more },
        folder,
      )
    const gives = async (
      line: string,
      status: number,
      expected: unknown,
      more: Record<string, string> = {},
    ) => {
      const answer = await curl(line, more)
      assert.equal(answer.status, status, answer.text)
      assert.equal(mismatches(answer.json, expected).join('\n'), '', answer.text)
      return answer
    }

    before(async () => {
      app = await startTestApp({ database })
      folder = mkdtempSync(join(tmpdir(), 'inver-documents-'))
      token = await makeToken(app)
      await makeSpace(app, 'TST', 'Test Space')
      testPage = (await makeContent(app, page('TST', 'Test Page', '<p>blah blah</p>')))['id'] as string
      await makeContent(app, page('TST', 'myPage Title', '<p>Some content</p>'))
      const post = { ...page('TST', 'News', '<p>Example post</p>'), type: 'blogpost' }
      await makeContent(app, { ...post, metadata: { labels: [{ prefix: 'global', name: 'news' }] } })
      await makeContent(app, { ...post, title: 'More news' })
    })
    after(async () => {
      rmSync(folder, { recursive: true, force: true })
      await app.close()
    })

    it('lists blog posts for a blog roll with labels', async () => {
      const post = {
        id: anyId,
        type: 'blogpost',
        title: anyString,
        body: { view: { representation: 'view', value: '<p>Example post</p>' } },
        history,
        metadata: {
          labels: { start: 0, limit: 200, size: anyNumber, results: anything, _links: { self: /\/label$/ } },
        },
        space: space('TST'),
        _links: ownLinks('\\d+'),
        _expandable: {
          ancestors: anything,
          children: anyString,
          container: anything,
          descendants: anyString,
          version: anything,
        },
      }
      const answer = await gives(
        '-X GET "$SITE/wiki/rest/api/content?type=blogpost&start=0&limit=10&expand=space,history,body.view,metadata.labels"',
        200,
        {
          start: 0,
          limit: 10,
          size: 2,
          results: [post, post],
          _links: { self: /\/wiki\/rest\/api\/content/ },
        },
      )
      const news = (answer.json as { results: { title: string }[] }).results.find(
        ({ title }) => title === 'News',
      )
      assert.deepEqual(
        mismatches(valueAt(news, 'metadata.labels.results'), [
          { name: 'news', prefix: 'global', label: 'news', id: anyString },
        ]),
        [],
      )
    })

    it('browses content', async () => {
      await gives('$SITE/wiki/rest/api/content/', 200, {
        start: 0,
        limit: 25,
        size: anyNumber,
        results: including({
          id: testPage,
          type: 'page',
          title: 'Test Page',
          _links: ownLinks(testPage),
          _expandable: {
            ancestors: anything,
            body: anything,
            children: anything,
            container: anything,
            history: `/rest/api/content/${testPage}/history`,
            metadata: anything,
            space: '/rest/api/space/TST',
            version: anything,
          },
        }),
      })
    })

    it('reads a page with its body expanded', async () => {
      await gives(`$SITE/wiki/rest/api/content/${testPage}?expand=body.storage`, 200, {
        id: testPage,
        type: 'page',
        title: 'Test Page',
        body: { storage: { value: '<p>blah blah</p>', representation: 'storage' } },
        _links: {
          ...ownLinks(testPage),
          base: `${app.url}/wiki`,
          collection: '/rest/api/content',
          context: '/wiki',
        },
        _expandable: {
          ancestors: anything,
          children: anything,
          container: anything,
          history: `/rest/api/content/${testPage}/history`,
          metadata: anything,
          space: '/rest/api/space/TST',
          version: anything,
        },
      })
    })

    it('finds a page by space and title, with its creator', async () => {
      await gives(
        '-X GET "$SITE/wiki/rest/api/content?title=myPage%20Title&spaceKey=TST&expand=history"',
        200,
        {
          size: 1,
          results: [{ id: anyId, type: 'page', title: 'myPage Title', history }],
        },
      )
    })

    it('creates a page', async () => {
      const body = `{"type":"page","title":"new page","space":{"key":"TST"},"body":{"storage":{"value":"<p>This is a new page</p>","representation":"storage"}}}`
      const answer = await gives(`-X POST ${JSON_TYPE} -d'${body}' $SITE/wiki/rest/api/content/`, 200, {
        id: anyId,
        type: 'page',
        title: 'new page',
        ancestors: anything,
        body: { storage: { value: '<p>This is a new page</p>', representation: 'storage' } },
        container: space('TST'),
        history,
        space: space('TST'),
        version: { number: 1, by: known, when: anyTime, message: '', minorEdit: false },
        _links: { ...ownLinks('\\d+'), base: `${app.url}/wiki`, collection: '/rest/api/content' },
        _expandable: { children: anyString, descendants: anyString, metadata: anything },
      })
      made = valueAt(answer.json, 'id') as string
    })

    it('updates the page', async () => {
      const body = `{"id":"${made}","type":"page","title":"new page","space":{"key":"TST"},"body":{"storage":{"value":"<p>This is the updated text for the new page</p>","representation":"storage"}},"version":{"number":2}}`
      await gives(`-X PUT ${JSON_TYPE} -d'${body}' $SITE/wiki/rest/api/content/${made}`, 200, {
        id: made,
        body: { storage: { value: '<p>This is the updated text for the new page</p>' } },
        version: { number: 2, by: known, when: anyTime, minorEdit: false },
        history: { latest: true, createdBy: known },
        space: space('TST'),
        ancestors: anything,
        container: space('TST'),
      })
    })

    it('attaches a file with a comment', async () => {
      const text = 'Zeile 1\nZeile 2 – Ende\n'
      writeFileSync(join(folder, 'myfile.txt'), text)
      const answer = await gives(
        `-v -S -X POST -H "X-Atlassian-Token: no-check" -F "file=@myfile.txt" -F "comment=this is my file" "$SITE/wiki/rest/api/content/${made}/child/attachment"`,
        200,
        {
          size: 1,
          results: [
            {
              id: anyId,
              type: 'attachment',
              title: 'myfile.txt',
              metadata: { mediaType: 'text/plain', comment: 'this is my file' },
              extensions: {
                mediaType: 'text/plain',
                fileSize: Buffer.byteLength(text),
                comment: 'this is my file',
              },
              _links: { download: /^\/download\/attachments\/\d+\/myfile\.txt\?/ },
            },
          ],
        },
      )
      const link = valueAt(answer.json, 'results[0]._links.download') as string
      assert.equal((await curl(`"$SITE/wiki${link}"`)).text, text)
    })

    it('shows the attachments of a page’s space', async () => {
      const body = `{"representation":"storage","value":"<p><ac:structured-macro ac:name=\\"space-attachments\\"/></p>","content":{"id":"${made}"}}`
      await gives(`-X POST ${JSON_TYPE} -d'${body}' "$SITE/wiki/rest/api/contentbody/convert/view"`, 200, {
        representation: 'view',
        value: /myfile\.txt/,
        _links: { base: `${app.url}/wiki` },
      })
    })

    it('deletes the page', async () => {
      const answer = await curl(`-v -S -X DELETE $SITE/wiki/rest/api/content/${made}`)
      assert.deepEqual({ status: answer.status, text: answer.text }, { status: 204, text: '' })
      assert.equal((await curl(`$SITE/wiki/rest/api/content/${made}`)).status, 404)
    })

    // On the page this comes before the deletion, with a title that would then be taken.
    it('creates a page below another', async () => {
      const body = `{"type":"page","title":"new page", "ancestors":[{"id":${testPage}}], "space":{"key":"TST"},"body":{"storage":{"value":"<p>This is a new page</p>","representation":"storage"}}}`
      const answer = await gives(`-X POST ${JSON_TYPE} -d'${body}' $SITE/wiki/rest/api/content/`, 200, {
        id: anyId,
        title: 'new page',
      })
      assert.equal(valueAt(answer.json, 'ancestors[-1].id'), testPage)
      assert.equal(valueAt(answer.json, 'ancestors[-1].title'), 'Test Page')
    })

    it('creates a page from the script in a browser', async () => {
      const { status, json, text } = await ask({
        method: 'POST',
        url: `${app.url}/wiki/rest/api/content/`,
        headers: {
          ...basic(people.admin.username, token),
          'content-type': 'application/json; charset=utf-8',
          accept: 'application/json, text/javascript, */*; q=0.01',
          'user-agent':
            'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
          'x-requested-with': 'XMLHttpRequest',
          origin: app.url,
        },
        body: JSON.stringify(page('TST', 'My Test Page', '<p>This is a new page</p>')),
      })
      assert.equal(status, 200, text)
      assert.deepEqual(mismatches(json, { type: 'page', title: 'My Test Page' }), [])
    })

    it('creates a space', async () => {
      const body = ` { "key":"RAID", "name":"Raider", "type":"global", "description":{"plain": { "value": "Raider Space for raiders","representation": "plain" }}}`
      await gives(`-X POST ${JSON_TYPE} -d'${body}' $SITE/wiki/rest/api/space`, 200, {
        id: anyNumber,
        key: 'RAID',
        name: 'Raider',
        type: 'global',
        description: {
          plain: { value: 'Raider Space for raiders', representation: 'plain' },
          _expandable: { view: anything },
        },
        homepage: {
          id: anyId,
          type: 'page',
          title: 'Raider Home',
          _expandable: { space: '/rest/api/space/RAID' },
        },
        _links: {
          base: `${app.url}/wiki`,
          collection: '/rest/api/space',
          context: '/wiki',
          self: `${app.url}/wiki/rest/api/space/RAID`,
        },
        _expandable: { icon: anything },
      })
    })

    it('converts storage format to view', async () => {
      const body = `{"value":"<ac:structured-macro ac:name=\\"cheese\\" />","representation":"storage"}`
      await gives(`-X POST ${JSON_TYPE} -d'${body}' "$SITE/wiki/rest/api/contentbody/convert/view"`, 200, {
        value: 'I like cheese!',
        representation: 'view',
        _links: { base: `${app.url}/wiki` },
      })
    })

    it('converts wiki markup to storage format', async () => {
      const body = `{"value":"{cheese}","representation":"wiki"}`
      const answer = await gives(
        `-X POST ${JSON_TYPE} -d'${body}' "$SITE/wiki/rest/api/contentbody/convert/storage"`,
        200,
        {
          representation: 'storage',
          _links: { base: `${app.url}/wiki` },
        },
      )
      assert.equal(valueAt(answer.json, 'value'), '<ac:structured-macro ac:name="cheese" />')
    })
  })
})
