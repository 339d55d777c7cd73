/**
 * Made-up wikis, and of each the question who may read what, answered five times: by `can` for each content, by
 * `allowed` for all at once, by `visible` as a predicate in SQL, inside a transaction where nothing is remembered,
 * and by the rules of docs/reference/permissions.md applied here to the plain rows.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { type Actor, actorId, type Scope, seesEverything } from '../../src/domain/access/actor.ts'
import {
  allowed,
  can,
  type ContentAction,
  contentActions,
  permitted,
} from '../../src/domain/access/policy.ts'
import type { SpacePermission } from '../../src/domain/access/permissions.ts'
import { replaceRestrictions, restrictionsOf } from '../../src/domain/access/rows.ts'
import { visible } from '../../src/domain/access/visible.ts'
import type { Content } from '../../src/domain/content/content.ts'
import { putAside, trashContent } from '../../src/domain/content/trash.ts'
import { listContent } from '../../src/domain/content/read.ts'
import { findContents, listContents } from '../../src/domain/content/rows.ts'
import { updateContentTo } from '../../src/domain/content/update.ts'
import { type Context, transact } from '../../src/domain/context.ts'
import type { Space } from '../../src/domain/space/space.ts'
import { onEachDatabase } from '../support/app.ts'
import { type ActorName, type Grants, openStage, type Stage, type SubjectName } from './stage.ts'

const SEED = 20_261_120
const WIKIS = 30
const ASKING: readonly ActorName[] = ['ann', 'ben', 'cleo', 'root', 'anonymous', 'system']

/** A recipe: numbers point at what was made before, modulo how much there is. */
interface Recipe {
  readonly viewers: readonly (readonly SubjectName[])[]
  readonly steps: readonly Step[]
}

type Step =
  | { readonly make: 'page' | 'blogpost' | 'draft'; readonly by: ActorName; readonly at: number }
  | {
      readonly make: 'comment' | 'answer' | 'attachment' | 'custom'
      readonly by: ActorName
      readonly at: number
    }
  | {
      readonly make: 'restriction'
      readonly operation: 'read' | 'update'
      readonly at: number
      readonly to: readonly ('ann' | 'ben' | 'cleo' | 'staff' | 'crew')[]
    }
  | Aside
  | { readonly make: 'moved'; readonly at: number; readonly below: number }

type Aside = { readonly make: 'trashed' | 'archived'; readonly at: number }

function isAside(step: Step): step is Aside {
  return step.make === 'trashed' || step.make === 'archived'
}

const author = fc.constantFrom<ActorName>('ann', 'ben', 'cleo', 'system')
const at = fc.nat({ max: 1000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ make: fc.constant('page' as const), by: author, at }) },
  {
    weight: 3,
    arbitrary: fc.record({ make: fc.constantFrom('blogpost' as const, 'draft' as const), by: author, at }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      make: fc.constantFrom('comment' as const, 'answer' as const, 'attachment' as const, 'custom' as const),
      by: author,
      at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      make: fc.constant('restriction' as const),
      operation: fc.constantFrom('read' as const, 'read' as const, 'update' as const),
      at,
      to: fc.uniqueArray(fc.constantFrom('ann', 'ben', 'cleo', 'staff', 'crew'), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ make: fc.constantFrom('trashed' as const, 'archived' as const), at }),
  },
  { weight: 2, arbitrary: fc.record({ make: fc.constant('moved' as const), at, below: at }) },
)
const viewers = fc.uniqueArray(
  fc.constantFrom<SubjectName>('ann', 'ben', 'cleo', 'staff', 'crew', 'anonymous', 'authenticated'),
  { maxLength: 3 },
)
const recipe: fc.Arbitrary<Recipe> = fc.record({
  viewers: fc.array(viewers, { minLength: 2, maxLength: 2 }),
  steps: fc.array(step, { minLength: 10, maxLength: 24 }),
})

interface Wiki {
  readonly spaces: readonly Space[]
  readonly viewersOf: ReadonlyMap<number, readonly SubjectName[]>
  readonly ids: number[]
}

const VIEW: readonly SpacePermission[] = ['VIEWSPACE']

async function build(stage: Stage, { viewers, steps }: Recipe): Promise<Wiki> {
  const spaces: Space[] = []
  const viewersOf = new Map<number, readonly SubjectName[]>()
  for (const names of viewers) {
    const grants: Grants = Object.fromEntries(names.map((name) => [name, VIEW]))
    const space = await stage.space(grants)
    spaces.push(space)
    viewersOf.set(space.id, names)
  }
  const wiki: Wiki = { spaces, viewersOf, ids: spaces.flatMap(({ homepageId }) => homepageId ?? []) }
  for (const [index, one] of steps.entries()) await take(stage, wiki, one, index)
  return wiki
}

