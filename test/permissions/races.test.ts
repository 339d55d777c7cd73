/** Restrictions that come at the same moment as what they are to cover: none slips through into lists or reading. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { restrict } from '../../src/domain/access/restrictions.ts'
import type { Content } from '../../src/domain/content/content.ts'
import { createContent } from '../../src/domain/content/create.ts'
import { movePage } from '../../src/domain/content/move.ts'
import { listContent, readContent } from '../../src/domain/content/read.ts'
import type { Space } from '../../src/domain/space/space.ts'
import { onEachDatabase } from '../support/app.ts'
import { openStage, type Stage } from './stage.ts'

const ROUNDS = 15
const AT_ONCE = 4

onEachDatabase((database) => {
  describe(`restrictions and what comes below them at once, ${database}`, () => {
    let stage: Stage
    let space: Space
    before(async () => {
      stage = await openStage(database)
      space = await stage.space({ staff: ['VIEWSPACE'] })
    })
    after(() => stage.close())

    const page = (title: string, parentId?: number) =>
      stage.make('ann', { kind: 'page', title, spaceId: space.id, ...(parentId ? { parentId } : {}) })

    /** Pages, comments and files that are made below and on a page, all at once. */
    const madeAt = (parent: Content, round: number): Promise<Content>[] =>
      Array.from({ length: AT_ONCE }, (_, n) => [
        createContent(stage.almighty('ann'), {
          kind: 'page',
          title: `${parent.title} ${round} ${n}`,
          parentId: parent.id,
        }),
        createContent(stage.almighty('ann'), { kind: 'comment', title: '', containerId: parent.id }),
        stage.attachment('ann', parent, `${round} ${n}.txt`),
      ]).flat()

    const assertHidden = async (made: readonly Content[]) => {
      const ids = made.map(({ id }) => id)
      const seen = await listContent(
        stage.as('ben'),
        { ids, kinds: ['page', 'comment', 'attachment'] },
        'id',
        { limit: 100 },
      )
      assert.deepEqual(seen.items, [], 'rules 4 and 6')
      for (const id of ids) await assert.rejects(readContent(stage.as('ben'), id), { code: 'not-found' })
    }

    it('rules 4 and 6: what is made while a page above is restricted is hidden', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const top = await page(`Top ${round}`)
        const middle = await page(`Middle ${round}`, top.id)
        const restricted = restrict(stage.system, top, 'read', [stage.userOrGroup('ann')])
        const made = await Promise.all(madeAt(middle, round))
        await restricted
        await assertHidden(made)
      }
    })

    it('rules 4 and 6: what is made while its page goes below a restricted one is hidden', async () => {
      const shut = await page('Shut')
      await restrict(stage.system, shut, 'read', [stage.userOrGroup('ann')])
      for (let round = 0; round < ROUNDS; round++) {
        const top = await page(`Moving ${round}`)
        const middle = await page(`Moving along ${round}`, top.id)
        const moved = movePage(stage.system, top.id, 'append', shut.id)
        const made = await Promise.all(madeAt(middle, round))
        await moved
        await assertHidden(made)
      }
    })

    it('rules 4 and 6: a page that goes below one which is being restricted, or moved, is hidden', async () => {
      const shut = await page('Shut as well')
      await restrict(stage.system, shut, 'read', [stage.userOrGroup('ann')])
      for (let round = 0; round < ROUNDS; round++) {
        const [first, second] = [await page(`First ${round}`), await page(`Second ${round}`)]
        const [one, other] = [await page(`One ${round}`), await page(`Other ${round}`)]
        await Promise.all([
          movePage(stage.system, one.id, 'append', first.id),
          restrict(stage.system, first, 'read', [stage.userOrGroup('ann')]),
          movePage(stage.system, other.id, 'append', second.id),
          movePage(stage.system, second.id, 'append', shut.id),
        ])
        await assertHidden([one, other])
      }
    })
  })
})
