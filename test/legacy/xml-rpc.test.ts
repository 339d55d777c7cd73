import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { methodsByName } from '../../src/api/legacy/rpc/methods.ts'
import { limits } from '../../src/base/limits.ts'
import { pythonHere } from '../documents/python.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { mismatches } from '../support/match.ts'
import { people } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'
import { runScript } from './python.ts'

const python = pythonHere()
const fault = (sentence: string) => ({ faultCode: 0, faultString: new RegExp(`^java.lang.${sentence}`) })
const exception = (name: string) => fault(`Exception: com\\.atlassian\\.confluence\\.rpc\\.${name}`)
const date = { date: /^\d{8}T\d{2}:\d{2}:\d{2}$/ }

/** What Python's own client must have got, call by call. */
const EXPECTED: Record<string, unknown> = {
  'wrong password': exception(
    "AuthenticationFailedException: Attempt to log in user 'admin' failed - incorrect username/password combination",
  ),
  token: /^[\w-]{20,}$/,
  'no token': exception('NotPermittedException'),
  'bad token': exception('InvalidSessionException'),
  server: { majorVersion: /^\d+$/, developmentBuild: 'false', baseUrl: /^http:/ },
  spaces: [{ key: 'DEMO', name: /./, type: 'global', url: /^http:/ }],
  stored: {
    id: /^\d+$/,
    space: 'DEMO',
    title: 'Tour é世 <&>',
    version: '1',
    parentId: '0',
    permissions: '0',
    homePage: 'false',
    current: 'true',
    contentStatus: 'current',
    creator: 'admin',
    modifier: 'admin',
    created: date,
    modified: date,
    content: 'h2. Plan\n\n||a||b||\n|1|2|\n',
  },
  'by title': { title: 'Tour é世 <&>' },
  'in storage format': { content: /^<h2>Plan<\/h2><table/ },
  'row appended': { version: '2', content: 'h2. Plan\n\n||a||b||\n|1|2|\n|3|4|\n' },
  outdated: exception('VersionMismatchException'),
  updated: { version: '3', content: /bold \*end\*/ },
  history: [
    { version: '2', id: /^\d+$/, modified: date, modifier: 'admin' },
    { version: '1', versionComment: '' },
  ],
  summary: { title: 'Tour é世 <&>', parentId: '0', url: /^http:/ },
  missing: exception("RemoteException: You're not allowed to view that page, or it does not exist\\."),
  attached: { fileName: 'all.bin', fileSize: '256', comment: 'every byte', created: date },
  attachments: [{ fileName: 'all.bin', contentType: 'application/octet-stream' }],
  'bytes came back': true,
  detached: true,
  comment: { content: /a \*bold\* word/, parentId: '0' },
  'comment in storage format': { content: '<p>a <strong>bold</strong> word</p>' },
  labelled: true,
  labels: [{ name: 'tour', namespace: 'global', id: /^\d+$/ }],
  rendered: /^<div id="ConfluenceContent"><h1[^>]*><strong>Hello<\/strong><\/h1><\/div>$/,
  converted: '<ul><li>item</li></ul>',
  found: [{ title: 'Tour é世 <&>', type: 'page', url: /^http:/ }],
  user: { name: 'admin', fullname: 'Administrator', email: 'admin@example.com' },
  groups: ['confluence-administrators', 'confluence-users'],
  permissions: ['view', 'modify', 'admin'],
  entry: { title: 'Tour news', version: '1', publishDate: date },
  broken: exception('RemoteException: Error parsing xhtml'),
  watching: true,
  'no such method': fault('NoSuchMethodException: confluence1.makeCoffee'),
  'no such handler': fault('NoSuchMethodException: confluence9.getSpaces'),
  'too few': exception('RemoteException'),
  removed: true,
  'logged out': true,
  'logged out twice': false,
  after: exception('InvalidSessionException'),
  'with HTTP Basic': { key: 'DEMO' },
}

