/**
 * A wiki in which every content holds words that occur nowhere else, so that whoever is shown one of them has been shown
 * that content: what tests of leaks search answers for.
 */
import assert from 'node:assert/strict'
import { insertGlobalPermission, insertSpacePermissions } from '../../src/domain/access/rows.ts'
import { spacePermissions } from '../../src/domain/access/permissions.ts'
import { systemContext, transact } from '../../src/domain/context.ts'
import { createGroup } from '../../src/domain/group/group.ts'
import { findSpaceByKey } from '../../src/domain/space/rows.ts'
import { createUser, readUser } from '../../src/domain/user/user.ts'
import { type Engine, startTestApp, type TestApp } from './app.ts'
import { taskIsOver } from './long-task.ts'
import { people } from './people.ts'
import { ask, type Answer, basic } from './request.ts'

/**
 * Who asks. `keeper` administers the space OPEN, `manager` the site without its content, `admin` everything. `expired` is
 * a token of `admin` that is over, `apartScoped` one that is bound to the space APART, `treeScoped` one that is bound to the
 * restricted page and what is below it, `readScoped` one that only reads.
 */
export const roles = [
  'anonymous',
  'stranger',
  'reader',
  'editor',
  'keeper',
  'manager',
  'expired',
  'apartScoped',
  'treeScoped',
  'readScoped',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** In which state what is asked about is. `below` stands under the restricted page; `other` in a space apart. */
export const states = ['current', 'draft', 'trashed', 'archived', 'restricted', 'below', 'other'] as const
export type State = (typeof states)[number]

/** In what of a content each secret word stands. */
const PLACES = [
  'title',
  'body',
  'old',
  'comment',
  'remark',
  'custom',
  'file',
  'bytes',
  'label',
  'property',
  'task',
  'message',
] as const
export type Place = (typeof PLACES)[number]

/** A page with everything that hangs on it. */
export interface Target {
  readonly page: string
  readonly spaceKey: string
  readonly spaceId: string
  readonly comment: string
  /** A comment on a passage. */
  readonly remark: string
  /** Custom content, of the type `ac:secret:note`. */
  readonly custom: string
  readonly attachment: string
  readonly task: string
  /** Ids of its label and of its property. */
  readonly label: string
  readonly property: string
  readonly secrets: Readonly<Record<Place, string>>
}

/** A word that all of the bodies, titles and files have, for searches that would find them. */
export const COMMON = 'zebrafish'

export interface SecretWiki {
  readonly app: TestApp
  readonly targets: Readonly<Record<State, Target>>
  /** The headers by which this one is known. */
  headersOf(role: Role): Record<string, string>
  /** Ask as somebody; fails unless that succeeds. */
  send(role: Role, method: string, path: string, body?: unknown): Promise<Answer>
}

/** Who may read what is in a state, told from the rules and not from the code (rules 1, 2, 4, 5, 6, 8, 9 and 42 to 45). */
export function mayRead(role: Role, state: State): boolean {
  if (role === 'admin' || role === 'readScoped') return true
  if (role === 'apartScoped') return state === 'other'
  if (role === 'treeScoped') return state === 'restricted' || state === 'below'
  if (!['reader', 'editor', 'keeper'].includes(role)) return false
  return state === 'current' || state === 'trashed' || state === 'archived'
}

/** Rule 4, 44 for the token of one space, and 45 for that of a page tree in OPEN. */
export function seesSpace(role: Role, state: State): boolean {
  if (role === 'readScoped') return true
  if (role === 'treeScoped') return state !== 'other'
  if (role === 'apartScoped') return state === 'other'
  return state !== 'other' && ['reader', 'editor', 'keeper'].includes(role)
}

/** Make the wiki. */
export async function openSecretWiki(database: Engine): Promise<SecretWiki> {
  const app = await startTestApp({ database })
  try {
    return await fill(app)
  } catch (error) {
    await app.close()
    throw error
  }
}

async function fill(app: TestApp): Promise<SecretWiki> {
  await letPeopleIn(app)
  const tokens = new Map<Role, string>()
  const headersOf = (role: Role): Record<string, string> => {
    const token = tokens.get(role)
    return token === undefined ? {} : { authorization: `Bearer ${token}` }
  }
  const send: SecretWiki['send'] = async (role, method, path, body) => {
    const headers = { 'x-atlassian-token': 'no-check', ...headersOf(role) }
    const answer = await ask({ method, url: app.url + path, headers, body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
    return answer
  }
  const isLate = (role: Role) => role === 'apartScoped' || role === 'treeScoped'
  for (const role of roles.filter((one) => !isLate(one))) await makeToken(app, tokens, role)
  await send('admin', 'POST', '/rest/api/space', { key: 'OPEN', name: 'Open' })
  await send('admin', 'POST', '/rest/api/space/_private', { key: 'APART', name: 'Apart' })
  await app.letRead('reader', 'OPEN')
  await letKeep(app, 'keeper', 'OPEN')
  const make = (state: State, more: PageMore = {}) => makeTarget(send, state, more)
  const restricted = await make('restricted')
  const targets: Record<State, Target> = {
    current: await make('current'),
    draft: await make('draft', { status: 'draft' }),
    trashed: await make('trashed'),
    archived: await make('archived'),
    restricted,
    below: await make('below', { parent: restricted.page }),
    other: await make('other', { space: 'APART' }),
  }
  await send('admin', 'DELETE', `/rest/api/content/${targets.trashed.page}`)
  const pages = [{ id: Number(targets.archived.page) }]
  const task = (await send('admin', 'POST', '/wiki/rest/api/content/archive', { pages })).json as Made
  await taskIsOver(app, Number(task.id))
  await restrict(send, restricted.page)
  await makeToken(app, tokens, 'apartScoped', { spaceKey: 'APART' })
  await makeToken(app, tokens, 'treeScoped', { pageId: Number(restricted.page) })
  return { app, targets, headersOf, send }
}

const PASSWORD = 'a password for tests'

async function letPeopleIn(app: TestApp): Promise<void> {
  const ctx = systemContext(app.domain)
  const others = { keeper: [], manager: ['managers'] } as const
  const managers = await createGroup(ctx, 'managers')
  await transact(ctx, async ({ db }) => {
    await insertGlobalPermission(db, 'USECONFLUENCE', { kind: 'anonymous' })
    await insertGlobalPermission(db, 'USECONFLUENCE', { kind: 'authenticated' })
    for (const permission of ['USECONFLUENCE', 'ADMINISTRATECONFLUENCE'] as const)
      await insertGlobalPermission(db, permission, { kind: 'group', id: managers.id })
  })
  for (const [username, groups] of Object.entries(others)) {
    const email = `${username}@example.com`
    await createUser(ctx, { username, email, displayName: username, password: PASSWORD, groups })
  }
}

const TOKENS_OF_ADMIN: Partial<Record<Role, object>> = { expired: {}, readScoped: { level: 'read' } }

async function makeToken(
  app: TestApp,
  tokens: Map<Role, string>,
  role: Role,
  scope: object | undefined = TOKENS_OF_ADMIN[role],
): Promise<void> {
  if (role === 'anonymous') return
  const name = scope ? 'admin' : role
  const answer = await ask({
    method: 'POST',
    url: `${app.url}/rest/pat/latest/tokens`,
    headers: basic(name, name in people ? people[name as keyof typeof people].password : PASSWORD),
    body: { name: role, expirationDuration: 1, ...(scope ? { scope } : {}) },
  })
  assert.equal(answer.status, 201, answer.text)
  tokens.set(role, (answer.json as { rawToken: string }).rawToken)
  if (role !== 'expired') return
  await transact(systemContext(app.domain), ({ db }) =>
    db.updateTable('token').set({ expires_at: 1 }).where('name', '=', role).execute(),
  )
}

async function letKeep(app: TestApp, username: string, spaceKey: string): Promise<void> {
  const ctx = systemContext(app.domain)
  const user = await readUser(ctx, { username })
  const space = await findSpaceByKey(ctx.db, spaceKey)
  assert.ok(user && space)
  const grants = spacePermissions.map((permission) => ({
    permission,
    subject: { kind: 'user', id: user.id } as const,
  }))
  await transact(ctx, ({ db }) => insertSpacePermissions(db, space.id, grants))
}

interface PageMore {
  readonly space?: string
  readonly status?: string
  readonly parent?: string
}

type Made = { id: string; results: { id: string }[] }

async function makeTarget(send: SecretWiki['send'], state: State, more: PageMore): Promise<Target> {
  const { space = 'OPEN', status, parent } = more
  const secrets = Object.fromEntries(PLACES.map((place) => [place, `zq${state}${place}`])) as Record<
    Place,
    string
  >
  const ask = async (method: string, path: string, body?: unknown) =>
    (await send('admin', method, `/rest/api${path}`, body)).json as Made
  const inV2 = async (path: string, body: unknown) =>
    (await send('admin', 'POST', `/wiki/api/v2${path}`, body)).json as Made
  const title = `Zebrafish ${secrets.title}`
  const page = {
    type: 'page',
    title,
    space: { key: space },
    ...(parent ? { ancestors: [{ id: parent }] } : {}),
  }
  const old = storage(`<p>${COMMON} ${secrets.old}</p>`)
  const { id } = await ask('POST', '/content', { ...page, ...old, ...(status ? { status } : {}) })
  const { id: spaceId } = await ask('GET', `/space/${space}`)
  await ask('PUT', `/content/${id}`, {
    ...page,
    ...storage(bodyOf(secrets)),
    ...(status ? { status, version: { number: 1 } } : { version: { number: 2, message: secrets.message } }),
  })
  // A draft takes neither labels nor properties.
  const labels = status
    ? undefined
    : await ask('POST', `/content/${id}/label`, [{ prefix: 'global', name: secrets.label }])
  const property = status
    ? undefined
    : await ask('POST', `/content/${id}/property`, { key: 'secret', value: { is: secrets.property } })
  const form = new FormData()
  form.set('file', new Blob([`${COMMON} ${secrets.bytes}`], { type: 'text/plain' }), `${secrets.file}.txt`)
  const attached = await ask('POST', `/content/${id}/child/attachment`, form)
  const comment = status
    ? { id: '999999997' }
    : await ask('POST', '/content', {
        type: 'comment',
        container: { id, type: 'page' },
        ...storage(`<p>${COMMON} ${secrets.comment}</p>`),
      })
  // What is a draft has neither.
  const remark = status
    ? { id: '999999993' }
    : await inV2('/inline-comments', {
        pageId: id,
        body: { representation: 'storage', value: `<p>${COMMON} ${secrets.remark}</p>` },
        inlineCommentProperties: { textSelection: secrets.task },
      })
  const custom = status
    ? { id: '999999992' }
    : await inV2('/custom-content', {
        type: 'ac:secret:note',
        pageId: id,
        title: `${COMMON} ${secrets.custom}`,
        body: { representation: 'storage', value: `<p>${COMMON} ${secrets.custom}</p>` },
      })
  const tasks = (await send('admin', 'GET', `/wiki/rest/api/inlinetasks/search?pageId=${id}`)).json as Made
  return {
    page: String(id),
    spaceKey: space,
    spaceId: String(spaceId),
    comment: comment.id,
    remark: remark.id,
    custom: custom.id,
    attachment: attached.results[0]?.id ?? '',
    task: String((tasks.results[0] as { globalId?: string } | undefined)?.globalId ?? '999999996'),
    label: labels?.results[0]?.id ?? '999999995',
    property: property?.id ?? '999999994',
    secrets,
  }
}

function bodyOf(secrets: Readonly<Record<Place, string>>): string {
  const inside = `<p>${COMMON} ${secrets.body}</p>`
  const macro = (name: string, body: string, parameters = '') =>
    `<ac:structured-macro ac:name="${name}" ac:macro-id="m-${name}">${parameters}<ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`
  const row = `<table><tbody><tr><th>Owner</th><td>${secrets.body}</td></tr></tbody></table>`
  const task =
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>' +
    `<ac:task-body>${secrets.task} <ac:link><ri:user ri:username="stranger" /></ac:link></ac:task-body></ac:task></ac:task-list>`
  const named = `<ac:parameter ac:name="MultiExcerptName">part</ac:parameter>`
  return `${macro('excerpt', inside)}${macro('details', row)}${macro('multiexcerpt', inside, named)}<h2>${secrets.body}</h2>${task}`
}

async function restrict(send: SecretWiki['send'], page: string): Promise<void> {
  await send('admin', 'PUT', `/rest/experimental/content/${page}/restriction`, [
    { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
    { operation: 'update', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
  ])
}

function storage(value: string) {
  return { body: { storage: { value, representation: 'storage' } } }
}