async function take(stage: Stage, wiki: Wiki, step: Step, index: number): Promise<void> {
  const made = await findContents(stage.system.db, wiki.ids)
  const pick = (n: number, fits: (content: Content) => boolean): Content | undefined => {
    const fitting = made.filter(fits)
    return fitting[n % Math.max(fitting.length, 1)]
  }
  const isPage = ({ kind, status }: Content) => kind === 'page' && status === 'current'
  const holds = ({ kind, status }: Content) =>
    (kind === 'page' || kind === 'blogpost') && (status === 'current' || status === 'draft')
  if (step.make === 'restriction') {
    const content = pick(step.at, ({ kind }) => kind === 'page' || kind === 'blogpost')
    if (content === undefined) return
    await transact(stage.system, ({ db }) =>
      replaceRestrictions(db, content.id, step.operation, step.to.map(stage.userOrGroup)),
    )
    return
  }
  if (isAside(step)) {
    const isIt = step.make === 'archived' ? isPage : ({ kind }: Content) => kind !== 'comment'
    const content = pick(step.at, (one) => one.status === 'current' && isIt(one))
    if (content && step.make === 'trashed') await trashContent(stage.system, content.id)
    else if (content) await putAside(stage.system, content.id, 'archived')
    return
  }
  if (step.make === 'moved') {
    const content = pick(step.at, isPage)
    const parent = pick(step.below, (one) => isPage(one) && !isBelow(made, one, content))
    if (content === undefined || parent === undefined) return
    const space = wiki.spaces.find(({ id }) => id === parent.spaceId)
    await updateContentTo(stage.system, {
      id: content.id,
      version: content.version + 1,
      parentId: parent.id,
      spaceKey: space?.key,
    })
    return
  }
  const content = await makeContent(stage, step, index, pick(step.at, step.make === 'page' ? isPage : holds))
  if (content) wiki.ids.push(content.id)
}

async function makeContent(
  stage: Stage,
  step: Extract<Step, { by: ActorName }>,
  index: number,
  near: Content | undefined,
): Promise<Content | undefined> {
  if (near === undefined) return undefined
  const title = `Content ${index} of ${near.id}`
  switch (step.make) {
    case 'page':
      return stage.make(step.by, { kind: 'page', title, parentId: near.id })
    case 'draft':
      return stage.make(step.by, { kind: 'page', title, spaceId: near.spaceId, status: 'draft' })
    case 'blogpost':
      return stage.make(step.by, { kind: 'blogpost', title, spaceId: near.spaceId })
    case 'comment':
    case 'answer':
      return near.status === 'draft'
        ? undefined
        : stage.make(step.by, { kind: 'comment', title: '', containerId: near.id })
    case 'custom':
      return near.status === 'draft'
        ? undefined
        : stage.make(step.by, { kind: 'ac:app:note', title, containerId: near.id })
    case 'attachment':
      return stage.attachment(step.by, near, `file-${index}.txt`)
  }
}

function isBelow(made: readonly Content[], one: Content, top: Content | undefined): boolean {
  for (let here: Content | undefined = one; here; here = made.find(({ id }) => id === here?.parentId)) {
    if (here.id === top?.id) return true
  }
  return false
}

/** Rules 2 to 6, read off the rows by somebody who has never seen policy.ts. */
async function byTheBook(stage: Stage, wiki: Wiki, contents: readonly Content[], asking: ActorName) {
  const { actor } = stage.as(asking)
  const rows = (
    await restrictionsOf(
      stage.system.db,
      contents.map(({ id }) => id),
    )
  ).filter(({ operation }) => operation === 'read')
  const names = namesOf(asking)
  const keys = new Set(names.map((name) => JSON.stringify(stage.subject(name))))
  const byId = new Map(contents.map((content) => [content.id, content]))
  const isOpen = (id: number): boolean => {
    const listed = rows.filter(({ contentId }) => contentId === id)
    return listed.length === 0 || listed.some(({ subject }) => keys.has(JSON.stringify(subject)))
  }
  return contents.filter((content) => {
    if (seesEverything(actor)) return true
    if (!wiki.viewersOf.get(content.spaceId)?.some((name) => names.includes(name))) return false
    const holder = content.containerId === null ? content : byId.get(content.containerId)
    const isForeignDraft = (one: Content | undefined): boolean =>
      one?.status === 'draft' && (one.createdBy === null || one.createdBy !== actorId(actor))
    if (isForeignDraft(content) || isForeignDraft(holder)) return false
    for (let here = holder; here; here = here.parentId === null ? undefined : byId.get(here.parentId)) {
      if (!isOpen(here.id)) return false
    }
    return true
  })
}

function namesOf(asking: ActorName): SubjectName[] {
  switch (asking) {
    case 'ann':
      return ['ann', 'staff', 'authenticated', 'anonymous']
    case 'ben':
      return ['ben', 'staff', 'crew', 'authenticated', 'anonymous']
    case 'cleo':
      return ['cleo', 'authenticated', 'anonymous']
    default:
      return ['anonymous']
  }
}

