import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { actorId } from '../../domain/access/actor.ts'
import { findAttachment } from '../../domain/attachment/read.ts'
import type { Content } from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import { permittedActions } from '../../domain/content/operations.ts'
import { readContent } from '../../domain/content/read.ts'
import { purgeContent, trashContent } from '../../domain/content/trash.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { restoreVersion } from '../../domain/content/versions.ts'
import type { Context } from '../../domain/context.ts'
import { addLabels, removeLabel } from '../../domain/label/attach.ts'
import { renderBodies } from '../../domain/render/body.ts'
import { spacePath, webPath } from '../../domain/render/urls.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import { unwatch, watch } from '../../domain/watch/watch.ts'
import { type Answer, type Call, redirect } from '../../http/route.ts'
import { commentForm } from '../components/page-forms.ts'
import type { WebContext } from '../context.ts'
import { editedText } from '../editor/texts.ts'
import { withPlainLineEnds } from '../editor/writing.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import { fieldOf, idOf, numberOf, row, sent, shown } from '../screen.ts'

const text = Type.Optional(Type.String())
const ofPage = Type.Object({ pageId: text })
const ofFile = Type.Object({ pageId: text, fileName: text })
const ofComment = Type.Object({ pageId: text, commentId: text })

/** The small forms of a page: comments, labels, watching, versions, and taking things away. */
export const changeRoutes = [
  row({
    ...sent,
    id: 'doAddCommentAction',
    path: '/pages/doaddcomment.action',
    summary: 'Comment on a page in Markdown, or answer a comment.',
    query: ofComment,
    errors: [...sent.errors, 'bad-markup', 'too-large'],
    handle: (web, { call, query, body }) => takeComment(web, call, query, 'doaddcomment', body),
  }),
  row({
    ...sent,
    id: 'doEditCommentAction',
    path: '/pages/doeditcomment.action',
    summary: 'Change a comment.',
    query: ofComment,
    errors: [...sent.errors, 'bad-markup', 'too-large', 'version-conflict'],
    handle: (web, { call, query, body }) => takeComment(web, call, query, 'doeditcomment', body),
  }),
  row({
    ...shown,
    id: 'editCommentAction',
    access: 'user',
    path: '/pages/editcomment.action',
    summary: 'The form in which a comment is changed.',
    query: ofComment,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    handle: async (web, { call, query }) => {
      const comment = await commentWith(web.domain, query, 'update')
      const kept = (await renderBodies(web.domain, [comment], 'markdown')).get(comment.id) ?? ''
      return showComment(web, call, { action: 'doeditcomment', comment, text: kept })
    },
  }),
  row({
    ...shown,
    id: 'removeCommentAction',
    access: 'user',
    path: '/pages/removecomment.action',
    summary: 'Asks whether a comment is to be deleted.',
    query: ofComment,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    handle: async (web, { call, query }) => {
      const comment = await commentWith(web.domain, query, 'remove')
      return confirm(web, call, {
        title: 'Delete this comment?',
        what: 'It is gone for good; answers to it stay.',
        action: `/pages/doremovecomment.action?pageId=${comment.containerId}&commentId=${comment.id}`,
        back: await addressOf(web.domain, comment),
      })
    },
  }),
  row({
    ...sent,
    id: 'doRemoveCommentAction',
    path: '/pages/doremovecomment.action',
    summary: 'Delete a comment.',
    query: ofComment,
    handle: async (web, { query }) => {
      const comment = await commentWith(web.domain, query, 'remove')
      await trashContent(web.domain, comment.id)
      return toPage(web.domain, comment.containerId, '#comments-section')
    },
  }),
  row({
    ...sent,
    id: 'doAddLabelsAction',
    path: '/pages/doaddlabels.action',
    summary: 'Label a page; several labels are parted by blanks or commas.',
    query: ofPage,
    handle: async (web, { query, body }) => {
      const names = fieldOf(body, 'labelsString')
        .split(/[\s,]+/)
        .filter((name) => name !== '')
      const id = idOf(query.pageId)
      if (names.length === 0) throw new AppError('bad-request', 'The field for labels is empty.')
      await addLabels(
        web.domain,
        id,
        names.map((name) => ({ name })),
      )
      return toPage(web.domain, id, '#labels-section')
    },
  }),
  row({
    ...sent,
    id: 'doRemoveLabelAction',
    path: '/pages/doremovelabel.action',
    summary: 'Take a label off a page.',
    query: ofPage,
    handle: async (web, { query, body }) => {
      const id = idOf(query.pageId)
      await removeLabel(web.domain, id, { name: fieldOf(body, 'label') })
      return toPage(web.domain, id, '#labels-section')
    },
  }),
  ...([watch, unwatch] as const).map((change) =>
    row({
      ...sent,
      id: change === watch ? 'addPageNotificationAction' : 'removePageNotificationAction',
      path: `/users/${change === watch ? 'add' : 'remove'}pagenotification.action`,
      summary: change === watch ? 'Watch a page.' : 'Watch a page no more.',
      query: ofPage,
      handle: async (web, { query }) => {
        const { pageId } = query as { readonly pageId?: string }
        const content = await readContent(web.domain, idOf(pageId))
        const id = actorId(web.domain.actor)
        const user = id === null ? undefined : (await usersById(web.domain, [id])).get(id)
        if (user === undefined) throw new AppError('unauthenticated')
        await change(web.domain, user, { content })
        return toPage(web.domain, content.id)
      },
    }),
  ),
  row({
    ...sent,
    id: 'revertPageAction',
    path: '/pages/revertpagebacktoversion.action',
    summary: 'Make an earlier version of a page the newest again.',
    query: Type.Object({ pageId: text, version: text }),
    handle: async (web, { query }) => {
      const id = idOf(query.pageId)
      const number = numberOf(query.version, 0)
      const message = `Reverted from version ${number}`
      await restoreVersion(web.domain, id, { number, message, withTitle: true })
      return toPage(web.domain, id)
    },
  }),
  row({
    ...shown,
    id: 'removePageAction',
    access: 'user',
    path: '/pages/removepage.action',
    summary: 'Asks whether a page or draft is to be deleted.',
    query: ofPage,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    handle: async (web, { call, query }) => {
      const content = await removable(web.domain, idOf(query.pageId))
      const isDraft = content.status === 'draft'
      return confirm(web, call, {
        title: isDraft ? 'Delete this draft?' : `Delete “${content.title}”?`,
        what: isDraft
          ? 'It is gone for good.'
          : 'It goes to the trash of its space. The pages below it move up.',
        action: `/pages/doremovepage.action?pageId=${content.id}`,
        back: await addressOf(web.domain, content),
      })
    },
  }),
  row({
    ...sent,
    id: 'doRemovePageAction',
    path: '/pages/doremovepage.action',
    summary: 'Put a page into the trash, or delete a draft.',
    query: ofPage,
    handle: async (web, { query }) => {
      const ctx = web.domain
      const content = await removable(ctx, idOf(query.pageId))
      await (content.status === 'draft' ? purgeContent(ctx, content.id) : trashContent(ctx, content.id))
      const space = await readSpaceById(ctx, content.spaceId)
      return redirect(ctx.place.contextPath + spacePath(ctx.place, space))
    },
  }),
  row({
    ...shown,
    id: 'removeAttachmentAction',
    access: 'user',
    path: '/pages/removeattachment.action',
    summary: 'Asks whether a file is to be taken off a page.',
    query: ofFile,
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    handle: async (web, { call, query }) => {
      const file = await findAttachment(web.domain, idOf(query.pageId), query.fileName ?? '')
      await refuseUnless(web.domain, file, 'remove')
      const about = `?pageId=${file.containerId}&fileName=${encodeURIComponent(file.title)}`
      return confirm(web, call, {
        title: `Delete “${file.title}”?`,
        what: 'The file goes with all its versions; pages that show it show a gap.',
        action: `/pages/doremoveattachment.action${about}`,
        back: `${web.domain.place.contextPath}/pages/viewpageattachments.action?pageId=${file.containerId}`,
      })
    },
  }),
  row({
    ...sent,
    id: 'doRemoveAttachmentAction',
    path: '/pages/doremoveattachment.action',
    summary: 'Take a file off a page.',
    query: ofFile,
    handle: async (web, { query }) => {
      const file = await findAttachment(web.domain, idOf(query.pageId), query.fileName ?? '')
      await trashContent(web.domain, file.id)
      return redirect(
        `${web.domain.place.contextPath}/pages/viewpageattachments.action?pageId=${file.containerId}`,
      )
    },
  }),
]

