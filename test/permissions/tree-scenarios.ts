/** Rules about pages with all that is below them, and about the work on them that goes on after an answer. */
import assert from 'node:assert/strict'
import {
  deleteGlobalPermission,
  deleteSpacePermissions,
  replaceRestrictions,
} from '../../src/domain/access/rows.ts'
import type { Content } from '../../src/domain/content/content.ts'
import type { NewContent } from '../../src/domain/content/create.ts'
import { movePage } from '../../src/domain/content/move.ts'
import { findContents } from '../../src/domain/content/rows.ts'
import { TREE_REMOVAL } from '../../src/domain/content/remove-tree.ts'
import { trashContent } from '../../src/domain/content/trash.ts'
import { updateContentTo } from '../../src/domain/content/update.ts'
import { transact } from '../../src/domain/context.ts'
import { startLongTask, taskMessage } from '../../src/domain/long-task/long-task.ts'
import { taskIsOver } from '../support/long-task.ts'
import { type ActorName, outcome, type Stage } from './stage.ts'

interface Scenario {
  readonly rule: number
  readonly name: string
  run(stage: Stage): Promise<void>
}

/** Have somebody's removal of a tree worked off, and say what became of the page at its top. */
async function removalBy(
  stage: Stage,
  name: ActorName,
  pageId: number,
  meanwhile: Parameters<typeof transact<void>>[1] = async () => {},
): Promise<string | undefined> {
  const task = await transact(stage.as(name), async (ctx) => {
    // In one transaction, so that no worker comes between.
    await meanwhile(ctx)
    const payload = { pageId }
    return startLongTask(ctx, { kind: TREE_REMOVAL, name: taskMessage('test', 'Removing'), payload })
  })
  await taskIsOver(stage.app, task.id)
  const [page] = await findContents(stage.system.db, [pageId])
  return page?.status
}

/** A scenario for each rule, and more. */
export const treeScenarios: Scenario[] = [
  {
    rule: 19,
    name: 'a page goes to another space only with pages below it that may be removed, too',
    async run(stage) {
      const own = ['VIEWSPACE', 'EDITSPACE', 'REMOVEOWNCONTENT'] as const
      const here = await stage.space({ ann: own, ben: [...own, 'REMOVEPAGE'] })
      const there = await stage.space({ staff: [...own, 'REMOVEPAGE', 'SETSPACEPERMISSIONS'] })
      const add = (by: ActorName, title: string, more: Partial<NewContent> = {}) =>
        stage.make(by, { kind: 'page', title, spaceId: here.id, ...more })
      const moves = (by: ActorName, id: number) => [
        async () => movePage(stage.as(by), id, 'append', there.homepageId ?? 0),
        async () => {
          const [page] = await findContents(stage.system.db, [id])
          await updateContentTo(stage.as(by), { id, version: (page?.version ?? 0) + 1, spaceKey: there.key })
        },
      ]
      const placesOf = async (...pages: Content[]) =>
        (
          await findContents(
            stage.system.db,
            pages.map(({ id }) => id),
          )
        ).map(({ spaceId }) => spaceId)

      const hers = await add('ann', 'Hers')
      const his = await add('ben', 'His')
      // Within the space hers may become the page above his: that is an update.
      await movePage(stage.as('ann'), his.id, 'append', hers.id)
      const trashed = await add('ben', 'Trashed', { parentId: his.id })
      await trashContent(stage.as('ben'), trashed.id)
      for (const move of moves('ann', hers.id)) assert.equal(await outcome(move()), 'forbidden')
      assert.deepEqual(await placesOf(hers, his, trashed), [here.id, here.id, here.id])

      // A page that nobody else may see is none to be carried off either.
      const open = await add('ben', 'Open')
      const secret = await add('system', 'Secret', { parentId: open.id })
      await transact(stage.system, ({ db }) =>
        replaceRestrictions(db, secret.id, 'read', [stage.subject('cleo')]),
      )
      for (const move of moves('ben', open.id)) assert.equal(await outcome(move()), 'forbidden')
      assert.deepEqual(await placesOf(open, secret), [here.id, here.id])

      const draft = await add('ann', 'Draft', { parentId: his.id, status: 'draft' })
      for (const [n, page] of [his, await add('ben', 'Another')].entries()) {
        assert.equal(await outcome(moves('ben', page.id)[n]!()), 'allowed')
      }
      assert.deepEqual(await placesOf(his, draft), [there.id, there.id])
    },
  },
  {
    rule: 52,
    name: 'what is worked off later is done with the rights that its starter has by then',
    async run(stage) {
      const remover = ['VIEWSPACE', 'REMOVEPAGE'] as const
      const grants = { ann: remover, cleo: remover, anonymous: ['VIEWSPACE'] } as const
      const space = await stage.space(grants)
      const page = (title: string) => stage.make('system', { kind: 'page', title, spaceId: space.id })
      const [kept, gone, nobodys] = [await page('Kept'), await page('Gone'), await page('Nobody’s')]
      assert.equal(await removalBy(stage, 'ann', gone.id), 'trashed')
      assert.equal(await removalBy(stage, 'anonymous', nobodys.id), 'current')
      const outside = await page('Of one who may not use the site')
      const everybody = ['anonymous', 'authenticated'] as const
      const shutOut = await removalBy(stage, 'cleo', outside.id, async ({ db }) => {
        for (const kind of everybody) await deleteGlobalPermission(db, 'USECONFLUENCE', { kind })
      })
      assert.equal(shutOut, 'current')
      const taken = [{ subject: stage.subject('ann'), permission: 'REMOVEPAGE' as const }]
      const status = await removalBy(stage, 'ann', kept.id, ({ db }) =>
        deleteSpacePermissions(db, space.id, taken),
      )
      assert.equal(status, 'current')
    },
  },
]
