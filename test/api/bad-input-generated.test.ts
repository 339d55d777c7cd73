/**
 * Bad input made from the route tables: whatever an operation is sent, it answers a status that it declares, in the
 * words of its API, and changes nothing when it refuses.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { errorCatalogue } from '../../src/base/errors.ts'
import { apiParts, type ApiPart } from '../../src/api/mount.ts'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { databaseDigest, watchWrites } from '../support/database-digest.ts'
import { credentials, type PersonName } from '../support/people.ts'
import { ask, type Answer } from '../support/request.ts'
import { leastValue, type Schema, wrongText, wrongValue } from '../support/samples.ts'

type Route = ApiPart['routes'][number]

/** One request that should be refused, or at least do no harm. */
interface Attempt {
  readonly what: string
  readonly part: ApiPart
  readonly route: Route
  readonly path: string
  readonly as: PersonName
  readonly headers?: Record<string, string>
  readonly body?: unknown
  /** The only status that will do; default: any that the route declares, success included. */
  readonly status?: readonly number[]
}

/** Refusals that any operation may answer without declaring them. */
const USUAL = new Set([400, 401, 403, 404, 413, 415, 429, 503])

/** The parts with the vendor's own way to word refusals; both Data Center roots are one table. */
const PARTS = apiParts.filter(
  ({ name, base }) =>
    ['v1', 'v2', 'dc', 'experimental', 'pat', 'likes'].includes(name) && !base.startsWith('/confluence'),
)
const OPERATIONS = PARTS.flatMap((part) => part.routes.map((route) => ({ part, route })))

/** What stands in the place of each path parameter, by what is to be tried. */
interface Places {
  readonly page: string
  readonly space: string
  readonly spaceId: string
  readonly attachment: string
  readonly comment: string
}

const NOTHING: Places = {
  page: '999999999',
  space: 'NOSUCH',
  spaceId: '999999999',
  attachment: '999999998',
  comment: '999999997',
}

onEachDatabase((database) => {
  describe(`bad input made from the tables, ${database}`, () => {
    let app: TestApp
    let tokens: Partial<Record<PersonName, Record<string, string>>> = {}
    let stage: Record<'own' | 'trashed' | 'draft' | 'foreign', Places>
    before(async () => {
      app = await startTestApp({ database })
      stage = await setUp(app)
      tokens = {
        admin: await tokenOf(app, 'admin'),
        reader: await tokenOf(app, 'reader'),
        stranger: await tokenOf(app, 'stranger'),
      }
    })
    after(() => app.close())

    const groups: Record<string, () => Attempt[]> = {
      'of wrong types': () => OPERATIONS.flatMap(({ part, route }) => wrongTypes(part, route)),
      'in broken bodies': () => OPERATIONS.flatMap(({ part, route }) => brokenBodies(part, route)),
      'about what there is not': () =>
        OPERATIONS.flatMap(({ part, route }) => [...absentThings(part, route), ...nulInBody(part, route)]),
      'without a log-in': () =>
        OPERATIONS.filter(({ route }) => route.access !== 'anyone').map(({ part, route }) => ({
          ...attempt(part, route, stage.own, 'anonymous'),
          what: 'asked without a log-in',
          status: [401, 403],
        })),
      'without permission': () =>
        OPERATIONS.flatMap(({ part, route }) => withoutPermission(part, route, stage)),
    }
    for (const [name, make] of Object.entries(groups)) {
      // What the engine below makes a difference to is what is looked for: the rest is decided before it is asked.
      if (database === 'postgres' && name !== 'about what there is not') continue
      it(`${name} is refused as declared and changes nothing`, async () => {
        const attempts = make()
        assert.ok(attempts.length > 50, `only ${attempts.length} attempts`)
        const problems = await tryAll(app, attempts, tokens)
        assert.equal(problems.join('\n'), '')
      })
    }
  })
})

/** Ask for all of them, one after the other; what is wrong with the answers, in words. */
async function tryAll(
  app: TestApp,
  attempts: readonly Attempt[],
  tokens: Partial<Record<PersonName, Record<string, string>>>,
): Promise<string[]> {
  const problems: string[] = []
  // On PostgreSQL one comparison at the end has to do, and then none of the attempts may succeed.
  const writes = app.domain.database.engine === 'sqlite' ? watchWrites(app) : undefined
  let digest = await databaseDigest(app)
  let areAllRefused = true
  for (const one of attempts) {
    const { method } = one.route
    const headers = { 'X-Atlassian-Token': 'no-check', ...tokens[one.as], ...one.headers }
    const answer = await ask({ method, url: app.url + one.path, headers, body: one.body })
    areAllRefused &&= answer.status >= 400
    const said = `${one.what}: ${method} ${one.path} as ${one.as} answered ${answer.status}`
    problems.push(
      ...problemsOf(one, answer).map((problem) => `${said}, ${problem}: ${answer.text.slice(0, 200)}`),
    )
    if (!writes?.wasWritten()) continue
    const now = await databaseDigest(app)
    if (now !== digest && answer.status >= 400) problems.push(`${said} and changed something`)
    digest = now
  }
  writes?.close()
  if (!writes && areAllRefused && (await databaseDigest(app)) !== digest)
    problems.push('something was changed')
  return problems
}

