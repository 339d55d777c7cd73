import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { actorId } from '../access/actor.ts'
import { authorizeGlobally, canInSpace } from '../access/policy.ts'
import { acceptBody } from '../content/body.ts'
import type { Body } from '../content/content.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { acceptLabel, findOrMakeLabel, type LabelName } from '../label/attach.ts'
import type { Label } from '../label/label.ts'
import { environmentFor } from '../render/env.ts'
import { authorizedSpace } from '../space/administer.ts'
import { readSpace, spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import {
  countTemplates,
  deleteTemplate,
  findTemplate,
  insertTemplate,
  listTemplateRows,
  replaceTemplateLabels,
  templateLabelRows,
  updateTemplate,
} from './rows.ts'

/** A body to start pages from, of one space or of the whole site. */
export interface Template {
  readonly id: number
  /** Null: of the site. */
  readonly spaceId: number | null
  readonly name: string
  readonly description: string
  /** Storage format, with `at:var` for what is filled in when a page is made. */
  readonly body: string
  /** Milliseconds since 1970. */
  readonly updatedAt: number
  readonly updatedBy: number | null
}

/** A template as a client hands it over. */
export interface TemplateInput {
  readonly name: string
  /** Absent: it stays as it is; a new one has none. */
  readonly description?: string
  readonly body: Body
  /** Absent: they stay. */
  readonly labels?: readonly LabelName[]
  /** The space that it is of; absent: the site. */
  readonly spaceKey?: string
}

/** The templates of a space, or of the site, in the order of their names. */
export async function listTemplates(
  ctx: Context,
  spaceKey: string | undefined,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<Template>> {
  const spaceId = spaceKey === undefined ? null : (await readSpace(ctx, spaceKey)).id
  return toPage(await listTemplateRows(ctx.db, spaceId, slice), slice.limit)
}

/** One template. `not-found` when there is none of this id, or its space may not be seen. */
export async function readTemplate(ctx: Context, id: number): Promise<Template> {
  const template = await findTemplate(ctx.db, id)
  if (template === undefined) throw templateNotFound(id)
  if (template.spaceId !== null && !(await canInSpace(ctx, 'view', template.spaceId)))
    throw templateNotFound(id)
  return template
}

/** Labels of each template, by its id. */
export async function labelsOfTemplates(
  ctx: Context,
  templateIds: readonly number[],
): Promise<Map<number, Label[]>> {
  return templateLabelRows(ctx.db, templateIds, actorId(ctx.actor) ?? -1)
}

/** Make a template. Needs the right to administer its space, or the site. */
export async function createTemplate(ctx: Context, input: TemplateInput): Promise<Template> {
  const space = await placeOf(ctx, input.spaceKey)
  const accepted = await accept(ctx, input, space)
  return transact(
    ctx,
    async (ctx) => {
      const template: Template = {
        id: ctx.takeId(),
        spaceId: space?.id ?? null,
        ...accepted,
        description: accepted.description ?? '',
        updatedAt: now(ctx),
        updatedBy: actorId(ctx.actor),
      }
      if ((await countTemplates(ctx.db, template.spaceId)) >= limits.templatesPerSpace) {
        throw new AppError('bad-request', `There are ${limits.templatesPerSpace} templates already.`)
      }
      await insertTemplate(ctx.db, template)
      await putLabels(ctx, template, input.labels ?? [])
      await record(ctx, 'template.created', template)
      return template
    },
    4 + (input.labels?.length ?? 0),
  )
}

/** Change a template. It stays in its space. */
export async function changeTemplate(ctx: Context, id: number, input: TemplateInput): Promise<Template> {
  const before = await readTemplate(ctx, id)
  const space = await authorizeOn(ctx, before)
  if (input.spaceKey !== undefined && input.spaceKey.toLowerCase() !== space?.key.toLowerCase()) {
    throw new AppError('bad-request', `Template ${id} is not of the space ${input.spaceKey.slice(0, 100)}.`)
  }
  const { description = before.description, ...accepted } = await accept(ctx, input, space)
  return transact(
    ctx,
    async (ctx) => {
      const after = {
        ...before,
        ...accepted,
        description,
        updatedAt: now(ctx),
        updatedBy: actorId(ctx.actor),
      }
      if (!(await updateTemplate(ctx.db, after))) throw templateNotFound(id)
      if (input.labels) await putLabels(ctx, after, input.labels)
      await record(ctx, 'template.updated', after)
      return after
    },
    4 + (input.labels?.length ?? 0),
  )
}

/** Remove a template for good; pages made from it stay. */
export async function removeTemplate(ctx: Context, id: number): Promise<void> {
  const template = await readTemplate(ctx, id)
  await authorizeOn(ctx, template)
  await transact(ctx, async (ctx) => {
    if (!(await deleteTemplate(ctx.db, id))) throw templateNotFound(id)
    await record(ctx, 'template.removed', template)
  })
}

/** The space in which a template is to be, when the actor may make it there; undefined: the site. */
async function placeOf(ctx: Context, spaceKey: string | undefined): Promise<Space | undefined> {
  if (spaceKey !== undefined) return authorizedSpace(ctx, spaceKey)
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  return undefined
}

async function authorizeOn(ctx: Context, template: Template): Promise<Space | undefined> {
  if (template.spaceId === null) return placeOf(ctx, undefined)
  const space = (await spacesById(ctx, [template.spaceId])).get(template.spaceId)
  if (space === undefined) throw templateNotFound(template.id)
  return placeOf(ctx, space.key)
}

async function accept(
  ctx: Context,
  input: TemplateInput,
  space: Space | undefined,
): Promise<{ name: string; description: string | undefined; body: string }> {
  const name = input.name.trim()
  if (name === '' || name.length > limits.nameLength || hasControlCharacters(name)) {
    throw new AppError('bad-request', `A template needs a name of at most ${limits.nameLength} characters.`)
  }
  const { description } = input
  if (description !== undefined && description.length > limits.nameLength) {
    throw new AppError('bad-request', `A template's description has at most ${limits.nameLength} characters.`)
  }
  const { labels = [] } = input
  if (labels.length > limits.labelsPerRequest) {
    throw new AppError('bad-request', `At most ${limits.labelsPerRequest} labels can be added at once.`)
  }
  const { storage } = await acceptBody(input.body, environmentFor(ctx, space === undefined ? {} : { space }))
  return { name, description, body: storage }
}

async function putLabels(ctx: Context, template: Template, names: readonly LabelName[]): Promise<void> {
  const ids: number[] = []
  for (const name of names) ids.push((await findOrMakeLabel(ctx, acceptLabel(name))).id)
  await replaceTemplateLabels(ctx.db, template.id, ids)
}

async function record(
  ctx: Context,
  type: 'template.created' | 'template.updated' | 'template.removed',
  template: Template,
): Promise<void> {
  await emit(ctx, {
    type,
    ...(template.spaceId === null ? {} : { spaceId: template.spaceId }),
    facts: { templateId: template.id, name: template.name },
  })
}

/** The refusal for a template that is not there, or must look as if it were not. */
export function templateNotFound(id: number | string): AppError {
  return notFound(`No template found with id: ${id}`)
}
