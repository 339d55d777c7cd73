/**
 * Holes that other wikis had, tried here in the form of the attack. Each row names the entry in the catalogue of
 * exploited vulnerabilities, or the product and the class.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { onEachDatabase } from '../support/app.ts'
import { databaseDigest } from '../support/database-digest.ts'
import { assertHarmless } from '../support/harmless.ts'
import { people } from '../support/people.ts'
import { type Answer, ask, basic } from '../support/request.ts'
import { mayRead, openSecretWiki, type Role, type SecretWiki, states } from '../support/secret-wiki.ts'

/** What a product was open to, and the attack on this wiki. */
interface Hole {
  readonly name: string
  attack(wiki: SecretWiki): Promise<void>
}

/** What 7331 times 13 is: it appears only where somebody calculated. */
const PRODUCT = '95303'
const EXPRESSIONS = [
  '${7331*13}',
  '%{7331*13}',
  '#{7331*13}',
  '{{7331*13}}',
  '<%= 7331*13 %>',
  '#set($x=7331*13)$x',
  '${(#a=7331*13)}',
  '\\u0027+#{7331*13}+\\u0027',
  '{{groovy}}println(7331*13){{/groovy}}',
  '{{async async="false"}}{{groovy}}println(7331*13){{/groovy}}{{/async}}',
]

