import { diffLines } from '../../base/diff.ts'
import { limits } from '../../base/limits.ts'
import { listContent, readContent, readVersion } from '../../domain/content/read.ts'
import type { Content } from '../../domain/content/content.ts'
import type { Context } from '../../domain/context.ts'
import { convertBody, renderBodies } from '../../domain/render/body.ts'
import { contentSummaries, userSummary } from '../../domain/render/summaries.ts'
import { spacePath } from '../../domain/render/urls.ts'
import { usersById } from '../../domain/user/user.ts'
import { ancestorsOf } from '../content-page.ts'
import type { EditorState, Meanwhile } from './screen.ts'
import { type Desk, type Notation, withPlainLineEnds, type Writing } from './writing.ts'

/** A text in the notation in which it is to be written on; unchanged when it is in that already. */
export async function inNotation(
  ctx: Context,
  { content, space }: Desk,
  { text, notation }: Pick<Writing, 'text' | 'notation'>,
  wanted: Notation,
): Promise<string> {
  if (wanted === notation) return text
  const place = content ? { contentId: content.id } : { spaceKey: space.key }
  return convertBody(ctx, { value: text, from: notation, to: wanted, ...place })
}

/** The text of a content as it stands, or stood, in a notation. */
export async function textOf(ctx: Context, content: Content, notation: Notation): Promise<string> {
  return (await renderBodies(ctx, [content], notation)).get(content.id) ?? ''
}

/** What is handed over to be saved; nothing when the text is the one that is kept. */
export async function editedText(
  ctx: Context,
  content: Content,
  writing: Pick<Writing, 'text' | 'notation'>,
): Promise<string | undefined> {
  const kept = await textOf(ctx, content, writing.notation)
  if (withPlainLineEnds(kept) === writing.text) return undefined
  const hasLongLineEnds = /\r\n/.test(kept) && !/(^|[^\r])\n/.test(kept)
  return hasLongLineEnds ? writing.text.replaceAll('\n', '\r\n') : writing.text
}

/** What somebody saved since the writing began; nothing when nobody did. */
export async function meanwhileOf(
  ctx: Context,
  { content }: Desk,
  writing: Writing,
): Promise<Meanwhile | undefined> {
  if (content === undefined || content.status === 'draft' || content.version === writing.version)
    return undefined
  const [version, people, before, text] = await Promise.all([
    readVersion(ctx, content, content.version),
    usersById(ctx, [content.updatedBy]),
    textBefore(ctx, content, writing),
    textOf(ctx, content, writing.notation),
  ])
  const user = content.updatedBy === null ? undefined : people.get(content.updatedBy)
  return {
    version: content.version,
    by: user && userSummary(ctx, user),
    message: version.message,
    text,
    changes: diffLines(before.split('\n'), text.split('\n')),
  }
}

/** The text that the writing began from. A version that was deleted since says nothing. */
async function textBefore(ctx: Context, { id, version }: Content, writing: Writing): Promise<string> {
  if (writing.version < 1 || writing.version >= version) return ''
  return textOf(ctx, await readContent(ctx, id, { version: writing.version }), writing.notation)
}

/** What the editor shows beside the writing. */
export async function surroundings(
  ctx: Context,
  { kind, content, space }: Desk,
): Promise<Pick<EditorState, 'ancestors' | 'parents' | 'cancelUrl'>> {
  const filter = { kinds: ['page'], statuses: ['current'], spaceIds: [space.id] } as const
  const pages =
    kind === 'page' ? await listContent(ctx, filter, 'title', { limit: limits.screenTreePages }) : undefined
  const [self] = content && content.status !== 'draft' ? await contentSummaries(ctx, [content]) : []
  return {
    ancestors: content ? [...(await ancestorsOf(ctx, content)), ...(self ? [self] : [])] : [],
    parents: (pages?.items ?? []).filter(({ id }) => id !== content?.id).map(({ title }) => title),
    cancelUrl: self?.url ?? ctx.place.contextPath + spacePath(ctx.place, space),
  }
}
