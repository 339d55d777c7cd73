import type { Clock } from '../base/clock.ts'
import { randomToken } from '../base/ids.ts'
import type { LeakedPasswords } from '../base/leaked-passwords.ts'
import type { Log } from '../base/log.ts'
import type { Mail } from '../base/mail.ts'
import type { Outgoing } from '../base/outgoing.ts'
import type { Scanner } from '../base/scanner.ts'
import type { Seal } from '../base/seal.ts'
import type { TextCache } from '../base/text-cache.ts'
import type { Archives } from '../store/archives.ts'
import type { Blobs } from '../store/blobs.ts'
import type { Database, Db } from '../store/database.ts'
import type { IdAllocator } from '../store/ids.ts'
import { type Actor, systemActor } from './access/actor.ts'
import type { Views } from './analytics/views.ts'
import type { Changes, Touched } from './changes.ts'
import type { Memo } from './memo.ts'
import type { KeptConversions } from './render/kept-conversions.ts'
import type { DocumentSettings } from './render/settings.ts'

/** What one running server consists of, as far as the domain needs it. */
export interface App {
  readonly database: Database
  readonly blobs: Blobs
  /** Backups of the site and of spaces. */
  readonly archives: Archives
  readonly clock: Clock
  readonly ids: IdAllocator
  readonly log: Log
  readonly changes: Changes
  readonly memo: Memo
  /** Rendered bodies of versions that depend on nothing else. */
  readonly renderings: TextCache
  /** Conversions that clients fetch later. */
  readonly conversions: KeptConversions
  /** How documents are shown, as far as an administrator decides it. */
  readonly documents: DocumentSettings
  /** Signs cursors and the like; made at first start, kept in the database. */
  readonly secret: string
  /** The UUID that the Cloud calls a site by; made at first start, kept in the database. */
  readonly siteId: string
  /** Who wants to know at once when a job is queued. */
  readonly queueListeners: Set<() => void>
  /** Views of pages that wait to be counted. */
  readonly views: Views
  /** Takes letters to people; absent where no mail server is set. */
  readonly mail?: Mail
  /** Bytes of files that one user may keep; 0: as many as there is room for. */
  readonly userStorage: number
  /** Looks through uploads, where there is one. */
  readonly scanner?: Scanner
  /** Passwords that nobody may take, where there is a list of them. */
  readonly leakedPasswords?: LeakedPasswords
  /** By which secrets are kept that have to be read again. */
  readonly seal: Seal
  /** Of whom a second factor is demanded. */
  readonly secondFactorDemand: 'off' | 'administrators' | 'everybody'
  /** Whether somebody who signs in elsewhere gets the account that has their address of e-mail. */
  readonly matchesEmail: boolean
  /** Scheme, host and port that links in letters begin with. */
  readonly home: string
  /** Asks programs of other people. */
  readonly outgoing: Outgoing
}

/** How addresses of this site are spelled for the one who asks. */
export interface Place {
  /** Scheme, host and port, without a trailing slash. */
  readonly origin: string
  /** `''`, `/confluence` or `/wiki` */
  readonly contextPath: string
  /** Data Center writes `/display/KEY/Title`, the Cloud `/spaces/KEY/pages/ID/Title`. */
  readonly pageAddress: 'display' | 'spaces'
}

/** Who asks, on which database handle, seen from where. The first argument of every verb. */
export interface Context {
  readonly app: App
  /** The reader, or the transaction inside `transact`. */
  readonly db: Db
  readonly actor: Actor
  readonly place: Place
  readonly requestId: string
  /** The caller's network address; empty for the program itself. */
  readonly address: string
  readonly inTransaction: boolean
  /** The next id for something new; only inside `transact`, as many as it was asked to reserve. */
  takeId(): number
  /** What the open transaction has changed for readers; only inside `transact`, where `emit` fills it. */
  readonly touched?: Touched
}

/** What one write usually makes: a content, an event, a job or two. */
const USUAL_IDS = 4

/**
 * Run `work` in one write transaction (joined when one is open already). Policy questions and pure work come
 * before it; inside, nothing but the database is awaited, since other writes wait. `ids`: how many new things
 * the work makes at most, events and jobs included.
 */
export async function transact<T>(
  ctx: Context,
  work: (ctx: Context) => Promise<T>,
  ids = USUAL_IDS,
): Promise<T> {
  if (ctx.inTransaction) return work(ctx)
  const first = await ctx.app.ids.reserve(ids)
  // Made anew at each attempt: the engine may ask to repeat the work.
  let touched: Touched = { facts: true, contents: new Set() }
  const result = await ctx.app.database.transact((db) => {
    touched = { facts: false, contents: new Set() }
    return work({ ...ctx, db, inTransaction: true, takeId: idsFrom(first, ids), touched })
  })
  // A write that records no event says nothing of what it changed: it may be anything.
  if (touched.contents.size === 0 && !touched.unseen) touched.facts = true
  ctx.app.changes.committed(touched)
  if (touched.queued) for (const wake of ctx.app.queueListeners) wake()
  return result
}

function idsFrom(first: number, count: number): () => number {
  let next = first
  return () => {
    if (next >= first + count) throw new Error('This transaction makes more things than it reserved ids for.')
    return next++
  }
}

function noIds(): number {
  throw new Error('Ids are taken inside transact.')
}

/** A context in which the program itself acts: set-up, jobs, the server's own commands. */
export function systemContext(
  app: App,
  place: Place = { origin: '', contextPath: '', pageAddress: 'display' },
): Context {
  return {
    app,
    db: app.database.read,
    actor: systemActor,
    place,
    requestId: `system-${randomToken(6)}`,
    address: '',
    inTransaction: false,
    takeId: noIds,
  }
}

/** A context for one request. */
export function requestContext(
  app: App,
  actor: Actor,
  place: Place,
  request: { readonly id: string; readonly address: string },
): Context {
  const { id: requestId, address } = request
  return { app, db: app.database.read, actor, place, requestId, address, inTransaction: false, takeId: noIds }
}

/** The same question asked by somebody else. */
export function as(ctx: Context, actor: Actor): Context {
  return { ...ctx, actor }
}

/** Milliseconds since 1970, by the app's clock. */
export function now(ctx: Context): number {
  return ctx.app.clock.now()
}

/** An answer that only depends on the database: remembered outside transactions, asked anew inside them. */
export function remembered<T>(ctx: Context, key: string, compute: () => Promise<T>): Promise<T> {
  return ctx.inTransaction ? compute() : ctx.app.memo.get(key, compute)
}