const HOLES: readonly Hole[] = [
  {
    name: 'CVE-2022-26134 and XWiki CVE-2025-24893: expressions in addresses',
    async attack(wiki) {
      for (const expression of EXPRESSIONS) {
        const text = encodeURIComponent(expression)
        for (const path of [
          `/${text}/`,
          `/display/${text}`,
          `/dosearchsite.action?queryString=${text}`,
          `/login.action?os_destination=${text}`,
          `/rest/api/content?title=${text}`,
        ])
          isNotEvaluated(await get(wiki, 'reader', path))
      }
    },
  },
  {
    name: 'CVE-2021-26084 and CVE-2023-22527: expressions in forms of template addresses',
    async attack(wiki) {
      for (const path of [
        '/pages/doenterpagevariables.action',
        '/pages/createpage-entervariables.action',
        '/template/aui/text-inline.vm',
        '/template/custom/content-editor',
      ]) {
        for (const expression of EXPRESSIONS) {
          const body = new URLSearchParams({
            queryString: expression,
            label: expression,
            linkCreation: expression,
          })
          const answer = await post(wiki, 'anonymous', path, body)
          isNotEvaluated(answer)
          assert.ok(answer.status >= 400, `${path}: ${answer.status}`)
        }
      }
    },
  },
  {
    name: 'the same class: expressions in headers',
    async attack(wiki) {
      for (const expression of EXPRESSIONS.filter((one) => !one.includes('\\'))) {
        const headers = {
          'user-agent': expression,
          'accept-language': expression,
          referer: expression,
          'x-forwarded-for': expression,
          'content-type': expression,
        }
        isNotEvaluated(await get(wiki, 'reader', '/dashboard.action', headers))
      }
    },
  },
  {
    name: 'XWiki CVE-2023-29509 and CVE-2025-51991: expressions in what people write',
    async attack(wiki) {
      const text = EXPRESSIONS.filter((one) => !one.includes('<')).join(' ')
      const id = await page(wiki, 'editor', { title: text.slice(0, 250), body: `<p>${text}</p>` })
      for (const path of [
        `/pages/viewpage.action?pageId=${id}`,
        `/rest/api/content/${id}?expand=body.view,body.export_view`,
        `/exportword?pageId=${id}`,
      ]) {
        const answer = await get(wiki, 'editor', path)
        assert.equal(answer.status, 200, path)
        isNotEvaluated(answer)
      }
    },
  },
  {
    name: 'CVE-2019-3396: the widget connector is told a template of the server’s files',
    async attack(wiki) {
      const body = {
        contentId: '1',
        macro: {
          name: 'widget',
          params: { url: 'https://www.viddler.com/v/1', _template: 'file:///etc/passwd' },
        },
      }
      isNoFile(await post(wiki, 'reader', '/rest/tinymce/1/macro/preview', body))
      for (const template of ['file:///etc/passwd', '../web.xml', '../../package.json']) {
        const macro = macroCall('widget', { url: 'https://www.viddler.com/v/1', _template: template })
        const id = await page(wiki, 'editor', { title: `Widget ${template}`, body: macro })
        isNoFile(await get(wiki, 'editor', `/pages/viewpage.action?pageId=${id}`))
      }
    },
  },
  {
    name: 'CVE-2019-3398: names of attachments that climb out of their folder',
    async attack(wiki) {
      const id = await page(wiki, 'editor', { title: 'Climbing files', body: '' })
      for (const name of [
        '../../../climbed.txt',
        '..\\..\\climbed.txt',
        '/tmp/climbed.txt',
        'C:\\climbed.txt',
        '..',
      ]) {
        // `FormData` would change the names.
        const part = `--e\r\ncontent-disposition: form-data; name="file"; filename="${name.replaceAll('\\', '\\\\')}"\r\n\r\nx\r\n--e--\r\n`
        const answer = await post(wiki, 'editor', `/rest/api/content/${id}/child/attachment`, part, {
          'content-type': 'multipart/form-data; boundary=e',
        })
        assert.ok(answer.status < 500, `${name}: ${answer.text}`)
      }
      for (const place of [
        join(wiki.app.dataFolder, 'climbed.txt'),
        join(wiki.app.dataFolder, '..', 'climbed.txt'),
      ])
        assert.ok(!existsSync(place), place)
      const archive = await get(wiki, 'editor', `/pages/downloadallattachments.action?pageId=${id}`)
      assert.equal(archive.status, 200)
      for (const name of namesIn(archive.bytes)) assert.doesNotMatch(name, /^[/\\]|^[a-z]:|\.\.[/\\]|^\.\.$/i)
    },
  },
  {
    name: 'CVE-2021-26085 and BookStack: files read by a static path',
    async attack(wiki) {
      const { page: id } = wiki.targets.current
      const climbs = [
        '../../../package.json',
        '..%2F..%2F..%2Fpackage.json',
        '..%252f..%252fpackage.json',
        '....//....//package.json',
        '%2e%2e/%2e%2e/package.json',
        '..;/..;/package.json',
        '/etc/passwd',
        '%2Fetc%2Fpasswd',
      ]
      const doors = [
        '/static/',
        '/s/1/_/',
        '/s/1/_/;/',
        '/download/resources/',
        '/images/icons/emoticons/',
        '/images/icons/emoticons/emoji/',
        '/avatar/',
        `/download/attachments/${id}/`,
        `/download/thumbnails/${id}/`,
        '/plugins/servlet/confluence/placeholder/',
      ]
      const named = [
        '/s/123cfx/_/;/WEB-INF/web.xml',
        '/s/123cfx/_/;/WEB-INF/classes/seraph-config.xml',
        '/s/123cfx/_/;/META-INF/maven/com.atlassian.confluence/confluence-webapp/pom.xml',
        '/WEB-INF/web.xml',
        '/inver.db',
        '/package.json',
        '/.git/config',
      ]
      for (const path of [...named, ...doors.flatMap((door) => climbs.map((climb) => door + climb))]) {
        const answer = await get(wiki, 'reader', path)
        isNoFile(answer)
        assert.ok(answer.status >= 300 && answer.status < 500, `${path}: ${answer.status}`)
      }
    },
  },
  {
    name: 'CVE-2022-26138: accounts that come with the program',
    async attack(wiki) {
      const pairs = [
        ['disabledsystemuser', 'disabled1system1user6708'],
        ['admin', 'admin'],
        ['admin', 'password'],
        ['admin', ''],
        ['confluence', 'confluence'],
        ['system', 'system'],
        ['', ''],
      ] as const
      for (const [name, secret] of pairs) {
        const answer = await ask({
          method: 'GET',
          url: `${wiki.app.url}/rest/api/user/current`,
          headers: basic(name, secret),
        })
        assert.equal(answer.status, 401, name)
      }
    },
  },
  {
    name: 'CVE-2023-22515: set-up opened again by a parameter, and an administrator made',
    async attack(wiki) {
      const account = new URLSearchParams({
        username: 'intruder',
        fullName: 'I',
        email: 'i@example.com',
        password: 'long enough',
        confirm: 'long enough',
        'setup-next-button': 'Next',
      })
      await changesNothing(wiki, [
        () =>
          get(
            wiki,
            'anonymous',
            '/server-info.action?bootstrapStatusProvider.applicationConfig.setupComplete=false',
          ),
        () =>
          get(
            wiki,
            'anonymous',
            '/server-info.action?bootstrapStatusProvider.applicationConfig.setupComplete=0',
          ),
        () => post(wiki, 'anonymous', '/setup/setupadministrator.action', account),
        () => post(wiki, 'anonymous', '/setup/setupadministrator-start.action', account),
        () => post(wiki, 'anonymous', '/setup/finishsetup.action', account),
        () => post(wiki, 'anonymous', '/bootstrap/selectsetupstep.action', account),
      ])
    },
  },
  {
    name: 'CVE-2023-22518: a restore without a right to it',
    async attack(wiki) {
      const form = () => {
        const upload = new FormData()
        upload.set('file', new Blob(['PK']), 'xmlexport.zip')
        upload.set('buildIndex', 'true')
        return upload
      }
      const paths = [
        '/json/setup-restore.action?synchronous=true',
        '/json/setup-restore-local.action',
        '/json/setup-restore-progress.action',
        '/admin/restore.action',
        '/rest/api/backup-restore/restore/site/upload',
      ]
      await changesNothing(
        wiki,
        paths.flatMap((path) =>
          (['anonymous', 'reader'] as const).map((role) => () => post(wiki, role, path, form())),
        ),
      )
    },
  },
  {
    name: 'Outline CVE-2026-41649, CVE-2026-43890: one id is checked and another one acted on',
    async attack(wiki) {
      const { current, restricted, other, draft } = wiki.targets
      const attacks = [restricted, other, draft].flatMap((hidden) => [
        () =>
          get(
            wiki,
            'editor',
            `/rest/api/content/${current.page}/child/attachment/${hidden.attachment}/download`,
          ),
        () =>
          get(
            wiki,
            'editor',
            `/rest/api/content/${current.page}/child/attachment/${hidden.attachment}/extractedtext`,
          ),
        () =>
          send(
            wiki,
            'editor',
            'PUT',
            `/rest/api/content/${current.page}/child/attachment/${hidden.attachment}`,
            { id: hidden.attachment, type: 'attachment', title: 'x', version: { number: 2 } },
          ),
        () =>
          send(
            wiki,
            'editor',
            'DELETE',
            `/rest/api/content/${current.page}/child/attachment/${hidden.attachment}`,
          ),
        () =>
          post(
            wiki,
            'editor',
            `/rest/api/content/${current.page}/child/attachment/${hidden.attachment}/move?newContentId=${current.page}&newName=x`,
          ),
        () =>
          post(
            wiki,
            'editor',
            `/rest/api/content/${current.page}/child/attachment/${current.attachment}/move?newContentId=${hidden.page}&newName=x`,
          ),
        () =>
          send(wiki, 'editor', 'PUT', `/wiki/rest/api/content/${current.page}/move/append/${hidden.page}`),
        () =>
          send(wiki, 'editor', 'PUT', `/wiki/rest/api/content/${hidden.page}/move/append/${current.page}`),
        () =>
          post(wiki, 'editor', `/wiki/rest/api/content/${hidden.page}/copy`, {
            destination: { type: 'parent_page', value: current.page },
          }),
        () =>
          post(wiki, 'editor', `/wiki/rest/api/content/${current.page}/copy`, {
            destination: { type: 'parent_page', value: hidden.page },
          }),
        () =>
          post(wiki, 'editor', `/wiki/rest/api/content/${hidden.page}/pagehierarchy/copy`, {
            destinationPageId: current.page,
          }),
        () =>
          post(wiki, 'editor', '/rest/api/content', {
            type: 'page',
            title: 'Below',
            space: { key: hidden.spaceKey },
            ancestors: [{ id: hidden.page }],
          }),
        () =>
          post(wiki, 'editor', '/rest/api/content', {
            type: 'comment',
            container: { id: hidden.page, type: 'page' },
            body: storage('<p>x</p>'),
          }),
        () =>
          post(wiki, 'editor', '/wiki/api/v2/pages', {
            spaceId: current.spaceId,
            title: 'Below',
            parentId: hidden.page,
          }),
        () =>
          post(wiki, 'editor', `/rest/inlinetasks/1/task/${current.page}/${hidden.task}`, {
            status: 'CHECKED',
          }),
        () =>
          post(wiki, 'editor', '/wiki/rest/api/content/archive', { pages: [{ id: Number(hidden.page) }] }),
        () =>
          post(
            wiki,
            'editor',
            '/pages/movepage.action',
            new URLSearchParams({ pageId: current.page, targetId: hidden.page, position: 'append' }),
          ),
        () =>
          post(wiki, 'editor', '/rpc/json-rpc/confluenceservice-v2/moveAttachment', [
            hidden.page,
            `${hidden.secrets.file}.txt`,
            current.page,
            'x.txt',
          ]),
        () =>
          post(wiki, 'editor', '/rpc/json-rpc/confluenceservice-v2/movePage', [
            current.page,
            hidden.page,
            'append',
          ]),
        () =>
          post(wiki, 'editor', '/rpc/json-rpc/confluenceservice-v2/removePageVersionByVersion', [
            hidden.page,
            1,
          ]),
      ])
      await changesNothing(wiki, attacks, 'editor')
    },
  },
  {
    name: 'Outline CVE-2026-24901, BookStack 21.11.2: drafts of others are brought back or shown',
    async attack(wiki) {
      const { draft, trashed } = wiki.targets
      const body = {
        type: 'page',
        title: 'Mine',
        status: 'current',
        version: { number: 2 },
        space: { key: 'OPEN' },
      }
      await changesNothing(
        wiki,
        [
          () => send(wiki, 'keeper', 'PUT', `/rest/api/content/${draft.page}?status=draft`, body),
          () =>
            send(
              wiki,
              'keeper',
              'PUT',
              `/rest/api/content/blueprint/instance/${draft.page}?status=draft`,
              body,
            ),
          () => post(wiki, 'keeper', `/rest/api/content/blueprint/instance/${draft.page}?status=draft`, body),
          () => send(wiki, 'keeper', 'DELETE', `/rest/api/content/${draft.page}?status=draft`),
          () =>
            send(wiki, 'reader', 'PUT', `/rest/api/content/${trashed.page}?status=trashed`, {
              ...body,
              version: { number: 3 },
            }),
          () => get(wiki, 'keeper', `/rest/api/content/${draft.page}?status=any&expand=body.storage`),
          () => get(wiki, 'keeper', `/pages/resumedraft.action?draftId=${draft.page}`),
        ],
        'keeper',
      )
      for (const status of ['draft', 'any']) {
        const answer = await get(
          wiki,
          'keeper',
          `/rest/api/content?status=${status}&spaceKey=OPEN&limit=100&expand=body.storage`,
        )
        tellsNothing(wiki, 'keeper', answer)
      }
    },
  },
  {
    name: 'Outline CVE-2026-28506: lists of events tell of drafts and of what is hidden',
    async attack(wiki) {
      for (const role of ['stranger', 'keeper', 'manager', 'apartScoped'] as const) {
        for (const path of [
          '/rest/api/activity?limit=200',
          '/rest/api/activity?spaceKey=OPEN&limit=200',
          '/wiki/api/v2/activity',
          '/rest/api/audit?limit=1000',
          '/rest/api/audit/export',
          '/rest/dashboardmacros/1.0/updates?maxResults=50',
          '/',
          `/rest/quickreload/latest/${wiki.targets.restricted.page}?since=1`,
        ])
          tellsNothing(wiki, role, await get(wiki, role, path))
      }
    },
  },
  {
    name: 'Wiki.js CVE-2026-44224: fields that a request may not set are written through',
    async attack(wiki) {
      const wider = {
        groups: ['confluence-administrators'],
        memberOf: ['confluence-administrators'],
        superuser: true,
        admin: true,
        permissions: ['SYSTEMADMINISTRATOR'],
        username: 'admin',
      }
      await send(wiki, 'reader', 'PUT', '/rest/api/user/current', {
        fullName: 'René Reader',
        email: people.reader.email,
        ...wider,
      })
      for (const path of [
        '/rest/api/user/manager/group/confluence-administrators',
        '/rest/api/permissions/user/manager/grant',
      ])
        assert.ok((await send(wiki, 'manager', 'PUT', path, ['SYSTEMADMINISTRATOR'])).status >= 400, path)
      await send(wiki, 'manager', 'PUT', '/rest/api/admin/user/manager', wider)
      for (const [role, name] of [
        ['reader', 'reader'],
        ['manager', 'manager'],
      ] as const) {
        const groups = JSON.stringify(
          (await get(wiki, 'admin', `/rest/api/user/memberof?username=${name}`)).json,
        )
        assert.match(groups, /results/)
        assert.doesNotMatch(groups, /confluence-administrators/)
        assert.ok([401, 403].includes((await get(wiki, role, '/rest/api/audit')).status), role)
      }
      const made = await post(wiki, 'editor', '/rest/api/content', {
        type: 'page',
        title: 'As another',
        space: { key: 'OPEN' },
        history: { createdBy: { username: 'admin' } },
        version: { number: 70, by: { username: 'admin' } },
        creator: 'admin',
        id: '1',
      })
      const { id } = made.json as { id: string }
      const read = (await get(wiki, 'admin', `/rest/api/content/${id}?expand=history,version`)).json as {
        history: { createdBy: { username: string } }
        version: { number: number }
      }
      assert.equal(read.history.createdBy.username, 'editor')
      assert.equal(read.version.number, 1)
    },
  },
  {
    name: 'Wiki.js CVE-2021-25993, BookStack 0.29.2 and 21.08.2: script in pages, comments and names',
    async attack(wiki) {
      const scripts = [
        '<script>alert(1)</script>',
        '<img src="x" onerror="alert(1)" />',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<svg onload="alert(1)"></svg>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<p style="background:url(javascript:alert(1))">x</p>',
        '<object data="data:text/html,x"></object>',
        '<form action="javascript:alert(1)"><button>x</button></form>',
      ]
      const title = `"><script>alert(1)</script>'`
      for (const [index, body] of scripts.entries()) {
        const answer = await post(wiki, 'editor', '/rest/api/content', {
          type: 'page',
          title: `${title} ${index}`,
          space: { key: 'OPEN' },
          body: storage(body),
        })
        if (answer.status >= 400) continue
        const { id } = answer.json as { id: string }
        await post(wiki, 'editor', '/rest/api/content', {
          type: 'comment',
          container: { id, type: 'page' },
          body: storage(body),
        })
        const view = (await get(wiki, 'reader', `/rest/api/content/${id}?expand=body.view`)).json as {
          body: { view: { value: string } }
        }
        assertHarmless(view.body.view.value, body)
        const screen = await get(wiki, 'reader', `/pages/viewpage.action?pageId=${id}`)
        assert.equal(screen.status, 200)
        assert.doesNotMatch(screen.text, /<script>alert|<[^>]+\sonerror=|href="java/i, body)
        assert.match(String(screen.headers['content-security-policy']), /script-src (?!.*unsafe-inline)/)
      }
    },
  },
  {
    name: 'BookStack 21.10.3: attachments that a browser would run',
    async attack(wiki) {
      const id = await page(wiki, 'editor', { title: 'Active files', body: '' })
      const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
      const files = [
        ['a.svg', 'image/svg+xml', svg],
        ['a.html', 'text/html', '<script>alert(1)</script>'],
        ['b.png', 'text/html', '<script>alert(1)</script>'],
        ['a.xml', 'application/xml', svg],
        ['a.xhtml', 'application/xhtml+xml', svg],
        ['a.pdf.html', 'text/html; charset=utf-7', 'x'],
        ['c.txt', 'text/plain', '<script>alert(1)</script>'],
        ['a".svg', 'image/svg+xml', svg],
      ] as const
      for (const [name, type, bytes] of files) {
        const form = new FormData()
        form.set('file', new Blob([bytes], { type }), name)
        const made = await post(wiki, 'editor', `/rest/api/content/${id}/child/attachment`, form)
        assert.ok(made.status < 300, made.text)
        for (const kind of ['attachments', 'thumbnails']) {
          const { headers, status } = await get(
            wiki,
            'reader',
            `/download/${kind}/${id}/${encodeURIComponent(name)}`,
          )
          if (status >= 400) continue
          assert.equal(headers['x-content-type-options'], 'nosniff')
          assert.match(String(headers['content-security-policy']), /sandbox/)
          assert.match(String(headers['content-disposition']), /^attachment;/, name)
        }
      }
    },
  },
  {
    name: 'the same class: answers that a browser takes for a page',
    async attack(wiki) {
      const { page: id } = wiki.targets.current
      const paths = [
        `/rest/api/content/${id}`,
        `/rest/api/content/${id}?expand=body.view`,
        '/rest/api/content/1',
        '/rpc/nothing',
        '/wiki/api/v2/pages',
        '/%E0%A4%A',
        '/openapi/v1.json',
      ]
      // Asked twice: the second time it may be a kept answer.
      for (const path of [...paths, ...paths]) {
        const { headers } = await get(wiki, 'reader', path)
        assert.equal(headers['x-content-type-options'], 'nosniff', path)
        assert.match(
          String(headers['content-security-policy']),
          /^default-src 'none'; .*frame-ancestors '/,
          path,
        )
        assert.match(String(headers['content-security-policy']), /base-uri 'none'/, path)
        assert.equal(headers['referrer-policy'], 'same-origin', path)
      }
    },
  },
  {
    name: 'BookStack 0.30.5, 23.01.1, 23.10.3: the server asks what a page or a webhook names',
    async attack(wiki) {
      let asked = 0
      const inside = createServer((_request, response) => {
        asked += 1
        response.end('inside')
      })
      await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', () => resolve()))
      const { port } = inside.address() as AddressInfo
      try {
        const addresses = [
          `http://127.0.0.1:${port}/`,
          `http://localhost:${port}/`,
          `http://2130706433:${port}/`,
          `http://0x7f.1:${port}/`,
          `http://[::1]:${port}/`,
          `http://[::ffff:127.0.0.1]:${port}/`,
          `http://0.0.0.0:${port}/`,
          'http://169.254.169.254/latest/meta-data/',
          'file:///etc/passwd',
          'gopher://127.0.0.1/',
        ]
        for (const url of addresses) {
          const answer = await post(wiki, 'admin', `/rest/api/webhooks/test?url=${encodeURIComponent(url)}`)
          assert.doesNotMatch(answer.text, /"inside"|root:|instance-id/, url)
          const macros = ['html-include', 'rss', 'iframe', 'widget', 'swagger-open-api', 'junitreport']
            .map((name) => macroCall(name, { url, '': url }))
            .join('')
          const image = url.startsWith('http')
            ? `<p><ac:image><ri:url ri:value="${url}" /></ac:image></p>`
            : ''
          const id = await page(wiki, 'editor', { title: `Asks ${url}`, body: macros + image })
          for (const path of [
            `/pages/viewpage.action?pageId=${id}`,
            `/exportword?pageId=${id}`,
            `/spaces/flyingpdf/pdfpageexport.action?pageId=${id}`,
          ])
            isNoFile(await get(wiki, 'editor', path))
        }
        assert.equal(asked, 0)
      } finally {
        inside.close()
      }
    },
  },
  {
    name: 'BookStack 0.30.5: the host that a request names ends up in links',
    async attack(wiki) {
      const answer = await get(wiki, 'reader', '/dashboard.action', {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example',
      })
      assert.doesNotMatch(answer.text + JSON.stringify(answer.headers), /evil\.example/)
    },
  },
  {
    name: 'BookStack 24.05.1: who has an account is told by the answer',
    async attack(wiki) {
      const answers = await Promise.all(
        ['admin', 'nobody-of-this-name'].map((name) =>
          ask({
            method: 'GET',
            url: `${wiki.app.url}/rest/api/user/current`,
            headers: basic(name, 'wrong password'),
          }),
        ),
      )
      assert.deepEqual(
        answers.map(({ status, text }) => [status, text])[0],
        answers.map(({ status, text }) => [status, text])[1],
      )
      assert.equal(answers[0]?.status, 401)
    },
  },
  {
    name: 'XML that names files or grows: external entities, expanding entities',
    async attack(wiki) {
      const file = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
      const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY e "${'&b;'.repeat(50)}">]>`
      for (const dtd of [file, laughs]) {
        const stored = await post(wiki, 'editor', '/rest/api/content', {
          type: 'page',
          title: `Entities ${dtd.length}`,
          space: { key: 'OPEN' },
          body: storage(`${dtd}<p>&e;</p>`),
        })
        assert.equal(stored.status, 400)
        const call = `<?xml version="1.0"?>${dtd}<methodCall><methodName>confluence2.getSpace</methodName><params><param><value></value></param><param><value>&e;</value></param></params></methodCall>`
        const answer = await post(wiki, 'reader', '/rpc/xmlrpc', call, { 'content-type': 'text/xml' })
        isNoFile(answer)
        assert.match(answer.text, /<fault>/)
        assert.ok(answer.text.length < 2000)
      }
    },
  },
  {
    name: 'XWiki CVE-2025-66473: no upper bound on the length of lists',
    async attack(wiki) {
      for (const limit of ['2147483647', '99999999999999999999', '-1', '1e9', 'NaN']) {
        for (const path of [
          '/rest/api/content?limit=',
          '/rest/api/search?cql=type=page&limit=',
          '/wiki/api/v2/pages?limit=',
          '/rest/prototype/1/search?query=x&max-results=',
          '/rest/api/space?start=2147483647&limit=',
        ]) {
          const { status, json, text } = await get(wiki, 'reader', path + limit)
          assert.ok(status < 500, `${path}${limit}: ${text}`)
          const said = (json as { limit?: number } | undefined)?.limit
          if (status < 300 && said !== undefined)
            assert.ok(said <= 1000 && said >= 0, `${path}${limit}: ${said}`)
        }
      }
      const answer = await post(
        wiki,
        'reader',
        '/rpc/json-rpc/confluenceservice-v2',
        Array.from({ length: limits.rpcBatch + 1 }, () => ({ method: 'getSpaces', params: [] })),
      )
      assert.equal(answer.status, 400)
    },
  },
]

onEachDatabase((database) => {
  describe(`known holes of other wikis, ${database}`, () => {
    let wiki: SecretWiki
    before(async () => {
      wiki = await openSecretWiki(database)
    })
    after(() => wiki.app.close())
    for (const { name, attack } of HOLES) it(name, () => attack(wiki))
  })
})

function send(
  wiki: SecretWiki,
  role: Role,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers = { 'x-atlassian-token': 'no-check', ...wiki.headersOf(role), ...more }
  return ask({ method, url: wiki.app.url + path, headers, body })
}

function get(wiki: SecretWiki, role: Role, path: string, headers?: Record<string, string>): Promise<Answer> {
  return send(wiki, role, 'GET', path, undefined, headers)
}

function post(
  wiki: SecretWiki,
  role: Role,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return send(wiki, role, 'POST', path, body, headers)
}

function storage(value: string) {
  return { storage: { value, representation: 'storage' } }
}

async function page(
  wiki: SecretWiki,
  role: Role,
  { title, body }: { title: string; body: string },
): Promise<string> {
  const answer = await post(wiki, role, '/rest/api/content', {
    type: 'page',
    title,
    space: { key: 'OPEN' },
    body: storage(body),
  })
  assert.equal(answer.status, 200, answer.text)
  return (answer.json as { id: string }).id
}

function macroCall(name: string, parameters: Record<string, string>): string {
  const inside = Object.entries(parameters).map(
    ([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`,
  )
  return `<ac:structured-macro ac:name="${name}">${inside.join('')}</ac:structured-macro>`
}

function isNotEvaluated({ status, text, headers }: Answer): void {
  assert.ok(status < 500, text.slice(0, 300))
  assert.doesNotMatch(text + JSON.stringify(headers), new RegExp(PRODUCT))
}

/** Nothing of the files that the attacks name. */
function isNoFile({ status, text }: Answer): void {
  assert.ok(status < 500, text.slice(0, 300))
  assert.doesNotMatch(text, /root:[^:]*:0:0|"name": "inver"|<web-app|SQLite format/)
}

/** All of them are refused, tell nothing and leave the database as it was. */
async function changesNothing(
  wiki: SecretWiki,
  attacks: readonly (() => Promise<Answer>)[],
  role?: Role,
): Promise<void> {
  const before = await databaseDigest(wiki.app)
  for (const [index, attack] of attacks.entries()) {
    const answer = await attack()
    const said = `attack ${index}: ${attack.toString()} answered ${answer.status}: ${answer.text.slice(0, 300)}`
    assert.ok(answer.status >= 300 && answer.status < 500, said)
    if (role) tellsNothing(wiki, role, answer)
  }
  assert.equal(await databaseDigest(wiki.app), before)
}

/** No word of what this role may not read. */
function tellsNothing(wiki: SecretWiki, role: Role, { text, headers }: Answer): void {
  for (const state of states.filter((one) => !mayRead(role, one))) {
    for (const word of Object.values(wiki.targets[state].secrets))
      assert.ok(!(text + JSON.stringify(headers)).includes(word), `${role} is told ${word}`)
  }
}

/** The names in the local headers of a zip archive. */
function namesIn(bytes: Buffer): string[] {
  const names: string[] = []
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    names.push(bytes.subarray(at + 30, at + 30 + bytes.readUInt16LE(at + 26)).toString('utf8'))
  }
  return names
}
