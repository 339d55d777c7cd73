import { Type } from 'typebox'
import { AppError } from '../base/errors.ts'
import { isoDate } from '../base/dates.ts'
import {
  type Activity,
  type ActivityAction,
  activityActions,
  type ActivityQuery,
} from '../domain/activity/list.ts'
import type { Content } from '../domain/content/content.ts'
import { readContent } from '../domain/content/read.ts'
import { webPath } from '../domain/render/urls.ts'
import { readSpace } from '../domain/space/read.ts'
import { readProfile, type User } from '../domain/user/user.ts'
import { type ApiContext, contentId } from './flavour.ts'
import { parseContentId } from './ids.ts'

/** What activity is filtered by; the names of users are those of every generation. */
export const activityQuery = {
  accountId: Type.Optional(Type.String()),
  username: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  spaceKey: Type.Optional(Type.Array(Type.String())),
  contentId: Type.Optional(Type.String()),
  action: Type.Optional(Type.Array(Type.String())),
  fromDate: Type.Optional(Type.String()),
  toDate: Type.Optional(Type.String()),
}

const closed = { additionalProperties: false }
const shownContent = Type.Object(
  { id: Type.String(), type: Type.String(), title: Type.String(), status: Type.String() },
  closed,
)

/** One act on the wire; the same under every root. */
export const activity = Type.Object(
  {
    action: Type.Union(activityActions.map((action) => Type.Literal(action))),
    date: Type.String(),
    user: Type.Union([
      Type.Object(
        {
          accountId: Type.String(),
          username: Type.String(),
          userKey: Type.String(),
          displayName: Type.String(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    content: shownContent,
    container: Type.Optional(shownContent),
    space: Type.Object({ id: Type.Integer(), key: Type.String(), name: Type.String() }, closed),
    _links: Type.Object({ webui: Type.String() }, closed),
  },
  closed,
)

/** The question as the domain takes it. Refuses users, spaces and contents that are not there. */
export async function activityAsked(
  api: ApiContext,
  query: {
    readonly accountId?: string
    readonly username?: string
    readonly key?: string
    readonly spaceKey?: readonly string[]
    readonly contentId?: string
    readonly action?: readonly string[]
  },
  time: { readonly from?: number; readonly to?: number },
): Promise<ActivityQuery> {
  const { accountId, username, key, spaceKey = [] } = query
  const isNamed = accountId ?? username ?? key
  const user: User | undefined =
    isNamed === undefined ? undefined : await readProfile(api.domain, { accountId, username, userKey: key })
  if (isNamed !== undefined && user === undefined) {
    throw new AppError('not-found', `There is no user ${isNamed.slice(0, 100)}.`)
  }
  const spaces = await Promise.all(spaceKey.map((one) => readSpace(api.domain, one)))
  return {
    ...time,
    user,
    spaces: spaces.length > 0 ? spaces : undefined,
    content:
      query.contentId === undefined
        ? undefined
        : await readContent(api.domain, parseContentId(query.contentId), {
            statuses: ['current', 'archived', 'trashed'],
          }),
    actions: query.action?.map(acceptAction),
  }
}

/** One act as JSON. */
export function presentActivity(api: ApiContext, one: Activity): Record<string, unknown> {
  const { user, content, container, space } = one
  return {
    action: one.action,
    date: isoDate(one.at),
    user: user
      ? {
          accountId: user.accountId,
          username: user.username,
          userKey: user.userKey,
          displayName: user.displayName,
        }
      : null,
    content: presentContent(api, content),
    ...(container && { container: presentContent(api, container) }),
    space: { id: space.id, key: space.key, name: space.name },
    _links: { webui: webPath(api.domain.place, content, space, container) },
  }
}

function presentContent(api: ApiContext, content: Content): Record<string, unknown> {
  return {
    id: contentId(api, content),
    type: content.kind,
    title: content.title,
    status: content.status,
  }
}

function acceptAction(name: string): ActivityAction {
  const action = activityActions.find((known) => known === name.toLowerCase())
  if (action) return action
  throw new AppError(
    'bad-parameter',
    `"${name.slice(0, 100)}" is no action. Use ${activityActions.join(', ')}.`,
  )
}
