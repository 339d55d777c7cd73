import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { limits } from '../../base/limits.ts'
import type { FormatName } from '../../document/format.ts'
import { convert } from '../../document/formats.ts'
import { anonymous } from '../access/actor.ts'
import type { Message } from '../../document/message.ts'
import { badMarkup, checkBody } from '../content/body.ts'
import type { Body, Content } from '../content/content.ts'
import { rawText } from '../content/custom-body.ts'
import { readContent } from '../content/read.ts'
import { bodiesOf } from '../content/rows.ts'
import { as, type Context } from '../context.ts'
import { readSpace, spacesById } from '../space/read.ts'
import { environmentFor, type Standing } from './env.ts'

/** The representations that a body can be asked for in. */
export const readableRepresentations: readonly FormatName[] = [
  'storage',
  'view',
  'export_view',
  'styled_view',
  'anonymous_export_view',
  'editor',
  'wiki',
  'atlas_doc_format',
  'markdown',
  'plain',
  'raw',
]

/** How many characters bodies may have together, and whether those beyond are refused or left out. */
export interface Room {
  readonly characters: number
  readonly beyond: 'refuse' | 'leave-out'
}

const USUAL: Room = { characters: limits.bodiesCharacters, beyond: 'refuse' }

/**
 * The bodies of contents in one representation, by content id. The actor may read the contents: callers have
 * asked. A version that depends on nothing but itself is rendered once and remembered.
 */
export async function renderBodies(
  ctx: Context,
  contents: readonly Content[],
  to: FormatName,
  room: Room = USUAL,
): Promise<Map<number, string>> {
  const stored = await bodiesOf(ctx.db, contents)
  const render = to === 'storage' ? storedText : await renderer(ctx, contents, to)
  const rendered = new Map<number, string>()
  let left = room.characters
  for (const content of contents) {
    const storage = stored.get(content.id) ?? ''
    // What is too long as it is stored is not rendered to find out whether it gets shorter.
    const text = storage.length <= left ? await render(content, storage) : undefined
    if (text !== undefined && text.length <= left) {
      left -= text.length
      rendered.set(content.id, text)
    } else if (room.beyond === 'refuse') throw tooManyBodies()
  }
  return rendered
}

async function storedText(_content: Content, storage: string): Promise<string> {
  return storage
}

async function renderer(ctx: Context, contents: readonly Content[], to: FormatName) {
  const spaces = await spacesById(
    ctx,
    contents.map((content) => content.spaceId),
  )
  const reader = to === 'anonymous_export_view' ? as(ctx, anonymous) : ctx
  return (content: Content, storage: string) =>
    renderOne(reader, { content, space: spaces.get(content.spaceId) }, storage, to)
}

function tooManyBodies(): AppError {
  return new AppError(
    'too-large',
    `The bodies of this answer have more than ${limits.bodiesCharacters} characters. Ask for fewer at once.`,
  )
}

async function renderOne(
  ctx: Context,
  standing: Standing & { readonly content: Content },
  storage: string,
  to: FormatName,
): Promise<string> {
  const { content } = standing
  if (to === 'raw' && content.extra.raw) return rawText(storage)
  const key = renderingKey(ctx, content, storage, to)
  const known = ctx.app.renderings.get(key)
  if (known !== undefined) return known
  const { text, dependsOn } = await convert(storage, 'storage', to, { env: environmentFor(ctx, standing) })
  if (dependsOn === 'nothing') ctx.app.renderings.put(key, text)
  return text
}

/**
 * What a rendering that depends on nothing else is made from: the text itself, since a version's number is given again
 * when the version was deleted, and what a page tells its own text of itself.
 */
function renderingKey({ place }: Context, content: Content, storage: string, to: FormatName): string {
  return sha256(
    [place.origin, place.contextPath, content.id, content.version, content.title, to, storage].join('\n'),
  )
}

/** A conversion that a client asks for. */
export interface Conversion {
  readonly value: string
  readonly from: FormatName
  readonly to: FormatName
  /** The content in whose place macros run and links resolve. */
  readonly contentId?: number
  readonly spaceKey?: string
}

/** Convert a body from one representation to another. Refuses (`bad-markup`) what cannot be read. */
export async function convertBody(ctx: Context, input: Conversion): Promise<string> {
  const standing = await standingOf(ctx, input)
  const original = standing.content && (await bodiesOf(ctx.db, [standing.content])).get(standing.content.id)
  const reader = input.to === 'anonymous_export_view' ? as(ctx, anonymous) : ctx
  const env = environmentFor(reader, standing)
  const { text, messages } = await convert(input.value, input.from, input.to, { env, original })
  const fatal = messages.find((message) => message.severity === 'fatal')
  if (fatal) throw badMarkup(fatal, { value: input.value, representation: input.from })
  return text
}

/** Everything that is wrong or doubtful with a body that a client might hand over. */
export function validateBody(ctx: Context, body: Body): Promise<readonly Message[]> {
  return checkBody(body, environmentFor(ctx, {}))
}

async function standingOf(ctx: Context, input: Conversion): Promise<Standing> {
  if (input.contentId !== undefined) {
    const content = await readContent(ctx, input.contentId, { statuses: ['current', 'draft', 'archived'] })
    const space = (await spacesById(ctx, [content.spaceId])).get(content.spaceId)
    return space ? { content, space } : {}
  }
  return input.spaceKey === undefined ? {} : { space: await readSpace(ctx, input.spaceKey) }
}

/** The format of this name. Refuses names that are none. */
export function acceptRepresentation(name: string): FormatName {
  const format = readableRepresentations.find((known) => known === name)
  if (format !== undefined) return format
  throw new AppError(
    'bad-request',
    `"${name}" is not a representation. Use one of ${readableRepresentations.join(', ')}.`,
  )
}
