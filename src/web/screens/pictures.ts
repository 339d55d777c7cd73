import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { Html } from '../../base/html.ts'
import { readPictured } from '../../domain/user/user.ts'
import { Answer, redirect } from '../../http/route.ts'
import { emoji, emoticon } from '../images/emoticons.ts'
import { initials, placeholder } from '../images/drawings.ts'
import { open, row, shown } from '../screen.ts'
import { pictureHeaders } from '../security.ts'
import { favicon, staticFiles } from '../static.ts'

const placeholderQuery = Type.Object({
  name: Type.Optional(Type.String()),
  i18nKey: Type.Optional(Type.String()),
  definition: Type.Optional(Type.String()),
})

/** Files and drawings that screens refer to. */
export const pictureRoutes = [
  row({
    ...open,
    id: 'readStaticFile',
    errors: ['unknown-address'],
    path: '/static/{name}',
    summary: 'A stylesheet, script or picture of the interface.',
    reply: 'bytes',
    handle: async (_web, { path }) => {
      const file = staticFiles.get(path.name)
      if (file === undefined) throw new AppError('unknown-address')
      return new Answer({
        headers: {
          'content-type': file.mediaType,
          // The name holds a digest of the content.
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
          ...file.headers,
        },
        body: await file.text(),
      })
    },
  }),
  row({
    ...open,
    id: 'readFavicon',
    path: '/favicon.ico',
    summary: 'The picture of the site, where browsers look for it.',
    reply: 'redirect',
    handle: async (web) => redirect(`${web.domain.place.contextPath}/static/${favicon.name}`),
  }),
  row({
    ...shown,
    id: 'readAvatar',
    errors: ['unknown-address'],
    path: '/avatar/{file}',
    summary: 'The picture of a person: their initials on a colour.',
    reply: 'bytes',
    handle: async (web, { path }) => {
      const [, id] = /^(\d{1,15}|anonymous)\.svg$/.exec(path.file) ?? []
      if (id === undefined) throw new AppError('unknown-address')
      const found = id === 'anonymous' ? 'hidden' : await readPictured(web.domain, Number(id))
      if (found === undefined) throw new AppError('unknown-address')
      const user = found === 'hidden' ? undefined : found
      return picture(initials(user?.displayName, user?.id ?? 0), 'private, max-age=3600')
    },
  }),
  row({
    ...open,
    id: 'readEmoticon',
    errors: ['unknown-address'],
    path: '/images/icons/emoticons/{file}',
    summary: 'The picture of an emoticon.',
    reply: 'bytes',
    handle: async (_web, { path }) => picture(emoticon(path.file.replace(/\.svg$/, '')), DAY),
  }),
  row({
    ...open,
    id: 'readEmoji',
    errors: ['unknown-address'],
    path: '/images/icons/emoticons/emoji/{file}',
    summary: 'The picture of an emoji by its code points.',
    reply: 'bytes',
    handle: async (_web, { path }) => picture(emoji(path.file.replace(/\.svg$/, '')), DAY),
  }),
  row({
    ...open,
    id: 'readPlaceholder',
    errors: ['unknown-address'],
    path: '/plugins/servlet/confluence/placeholder/{kind}',
    summary: 'What stands for a macro, link or picture that cannot be shown.',
    query: placeholderQuery,
    reply: 'bytes',
    handle: async (_web, { path, query }) => picture(placeholder(path.kind, query), DAY),
  }),
]

const DAY = 'public, max-age=86400'

function picture(drawing: Html | undefined, caching: string): Answer {
  if (drawing === undefined) throw new AppError('unknown-address')
  return new Answer({ headers: { ...pictureHeaders, 'cache-control': caching }, body: drawing.markup })
}