/** The same with tokens: what their user may, cut down to a space or a tree. */
async function agreeInScope(stage: Stage, wiki: Wiki, contents: readonly Content[]): Promise<void> {
  const byId = new Map(contents.map((content) => [content.id, content]))
  const page = contents.find(({ kind, parentId }) => kind === 'page' && parentId !== null) ?? contents[0]
  const space = wiki.spaces[0]
  if (page === undefined || space === undefined) return
  for (const asking of ['ann', 'ben', 'root'] as const) {
    const open = await byTheBook(stage, wiki, contents, asking)
    const scopes: Scope[] = [
      { level: 'read', spaceId: space.id },
      { level: 'write', spaceId: page.spaceId, pageId: page.id },
    ]
    for (const scope of scopes) {
      const { actor } = stage.as(asking)
      const ctx = { ...stage.system, actor: { ...actor, scope } as Actor }
      const isInTree = (content: Content): boolean => {
        const holder = content.containerId === null ? content : byId.get(content.containerId)
        for (let here = holder; here; here = here.parentId === null ? undefined : byId.get(here.parentId)) {
          if (here.id === page.id) return true
        }
        return false
      }
      const expected = open.filter(
        (content) => content.spaceId === scope.spaceId && (scope.pageId === undefined || isInTree(content)),
      )
      const who = `${asking} with ${JSON.stringify(scope)}`
      for (const [door, found] of Object.entries(await readable(ctx, contents))) {
        assert.equal(inWords(found), inWords(expected), `${door} for ${who}`)
      }
      assert.equal(
        inWords(await listed(ctx, contents)),
        inWords(expected.filter(isInLists)),
        `lists for ${who}`,
      )
      const all = await permitted(ctx, contents)
      for (const content of contents.slice(0, 6)) {
        const one: ContentAction[] = []
        for (const action of contentActions) if (await can(ctx, action, content)) one.push(action)
        assert.deepEqual(all.get(content.id), one, `${inWords([content])} for ${who}`)
        if (scope.level === 'read') assert.ok(one.every((action) => action === 'read'))
      }
    }
  }
}

async function readable(ctx: Context, contents: readonly Content[]): Promise<Record<string, Content[]>> {
  const one: Content[] = []
  for (const content of contents) if (await can(ctx, 'read', content)) one.push(content)
  const ids = contents.map(({ id }) => id)
  return {
    can: one,
    allowed: await allowed(ctx, contents),
    visible: await listContents(ctx.db, { ids }, visible(ctx), 'id', { limit: ids.length }),
    'inside a transaction': await transact(ctx, (inside) => allowed(inside, contents)),
  }
}

/** What stands by itself and not in the trash, as lists of a space and a status have it, which ask less of each row. */
async function listed(ctx: Context, contents: readonly Content[]): Promise<Content[]> {
  const ids = contents.map(({ id }) => id)
  const found: Content[] = []
  for (const spaceId of new Set(contents.map((content) => content.spaceId))) {
    for (const status of ['current', 'draft', 'archived'] as const) {
      const filter = { ids, spaceIds: [spaceId], statuses: [status], kinds: ['page', 'blogpost'] as const }
      found.push(...(await listContent(ctx, filter, 'id', { limit: ids.length })).items)
    }
  }
  return found
}

function isInLists({ kind, status }: Content): boolean {
  return (kind === 'page' || kind === 'blogpost') && status !== 'trashed'
}

onEachDatabase((database) => {
  describe(`who may read what, ${database}`, () => {
    let stage: Stage
    let seen = { readable: 0, hidden: 0 }
    before(async () => {
      stage = await openStage(database)
    })
    after(() => stage.close())

    it('is answered alike by can, allowed, visible and the rules', async () => {
      await fc.assert(
        fc.asyncProperty(recipe, async (plan) => {
          const wiki = await build(stage, plan)
          const contents = await findContents(stage.system.db, wiki.ids)
          for (const asking of ASKING) {
            const expected = await byTheBook(stage, wiki, contents, asking)
            seen.readable += expected.length
            seen.hidden += contents.length - expected.length
            for (const [door, found] of Object.entries(await readable(stage.as(asking), contents))) {
              assert.equal(inWords(found), inWords(expected), `${door} for ${asking}`)
            }
            const ctx = stage.as(asking)
            assert.equal(
              inWords(await listed(ctx, contents)),
              inWords(expected.filter(isInLists)),
              `lists for ${asking}`,
            )
            const all = await permitted(ctx, contents)
            for (const content of contents.slice(0, 4)) {
              const one: ContentAction[] = []
              for (const action of contentActions) if (await can(ctx, action, content)) one.push(action)
              assert.deepEqual(all.get(content.id), one, `${inWords([content])} for ${asking}`)
            }
          }
          await agreeInScope(stage, wiki, contents)
        }),
        { seed: SEED, numRuns: WIKIS },
      )
    })

    it('was a question with both answers', () => {
      assert.ok(seen.readable > 500 && seen.hidden > 500, JSON.stringify(seen))
    })
  })
})

function inWords(contents: readonly Content[]): string {
  return contents
    .map(({ id, kind, status, title }) => `${id} ${status} ${kind} ${title}`)
    .sort()
    .join('\n')
}
