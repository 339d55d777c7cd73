import { Type } from 'typebox'
import { AppError } from '../../../base/errors.ts'
import { limits } from '../../../base/limits.ts'
import type { Content } from '../../../domain/content/content.ts'
import { createContent } from '../../../domain/content/create.ts'
import { listContent, readContent } from '../../../domain/content/read.ts'
import { updateContentTo } from '../../../domain/content/update.ts'
import { addLabels, labelsOf, removeLabel } from '../../../domain/label/attach.ts'
import type { Label } from '../../../domain/label/label.ts'
import { readLabelById } from '../../../domain/label/list.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import { webPath } from '../../../domain/render/urls.ts'
import { readSpaceById, spacesById } from '../../../domain/space/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import { isWatching, unwatch, watch } from '../../../domain/watch/watch.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseContentId, parseId } from '../../ids.ts'
import { caller } from '../people.ts'

const route = routesOf<ApiContext>()
const text = Type.Optional(Type.String())
const flag = Type.Optional(Type.Boolean())
const closed = { additionalProperties: false }
const id = Type.Union([Type.String(), Type.Integer()])

const person = Type.Object(
  { userName: Type.String(), displayName: Type.String(), avatarUrl: Type.String() },
  closed,
)
const labels = Type.Object(
  {
    success: Type.Boolean(),
    labels: Type.Array(
      Type.Object(
        { id: Type.Integer(), prefix: Type.String(), name: Type.String(), label: Type.String() },
        closed,
      ),
    ),
  },
  closed,
)
const watchState = Type.Object(
  {
    watchingPage: Type.Boolean(),
    watchingSpace: Type.Boolean(),
    watchingBlogs: Type.Boolean(),
    isBlogPost: Type.Boolean(),
  },
  closed,
)
const read = { method: 'GET', access: 'site', errors: ['bad-request', 'not-found'] } as const
const LABELS = '/ui/1.0/content/{id}/labels'
const WATCH_STATE = '/watch-button/1.0/watchState/{id}'

