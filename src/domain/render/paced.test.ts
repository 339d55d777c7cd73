import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nowhere } from '../../document/nowhere.ts'
import { paced } from './paced.ts'

/** A wiki in which every question takes 10 ms of a clock of its own. */
function slowWiki() {
  let time = 0
  let asked = 0
  const env = nowhere({
    listContent: () => {
      time += 10
      asked++
      return Promise.resolve([])
    },
  })
  return { env, now: () => time, asked: () => asked }
}

it('a page whose macros ask too much gets no more answers', async () => {
  const { env, now, asked } = slowWiki()
  const slowed = paced(env, { allMs: 50, turnMs: 1000 }, now)
  for (let n = 0; n <= 5; n++) assert.deepEqual(await slowed.listContent({}), [])
  await assert.rejects(slowed.listContent({}), /asked too much/)
  assert.equal(asked(), 6)
})

it('questions that are asked at once take their time once', async () => {
  let time = 0
  const answers: (() => void)[] = []
  const env = nowhere({
    listContent: () =>
      new Promise((resolve) => {
        answers.push(() => resolve([]))
      }),
  })
  const slowed = paced(env, { allMs: 50, turnMs: 1000 }, () => time)
  const some = Promise.all(Array.from({ length: 8 }, () => slowed.listContent({})))
  time += 40
  for (const answer of answers) answer()
  assert.equal((await some).length, 8)
  const another = slowed.listContent({})
  answers.at(-1)?.()
  assert.deepEqual(await another, [])
})

it('others get their turn between two questions', async () => {
  const { env, now } = slowWiki()
  const slowed = paced(env, { allMs: 1000, turnMs: 20 }, now)
  let isServed = false
  setImmediate(() => {
    isServed = true
  })
  await slowed.listContent({})
  await slowed.listContent({})
  assert.equal(isServed, false, 'nobody waits long for two')
  for (let n = 0; n < 3; n++) await slowed.listContent({})
  assert.equal(isServed, true)
})

it('what a wiki does not answer stays unanswered', () => {
  const slowed = paced(nowhere({ listTasks: undefined }), { allMs: 1, turnMs: 1 })
  assert.equal(slowed.listTasks, undefined)
})
