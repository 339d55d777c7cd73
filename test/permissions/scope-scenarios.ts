/** The rules of token scopes, tried in the domain; over HTTP they are tried in test/api/token-scopes.test.ts. */
import assert from 'node:assert/strict'
import type { Scope, UserActor } from '../../src/domain/access/actor.ts'
import { can, canInSpace, holdsGlobally } from '../../src/domain/access/policy.ts'
import { insertGlobalPermission, replaceRestrictions } from '../../src/domain/access/rows.ts'
import { createContent } from '../../src/domain/content/create.ts'
import { movePage } from '../../src/domain/content/move.ts'
import { listContent, readContent } from '../../src/domain/content/read.ts'
import { purgeContent, trashContent } from '../../src/domain/content/trash.ts'
import { updateContentTo } from '../../src/domain/content/update.ts'
import { as, type Context, transact } from '../../src/domain/context.ts'
import { readScope } from '../../src/domain/credential/scope.ts'
import { listSessions } from '../../src/domain/credential/session.ts'
import { readSecondFactor } from '../../src/domain/credential/second-factor.ts'
import { createToken, listTokens, revokeToken } from '../../src/domain/credential/token.ts'
import { search } from '../../src/domain/search.ts'
import { createSpace } from '../../src/domain/space/create.ts'
import { listSpaces, readSpace } from '../../src/domain/space/read.ts'
import { findTokenById } from '../../src/domain/credential/rows.ts'
import { findOrMakeLabel } from '../../src/domain/label/attach.ts'
import { relate, unrelate } from '../../src/domain/relation/relation.ts'
import { setPreference } from '../../src/domain/preference/preference.ts'
import { changeOwnDetails } from '../../src/domain/user/own.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { createUserProperty } from '../../src/domain/user-property/user-property.ts'
import { unwatch, watch } from '../../src/domain/watch/watch.ts'
import { type ActorName, outcome, type Stage } from './stage.ts'

interface Scenario {
  readonly rule: number
  readonly name: string
  run(stage: Stage): Promise<void>
}

const WRITER = ['VIEWSPACE', 'EDITSPACE', 'EDITBLOG', 'COMMENT', 'REMOVEPAGE', 'CREATEATTACHMENT'] as const
const ACTIONS = ['read', 'update', 'remove', 'restrict', 'comment', 'attach'] as const

/** Somebody of the stage, with a token of this scope. */
function holding(stage: Stage, name: ActorName, scope: Scope): Context {
  const { actor } = stage.as(name)
  assert.equal(actor.kind, 'user')
  return as(stage.system, { ...(actor as UserActor), by: 'token', scope })
}

function idOf(ctx: Context): number {
  return (ctx.actor as UserActor).userId
}

async function titles(ctx: Context, spaceId: number): Promise<string[]> {
  const { items } = await listContent(ctx, { spaceIds: [spaceId] }, 'id', { limit: 100 })
  return items.map(({ title }) => title)
}

async function found(ctx: Context, cql: string): Promise<number[]> {
  const { hits } = await search(ctx, { cql, limit: 100 })
  return hits.flatMap((hit) => (hit.kind === 'content' ? hit.content.id : []))
}