async function takeComment(
  web: WebContext,
  call: Call,
  query: { readonly pageId?: string; readonly commentId?: string },
  action: 'doaddcomment' | 'doeditcomment',
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const ctx = web.domain
  const written = withPlainLineEnds(fieldOf(body, 'content'))
  const named = query.commentId === undefined ? undefined : await commentWith(ctx, query, 'read')
  try {
    if (written.trim() === '') throw new AppError('bad-request', 'The comment is empty.')
    const saved =
      action === 'doaddcomment'
        ? await createContent(ctx, {
            kind: 'comment',
            title: '',
            containerId: idOf(query.pageId),
            ...(named ? { parentId: named.id } : {}),
            body: { representation: 'markdown', value: written },
          })
        : await saveComment(ctx, await commentWith(ctx, query, 'update'), written)
    return redirect(await addressOf(ctx, saved))
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return showComment(web, call, {
      action,
      comment: named,
      text: written,
      pageId: idOf(query.pageId),
      error,
    })
  }
}

async function saveComment(ctx: Context, comment: Content, written: string): Promise<Content> {
  const writing = { notation: 'markdown', text: written } as const
  const value = await editedText(ctx, comment, writing)
  if (value === undefined) return comment
  const body = { representation: 'markdown', value }
  return updateContentTo(ctx, { id: comment.id, version: comment.version + 1, body })
}

