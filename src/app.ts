import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiContext, Flavour } from './api/flavour.ts'
import { flavours } from './api/flavour.ts'
import { throughGateway } from './api/legacy/gateway/address.ts'
import { type ApiPart, apiParts } from './api/mount.ts'
import { presentError } from './api/v1/present/error.ts'
import { type Clock, systemClock } from './base/clock.ts'
import { AppError, type ErrorCode } from './base/errors.ts'
import { openLeakedPasswords } from './base/leaked-passwords.ts'
import { limits } from './base/limits.ts'
import { openScanner } from './base/scanner.ts'
import { sealWith, unsealed } from './base/seal.ts'
import { sealSecondFactors } from './domain/credential/second-factor.ts'
import { createLog, errorFacts, type Log } from './base/log.ts'
import { Mail } from './base/mail.ts'
import { Outgoing } from './base/outgoing.ts'
import { TextCache } from './base/text-cache.ts'
import { type App as DomainApp, type Context, systemContext } from './domain/context.ts'
import { type Config, listOf } from './config.ts'
import { Views } from './domain/analytics/views.ts'
import { Changes } from './domain/changes.ts'
import { Authenticator } from './domain/credential/authenticate.ts'
import { Memo } from './domain/memo.ts'
import { KeptConversions } from './domain/render/kept-conversions.ts'
import type { DocumentSettings } from './domain/render/settings.ts'
import { settleMarks } from './domain/site/secret.ts'
import { setUpSite } from './domain/site/set-up.ts'
import { KeptAnswers } from './http/kept-answers.ts'
import { answerUnknown } from './http/unknown.ts'
import { mount } from './http/mount.ts'
import { OpenIdConnect } from './http/openid-connect.ts'
import { RateLimit } from './http/rate-limit.ts'
import type { Call, Route } from './http/route.ts'
import { createServer, listen, type Server } from './http/server.ts'
import { Worker } from './jobs/worker.ts'
import { Gate } from './gate.ts'
import { openArchives } from './store/archives.ts'
import { openDiskBlobs } from './store/blobs.ts'
import { openDatabase } from './store/open.ts'
import { IdAllocator } from './store/ids.ts'
import { migrate } from './store/migrate.ts'
import type { OpenIdSignIn, WebContext } from './web/context.ts'
import { presentWebError } from './web/present-error.ts'
import { webRoutes } from './web/routes.ts'

/** What the screens call the site. */
const SITE_TITLE = 'Inver'

/** What browsers are told to remember of https, by the setting. */
const HTTPS_ONLY: Readonly<Record<Config['hsts'], string>> = {
  off: '',
  on: `max-age=${limits.httpsSeconds}`,
  subdomains: `max-age=${limits.httpsSeconds}; includeSubDomains`,
  preload: `max-age=${limits.httpsSeconds}; includeSubDomains; preload`,
}

/** A running server. */
export interface App {
  /** Where it listens: scheme, host and port. */
  readonly url: string
  /** The domain's side of it, for commands and tests in the same process. */
  readonly domain: DomainApp
  /** The address with which the administrator sets a password; absent when there is one. */
  readonly passwordLink?: string
  /** Whether this start made the site. */
  readonly first: boolean
  /** Finish what is under way, then stop. */
  close(): Promise<void>
}

/** What the test suite sees of every answer. */
export type Observer = (seen: {
  readonly part: ApiPart['name'] | 'web'
  readonly base: string
  readonly route: Route<never>
  readonly call: Call
  readonly status: number
  readonly body: unknown
}) => void

export interface StartOptions {
  readonly clock?: Clock
  readonly log?: Log
  readonly observe?: Observer
}

