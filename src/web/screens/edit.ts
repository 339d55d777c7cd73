import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDate } from '../../base/dates.ts'
import { limits } from '../../base/limits.ts'
import type { Message } from '../../document/message.ts'
import { permittedInSpace } from '../../domain/access/check.ts'
import type { Content } from '../../domain/content/content.ts'
import { permittedActions } from '../../domain/content/operations.ts'
import { readContent, readContents } from '../../domain/content/read.ts'
import { type Context, now } from '../../domain/context.ts'
import { convertBody, validateBody } from '../../domain/render/body.ts'
import { webPath } from '../../domain/render/urls.ts'
import { readSpace, readSpaceById } from '../../domain/space/read.ts'
import { listTemplates, readTemplate } from '../../domain/template/template.ts'
import { type Answer, type Call, redirect } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { save } from '../editor/save.ts'
import { type EditorState, presentEditor } from '../editor/screen.ts'
import { inNotation, meanwhileOf, surroundings, textOf } from '../editor/texts.ts'
import { type Desk, notationOf, type Writing, writingIn } from '../editor/writing.ts'
import { fieldOf, idOf, row, sent, shown } from '../screen.ts'

const text = Type.Optional(Type.String())
const ofContent = Type.Object({ pageId: text, draftId: text, notation: text })
const ofNew = Type.Object({
  spaceKey: text,
  key: text,
  title: text,
  fromPageId: text,
  parentPageId: text,
  templateId: text,
  templateName: text,
  notation: text,
})
type NewQuery = Partial<
  Record<
    'spaceKey' | 'key' | 'title' | 'fromPageId' | 'parentPageId' | 'templateId' | 'templateName' | 'notation',
    string
  >
>

const written = {
  ...shown,
  access: 'user',
  errors: ['unauthenticated', 'forbidden', 'not-found', 'bad-request'],
} as const
const saved = {
  ...sent,
  errors: [...sent.errors, 'bad-markup', 'duplicate-title', 'version-conflict', 'too-large'],
} as const

/** The screens in which pages and blog posts are written. */
export const editRoutes = [
  ...(['editpage', 'editblogpost', 'resumedraft'] as const).map((action) =>
    row({
      ...written,
      id: {
        editpage: 'editPageAction',
        editblogpost: 'editBlogPostAction',
        resumedraft: 'resumeDraftAction',
      }[action],
      path: `/pages/${action}.action`,
      summary: 'Edit a page or blog post, or go on with a draft.',
      query: ofContent,
      handle: async (web, { call, query }) => {
        const { pageId, draftId, notation } = query as {
          pageId?: string
          draftId?: string
          notation?: string
        }
        const desk = await deskOf(web.domain, idOf(draftId ?? pageId))
        return show(web, call, desk, { writing: await startedFrom(web.domain, desk, notation) })
      },
    }),
  ),
  row({
    ...saved,
    id: 'doEditPageAction',
    path: '/pages/doeditpage.action',
    summary: 'Save what was edited, show what it would look like, or turn it into another notation.',
    query: ofContent,
    handle: async (web, { call, query, body }) =>
      take(web, call, await deskOf(web.domain, idOf(query.pageId)), body),
  }),
  ...(['page', 'blogpost'] as const).flatMap((kind) => [
    row({
      ...written,
      id: kind === 'page' ? 'createPageAction' : 'createBlogPostAction',
      path: `/pages/create${kind}.action`,
      summary: 'Write a new page or blog post.',
      query: ofNew,
      handle: async (web, { call, query }) => {
        const wanted = query as NewQuery
        const desk = await newDesk(web.domain, kind, wanted)
        return show(web, call, desk, { writing: await startedAnew(web.domain, desk, wanted) })
      },
    }),
    row({
      ...saved,
      id: kind === 'page' ? 'doCreatePageAction' : 'doCreateBlogPostAction',
      path: `/pages/docreate${kind}.action`,
      summary: 'Publish a new page or blog post, keep it as a draft, or show what it would look like.',
      query: ofNew,
      handle: async (web, { call, query, body }) =>
        take(web, call, await newDesk(web.domain, kind, query as NewQuery), body),
    }),
  ]),
]

/** Where a content is edited. Refuses those who may not change it before they have written anything. */
async function deskOf(ctx: Context, id: number): Promise<Desk> {
  const content = await readContent(ctx, id, { statuses: ['current', 'archived', 'draft'] })
  const { kind } = content
  if (kind !== 'page' && kind !== 'blogpost') {
    throw new AppError('bad-request', `Pages and blog posts are edited here; content ${id} is a ${kind}.`)
  }
  if (content.status === 'archived') throw new AppError('bad-request', 'Archived content cannot be changed.')
  const actions = (await permittedActions(ctx, [content])).get(id) ?? []
  if (!actions.includes('update')) {
    throw new AppError('forbidden', 'You are not permitted to edit this content.')
  }
  return { kind, content, space: await readSpaceById(ctx, content.spaceId) }
}

async function newDesk(ctx: Context, kind: Desk['kind'], query: NewQuery): Promise<Desk> {
  const above = query.fromPageId ?? query.parentPageId
  const key = query.spaceKey ?? query.key
  const space =
    key === undefined && above !== undefined
      ? await readSpaceById(ctx, (await readContent(ctx, idOf(above))).spaceId)
      : await readSpace(ctx, key ?? '')
  const action = kind === 'page' ? 'create-page' : 'create-blogpost'
  if ((await permittedInSpace(ctx, space, undefined, [action])).length > 0) return { kind, space }
  throw new AppError('forbidden', `You are not permitted to write in the space ${space.key}.`)
}

