import { Type } from 'typebox'
import type { Content } from '../../../domain/content/content.ts'
import { countLikes, listLikers } from '../../../domain/favourite/like.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { type AddressedKind, kinds, readAddressed } from '../kinds.ts'
import { cursorStretch, type Listed, presentListed } from '../present/list.ts'
import { slice } from '../query.ts'
import { account, likeCount } from '../schema/facet.ts'
import { listOf } from '../schema/page.ts'

const route = routesOf<ApiContext>()
const about = { method: 'GET', tag: 'Like', access: 'site' } as const

/** What can be liked, with the words in the names of the operations. */
const LIKED: readonly (readonly [AddressedKind, string])[] = [
  [kinds.page, 'Page'],
  [kinds.blogPost, 'BlogPost'],
  [kinds.footerComment, 'Footer'],
  [kinds.inlineComment, 'Inline'],
]

/** A stretch of those who like a content. */
export async function listLikesOf(
  api: ApiContext,
  content: Content,
  asked: { readonly cursor?: string; readonly limit?: number },
): Promise<Listed> {
  const purpose = `likes of content ${content.id}`
  const { items, more } = await listLikers(api.domain, content, cursorStretch(api, asked, purpose))
  const end = items.at(-1)
  const results = items.map(({ user }) => ({ accountId: user.accountId }))
  return { purpose, results, last: more && end ? { key: end.since, id: end.user.id } : undefined }
}

/** Who likes content, and how many do. */
export const likeRoutes = LIKED.flatMap(([kind, word]) => [
  route({
    ...about,
    id: `get${word}LikeCount`,
    path: `${kind.base}/{id}/likes/count` as const,
    summary: `How many like ${kind.noun}.`,
    pure: true,
    reply: likeCount,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => ({
      count: await countLikes(api.domain, await readAddressed(api, kind, path.id)),
    }),
  }),
  route({
    ...about,
    id: `get${word}LikeUsers`,
    pure: true,
    path: `${kind.base}/{id}/likes/users` as const,
    summary: `Who likes ${kind.noun}.`,
    query: Type.Object(slice),
    reply: listOf(account),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const found = await readAddressed(api, kind, path.id)
      return presentListed(api, call, await listLikesOf(api, found, query))
    },
  }),
])
