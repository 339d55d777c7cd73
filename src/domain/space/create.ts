import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { putSearchText } from '../../search/index.ts'
import { actorId } from '../access/actor.ts'
import { type SpacePermission, type Subject, spacePermissions } from '../access/permissions.ts'
import { authorizeGlobally, holdsGlobally } from '../access/policy.ts'
import { insertSpacePermissions } from '../access/rows.ts'
import { type Context, now, transact } from '../context.ts'
import { createContent } from '../content/create.ts'
import { emit } from '../event/event.ts'
import { findGroupsByName } from '../group/rows.ts'
import { findSpaceByKey, insertSpace, setHomepage } from './rows.ts'
import type { Space } from './space.ts'
import { acceptSpaceName } from './update.ts'

export interface NewSpace {
  readonly key: string
  readonly name: string
  readonly kind?: Space['kind']
  /** Plain text. */
  readonly description?: string
  /** Whose space it is: they get every permission on it; default: whoever creates it. */
  readonly ownerId?: number
  /** Only its owner sees it. */
  readonly isPrivate?: boolean
  /** Storage format of the home page; absent: an empty page. */
  readonly homepageBody?: string
}

/**
 * Create a space with its home page. Its creator holds every permission on it; unless it is private, the
 * users of the site may view and edit it, as a new space of Confluence's. Refuses a key that is taken.
 */
export async function createSpace(ctx: Context, input: NewSpace): Promise<Space> {
  const key = input.key
  const kind = input.kind ?? (key.startsWith('~') ? 'personal' : 'global')
  await authorizeGlobally(ctx, kind === 'personal' ? 'PERSONALSPACE' : 'CREATESPACE')
  await refuseBadSpace(ctx, input, kind)
  return transact(
    ctx,
    async (ctx) => {
      if (await findSpaceByKey(ctx.db, key)) {
        throw new AppError('duplicate-key', `A space already exists with key ${key}`)
      }
      const space: Space = {
        id: ctx.takeId(),
        key,
        name: input.name,
        kind,
        status: 'current',
        description: input.description ?? '',
        homepageId: null,
        createdAt: now(ctx),
        createdBy: actorId(ctx.actor),
      }
      await insertSpace(ctx.db, space)
      await insertSpacePermissions(ctx.db, space.id, await firstGrants(ctx, input))
      await putSearchText(ctx.db, ctx.app.database.engine, {
        id: space.id,
        title: space.name,
        body: space.description,
      })
      await emit(ctx, { type: 'space.created', spaceId: space.id })
      const homepage = await createContent(ctx, {
        kind: 'page',
        title: `${input.name} Home`.slice(-limits.titleLength),
        spaceId: space.id,
        body: { representation: 'storage', value: input.homepageBody ?? '' },
      })
      await setHomepage(ctx.db, space.id, homepage.id)
      return { ...space, homepageId: homepage.id }
    },
    8,
  )
}

/** What everybody with a log-in may do in a new space: all but administering it. */
const USUAL_PERMISSIONS: readonly SpacePermission[] = [
  'VIEWSPACE',
  'EDITSPACE',
  'EDITBLOG',
  'COMMENT',
  'CREATEATTACHMENT',
  'REMOVEOWNCONTENT',
  'REMOVEPAGE',
  'REMOVEBLOG',
  'REMOVEATTACHMENT',
  'REMOVECOMMENT',
  'SETPAGEPERMISSIONS',
  'EXPORTSPACE',
]

async function firstGrants(
  ctx: Context,
  input: NewSpace,
): Promise<{ permission: SpacePermission; subject: Subject }[]> {
  const creator = input.ownerId ?? actorId(ctx.actor)
  const own =
    creator === null
      ? []
      : spacePermissions.map((permission) => ({
          permission,
          subject: { kind: 'user', id: creator } as const,
        }))
  if (input.isPrivate) return own
  const [users] = await findGroupsByName(ctx.db, ['confluence-users'])
  if (users === undefined) return own
  const shared = USUAL_PERMISSIONS.map((permission) => ({
    permission,
    subject: { kind: 'group', id: users.id } as const,
  }))
  return [...own, ...shared]
}

async function refuseBadSpace(ctx: Context, input: NewSpace, kind: Space['kind']): Promise<void> {
  const { key, name } = input
  acceptSpaceName(name)
  if (key.length > limits.spaceKeyLength) {
    throw new AppError('bad-request', `A space key has at most ${limits.spaceKeyLength} characters.`)
  }
  if (kind === 'global' && !/^[A-Za-z0-9]+$/.test(key)) {
    throw new AppError(
      'bad-request',
      `Invalid space key: ${key}. A space key consists of letters and digits only.`,
    )
  }
  if (kind === 'global') return
  if (!/^~[^\s:<>,|&/%?#[\]]+$/.test(key)) {
    throw new AppError(
      'bad-request',
      `Invalid space key: ${key}. A personal space's key is a tilde and a user name.`,
    )
  }
  const own = ctx.actor.kind === 'user' && key.toLowerCase() === `~${ctx.actor.username.toLowerCase()}`
  if (!own && !(await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE'))) {
    throw new AppError('forbidden', 'Only administrators create personal spaces for others.')
  }
}
