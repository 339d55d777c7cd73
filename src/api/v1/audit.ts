import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { csv } from '../../base/csv.ts'
import { isoDate } from '../../base/dates.ts'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { AuditRecord, NamedThing } from '../../domain/audit/audit-record.ts'
import {
  addAuditRecord,
  auditRetention,
  changeAuditRetention,
  exportAuditRecords,
  listAuditRecords,
  withinPeriod,
} from '../../domain/audit/log.ts'
import { type PeriodUnit, periodUnits } from '../../domain/audit/period.ts'
import { readUser, type User, usersById } from '../../domain/user/user.ts'
import { Answer, type Call, routesOf } from '../../http/route.ts'
import { sendArchive } from '../../http/zip.ts'
import type { ApiContext } from '../flavour.ts'
import { presentList } from './present/list.ts'
import { limit, start, stretch, text } from './query.ts'
import { listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }

const thing = Type.Object({ name: Type.String(), objectType: Type.String() }, closed)
const auditRecord = Type.Object(
  {
    author: Type.Object(
      {
        type: Type.Literal('user'),
        displayName: Type.String(),
        operations: Type.Null(),
        username: text,
        userKey: text,
        accountId: text,
        accountType: text,
        publicName: text,
        isExternalCollaborator: Type.Optional(Type.Boolean()),
        isGuest: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    remoteAddress: Type.String(),
    creationDate: Type.Integer(),
    summary: Type.String(),
    description: Type.String(),
    category: Type.String(),
    sysAdmin: Type.Boolean(),
    affectedObject: thing,
    changedValues: Type.Array(
      Type.Object({ name: Type.String(), oldValue: Type.String(), newValue: Type.String() }, closed),
    ),
    associatedObjects: Type.Array(thing),
  },
  closed,
)
const givenThing = Type.Object({ name: Type.String(), objectType: Type.String() })
const retention = { number: Type.Integer(), units: Type.String() }
const filter = { startDate: text, endDate: text, searchString: text }
const unit = Type.Union(
  periodUnits.map((name) => Type.Literal(name)),
  { default: 'MONTHS' },
)
const common = { tag: 'Audit', access: 'administrator' } as const
const refusals = ['bad-parameter', 'forbidden', 'unauthenticated'] as const

/** The audit log: what administrators did. */
export const auditRoutes = [
  route({
    ...common,
    id: 'getAuditRecords',
    method: 'GET',
    path: '/audit',
    summary: 'The records of the audit log, the newest first.',
    query: Type.Object({ ...filter, start, limit }),
    reply: listOf(auditRecord),
    errors: refusals,
    handle: (api, { call, query }) => answerRecords(api, call, filterOf(query), query),
  }),
  route({
    ...common,
    id: 'createAuditRecord',
    method: 'POST',
    path: '/audit',
    summary: 'Add a record to the audit log.',
    body: Type.Object({
      author: Type.Optional(
        Type.Object({ displayName: text, username: text, userKey: text, accountId: text }),
      ),
      remoteAddress: Type.String(),
      creationDate: Type.Optional(Type.Integer({ minimum: 0 })),
      summary: text,
      description: text,
      category: text,
      sysAdmin: Type.Optional(Type.Boolean()),
      affectedObject: Type.Optional(givenThing),
      changedValues: Type.Optional(
        Type.Array(Type.Object({ name: Type.String(), oldValue: Type.String(), newValue: Type.String() })),
      ),
      associatedObjects: Type.Optional(Type.Array(givenThing)),
    }),
    reply: auditRecord,
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      const { author = {} } = body
      const isNamed = author.username ?? author.userKey ?? author.accountId
      const user = isNamed === undefined ? undefined : await readUser(api.domain, author)
      const record = await addAuditRecord(api.domain, {
        at: body.creationDate,
        authorId: user?.id ?? null,
        authorName: author.displayName ?? user?.username ?? author.username ?? '',
        sysAdmin: body.sysAdmin ?? false,
        remoteAddress: body.remoteAddress,
        category: body.category ?? '',
        summary: body.summary ?? '',
        description: body.description ?? '',
        affected: toNamed(body.affectedObject ?? { name: '', objectType: '' }),
        changed: (body.changedValues ?? []).map((value) => ({
          name: value.name,
          old: value.oldValue,
          new: value.newValue,
        })),
        associated: (body.associatedObjects ?? []).map(toNamed),
      })
      return presentRecord(api, record, user)
    },
  }),
  route({
    ...common,
    id: 'exportAuditRecords',
    method: 'GET',
    path: '/audit/export',
    summary: 'The records of the audit log as a CSV file, or as one in a ZIP archive.',
    query: Type.Object({
      ...filter,
      format: Type.Union([Type.Literal('csv'), Type.Literal('zip')], { default: 'csv' }),
    }),
    reply: 'bytes',
    errors: refusals,
    handle: async (api, { query }) => {
      const records = await exportAuditRecords(api.domain, filterOf(query))
      const file = csv([COLUMNS, ...records.map(presentRow)])
      const fileName = 'audit-records.csv'
      const read = () => Readable.from([file])
      if (query.format === 'zip') {
        const modifiedAt = api.domain.app.clock.now()
        return sendArchive('audit-records.zip', [{ fileName, modifiedAt, read }])
      }
      return new Answer({
        headers: { 'content-type': 'text/csv', 'content-disposition': `attachment; filename="${fileName}"` },
        body: read(),
      })
    },
  }),
  route({
    ...common,
    id: 'getRetentionPeriod',
    method: 'GET',
    path: '/audit/retention',
    summary: 'For how long audit records are kept.',
    reply: Type.Object(retention, closed),
    errors: ['forbidden', 'unauthenticated'],
    handle: (api) => auditRetention(api.domain),
  }),
  route({
    ...common,
    id: 'setRetentionPeriod',
    method: 'PUT',
    path: '/audit/retention',
    summary: 'Keep audit records for another time, between a day and a year.',
    body: Type.Object(retention),
    reply: Type.Object(retention, closed),
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: (api, { body }) => changeAuditRetention(api.domain, body),
  }),
  route({
    ...common,
    id: 'getAuditRecordsForTimePeriod',
    method: 'GET',
    path: '/audit/since',
    summary: 'The records of the last months, or another period up to now.',
    query: Type.Object({
      number: Type.Optional(Type.Integer({ default: 3 })),
      units: Type.Optional(unit),
      searchString: text,
      start,
      limit,
    }),
    reply: listOf(auditRecord),
    errors: refusals,
    handle: (api, { call, query }) => {
      const { number = 3, units = 'MONTHS' } = query
      if (number < 0) throw new AppError('bad-parameter', 'The parameter number cannot be less than zero.')
      const period = withinPeriod(api.domain, { number, units: units as PeriodUnit })
      return answerRecords(api, call, { ...period, text: query.searchString || undefined }, query)
    },
  }),
]

const COLUMNS = [
  'Date',
  'Author',
  'Remote address',
  'Category',
  'Summary',
  'Description',
  'Affected object',
  'Type of the affected object',
  'Changed values',
  'Associated objects',
  'System administrator',
]

function presentRow(record: AuditRecord): (string | boolean)[] {
  return [
    isoDate(record.at),
    record.authorName,
    record.remoteAddress,
    record.category,
    record.summary,
    record.description,
    record.affected.name,
    record.affected.kind,
    record.changed.map((value) => `${value.name}: ${value.old} → ${value.new}`).join('; '),
    record.associated.map(({ name, kind }) => `${kind} ${name}`).join('; '),
    record.sysAdmin,
  ]
}

async function answerRecords(
  api: ApiContext,
  call: Call,
  wanted: Parameters<typeof listAuditRecords>[1],
  query: { readonly start?: number; readonly limit?: number },
): Promise<Record<string, unknown>> {
  const slice = stretch(query, limits.auditList, limits.auditList)
  const page = await listAuditRecords(api.domain, wanted, slice)
  const authors = await usersById(
    api.domain,
    page.items.map(({ authorId }) => authorId),
  )
  const results = page.items.map((record) =>
    presentRecord(api, record, record.authorId === null ? undefined : authors.get(record.authorId)),
  )
  return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
}

function presentRecord(
  api: ApiContext,
  record: AuditRecord,
  author: User | undefined,
): Record<string, unknown> {
  return {
    author: {
      type: 'user',
      displayName: author?.displayName ?? record.authorName,
      operations: null,
      ...(author && { username: author.username, userKey: author.userKey }),
      ...(author &&
        api.flavour.name === 'cloud' && {
          accountId: author.accountId,
          accountType: 'atlassian',
          publicName: author.displayName,
          isExternalCollaborator: false,
          isGuest: false,
        }),
    },
    remoteAddress: record.remoteAddress,
    creationDate: record.at,
    summary: record.summary,
    description: record.description,
    category: record.category,
    sysAdmin: record.sysAdmin,
    affectedObject: presentThing(record.affected),
    changedValues: record.changed.map((value) => ({
      name: value.name,
      oldValue: value.old,
      newValue: value.new,
    })),
    associatedObjects: record.associated.map(presentThing),
  }
}

function presentThing({ name, kind }: NamedThing): { name: string; objectType: string } {
  return { name, objectType: kind }
}

function toNamed({ name, objectType }: { readonly name: string; readonly objectType: string }): NamedThing {
  return { name, kind: objectType }
}

function filterOf(query: { readonly startDate?: string; endDate?: string; searchString?: string }) {
  return {
    from: timeOf('startDate', query.startDate),
    to: timeOf('endDate', query.endDate),
    text: query.searchString || undefined,
  }
}

function timeOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw new AppError('bad-parameter', `The parameter ${name} is a time in milliseconds since 1970.`)
}