/** Open the parts of the program that need no network: what commands of the server work on. */
export async function openDomain(
  config: Config,
  options: StartOptions = {},
): Promise<DomainApp & { close(): Promise<void> }> {
  const leakedPasswords =
    config.leakedPasswords === '' ? undefined : await openLeakedPasswords(config.leakedPasswords)
  await makeDataFolder(config.dataFolder)
  const database = await openDatabase(config.databaseUrl)
  const clock = options.clock ?? systemClock
  await migrate(database, clock.now())
  const changes = new Changes(database)
  const mail = config.smtpUrl === '' ? undefined : new Mail(config.smtpUrl, config.mailFrom, limits.smtpMs)
  const marks = await database.transact(settleMarks)
  return {
    database,
    blobs: await openDiskBlobs(join(config.dataFolder, 'blobs')),
    archives: await openArchives(join(config.dataFolder, 'restore')),
    clock,
    ids: new IdAllocator(database),
    log: options.log ?? createLog(config.logLevel),
    changes,
    memo: new Memo(changes),
    renderings: new TextCache(limits.renderingCharacters),
    conversions: new KeptConversions(),
    documents: documentSettings(config),
    ...marks,
    queueListeners: new Set(),
    views: new Views(database, changes),
    outgoing: new Outgoing(config.outgoingAllow),
    home: config.baseUrl,
    secondFactorDemand: config.secondFactor,
    seal: config.sealKey === '' ? unsealed : sealWith(config.sealKey),
    userStorage: config.userStorage * 1024 * 1024,
    ...(config.scanner !== '' && { scanner: openScanner(config.scanner, limits.scannerIdleMs) }),
    ...(leakedPasswords && { leakedPasswords }),
    matchesEmail: config.oidcIssuer !== '' && config.oidcMatchEmail === 'on',
    ...(mail && { mail }),
    close: async () => {
      mail?.close()
      await leakedPasswords?.close()
      await database.close()
    },
  }
}

function documentSettings({ rawHtml, frames, applications, welcome }: Config): DocumentSettings {
  return {
    allowRawHtml: rawHtml === 'on',
    frameOrigins: listOf(frames),
    applications: new Map(
      listOf(applications).map((one) => {
        const sign = one.indexOf('=')
        return [one.slice(0, sign).trim().toLowerCase(), one.slice(sign + 1)]
      }),
    ),
    welcome: welcome || `<p>Welcome to ${SITE_TITLE}.</p>`,
  }
}

/** Start the server: database, site, routes, worker, port. */
export async function startApp(config: Config, options: StartOptions = {}): Promise<App> {
  const domain = await openDomain(config, options)
  try {
    return await serve(config, domain, options)
  } catch (error) {
    await domain.close()
    throw error
  }
}

async function serve(
  config: Config,
  domain: DomainApp & { close(): Promise<void> },
  options: StartOptions,
): Promise<App> {
  const site = await setUpSite(systemContext(domain), {
    username: config.adminUsername,
    email: config.adminEmail,
    ...(config.adminPassword === '' ? {} : { password: config.adminPassword }),
  })
  await sealSecondFactors(systemContext(domain))
  const authenticator = new Authenticator(domain)
  const gate = new Gate(domain, authenticator, new RateLimit(config.rateLimit), config)
  const kept = new KeptAnswers({
    most: limits.answerBytes,
    state: (topic) => (topic === undefined ? domain.changes.any() : domain.changes.content(topic)),
    now: () => domain.clock.now(),
    count: (caller, headers) => gate.count(caller, headers),
  })
  const server = await createServer({
    trustProxy: config.trustProxy,
    respell: throughGateway(domain.siteId),
    before: () => domain.database.lookForWrites(),
    shortcut: (request, response) => kept.answer(request, response),
    baseUrl: config.baseUrl,
    wire: {
      allowedHosts: listOf(config.allowedHosts),
      corsOrigins: listOf(config.corsOrigins),
      httpsOnly: HTTPS_ONLY[config.hsts],
      ...(config.tlsCertificate === ''
        ? {}
        : { tls: { certificate: config.tlsCertificate, key: config.tlsKey } }),
    },
    presentWrongHost: (call) => presentOutside(call, gate, new AppError('wrong-host')),
    presentBroken: (call) => presentOutside(call, gate, brokenAddress(call)),
  })
  const worker = new Worker(domain)
  mountAll(server, { domain, authenticator, gate, kept, openId: openIdOf(config) }, options)
  const port = await listen(server, config.host, config.port)
  const url = `${config.tlsCertificate === '' ? 'http' : 'https'}://${urlHost(config.host)}:${port}`
  await worker.start()
  return {
    url,
    domain,
    first: site.first,
    ...(site.passwordLink === undefined
      ? {}
      : { passwordLink: `${config.baseUrl || url}/setpassword/${site.passwordLink}` }),
    async close() {
      await worker.stop()
      await server.close()
      await domain.close()
    },
  }
}

