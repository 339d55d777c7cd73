import { anonymous } from '../../src/domain/access/actor.ts'
import { actorOf } from '../../src/domain/access/standing.ts'
import { as, systemContext, transact } from '../../src/domain/context.ts'
import { startLongTask } from '../../src/domain/long-task/long-task.ts'
import { readUser } from '../../src/domain/user/user.ts'
import type { TestApp } from '../support/app.ts'
import { untilOver } from '../support/long-task.ts'
import { scenarios, type Saved, type Step } from '../support/scenario.ts'

/** A task of a kind that nothing does: it ends at once, and says why. */
async function startHopeless(app: TestApp, saved: Saved, username: string | undefined): Promise<void> {
  const ctx = systemContext(app.domain)
  const user = username === undefined ? undefined : await readUser(ctx, { username })
  const actor = user && (await actorOf(ctx.db, user.id, { by: 'password' }))
  const task = await transact(as(ctx, actor ?? anonymous), (ctx) =>
    startLongTask(ctx, {
      kind: 'hopeless',
      name: { key: 'hopeless.task', text: 'Something hopeless' },
      payload: {},
      details: { destinationId: '7' },
    }),
  )
  saved.task = String(task.id)
}

const steps = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const isCloud = root === '/wiki'
  return [
    {
      name: 'nobody has started anything',
      as: 'editor',
      method: 'GET',
      path: `${api}/longtask`,
      status: 200,
      has: { results: [], size: 0, limit: 100 },
    },
    {
      name: 'a task that cannot be done ends, and says why',
      as: 'editor',
      prepare: async (app, saved) => {
        await startHopeless(app, saved, 'editor')
        await untilOver('task')(app, saved)
      },
      method: 'GET',
      path: `${api}/longtask/\${task}`,
      status: 200,
      has: {
        id: '${task}',
        name: { key: 'hopeless.task', args: [] },
        percentageComplete: 100,
        successful: false,
        ...(isCloud
          ? {
              finished: true,
              status: 'ERROR_UNKNOWN',
              errors: [{ translation: /no handler for hopeless/, args: [] }],
              additionalDetails: { destinationId: '7' },
            }
          : { messages: [{ key: 'ERROR_UNKNOWN', translation: /no handler for hopeless/ }] }),
        _links: { self: new RegExp(`${api}/longtask/\\d+$`) },
      },
      lacks: isCloud ? [] : ['finished', 'errors', 'additionalDetails'],
    },
    {
      name: 'whoever started it finds it in the list',
      as: 'editor',
      method: 'GET',
      path: `${api}/longtask?limit=1`,
      status: 200,
      has: { results: [{ id: '${task}' }], size: 1, limit: 1 },
    },
    {
      name: 'and by its name',
      as: 'editor',
      method: 'GET',
      path: `${api}/longtask?key=another`,
      status: 200,
      has: { results: [] },
    },
    {
      name: 'administrators see it',
      method: 'GET',
      path: `${api}/longtask`,
      status: 200,
      has: { results: [{ id: '${task}' }] },
    },
    { name: 'others do not', as: 'reader', method: 'GET', path: `${api}/longtask/\${task}`, status: 404 },
    {
      name: 'nor in the list',
      as: 'reader',
      method: 'GET',
      path: `${api}/longtask`,
      status: 200,
      has: { results: [] },
    },
    { name: 'an unknown one', method: 'GET', path: `${api}/longtask/7`, status: 404 },
    { name: 'what is no id', method: 'GET', path: `${api}/longtask/seven`, status: 400 },
    { name: 'a limit below zero', method: 'GET', path: `${api}/longtask?limit=-1`, status: 400 },
    {
      name: 'a task of nobody is for administrators only',
      as: 'reader',
      prepare: (app, saved) => startHopeless(app, saved, undefined),
      method: 'GET',
      path: `${api}/longtask/\${task}`,
      status: 404,
    },
  ]
}

for (const root of ['', '/wiki']) scenarios(`long tasks at ${root || '/'}`, steps(root))
