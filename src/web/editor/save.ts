import { AppError } from '../../base/errors.ts'
import type { Body, Content } from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import { listContent, readContent } from '../../domain/content/read.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import type { Context } from '../../domain/context.ts'
import type { Space } from '../../domain/space/space.ts'
import { editedText } from './texts.ts'
import type { Desk, Writing } from './writing.ts'

/** Save a writing: as a new content, as the next version of one, or as a draft that only its author sees. */
export async function save(
  ctx: Context,
  desk: Desk,
  writing: Writing,
  status: 'current' | 'draft',
): Promise<Content> {
  const { content, kind, space } = desk
  if (content !== undefined) return saveEdited(ctx, desk, content, writing, status)
  const parentId = kind === 'page' ? await parentIdOf(ctx, space, writing.parent) : null
  return createContent(ctx, {
    kind,
    title: writing.title,
    spaceKey: space.key,
    ...(parentId === null ? {} : { parentId }),
    body: bodyOf(writing, writing.text),
    status,
  })
}

async function saveEdited(
  ctx: Context,
  { space }: Desk,
  content: Content,
  writing: Writing,
  status: 'current' | 'draft',
): Promise<Content> {
  const text = await editedText(ctx, content, writing)
  const parentId = content.kind === 'page' ? await parentIdOf(ctx, space, writing.parent) : content.parentId
  const isMoved = parentId !== content.parentId
  const isSame = text === undefined && writing.title === content.title && !isMoved
  // Nothing to save is no version, unless somebody has something to say about it.
  if (isSame && status === content.status && writing.message === '' && writing.version === content.version) {
    return content
  }
  return updateContentTo(ctx, {
    id: content.id,
    version: content.status === 'draft' ? content.version : writing.version + 1,
    title: writing.title,
    ...(text === undefined ? {} : { body: bodyOf(writing, text) }),
    ...(isMoved ? { parentId } : {}),
    message: writing.message,
    minorEdit: writing.minorEdit,
    ...(content.status === 'draft' || status === 'draft' ? { status } : {}),
  })
}

function bodyOf({ notation }: Writing, value: string): Body {
  return { representation: notation, value }
}

/** The page that somebody means by its title or its id; null for the top of the space. */
async function parentIdOf(ctx: Context, space: Space, name: string): Promise<number | null> {
  if (name === '') return null
  const filter = { kinds: ['page'], statuses: ['current'], spaceIds: [space.id], title: name } as const
  const [titled] = (await listContent(ctx, filter, 'id', { limit: 1 })).items
  if (titled !== undefined) return titled.id
  if (/^\d{1,15}$/.test(name)) return (await readContent(ctx, Number(name))).id
  throw new AppError(
    'bad-request',
    `The space ${space.key} has no page "${name}" that this one could stand below.`,
  )
}
