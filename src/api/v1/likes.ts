import { Type } from 'typebox'
import { likersOf, like, unlike } from '../../domain/favourite/like.ts'
import type { Content } from '../../domain/content/content.ts'
import { readContent } from '../../domain/content/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { contentId } from '../flavour.ts'
import { parseContentId } from '../ids.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }
const path = '/content/{id}/likes'
const likes = Type.Object(
  {
    content_id: Type.String(),
    content_type: Type.String(),
    likes: Type.Array(
      Type.Object(
        {
          user: Type.Object(
            { name: Type.String(), fullName: Type.String(), avatarUrl: Type.String() },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
const shared = {
  path,
  tag: 'Likes',
  access: 'user',
  errors: ['bad-request', 'not-found', 'unauthenticated'],
} as const

/** `/rest/likes/1.0`: what the pages of the vendor's own interface call. */
export const likeRoutes = [
  route({
    ...shared,
    id: 'getLikes',
    method: 'GET',
    pure: true,
    summary: 'Who likes a content.',
    reply: likes,
    handle: async (api, { path }) =>
      presentLikes(api, await readContent(api.domain, parseContentId(path.id))),
  }),
  route({
    ...shared,
    id: 'addLike',
    method: 'POST',
    summary: 'Like a content.',
    reply: likes,
    handle: async (api, { path }) => presentLikes(api, await like(api.domain, parseContentId(path.id))),
  }),
  route({
    ...shared,
    id: 'removeLike',
    method: 'DELETE',
    summary: 'Like a content no more.',
    status: 204,
    reply: 'nothing',
    handle: async (api, { path }) => {
      await unlike(api.domain, parseContentId(path.id))
    },
  }),
]

async function presentLikes(api: ApiContext, content: Content): Promise<Record<string, unknown>> {
  const users = (await likersOf(api.domain, [content.id])).get(content.id) ?? []
  return {
    content_id: contentId(api, content),
    content_type: content.kind,
    likes: users.map((user) => ({
      user: {
        name: user.username,
        fullName: user.displayName,
        avatarUrl: `${api.flavour.contextPath}/avatar/${user.id}.svg`,
      },
    })),
  }
}
