/** Rules about pages with all that is below them, and about the work on them that goes on after an answer. */
import assert from 'node:assert/strict'
import { deleteSpacePermissions } from '../../src/domain/access/rows.ts'
import { findContents } from '../../src/domain/content/rows.ts'
import { TREE_REMOVAL } from '../../src/domain/content/remove-tree.ts'
import { transact } from '../../src/domain/context.ts'
import { startLongTask, taskMessage } from '../../src/domain/long-task/long-task.ts'
import { taskIsOver } from '../support/long-task.ts'
import type { ActorName, Stage } from './stage.ts'

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
    rule: 52,
    name: 'what is worked off later is done with the rights that its starter has by then',
    async run(stage) {
      const grants = { ann: ['VIEWSPACE', 'REMOVEPAGE'], anonymous: ['VIEWSPACE'] } as const
      const space = await stage.space(grants)
      const page = (title: string) => stage.make('system', { kind: 'page', title, spaceId: space.id })
      const [kept, gone, nobodys] = [await page('Kept'), await page('Gone'), await page('Nobody’s')]
      assert.equal(await removalBy(stage, 'ann', gone.id), 'trashed')
      assert.equal(await removalBy(stage, 'anonymous', nobodys.id), 'current')
      const taken = [{ subject: stage.subject('ann'), permission: 'REMOVEPAGE' as const }]
      const status = await removalBy(stage, 'ann', kept.id, ({ db }) =>
        deleteSpacePermissions(db, space.id, taken),
      )
      assert.equal(status, 'current')
    },
  },
]
