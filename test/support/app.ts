import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../../src/app.ts'
import type { Clock } from '../../src/base/clock.ts'
import { createLog } from '../../src/base/log.ts'
import { readConfig, type Settings } from '../../src/config.ts'
import { insertGlobalPermission, insertSpacePermissions } from '../../src/domain/access/rows.ts'
import { systemContext, transact, type App as DomainApp } from '../../src/domain/context.ts'
import { createGroup } from '../../src/domain/group/group.ts'
import { findSpaceByKey } from '../../src/domain/space/rows.ts'
import { createUser, readUser } from '../../src/domain/user/user.ts'
import { isChanging, type Route } from '../../src/http/route.ts'
import { observeAudit, observeReply, takeProblems } from './conform.ts'
import { people } from './people.ts'
import { createDatabase } from './postgres.ts'

/** The engines that everything is tried on. */
export type Engine = 'sqlite' | 'postgres'

/** What a test may ask of its site. */
export type TestAppOptions = {
  database: Engine
  clock?: Clock
  settings?: Partial<Record<keyof Settings, string | number>>
}

/** A real server in this process, on a real socket, with the cast of people.ts. */
export type TestApp = {
  /** Scheme, host and port. */
  url: string
  dataFolder: string
  domain: DomainApp
  /** The types of all events recorded so far, in order; without log-ins, good or failed, which any Basic call may be. */
  eventTypes: () => Promise<string[]>
  /** Lets someone of the cast, who otherwise sees no space, read this one. */
  letRead: (name: keyof typeof people, spaceKey: string) => Promise<void>
  /** Starts another server on the same data, for as long as `work` takes. */
  beside: (work: (other: { url: string; domain: DomainApp }) => Promise<void>) => Promise<void>
  /** Stops the server and removes its data; fails when an answer did not conform or a request ended in an error. */
  close: () => Promise<void>
}

/** Runs `define` once for each engine; what it defines should name the engine through the `describe` it makes. */
export function onEachDatabase(define: (database: Engine) => void): void {
  for (const database of ['sqlite', 'postgres'] as const) define(database)
}

/** Starts a fresh site. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'inver-test-'))
  const database = options.database === 'postgres' ? await createDatabase() : undefined
  const config = configFor(options, dataFolder, database?.url)
  const failures: string[] = []
  const log = createLog('error', (line) => failures.push(shortened(line)))
  const administered: { route: Route<never>; isRecorded: Promise<boolean> }[] = []
  const app = await startApp(config, {
    log,
    observe: ({ route, call, status, body }) => {
      observeReply(route, call.url, status, body)
      // Asked at once: a restored site has the audit log of its backup.
      if (status < 400 && isAdministrative(route))
        administered.push({ route, isRecorded: isAudited(app.domain, call.id) })
    },
    ...(options.clock && { clock: options.clock }),
  })
  await createCast(app.domain)
  return {
    url: app.url,
    dataFolder,
    domain: app.domain,
    eventTypes: () => eventTypes(app.domain),
    letRead: (name, spaceKey) => letRead(app.domain, name, spaceKey),
    beside: async (work) => {
      const other = await startApp(config, { log, ...(options.clock && { clock: options.clock }) })
      await work(other).finally(() => other.close())
    },
    close: async () => {
      for (const { route, isRecorded } of administered) observeAudit(route, await isRecorded)
      await app.close()
      await database?.drop()
      rmSync(dataFolder, { recursive: true, force: true })
      assert.equal(failures.join('\n'), '', 'the server logged errors')
      assert.equal(takeProblems().join('\n'), '', 'answers that are not what their route declares')
    },
  }
}

/** Of a log record what leads to its cause: the message and the first of our own lines in the stack. */
function shortened(line: string): string {
  const {
    message,
    method = '',
    path = '',
    error = '',
    stack = '',
  } = JSON.parse(line) as Record<string, string>
  const own = stack.split('\n').find((frame) => frame.includes('/src/')) ?? ''
  return `${message}: ${method} ${path}: ${error} ${own.replace(/^.*\/(?=src\/)/, '(').trim()}`
}

function configFor(options: TestAppOptions, dataFolder: string, databaseUrl: string | undefined) {
  const settings = {
    port: 0,
    host: '127.0.0.1',
    dataFolder,
    adminUsername: people.admin.username,
    adminEmail: people.admin.email,
    adminPassword: people.admin.password,
    rateLimit: 0,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...options.settings,
  }
  return readConfig(settings, {})
}

async function createCast(domain: DomainApp): Promise<void> {
  const ctx = systemContext(domain)
  for (const name of ['readers', 'strangers']) {
    const group = await createGroup(ctx, name)
    await transact(ctx, ({ db }) =>
      insertGlobalPermission(db, 'USECONFLUENCE', { kind: 'group', id: group.id }),
    )
  }
  const { admin: _madeByTheFirstStart, ...others } = people
  await Promise.all(Object.values(others).map((person) => createUser(ctx, person)))
}

async function letRead(domain: DomainApp, name: keyof typeof people, spaceKey: string): Promise<void> {
  const ctx = systemContext(domain)
  const user = await readUser(ctx, { username: people[name].username })
  const space = await findSpaceByKey(ctx.db, spaceKey)
  assert.ok(user && space, `${name} and the space ${spaceKey} exist`)
  await transact(ctx, ({ db }) =>
    insertSpacePermissions(db, space.id, [
      { permission: 'VIEWSPACE', subject: { kind: 'user', id: user.id } },
    ]),
  )
}

/** Acts of administration: what only administrators may do, and what changes permissions or credentials. */
function isAdministrative(route: Route<never>): boolean {
  const tags = [
    'Color scheme',
    'Content restrictions',
    'Global permissions',
    'Personal access tokens',
    'Settings',
    'Space permissions',
    'Template',
    'Themes',
  ]
  return isChanging(route) && (route.access === 'administrator' || tags.includes(route.tag))
}

async function isAudited(domain: DomainApp, requestId: string): Promise<boolean> {
  const records = domain.database.read.selectFrom('audit_record').select('id')
  return (await records.where('request_id', '=', requestId).limit(1).execute()).length > 0
}

async function eventTypes(domain: DomainApp): Promise<string[]> {
  const rows = await domain.database.read.selectFrom('event').select('type').orderBy('id').execute()
  return rows.map(({ type }) => type).filter((type) => !/^user\.log(ged-in|-in-failed)$/.test(type))
}