/** What stands between the server and the domain. */
interface Front {
  readonly domain: DomainApp
  readonly authenticator: Authenticator
  readonly gate: Gate
  readonly kept: KeptAnswers
  readonly openId: OpenIdSignIn | undefined
}

function openIdOf(config: Config): OpenIdSignIn | undefined {
  if (config.oidcIssuer === '') return undefined
  return {
    name: config.oidcName,
    client: new OpenIdConnect({
      issuer: config.oidcIssuer,
      clientId: config.oidcClientId,
      clientSecret: config.oidcClientSecret,
      scopes: config.oidcScopes,
    }),
    rules: {
      matchesEmail: config.oidcMatchEmail === 'on',
      createsUsers: config.oidcCreateUsers === 'on',
      groups: new Map(
        listOf(config.oidcGroups).map((pair) => {
          const [there = '', here = ''] = pair.split('=')
          return [there.trim(), here.trim()]
        }),
      ),
    },
    groupsClaim: config.oidcGroupsClaim,
  }
}

function mountAll(server: Server, front: Front, options: StartOptions): void {
  const { domain, gate, kept } = front
  for (const part of apiParts) {
    mount<ApiContext>(server, {
      base: part.base,
      routes: part.routes,
      enter: async (call, route) => {
        gate.inspect(call, route.access)
        const { context, headers, terms } = await gate.enter(call, route, part.flavour)
        const base = gate.originOf(call) + part.flavour.contextPath
        const asSeenBy = (domain: Context): ApiContext => ({
          domain,
          flavour: part.flavour,
          base,
          admit: async (operation, credentials) =>
            asSeenBy(await gate.admit(call, domain, operation, credentials)),
        })
        return { context: asSeenBy(context), headers, terms }
      },
      presentError: part.presentError,
      kept,
      report: (error, call) => report(domain, error, call),
      noteRefusal: (error, call) => noteRefusal(domain, gate, error, call),
      observe: options.observe && observer(options.observe, part.name, part.base),
    })
  }
  for (const flavour of flavours) mountWeb(server, flavour, front, options)
  answerUnknown(server, async (call) => {
    await gate.recognize(call)
    return presentUnknown(call, gate)
  })
}

function mountWeb(
  server: Server,
  flavour: Flavour,
  { domain, authenticator, gate, openId }: Front,
  options: StartOptions,
): void {
  const siteTitle = SITE_TITLE
  mount<WebContext>(server, {
    base: flavour.contextPath,
    routes: webRoutes,
    enter: async (call, route) => {
      const { context, headers, csrf } = await gate.enter(call, route, flavour)
      const base = gate.originOf(call) + flavour.contextPath
      return {
        context: { domain: context, authenticator, base, csrf, siteTitle, https: gate.isHttps(call), openId },
        headers,
      }
    },
    inspect: (call, context, body, route) => {
      // A body of files is not read yet: its form carries the token in the address.
      const inAddress = new URLSearchParams(call.url.split('?', 2)[1]).get('atl_token')
      const token = (body as { atl_token?: unknown } | undefined)?.atl_token ?? inAddress
      gate.inspect(call, route.access, context.csrf, typeof token === 'string' ? token : undefined)
    },
    presentError: (error, call) =>
      presentWebError(error, call, {
        contextPath: flavour.contextPath,
        siteTitle,
        loggedIn: gate.isLoggedIn(call),
      }),
    report: (error, call) => report(domain, error, call),
    noteRefusal: (error, call) => noteRefusal(domain, gate, error, call),
    observe: options.observe && observer(options.observe, 'web', flavour.contextPath),
  })
}

