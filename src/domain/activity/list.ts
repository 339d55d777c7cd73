import { AppError } from '../../base/errors.ts'
import { type Page, toPage } from '../../base/page.ts'
import { authorizeInSpace, holdsGlobally } from '../access/policy.ts'
import { visible } from '../access/visible.ts'
import type { Context } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readAll } from '../content/read.ts'
import type { EventType } from '../event/event-type.ts'
import { spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { type User, usersById } from '../user/user.ts'
import { findActivity } from './rows.ts'

/** What people do with contents, as it is asked for. */
export const activityActions = [
  'viewed',
  'created',
  'updated',
  'commented',
  'attached',
  'moved',
  'archived',
  'deleted',
  'restored',
  'liked',
] as const
export type ActivityAction = (typeof activityActions)[number]

const TYPES: Readonly<Record<Exclude<ActivityAction, 'viewed'>, readonly EventType[]>> = {
  created: ['page.created', 'blogpost.created'],
  updated: ['page.updated', 'blogpost.updated', 'comment.updated', 'attachment.updated'],
  commented: ['comment.created'],
  attached: ['attachment.created'],
  moved: ['page.moved', 'blogpost.moved'],
  archived: ['page.archived'],
  deleted: ['page.trashed', 'blogpost.trashed', 'comment.trashed', 'attachment.trashed'],
  restored: ['page.restored', 'blogpost.restored', 'comment.restored', 'attachment.restored'],
  liked: ['like.added'],
}

/** One act of somebody. */
export interface Activity {
  /** Milliseconds since 1970; of views the last one within an hour. */
  readonly at: number
  readonly action: ActivityAction
  /** Absent for somebody without a log-in. */
  readonly user?: User
  readonly content: Content
  /** The page of a comment or an attachment. */
  readonly container?: Content
  readonly space: Space
}

/** Which activity is asked for. */
export interface ActivityQuery {
  readonly user?: User
  readonly spaces?: readonly Space[]
  readonly content?: Content
  readonly actions?: readonly ActivityAction[]
  readonly from?: number
  readonly to?: number
}

/**
 * What people did, the newest first: everything for who administers the site; for who administers spaces what was
 * done there. Contents that the actor may not read are left out.
 */
export async function listActivity(
  ctx: Context,
  query: ActivityQuery,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<Page<Activity>> {
  await authorizeActivity(ctx, query)
  await ctx.app.views.write()
  const { user, spaces, content, actions = activityActions, from, to } = query
  const types = actions.flatMap((action) => (action === 'viewed' ? [] : TYPES[action]))
  const filter = {
    userId: user?.id,
    spaceIds: spaces?.map(({ id }) => id),
    contentId: content?.id,
    types,
    withViews: actions.includes('viewed'),
    from,
    to,
  }
  const rows = await findActivity(ctx.db, filter, visible(ctx), { ...stretch, limit: stretch.limit + 1 })
  const page = toPage(rows, stretch.limit)
  const contents = await contentsById(
    ctx,
    page.items.map(({ contentId }) => contentId),
  )
  const containers = await contentsById(
    ctx,
    [...contents.values()].flatMap(({ containerId }) => containerId ?? []),
  )
  const users = await usersById(
    ctx,
    page.items.map(({ userId }) => userId),
  )
  const found = await spacesById(
    ctx,
    page.items.map(({ spaceId }) => spaceId),
  )
  const items = page.items.flatMap((row): Activity[] => {
    const about = contents.get(row.contentId)
    const space = found.get(row.spaceId)
    if (about === undefined || space === undefined) return []
    const by = row.userId === null ? undefined : users.get(row.userId)
    const container = about.containerId === null ? undefined : containers.get(about.containerId)
    return [
      {
        at: row.at,
        action: actionOf(row.type),
        content: about,
        space,
        ...(by && { user: by }),
        ...(container && { container }),
      },
    ]
  })
  return { items, more: page.more }
}

async function authorizeActivity(ctx: Context, { spaces, content }: ActivityQuery): Promise<void> {
  if (await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE')) return
  const asked = spaces ?? [
    ...(await spacesById(ctx, content === undefined ? [] : [content.spaceId])).values(),
  ]
  if (asked.length === 0) {
    throw new AppError(
      'forbidden',
      'Only administrators may see activity, or of a space those who administer it.',
    )
  }
  for (const space of asked) await authorizeInSpace(ctx, 'administer', space)
}

async function contentsById(ctx: Context, ids: readonly number[]): Promise<Map<number, Content>> {
  return new Map((await readAll(ctx, [...new Set(ids)])).map((content) => [content.id, content]))
}

function actionOf(type: string): ActivityAction {
  const found = Object.entries(TYPES).find(([, types]) => (types as readonly string[]).includes(type))
  return (found?.[0] as ActivityAction | undefined) ?? 'viewed'
}
