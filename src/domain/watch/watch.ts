import { AppError } from '../../base/errors.ts'
import { type Page, toPage } from '../../base/page.ts'
import { actorId } from '../access/actor.ts'
import { authorizeBelongings, authorizeGlobally, authorizeProfiles } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { emit } from '../event/event.ts'
import type { Label } from '../label/label.ts'
import { readLabelNamed } from '../label/list.ts'
import type { Space } from '../space/space.ts'
import type { User } from '../user/user.ts'
import { deleteWatch, hasWatch, insertWatch, listWatcherRows } from './rows.ts'

/** What can be watched: a page or blog post, a space or one kind of content in it, a label. */
export type WatchTarget =
  | { readonly content: Content }
  | { readonly space: Space; readonly contentKind?: 'page' | 'blogpost' }
  | { readonly label: Label }

/** Whether a user watches this. Of others only administrators may ask. */
export async function isWatching(ctx: Context, user: User, target: WatchTarget): Promise<boolean> {
  await authorizeFor(ctx, user)
  return hasWatch(ctx.db, { user_id: user.id, ...keyOf(target) })
}

/** Let a user hear of what happens to this. For others only administrators may. */
export async function watch(ctx: Context, user: User, target: WatchTarget): Promise<void> {
  await authorizeChange(ctx, user, target)
  await transact(ctx, async (ctx) => {
    if (await insertWatch(ctx.db, { user_id: user.id, ...keyOf(target), created_at: now(ctx) })) {
      await emit(ctx, { type: 'watch.added', ...about(target), facts: { userId: user.id, ...keyOf(target) } })
    }
  })
}

/** Let a user hear no more of this. For others only administrators may. */
export async function unwatch(ctx: Context, user: User, target: WatchTarget): Promise<void> {
  await authorizeChange(ctx, user, target)
  await transact(ctx, async (ctx) => {
    if (await deleteWatch(ctx.db, { user_id: user.id, ...keyOf(target) })) {
      await emit(ctx, {
        type: 'watch.removed',
        ...about(target),
        facts: { userId: user.id, ...keyOf(target) },
      })
    }
  })
}

/** A stretch of those who watch this, for those who may see it and who people are. */
export async function listWatchers(
  ctx: Context,
  target: WatchTarget,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<Page<User>> {
  await authorizeProfiles(ctx)
  const { kind, target_id } = keyOf(target)
  return toPage(await listWatcherRows(ctx.db, kind, target_id, stretch), stretch.limit)
}

/** The label of this name, as watching wants it: one that is on nothing is refused in the vendor's words. */
export async function labelToWatch(ctx: Context, name: string): Promise<Label> {
  const [, prefix = 'global', rest = name] = /^(global|my|team):(.*)$/s.exec(name) ?? []
  const label = await readLabelNamed(ctx, { prefix: prefix as Label['prefix'], name: rest.toLowerCase() })
  if (label) return label
  throw new AppError('forbidden', "Requested label doesn't exist")
}

/** Labels are of the whole site, and so is watching them. */
async function authorizeChange(ctx: Context, user: User, target: WatchTarget): Promise<void> {
  await ('label' in target ? authorizeBelongings(ctx, user.id) : authorizeFor(ctx, user))
}

async function authorizeFor(ctx: Context, user: User): Promise<void> {
  if (actorId(ctx.actor) !== user.id) await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
}

function keyOf(target: WatchTarget): { readonly kind: string; readonly target_id: number } {
  if ('label' in target) return { kind: 'label', target_id: target.label.id }
  if ('space' in target) {
    return { kind: target.contentKind ? `space-${target.contentKind}` : 'space', target_id: target.space.id }
  }
  const { content } = target
  if (content.kind === 'page' || content.kind === 'blogpost')
    return { kind: 'content', target_id: content.id }
  throw new AppError(
    'bad-request',
    `Pages and blog posts can be watched; content ${content.id} is a ${content.kind}.`,
  )
}

function about(target: WatchTarget): { readonly contentId?: number; readonly spaceId?: number } {
  if ('label' in target) return {}
  if ('space' in target) return { spaceId: target.space.id }
  return { contentId: target.content.id, spaceId: target.content.spaceId }
}
