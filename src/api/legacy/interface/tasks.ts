import { Type } from 'typebox'
import { completeTaskIn } from '../../../domain/task/complete.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseContentId } from '../../ids.ts'

const route = routesOf<ApiContext>()

/** What a click on the box of a task sends. */
export const taskBoxRoutes = [
  route({
    id: 'setTaskStatus',
    method: 'POST',
    path: '/inlinetasks/1/task/{contentId}/{taskId}',
    tag: 'Tasks',
    summary: 'Tick a task of a content, named by the id that its body gives it, or take the tick back.',
    access: 'site',
    body: Type.Object({ status: Type.Union([Type.Literal('CHECKED'), Type.Literal('UNCHECKED')]) }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'conflict', 'forbidden', 'not-found', 'version-conflict'],
    handle: async (api, { path, body }) => {
      await completeTaskIn(api.domain, parseContentId(path.contentId), path.taskId, body.status === 'CHECKED')
    },
  }),
]