function problemsOf(one: Attempt, answer: Answer): string[] {
  const { status } = answer
  const declared = one.route.errors.map((code) => errorCatalogue[code].status as number)
  const problems: string[] = []
  if (one.status && !one.status.includes(status)) problems.push(`not ${one.status.join(' or ')}`)
  if (status >= 500 && !(status === 501 && declared.includes(501))) problems.push('a failure')
  else if (status >= 400 && !declared.includes(status) && !USUAL.has(status)) problems.push('not declared')
  if (status >= 400 && !isInItsWords(one.part, answer)) problems.push('not in the words of its API')
  return problems
}

/** v2 lists errors; v1 and Data Center say one, with its status in the body. */
function isInItsWords(part: ApiPart, { status, json }: Answer): boolean {
  if (json === null || typeof json !== 'object') return false
  if (part.name === 'v2') {
    const { errors } = json as { errors?: { status?: number; title?: string }[] }
    return errors?.[0]?.status === status && (errors[0].title ?? '') !== ''
  }
  const { statusCode, message } = json as { statusCode?: number; message?: string }
  return statusCode === status && typeof message === 'string' && message !== ''
}

/** Every typed query parameter with a text that it cannot be; every id with one that is none. */
function wrongTypes(part: ApiPart, route: Route): Attempt[] {
  const fields = Object.entries((route.query?.properties ?? {}) as Record<string, Schema>)
  const base = attempt(part, route, NOTHING, 'admin')
  return fields.flatMap(([name, schema]) => {
    const text = wrongText(schema)
    if (text === undefined) return []
    const [address = '', query = ''] = base.path.split('?', 2)
    const others = query.split('&').filter((one) => one !== '' && !one.startsWith(`${name}=`))
    const path = `${address}?${[...others, `${name}=${text}`].join('&')}`
    return [{ ...base, path, what: `${name} is ${text}`, status: [400] }]
  })
}

/** No body, one that is no JSON, one of another kind, and every field of it missing or of a wrong type. */
function brokenBodies(part: ApiPart, route: Route): Attempt[] {
  if (route.body === undefined || typeof route.body === 'string') return []
  const schema = route.body as Schema
  const base = attempt(part, route, NOTHING, 'admin')
  const json = { 'content-type': 'application/json' }
  const refused = { ...base, status: [400] }
  const broken: Attempt[] = [
    ...(route.bodyOptional ? [] : [{ ...refused, what: 'no body', body: undefined }]),
    { ...refused, what: 'JSON cut off', headers: json, body: '{"a":' },
    {
      ...refused,
      what: 'a body of text',
      headers: { 'content-type': 'text/csv' },
      body: 'a,b',
      status: [415],
    },
  ]
  if (wrongValue(schema) !== undefined)
    broken.push({ ...refused, what: 'a body of a wrong type', body: '17.5', headers: json })
  if (schema.type !== 'object') return broken
  const least = leastValue(schema) as Record<string, unknown>
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const wrong = wrongValue(field)
    if (wrong !== undefined) {
      broken.push({ ...refused, what: `${name} of a wrong type`, body: { ...least, [name]: wrong } })
    }
    if (schema.required?.includes(name) && field.type !== undefined) {
      const { [name]: _left, ...rest } = least
      broken.push({ ...refused, what: `no ${name}`, body: rest })
    }
  }
  return broken
}

/** Ids and keys of nothing, ids that are none, and fields that nobody knows. */
function absentThings(part: ApiPart, route: Route): Attempt[] {
  if (!route.path.includes('{')) return []
  const absent = { ...attempt(part, route, NOTHING, 'admin'), what: 'of nothing' }
  const noIds: Places = { page: 'abc', space: '%00', spaceId: '-1', attachment: 'attx', comment: '1e3' }
  return [
    absent,
    { ...attempt(part, route, noIds, 'admin'), what: 'of what is no id' },
    ...(typeof absent.body === 'object' && !Array.isArray(absent.body)
      ? [
          {
            ...absent,
            what: 'with more fields',
            body: { ...absent.body, unknown: { deep: [1] }, constructor: 1 },
          },
        ]
      : []),
  ]
}

/** A body whose texts all have a NUL, which PostgreSQL cannot keep. */
function nulInBody(part: ApiPart, route: Route): Attempt[] {
  const schema = (typeof route.body === 'object' ? route.body : {}) as Schema
  const texts = Object.entries(schema.properties ?? {}).filter(([, field]) => field.type === 'string')
  if (texts.length === 0) return []
  const base = attempt(part, route, NOTHING, 'admin')
  const body = { ...(base.body as object), ...Object.fromEntries(texts.map(([name]) => [name, 'a\u0000b'])) }
  return [{ ...base, what: 'with a NUL in it', body }]
}