function observer(observe: Observer, part: ApiPart['name'] | 'web', base: string) {
  return <C>(route: Route<C>, call: Call, status: number, body: unknown) =>
    observe({ part, base, route: route as unknown as Route<never>, call, status, body })
}

/** An address that nothing serves, or that is served with other methods only. */
function presentUnknown(call: Call, gate: Gate) {
  const path = call.url.split('?', 1)[0] ?? ''
  const methods = apiParts
    .filter((part) => path.startsWith(`${part.base}/`))
    .flatMap((part) => part.routes.filter((route) => matches(part.base + route.path, path)))
    .map((route) => route.method)
  const error =
    methods.length > 0
      ? new AppError(
          'wrong-method',
          `${call.method} is not possible here. Use ${[...new Set(methods)].join(', ')}.`,
        )
      : new AppError('unknown-address', `null for uri: ${gate.originOf(call)}${call.url}`)
  return presentOutside(call, gate, error)
}

function brokenAddress(call: Call): AppError {
  return new AppError('bad-request', `The address is not well-formed: ${call.url.slice(0, 200)}`)
}

/** A refusal outside every route: JSON in the words of the API's flavour, a page for people. */
function presentOutside(call: Call, gate: Gate, error: AppError) {
  const flavour = flavours.toReversed().find(({ contextPath }) => call.url.startsWith(`${contextPath}/`))
  const path = call.url.split('?', 1)[0] ?? ''
  const part = apiParts.find((one) => path.startsWith(`${one.base}/`))
  if (part) return part.presentError(error, call)
  if (/\/(rest|rpc|api)\//.test(path) && flavour) return presentError(flavour, error, call)
  return presentWebError(error, call, {
    contextPath: flavour?.contextPath ?? '',
    siteTitle: SITE_TITLE,
    loggedIn: gate.isLoggedIn(call),
  })
}

function matches(pattern: string, path: string): boolean {
  const expression = pattern
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\*\}/g, '.+')
    .replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${expression}/?$`).test(path)
}

function report(domain: DomainApp, error: unknown, call: Call): void {
  domain.log.error('a request failed', { ...factsOf(call), ...errorFacts(error) })
}

/**
 * What somebody tried who may not, was shut out, was made to by another site, or sent what cannot be: for whoever looks for
 * attacks. What looks absent is not among it, since it cannot be told from a mistake.
 */
const NOTED: ReadonlySet<ErrorCode> = new Set([
  'bad-request',
  'bad-parameter',
  'bad-body',
  'bad-cql',
  'bad-markup',
  'too-large',
  'wrong-media-type',
  'forbidden',
  'no-access',
  'locked-out',
  'xsrf',
  'too-many-requests',
])

function noteRefusal(domain: DomainApp, gate: Gate, error: AppError, call: Call): void {
  if (!NOTED.has(error.code)) return
  const user = gate.userOf(call)
  domain.log.info('a request was refused', {
    ...factsOf(call),
    why: error.code,
    address: call.address,
    ...(user === undefined ? {} : { user }),
  })
}

function factsOf(call: Call) {
  const path = call.url.split('?', 1)[0]?.replace(SECRET_IN_PATH, '$1…')
  return { request: call.id, method: call.method, path }
}

/** Addresses that open something by themselves: they belong into no log. */
const SECRET_IN_PATH = /(\/(?:setpassword|unwatch)\/).+/

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The data folder ${folder} cannot be made: ${(error as Error).message}.`,
    )
  }
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