/** A scenario for each rule, and more. */
export const scopeScenarios: Scenario[] = [
  {
    rule: 42,
    name: 'a scope gives nothing that its user does not hold',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE'] })
      const hidden = await stage.space({ ben: WRITER })
      const page = await stage.make('ben', { kind: 'page', title: 'For readers', spaceId: space.id })
      const shut = await stage.make('ben', { kind: 'page', title: 'Shut', spaceId: space.id })
      await transact(stage.system, ({ db }) =>
        replaceRestrictions(db, shut.id, 'read', [stage.userOrGroup('ben')]),
      )
      for (const scope of [
        { level: 'admin' },
        { level: 'admin', spaceId: space.id },
        { level: 'admin', spaceId: hidden.id },
        { level: 'admin', spaceId: space.id, pageId: shut.id },
      ] as const) {
        const ann = holding(stage, 'ann', scope)
        assert.equal(await can(ann, 'read', shut), false)
        assert.equal(await can(ann, 'update', page), false)
        assert.equal(await canInSpace(ann, 'view', hidden.id), false)
        assert.equal(await canInSpace(ann, 'create-page', space.id), false)
        assert.equal(await holdsGlobally(ann, 'ADMINISTRATECONFLUENCE'), false)
      }
      const plain = await createToken(stage.as('ann'), { userId: idOf(stage.as('ann')), name: 'plain' })
      assert.deepEqual(plain.token.scope, { level: 'admin' })
      const row = await findTokenById(stage.system.db, plain.token.id)
      assert.equal(row && (await readScope(stage.system.db, row)), undefined)
    },
  },
  {
    rule: 43,
    name: 'read changes nothing, write administers nothing, system administrators included',
    async run(stage) {
      const space = await stage.space({ ann: [...WRITER, 'SETPAGEPERMISSIONS', 'SETSPACEPERMISSIONS'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Here', spaceId: space.id })
      await transact(stage.system, ({ db }) =>
        insertGlobalPermission(db, 'CREATESPACE', stage.subject('ann')),
      )
      for (const name of ['ann', 'root'] as const) {
        const reader = holding(stage, name, { level: 'read' })
        for (const action of ACTIONS) assert.equal(await can(reader, action, page), action === 'read', action)
        assert.equal(await canInSpace(reader, 'view', space.id), true)
        assert.equal(await canInSpace(reader, 'create-page', space.id), false)
        assert.equal(await canInSpace(reader, 'create-blogpost', space.id), false)
        assert.equal(await holdsGlobally(reader, 'CREATESPACE'), false)
        const change = { id: page.id, version: 2, title: 'Changed' }
        assert.equal(await outcome(updateContentTo(reader, change)), 'forbidden')
        assert.equal(await outcome(trashContent(reader, page.id)), 'forbidden')
        const writer = holding(stage, name, { level: 'write' })
        for (const action of ACTIONS) assert.equal(await can(writer, action, page), true, action)
        assert.equal(await holdsGlobally(writer, 'CREATESPACE'), true)
        assert.equal(await canInSpace(writer, 'administer', space.id), false)
        assert.equal(await holdsGlobally(writer, 'ADMINISTRATECONFLUENCE'), false)
        const admin = holding(stage, name, { level: 'admin' })
        assert.equal(await canInSpace(admin, 'administer', space.id), true)
        assert.equal(await holdsGlobally(admin, 'SYSTEMADMINISTRATOR'), name === 'root')
      }
      const hidden = await stage.make('ben', {
        kind: 'page',
        title: 'No',
        spaceId: (await stage.space({})).id,
      })
      const reader = holding(stage, 'ann', { level: 'read' })
      assert.equal(await outcome(updateContentTo(reader, { id: hidden.id, version: 2 })), 'not-found')
    },
  },
  {
    rule: 44,
    name: 'outside of its space everything looks absent',
    async run(stage) {
      const [inside, outside] = [await stage.space({ ann: WRITER }), await stage.space({ ann: WRITER })]
      const here = await stage.make('ann', { kind: 'page', title: 'Inside scope', spaceId: inside.id })
      const there = await stage.make('ann', { kind: 'page', title: 'Outside scope', spaceId: outside.id })
      for (const name of ['ann', 'root'] as const) {
        const ctx = holding(stage, name, { level: 'admin', spaceId: inside.id })
        assert.equal((await readContent(ctx, here.id)).id, here.id)
        assert.equal(await outcome(readContent(ctx, there.id)), 'not-found')
        assert.deepEqual(await found(ctx, 'title ~ "scope"'), [here.id])
        assert.deepEqual(await titles(ctx, outside.id), [])
        assert.equal(await outcome(readSpace(ctx, outside.key)), 'not-found')
        const spaces = await listSpaces(ctx, {}, 'key', { limit: 100 })
        assert.deepEqual(
          spaces.items.map(({ key }) => key),
          [inside.key],
        )
        const elsewhere = { kind: 'page', title: 'Elsewhere', spaceId: outside.id } as const
        assert.equal(await outcome(createContent(ctx, elsewhere)), 'not-found')
        assert.equal(await outcome(movePage(ctx, here.id, 'append', there.id)), 'not-found')
        const change = { id: here.id, version: 2, spaceKey: outside.key }
        assert.equal(await outcome(updateContentTo(ctx, change)), 'not-found')
        assert.equal(await holdsGlobally(ctx, 'USECONFLUENCE'), true)
        assert.equal(await outcome(createSpace(ctx, { key: 'NOTSO', name: 'x' })), 'forbidden')
        assert.equal(await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE'), false)
        const made = await createContent(ctx, { ...elsewhere, title: `By ${name}`, spaceId: inside.id })
        assert.equal(made.spaceId, inside.id)
      }
    },
  },
  {
    rule: 45,
    name: 'outside of its tree everything looks absent, and nothing leaves the tree',
    async run(stage) {
      const space = await stage.space({ ann: [...WRITER, 'SETSPACEPERMISSIONS'] })
      const make = (title: string, parentId?: number) =>
        stage.make('ann', { kind: 'page', title, spaceId: space.id, parentId })
      const above = await make('Tree above')
      const top = await make('Tree top', above.id)
      const below = await make('Tree below', top.id)
      const beside = await make('Tree beside', above.id)
      const comment = await stage.make('ann', { kind: 'comment', title: '', containerId: below.id })
      const file = await stage.attachment('ann', below)
      const strange = await stage.attachment('ann', beside)
      const blog = { kind: 'blogpost', title: 'Tree blog', spaceId: space.id } as const
      const post = await stage.make('ann', blog)
      for (const name of ['ann', 'root'] as const) {
        const ctx = holding(stage, name, { level: 'admin', spaceId: space.id, pageId: top.id })
        for (const content of [top, below, comment, file]) {
          assert.equal(await can(ctx, 'read', content), true, content.title)
        }
        for (const content of [above, beside, strange, post]) {
          assert.equal(await can(ctx, 'read', content), false, content.title)
          assert.equal(await outcome(updateContentTo(ctx, { id: content.id, version: 2 })), 'not-found')
        }
        assert.deepEqual(await found(ctx, 'title ~ "tree" and type = page order by id'), [top.id, below.id])
        assert.equal((await readSpace(ctx, space.key)).id, space.id)
        assert.equal(await canInSpace(ctx, 'administer', space.id), false)
        assert.equal(await outcome(createContent(ctx, { ...blog, title: 'No' })), 'forbidden')
        const page = { kind: 'page', title: `Made by ${name}`, spaceId: space.id } as const
        assert.equal(await outcome(createContent(ctx, page)), 'forbidden')
        assert.equal(await outcome(createContent(ctx, { ...page, parentId: above.id })), 'not-found')
        const custom = { kind: 'ac:app:thing', title: `Of ${name}` } as const
        assert.equal(await outcome(createContent(ctx, { ...custom, spaceId: space.id })), 'forbidden')
        assert.equal(await outcome(createContent(ctx, { ...custom, containerId: beside.id })), 'not-found')
        assert.equal(await outcome(createContent(ctx, { ...custom, containerId: below.id })), 'allowed')
        const made = await createContent(ctx, { ...page, parentId: below.id })
        assert.equal(await can(ctx, 'update', made), true)
        assert.equal(
          await outcome(updateContentTo(ctx, { id: made.id, version: 2, parentId: null })),
          'forbidden',
        )
        assert.equal(await outcome(movePage(ctx, made.id, 'append', beside.id)), 'not-found')
        assert.equal(await outcome(movePage(ctx, made.id, 'after', top.id)), 'forbidden')
        assert.equal(
          await outcome(updateContentTo(ctx, { id: top.id, version: 2, parentId: null })),
          'forbidden',
        )
        await movePage(ctx, made.id, 'append', top.id)
      }
      const ann = stage.as('ann')
      const { token } = await createToken(ann, { userId: idOf(ann), name: 't', scope: { pageId: top.id } })
      const scopeNow = async () => {
        const row = await findTokenById(stage.system.db, token.id)
        return row && readScope(stage.system.db, row)
      }
      const other = await stage.space({ ann: WRITER })
      const goal = await stage.make('ann', { kind: 'page', title: 'Goal', spaceId: other.id })
      await movePage(ann, top.id, 'append', goal.id)
      assert.deepEqual(await scopeNow(), { level: 'admin', spaceId: other.id, pageId: top.id })
      await trashContent(stage.system, top.id)
      await purgeContent(stage.system, top.id)
      const [gone] = [await scopeNow()]
      assert.ok(gone)
      const left = holding(stage, 'root', gone)
      assert.equal(await can(left, 'read', below), false)
      assert.deepEqual(await titles(left, other.id), [])
    },
  },
  {
    rule: 46,
    name: 'a narrower token neither sees nor changes the account',
    async run(stage) {
      const space = await stage.space({ ann: WRITER })
      const own = idOf(stage.as('ann'))
      for (const scope of [
        { level: 'read' },
        { level: 'write' },
        { level: 'admin', spaceId: space.id },
      ] as const) {
        const ctx = holding(stage, 'ann', scope)
        assert.equal(await outcome(createToken(ctx, { userId: own, name: 'wider' })), 'forbidden')
        assert.equal(await outcome(listTokens(ctx, own)), 'forbidden')
        assert.equal(await outcome(revokeToken(ctx, own, 1)), 'forbidden')
        assert.equal(await outcome(listSessions(ctx, own)), 'forbidden')
        assert.equal(await outcome(readSecondFactor(ctx, own)), 'forbidden')
        assert.equal(await outcome(changeOwnDetails(ctx, '', { displayName: 'x' })), 'forbidden')
      }
      const ann = await readUser(stage.system, { username: 'ann' })
      assert.ok(ann)
      const label = await transact(stage.system, (ctx) =>
        findOrMakeLabel(ctx, { prefix: 'global', name: 'of-all' }),
      )
      const belongings = async (scope: Scope) => {
        const ctx = holding(stage, 'ann', scope)
        return [
          await outcome(setPreference(ctx, ann, 'letters', 'never')),
          await outcome(createUserProperty(ctx, ann, `of ${scope.spaceId}`, 1)),
          await outcome(watch(ctx, ann, { label })),
          await outcome(unwatch(ctx, ann, { label })),
          await outcome(relate(ctx, 'knows', { user: ann }, { user: ann })),
          await outcome(unrelate(ctx, 'knows', { user: ann }, { space })),
          await outcome(relate(ctx, 'favourite', { user: ann }, { space })),
          await outcome(watch(ctx, ann, { space })),
        ]
      }
      const [no, yes] = ['forbidden', 'allowed']
      assert.deepEqual(await belongings({ level: 'write', spaceId: space.id }), [
        no,
        no,
        no,
        no,
        no,
        no,
        yes,
        yes,
      ])
      assert.deepEqual(await belongings({ level: 'write' }), Array(8).fill(yes))
      const whole = holding(stage, 'ann', { level: 'admin' })
      assert.equal(await outcome(createToken(whole, { userId: own, name: 'same' })), 'allowed')
    },
  },
  {
    rule: 47,
    name: 'accounts of others are for those who may change them',
    async run(stage) {
      const ann = idOf(stage.as('ann'))
      const root = idOf(stage.as('root'))
      assert.equal(await outcome(listSessions(stage.as('ben'), ann)), 'forbidden')
      assert.equal(await outcome(listTokens(stage.as('ben'), ann)), 'forbidden')
      assert.equal(await outcome(listSessions(stage.as('root'), ann)), 'allowed')
      assert.equal(await outcome(readSecondFactor(stage.as('root'), ann)), 'allowed')
      await transact(stage.system, ({ db }) =>
        insertGlobalPermission(db, 'ADMINISTRATECONFLUENCE', stage.subject('cleo')),
      )
      assert.equal(await outcome(listTokens(stage.as('cleo'), ann)), 'allowed')
      assert.equal(await outcome(listTokens(stage.as('cleo'), root)), 'forbidden')
      assert.equal(await outcome(createToken(stage.as('cleo'), { userId: root, name: 'up' })), 'forbidden')
    },
  },
]