/** Things that those who ask may not see, or not change: drafts of others, the trash, another space. */
function withoutPermission(
  part: ApiPart,
  route: Route,
  stage: Record<'own' | 'trashed' | 'draft' | 'foreign', Places>,
): Attempt[] {
  if (!route.path.includes('{')) return []
  return [
    { ...attempt(part, route, stage.own, 'stranger'), what: 'of a space that is not seen' },
    { ...attempt(part, route, stage.foreign, 'reader'), what: 'of another space' },
    { ...attempt(part, route, stage.draft, 'reader'), what: "of somebody else's draft" },
    { ...attempt(part, route, stage.trashed, 'reader'), what: 'of the trash' },
  ]
}

/** The least that the operation takes, about the things of these places. */
function attempt(part: ApiPart, route: Route, places: Places, as: PersonName): Attempt {
  const path = route.path.replace(/\{(\w[\w-]*)\*?\}/g, (_whole, name: string, at: number) =>
    placeOf(route.path.slice(0, at), name, places),
  )
  const fields = Object.entries((route.query?.properties ?? {}) as Record<string, Schema>)
  const required: readonly string[] = route.query?.required ?? []
  const query = fields
    .filter(([name]) => required.includes(name))
    .map(([name, schema]) => `${name}=${String(leastValue(schema))}`)
  const body = typeof route.body === 'object' ? leastValue(route.body as Schema) : undefined
  return {
    what: '',
    part,
    route,
    as,
    path: part.base + path + (query.length > 0 ? `?${query.join('&')}` : ''),
    ...(route.body === undefined || body === undefined
      ? {}
      : {
          body: typeof body === 'object' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
    ...(route.body === 'multipart'
      ? { headers: { 'content-type': 'multipart/form-data; boundary=e' }, body: '--e--\r\n' }
      : {}),
  }
}

/** What a path parameter is about, by its name and by what stands before it. */
function placeOf(before: string, name: string, places: Places): string {
  if (/^attachment-?id$/i.test(name) || /attachments?\/$/.test(before)) return places.attachment
  if (/^comment-?id$/i.test(name) || before.endsWith('comments/')) return places.comment
  if (name === 'spaceKey') return places.space
  if (name === 'space-id' || before.endsWith('/spaces/')) return places.spaceId
  if (/^(content-?|page-?|blogpost-?|draft)?id$/i.test(name)) return places.page
  if (name === 'sourceType' || name === 'targetType') return 'content'
  if (name === 'sourceKey' || name === 'targetKey') return places.page
  if (name === 'operationKey') return 'read'
  if (name === 'type') return 'page'
  if (/version/i.test(name)) return '1'
  return 'nosuch'
}

async function tokenOf(app: TestApp, name: PersonName): Promise<Record<string, string>> {
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/rest/pat/latest/tokens`,
    headers: credentials(name),
    body: { name: 'tests', expirationDuration: 1 },
  })
  const { rawToken } = answer.json as { rawToken: string }
  return { authorization: `Bearer ${rawToken}` }
}

/** A page with all that hangs on it in a space that the reader sees, one in the trash, a draft, one in a space apart. */
async function setUp(app: TestApp): Promise<Record<'own' | 'trashed' | 'draft' | 'foreign', Places>> {
  const send = async (method: string, path: string, body?: unknown) => {
    const headers = { 'X-Atlassian-Token': 'no-check', ...credentials('admin') }
    const answer = await ask({ method, url: app.url + path, headers, body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer.json as { id: string; results: { id: string }[] }
  }
  await send('POST', '/rest/api/space/_private', { key: 'APART', name: 'Apart' })
  await app.letRead('reader', 'DEMO')
  const fill = async (space: string, title: string, status?: string): Promise<Places> => {
    const page = await send('POST', '/rest/api/content', {
      type: 'page',
      title,
      space: { key: space },
      ...(status ? { status } : {}),
    })
    const { id: spaceId } = await send('GET', `/rest/api/space/${space}`)
    if (status) return { ...NOTHING, page: page.id, space, spaceId: String(spaceId) }
    const comment = await send('POST', '/rest/api/content', {
      type: 'comment',
      container: { id: page.id, type: 'page' },
      body: { storage: { value: '<p>x</p>', representation: 'storage' } },
    })
    const form = new FormData()
    form.set('file', new Blob(['bytes']), 'file.txt')
    const attached = await send('POST', `/rest/api/content/${page.id}/child/attachment`, form)
    return {
      page: page.id,
      space,
      spaceId: String(spaceId),
      attachment: attached.results[0]?.id ?? '',
      comment: comment.id,
    }
  }
  const own = await fill('DEMO', 'Own')
  const trashed = await fill('DEMO', 'Thrown away')
  await send('DELETE', `/rest/api/content/${trashed.page}`)
  return { own, trashed, draft: await fill('DEMO', 'Draft', 'draft'), foreign: await fill('APART', 'Apart') }
}