/** What the screen of a single comment shows. */
interface CommentState {
  readonly action: 'doaddcomment' | 'doeditcomment'
  /** The comment that is changed or answered. */
  readonly comment: Content | undefined
  readonly pageId?: number
  readonly text: string
  readonly error?: AppError
}

async function showComment(web: WebContext, call: Call, state: CommentState): Promise<Answer> {
  const { comment, error, action } = state
  const pageId = comment?.containerId ?? state.pageId ?? 0
  const page = await readContent(web.domain, pageId)
  const frame = await frameOf(web, call, page.spaceId)
  const place = { contextPath: frame.contextPath, csrf: frame.csrf, pageId }
  const isNew = action === 'doaddcomment'
  const title = isNew ? `Comment on “${page.title}”` : `Your comment on “${page.title}”`
  return present(frame, {
    title,
    ...(error ? { status: error.status } : {}),
    main: html`<div class="editor-screen">
      <header class="screen-header"><h1>${title}</h1></header>
      ${error && html`<p class="notice error" role="alert">${error.message}</p>`}
      ${commentForm(place, {
        action,
        ...(comment ? { commentId: comment.id } : {}),
        label: isNew ? 'Your comment' : 'What it says',
        button: isNew ? 'Comment' : 'Save',
        text: state.text,
      })}
      <p><a href="${await addressOf(web.domain, comment ?? page)}">Back to the page</a></p>
    </div>`,
  })
}

/** The comment that an address names. Refuses those who may not do this with it. */
async function commentWith(
  ctx: Context,
  query: { readonly pageId?: string; readonly commentId?: string },
  action: 'read' | 'update' | 'remove',
): Promise<Content> {
  const comment = await readContent(ctx, idOf(query.commentId))
  if (comment.kind !== 'comment' || String(comment.containerId) !== query.pageId) {
    throw new AppError('not-found', `The page has no comment with the id "${comment.id}".`)
  }
  await refuseUnless(ctx, comment, action)
  return comment
}

/** Refuses before anybody has filled in a form; what it sends is judged by the verbs. */
async function refuseUnless(
  ctx: Context,
  content: Content,
  action: 'read' | 'update' | 'remove',
): Promise<void> {
  if ((await permittedActions(ctx, [content])).get(content.id)?.includes(action)) return
  throw new AppError('forbidden', 'You are not permitted to do this.')
}

async function removable(ctx: Context, id: number): Promise<Content> {
  const content = await readContent(ctx, id, { statuses: ['current', 'archived', 'draft'] })
  if (content.kind !== 'page' && content.kind !== 'blogpost') {
    throw new AppError('not-found', `There is no page with the id "${id}".`)
  }
  await refuseUnless(ctx, content, 'remove')
  return content
}

async function confirm(
  web: WebContext,
  call: Call,
  question: {
    readonly title: string
    readonly what: string
    readonly action: string
    /** Where the reader goes without doing it. */
    readonly back: string
  },
): Promise<Answer> {
  const frame = await frameOf(web, call)
  const main: Html = html`<div class="card">
    <h1>${question.title}</h1>
    <p>${question.what}</p>
    <form method="post" action="${frame.contextPath}${question.action}">
      ${csrfField(frame.csrf)}
      <p class="actions">
        <button type="submit" class="button danger">Delete</button>
        <a class="button" href="${question.back}">Keep it</a>
      </p>
    </form>
  </div>`
  return present(frame, { title: question.title, narrow: true, main })
}

async function toPage(ctx: Context, id: number | null, place = ''): Promise<Answer> {
  return redirect((await addressOf(ctx, await readContent(ctx, id ?? 0))) + place)
}

/** Where a content is shown: a comment on its page, a draft in the editor. */
async function addressOf(ctx: Context, content: Content): Promise<string> {
  const { contextPath } = ctx.place
  if (content.status === 'draft') return `${contextPath}/pages/resumedraft.action?draftId=${content.id}`
  const space = await readSpaceById(ctx, content.spaceId)
  const holder = content.containerId === null ? undefined : await readContent(ctx, content.containerId)
  return contextPath + webPath(ctx.place, content, space, holder)
}