/** What the pages of the vendor's own interface ask for, and scripts that imitate them: load tests, above all. */
export const interfaceRoutes = [
  route({
    ...read,
    id: 'getEditorContent',
    path: '/tinymce/1/content/{id}',
    tag: 'Editor',
    summary: 'A content as the editor takes it up; `.json` may stand behind the id.',
    reply: Type.Object(
      {
        id: Type.String(),
        type: Type.String(),
        title: Type.String(),
        spaceKey: Type.String(),
        pageVersion: Type.Integer(),
        editorContent: Type.String(),
      },
      closed,
    ),
    handle: async (api, { path }) => {
      const content = await readContent(api.domain, parseContentId(path.id.replace(/\.json$/, '')))
      const space = await readSpaceById(api.domain, content.spaceId)
      const bodies = await renderBodies(api.domain, [content], 'editor')
      return {
        id: String(content.id),
        type: content.kind,
        title: content.title,
        spaceKey: space.key,
        pageVersion: content.version,
        editorContent: bodies.get(content.id) ?? '',
      }
    },
  }),
  route({
    id: 'addEditorComment',
    method: 'POST',
    path: '/tinymce/1/content/{id}/comment',
    tag: 'Editor',
    summary: 'Comment on a page with the HTML of the editor.',
    access: 'site',
    body: 'form',
    reply: Type.Object(
      { id: Type.Integer(), html: Type.String(), parentId: Type.Integer(), author: Type.Optional(person) },
      closed,
    ),
    errors: ['bad-markup', 'bad-request', 'forbidden', 'not-found', 'too-large', 'xsrf'],
    handle: async (api, { path, body }) => {
      const parent = body.parentCommentId ?? body.parentId ?? ''
      const made = await createContent(api.domain, {
        kind: 'comment',
        title: '',
        containerId: parseContentId(path.id),
        ...(parent === '' || parent === '0' ? {} : { parentId: parseContentId(parent) }),
        body: { representation: 'editor', value: body.html ?? '' },
      })
      const [shown] = await presentComments(api, [made])
      return {
        id: made.id,
        html: shown?.body ?? '',
        parentId: made.parentId ?? 0,
        ...(shown?.author ? { author: shown.author } : {}),
      }
    },
  }),
  route({
    id: 'saveDraft',
    method: 'POST',
    path: '/tinymce/1/drafts',
    tag: 'Editor',
    summary:
      'Keep what is being written: a new draft, or the next state of one. What is published has no drafts here.',
    access: 'user',
    body: Type.Object({
      draftId: Type.Optional(id),
      pageId: Type.Optional(id),
      type: text,
      title: text,
      spaceKey: text,
      content: text,
    }),
    reply: Type.Object({ draftId: Type.Integer(), pageId: Type.Integer(), time: Type.String() }, closed),
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'forbidden',
      'not-found',
      'too-large',
      'unauthenticated',
    ],
    handle: async (api, { body }) => {
      const draft = await saveDraft(api, body)
      return { draftId: draft.id, pageId: 0, time: new Date(draft.updatedAt).toISOString() }
    },
  }),
  route({
    ...read,
    id: 'getInlineComments',
    path: '/inlinecomments/1.0/comments',
    tag: 'Inline comments',
    summary: 'The comments at passages of a page, with their answers.',
    query: Type.Object({ containerId: Type.String() }),
    reply: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          containerId: Type.Integer(),
          parentCommentId: Type.Integer(),
          body: Type.String(),
          lastModificationDate: Type.Integer(),
          author: Type.Optional(person),
        },
        closed,
      ),
    ),
    handle: async (api, { query }) => {
      const holder = await readContent(api.domain, parseContentId(query.containerId ?? ''))
      return presentComments(api, await commentsOn(api, holder, { location: 'inline' }))
    },
  }),
  route({
    ...read,
    id: 'getWatchState',
    path: WATCH_STATE,
    access: 'user',
    tag: 'Watching',
    summary: 'What one watches of a page: itself, its space, its blog posts.',
    reply: watchState,
    errors: ['bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => stateOf(api, await readContent(api.domain, parseContentId(path.id))),
  }),
  route({
    id: 'setWatchState',
    method: 'PUT',
    path: WATCH_STATE,
    access: 'user',
    tag: 'Watching',
    summary: 'Watch a page, its space or its blog posts, or no more; what is not named stays.',
    body: Type.Object({ watchingPage: flag, watchingSpace: flag, watchingBlogs: flag }),
    reply: watchState,
    errors: ['bad-body', 'bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { path, body }) => {
      const content = await readContent(api.domain, parseContentId(path.id))
      const { me, ...targets } = await watchedWith(api, content)
      for (const [name, target] of Object.entries(targets)) {
        const wanted = body[name as keyof typeof body]
        if (wanted === true) await watch(api.domain, me, target)
        if (wanted === false) await unwatch(api.domain, me, target)
      }
      return stateOf(api, content)
    },
  }),
  route({
    ...read,
    id: 'getShownLabels',
    path: LABELS,
    tag: 'Labels',
    summary: 'The labels of a content.',
    reply: labels,
    handle: async (api, { path }) => {
      const content = await readContent(api.domain, parseContentId(path.id))
      return presentLabels((await labelsOf(api.domain, [content.id])).get(content.id) ?? [])
    },
  }),
  route({
    id: 'addShownLabels',
    method: 'POST',
    path: LABELS,
    access: 'site',
    tag: 'Labels',
    summary: 'Label a content.',
    body: Type.Array(Type.Object({ name: Type.String(), prefix: text })),
    reply: labels,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, body }) =>
      presentLabels(await addLabels(api.domain, parseContentId(path.id), body)),
  }),
  route({
    id: 'removeShownLabel',
    method: 'DELETE',
    path: `${LABELS}/{labelId}`,
    access: 'site',
    tag: 'Labels',
    summary: 'Take a label, known by its id, off a content.',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const label = await readLabelById(api.domain, parseId(path.labelId, 'label'))
      if (label === undefined)
        throw new AppError('not-found', `There is no label with the id ${path.labelId}.`)
      await removeLabel(api.domain, parseContentId(path.id), label)
    },
  }),
  route({
    ...read,
    id: 'getNews',
    path: '/quickreload/latest/{id}',
    tag: 'News',
    summary: 'What happened to a page since a time: its own change, and new comments.',
    query: Type.Object({ since: Type.Optional(Type.Integer()) }),
    reply: Type.Object(
      {
        time: Type.Integer(),
        page: Type.Array(
          Type.Object({ version: Type.Integer(), lastModificationDate: Type.Integer() }, closed),
        ),
        comments: Type.Array(
          Type.Object(
            { id: Type.Integer(), lastModificationDate: Type.Integer(), author: Type.Optional(person) },
            closed,
          ),
        ),
      },
      closed,
    ),
    handle: async (api, { path, query }) => {
      const page = await readContent(api.domain, parseContentId(path.id))
      const since = query.since ?? 0
      const shown = await presentComments(api, await commentsOn(api, page, { modifiedSince: since + 1 }))
      return {
        time: api.domain.app.clock.now(),
        page: page.updatedAt > since ? [{ version: page.version, lastModificationDate: page.updatedAt }] : [],
        comments: shown.map(({ id: commentId, lastModificationDate, author }) => ({
          id: commentId,
          lastModificationDate,
          ...(author ? { author } : {}),
        })),
      }
    },
  }),
  route({
    ...read,
    id: 'getUpdates',
    path: '/dashboardmacros/1.0/updates',
    tag: 'News',
    summary: 'What was changed last, in groups by who did.',
    query: Type.Object({ maxResults: Type.Optional(Type.Integer()) }),
    errors: [],
    reply: Type.Object(
      {
        changeSets: Type.Array(
          Type.Object(
            {
              modifier: Type.Optional(person),
              recentUpdates: Type.Array(
                Type.Object(
                  {
                    id: Type.Integer(),
                    type: Type.String(),
                    title: Type.String(),
                    urlPath: Type.String(),
                    lastModificationDate: Type.Integer(),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    handle: async (api, { query }) => {
      const limit = Math.min(Math.max(query.maxResults ?? limits.screenChanges, 0), limits.listMostWithBody)
      const filter = { kinds: ['page', 'blogpost'], statuses: ['current'] } as const
      const { items } = await listContent(api.domain, filter, '-modified', { limit })
      const spaces = await spacesById(
        api.domain,
        items.map(({ spaceId }) => spaceId),
      )
      const people = await peopleOf(
        api,
        items.map(({ updatedBy }) => updatedBy),
      )
      const sets = Map.groupBy(items, ({ updatedBy }) => updatedBy)
      return {
        changeSets: [...sets].map(([userId, some]) => {
          const modifier = people(userId)
          return {
            ...(modifier ? { modifier } : {}),
            recentUpdates: some.map((one) => ({
              id: one.id,
              type: one.kind,
              title: one.title,
              urlPath: webPath(api.domain.place, one, spaces.get(one.spaceId)),
              lastModificationDate: one.updatedAt,
            })),
          }
        }),
      }
    },
  }),
  route({
    ...read,
    id: 'getNotificationCount',
    path: '/mywork/latest/status/notification/count',
    access: 'user',
    tag: 'News',
    summary: 'How many notices wait in the workbox: none, since there is no workbox; news come by e-mail.',
    errors: ['unauthenticated'],
    reply: Type.Object({ count: Type.Integer(), timeout: Type.Integer() }, closed),
    handle: async () => ({ count: 0, timeout: 300 }),
  }),
]

async function saveDraft(
  api: ApiContext,
  given: {
    readonly draftId?: string | number
    readonly pageId?: string | number
    readonly type?: string
    readonly title?: string
    readonly spaceKey?: string
    readonly content?: string
  },
): Promise<Content> {
  const ctx = api.domain
  const [draftId, pageId] = [numberOf(given.draftId), numberOf(given.pageId)]
  const body = { representation: 'editor', value: given.content ?? '' }
  const title = given.title ?? ''
  if (draftId !== 0) {
    const draft = await readContent(ctx, draftId, { statuses: ['draft'] })
    return updateContentTo(ctx, { id: draft.id, version: draft.version, status: 'draft', title, body })
  }
  if (pageId !== 0) {
    throw new AppError(
      'bad-request',
      'What is published has no drafts here: publish the change, or keep it in a new page.',
    )
  }
  const kind = given.type === 'blogpost' ? 'blogpost' : 'page'
  return createContent(ctx, { kind, title, spaceKey: given.spaceKey, body, status: 'draft' })
}

function numberOf(given: string | number | undefined): number {
  return given === undefined || given === '' ? 0 : parseContentId(given)
}

async function commentsOn(
  api: ApiContext,
  holder: Content,
  filter: { readonly location?: 'inline'; readonly modifiedSince?: number },
): Promise<readonly Content[]> {
  const wanted = { kinds: ['comment'], statuses: ['current'], containerId: holder.id, ...filter } as const
  return (await listContent(api.domain, wanted, 'created', { limit: limits.screenComments })).items
}

async function presentComments(api: ApiContext, comments: readonly Content[]) {
  const bodies = await renderBodies(api.domain, comments, 'view')
  const people = await peopleOf(
    api,
    comments.map(({ createdBy }) => createdBy),
  )
  return comments.map((comment) => {
    const author = people(comment.createdBy)
    return {
      id: comment.id,
      containerId: comment.containerId ?? 0,
      parentCommentId: comment.parentId ?? 0,
      body: bodies.get(comment.id) ?? '',
      lastModificationDate: comment.updatedAt,
      ...(author ? { author } : {}),
    }
  })
}

async function peopleOf(api: ApiContext, ids: readonly (number | null)[]) {
  const users = await usersById(api.domain, ids)
  return (userId: number | null) => {
    const user = userId === null ? undefined : users.get(userId)
    if (user === undefined) return undefined
    const avatarUrl = `${api.flavour.contextPath}/avatar/${user.id}.svg`
    return { userName: user.username, displayName: user.displayName, avatarUrl }
  }
}

async function watchedWith(api: ApiContext, content: Content) {
  const space = await readSpaceById(api.domain, content.spaceId)
  return {
    me: await caller(api),
    watchingPage: { content },
    watchingSpace: { space },
    watchingBlogs: { space, contentKind: 'blogpost' as const },
  }
}

async function stateOf(api: ApiContext, content: Content) {
  const { me, watchingPage, watchingSpace, watchingBlogs } = await watchedWith(api, content)
  return {
    watchingPage: await isWatching(api.domain, me, watchingPage),
    watchingSpace: await isWatching(api.domain, me, watchingSpace),
    watchingBlogs: await isWatching(api.domain, me, watchingBlogs),
    isBlogPost: content.kind === 'blogpost',
  }
}

function presentLabels(all: readonly Label[]) {
  return {
    success: true,
    labels: all.map(({ id: labelId, prefix, name }) => ({
      id: labelId,
      prefix,
      name,
      label: prefix === 'global' ? name : `${prefix}:${name}`,
    })),
  }
}