async function startedFrom(ctx: Context, { content }: Desk, notation: string | undefined): Promise<Writing> {
  const wanted = notationOf(notation ?? '')
  const [parent] = content?.parentId == null ? [] : await readContents(ctx, [content.parentId])
  return {
    title: content?.title ?? '',
    parent: parent?.title ?? '',
    notation: wanted,
    text: content ? await textOf(ctx, content, wanted) : '',
    version: content?.version ?? 0,
    message: '',
    minorEdit: false,
  }
}

async function startedAnew(ctx: Context, desk: Desk, query: NewQuery): Promise<Writing> {
  const above = query.fromPageId ?? query.parentPageId
  const parentId = above === undefined ? desk.space.homepageId : idOf(above)
  const [parent] = desk.kind === 'blogpost' || parentId === null ? [] : await readContents(ctx, [parentId])
  const template = await templateText(ctx, desk, query)
  const start = {
    title: filledIn(ctx, desk, query.title ?? ''),
    parent: parent?.title ?? '',
    version: 0,
    message: '',
    minorEdit: false,
  }
  // What is new begins in the notation that most people can write.
  const notation = notationOf(query.notation ?? (template === '' ? 'markdown' : 'storage'))
  const text = await inNotation(ctx, desk, { text: template, notation: 'storage' }, notation)
  return { ...start, notation, text }
}

/** A title as buttons of templates give it, with what is only known when the page is written. */
function filledIn(ctx: Context, { space }: Desk, title: string): string {
  return title
    .replaceAll('@currentDate', isoDate(now(ctx)).slice(0, 10))
    .replaceAll('@spaceName', space.name)
    .replaceAll('@spaceKey', space.key)
}

async function templateText(ctx: Context, { space }: Desk, query: NewQuery): Promise<string> {
  if (query.templateId !== undefined && query.templateId !== '') {
    return (await readTemplate(ctx, idOf(query.templateId))).body
  }
  if (query.templateName === undefined) return ''
  for (const spaceKey of [space.key, undefined]) {
    const { items } = await listTemplates(ctx, spaceKey, { offset: 0, limit: limits.templatesPerSpace })
    const template = items.find(({ name }) => name === query.templateName)
    if (template) return template.body
  }
  return ''
}

/** What a form asks for. */
async function take(
  web: WebContext,
  call: Call,
  desk: Desk,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const writing = writingIn(body)
  const wanted = fieldOf(body, 'do')
  try {
    if (wanted === 'preview') return await preview(web, call, desk, writing)
    if (wanted === 'notation') return await inOtherNotation(web, call, desk, writing, body)
    const kept = await save(web.domain, desk, writing, wanted === 'draft' ? 'draft' : 'current')
    return redirect(await addressAfter(web.domain, desk, kept))
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return refused(web, call, desk, writing, error)
  }
}

async function addressAfter(ctx: Context, { space }: Desk, saved: Content): Promise<string> {
  const path =
    saved.status === 'draft'
      ? `/pages/resumedraft.action?draftId=${saved.id}`
      : webPath(ctx.place, saved, space)
  return ctx.place.contextPath + path
}

async function preview(web: WebContext, call: Call, desk: Desk, writing: Writing): Promise<Answer> {
  const findings = await findingsOf(web.domain, writing)
  if (findings.some(({ severity }) => severity === 'fatal')) {
    return show(web, call, desk, { writing, findings, problem: { text: UNREADABLE, status: 400 } })
  }
  const place = desk.content ? { contentId: desk.content.id } : { spaceKey: desk.space.key }
  const { notation, text: value } = writing
  const html = await convertBody(web.domain, { value, from: notation, to: 'view', ...place })
  return show(web, call, desk, { writing, findings, preview: html })
}

const UNREADABLE = 'The text cannot be read. Nothing was saved.'

async function inOtherNotation(
  web: WebContext,
  call: Call,
  desk: Desk,
  writing: Writing,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const notation = notationOf(fieldOf(body, 'wantedNotation'))
  const text = await inNotation(web.domain, desk, writing, notation)
  return show(web, call, desk, { writing: { ...writing, notation, text } })
}

/** The form again with everything that was written, and why it was not saved. */
async function refused(
  web: WebContext,
  call: Call,
  desk: Desk,
  writing: Writing,
  error: AppError,
): Promise<Answer> {
  const { status } = error
  if (error.code === 'version-conflict') {
    const current = { ...desk, content: await currentOf(web.domain, desk) }
    const meanwhile = await meanwhileOf(web.domain, current, writing)
    const version = current.content?.version ?? writing.version
    return show(web, call, current, {
      writing: { ...writing, version },
      meanwhile,
      problem: { text: 'Somebody else was faster. Nothing was saved, and nothing is lost.', status },
    })
  }
  if (error.code !== 'bad-markup') {
    return show(web, call, desk, { writing, problem: { text: error.message, status } })
  }
  const findings = await findingsOf(web.domain, writing)
  return show(web, call, desk, { writing, findings, problem: { text: UNREADABLE, status } })
}

async function currentOf(ctx: Context, { content }: Desk): Promise<Content | undefined> {
  return content && readContent(ctx, content.id, { statuses: ['current', 'draft'] })
}

function findingsOf(ctx: Context, { notation, text: value }: Writing): Promise<readonly Message[]> {
  return validateBody(ctx, { representation: notation, value })
}

async function show(
  web: WebContext,
  call: Call,
  desk: Desk,
  state: Omit<EditorState, 'ancestors' | 'parents' | 'cancelUrl'>,
): Promise<Answer> {
  return presentEditor(web, call, desk, { ...(await surroundings(web.domain, desk)), ...state })
}