onEachDatabase((database) => {
  for (const root of ['', '/confluence', '/wiki']) {
    describe(`XML-RPC with Python's client at ${root || '/'}, ${database}`, () => {
      it(
        'answers every call as the vendor does',
        { skip: 'missing' in python && python.missing },
        async () => {
          const app = await startTestApp({ database })
          const { username, password } = people.admin
          try {
            const seen = await runScript('rpc_tour', {
              SITE: app.url + root,
              WIKI_USER: username,
              WIKI_PASSWORD: password,
            })
            assert.deepEqual(Object.keys(seen).sort(), Object.keys(EXPECTED).sort())
            assert.equal(mismatches(seen, EXPECTED).join('\n'), '')
          } finally {
            await app.close()
          }
        },
      )
    })
  }

  describe(`raw XML-RPC, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
    })
    after(() => app.close())

    const post = (body: string, headers: Record<string, string> = { 'content-type': 'text/xml' }) =>
      ask({ method: 'POST', url: `${app.url}/rpc/xmlrpc`, headers, body })
    const text = (value: string) => `<param><value><string>${value}</string></value></param>`
    const callOf = (method: string, params = '') =>
      `<?xml version='1.0'?>\n<methodCall><methodName>${method}</methodName><params>${params}</params></methodCall>`
    const faultString = (xml: string) =>
      /faultString<\/name><value><string>([^]*?)<\/string>/.exec(xml)?.[1] ?? ''

    it('lets the anonymous call no method', async () => {
      const letIn: string[] = []
      for (const name of methodsByName.keys()) {
        const { status, text: xml } = await post(callOf(`confluence2.${name}`, text('')))
        if (status !== 200 || !faultString(xml).includes('NotPermittedException: Anonymous RPC access')) {
          letIn.push(`${name}: ${xml}`)
        }
      }
      assert.deepEqual(letIn, [])
    })

    it('lets nobody without the permission administer', async () => {
      const { username, password } = people.editor
      const login = await post(callOf('confluence1.login', text(username) + text(password)))
      const token = /<string>(.*)<\/string>/.exec(login.text)?.[1] ?? ''
      assert.notEqual(token, '')
      const closed = [...methodsByName].filter(([, [first]]) => first?.access === 'administrator')
      assert.ok(closed.length > 10)
      for (const [name] of closed) {
        const { text: xml } = await post(callOf(`confluence2.${name}`, text(token)))
        assert.match(faultString(xml), /NotPermittedException/, name)
      }
    })

    it('takes what no client of its time would send for a fault, not for a crash', async () => {
      const nested = '<value><array><data>'.repeat(limits.rpcDepth)
      const cases: Record<string, [string, RegExp]> = {
        'no XML': ['hello', /Failed to parse/],
        nothing: ['', /Failed to parse/],
        'another document': ['<html/>', /not a &lt;methodCall/],
        'no method': ['<methodCall/>', /has no &lt;methodName/],
        'not closed': ['<methodCall><methodName>x', /Failed to parse/],
        'two documents': [
          callOf('a')
            .replace(/<\?.*\?>/, '')
            .repeat(2),
          /not one &lt;methodCall/,
        ],
        'a document type': [`<!DOCTYPE x [<!ENTITY e "x">]>${callOf('x', text('&e;'))}`, /Failed to parse/],
        'an unknown entity': [callOf('x', text('&evil;')), /Failed to parse/],
        'deep nesting': [callOf('x', `<param>${nested}`), /Failed to parse.*Depth/],
        'no token': [callOf('confluence1.getSpaces'), /first parameter/],
        'a number for a token': [
          callOf('confluence1.getSpaces', '<param><value><int>1</int></value></param>'),
          /first parameter/,
        ],
        'a wrong number': [
          callOf('confluence1.getSpaces', '<param><value><int>x</int></value></param>'),
          /no int/,
        ],
        'a wrong date': [
          callOf('confluence1.x', '<param><value><dateTime.iso8601>never</dateTime.iso8601></value></param>'),
          /no dateTime/,
        ],
        'a wrong boolean': [
          callOf('confluence1.x', '<param><value><boolean>maybe</boolean></value></param>'),
          /no boolean/,
        ],
        'wrong base64': [
          callOf('confluence1.x', '<param><value><base64>$$</base64></value></param>'),
          /base64/,
        ],
        'an unknown type': [callOf('confluence1.x', '<param><value><tuple/></value></param>'), /no type/],
        'a member without a value': [
          callOf(
            'confluence1.x',
            '<param><value><struct><member><name>a</name></member></struct></value></param>',
          ),
          /member/,
        ],
      }
      for (const [name, [body, expected]] of Object.entries(cases)) {
        const { status, text: xml, headers } = await post(body)
        assert.equal(status, 200, name)
        assert.match(headers['content-type'] ?? '', /^text\/xml/, name)
        assert.match(faultString(xml), expected, name)
      }
    })

    it('bounds the number of values', async () => {
      const many = '<i4>1</i4>'.repeat(limits.rpcValues)
      const { text: xml } = await post(callOf('confluence1.x', `<param><value>${many}</value></param>`))
      assert.match(faultString(xml), /elements/)
    })

    it('reads a request whatever its type is called, and refuses one that is too large', async () => {
      const login = callOf('confluence1.login', text('nobody') + text('x'))
      for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/octet-stream']) {
        const { text: xml } = await post(login, { 'content-type': type })
        assert.match(faultString(xml), /AuthenticationFailedException/, type)
      }
      const { status } = await post('x'.repeat(limits.jsonBytes + 1))
      assert.equal(status, 413)
    })

    it('keeps values that look like keys of objects', async () => {
      const member =
        '<member><name>__proto__</name><value><struct><member><name>title</name><value>x</value></member></struct></value></member>'
      const { username, password } = people.admin
      const { text: xml } = await ask({
        method: 'POST',
        url: `${app.url}/rpc/xmlrpc`,
        headers: { 'content-type': 'text/xml', ...basic(username, password) },
        body: callOf(
          'confluence2.storePage',
          `${text('')}<param><value><struct>${member}</struct></value></param>`,
        ),
      })
      assert.match(faultString(xml), /The page has no title/)
    })

    it('takes a cookie only from this site', async () => {
      const { username, password } = people.admin
      const first = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/space`,
        headers: basic(username, password),
      })
      const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? ''
      const body = callOf('confluence2.getSpaces', text(''))
      const own = await post(body, { 'content-type': 'text/xml', cookie })
      assert.doesNotMatch(own.text, /fault/)
      const foreign = await post(body, { 'content-type': 'text/xml', cookie, origin: 'http://evil.example' })
      assert.match(faultString(foreign.text), /XSRF check failed/)
    })

    it('has other methods of HTTP and SOAP nowhere', async () => {
      assert.equal((await ask({ method: 'GET', url: `${app.url}/rpc/xmlrpc` })).status, 405)
      assert.equal(
        (await ask({ method: 'POST', url: `${app.url}/rpc/soap-axis/confluenceservice-v2` })).status,
        404,
      )
    })
  })
})
