import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import type { Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { dayText } from './shared/attachments.ts'
import { contentLink, filterParameters, queryOf } from './shared/list.ts'
import { userLink } from './shared/people.ts'
import { since } from './shared/time-span.ts'

/** Recent blog posts: their titles, excerpts or bodies. */
export const blogPosts: MacroDefinition = {
  name: 'blog-posts',
  aliases: ['bloglist'],
  title: 'Blog Posts',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    content: { type: 'enum', values: ['entire', 'excerpts', 'titles'], default: 'entire' },
    time: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const own = call.env.content?.spaceKey ?? call.env.spaceKey
    const spaceKeys =
      call.macro.parameters.some(({ name }) => name === 'spaces') || own === undefined ? undefined : [own]
    const query = queryOf(call, { kinds: ['blogpost'], spaceKeys, sort: 'created', reverse: true, limit: 15 })
    const modifiedSince = since(call.text('time'), call.env.now)
    const posts = await call.env.listContent({ ...query, kinds: ['blogpost'], modifiedSince })
    if (call.text('content') === 'titles') {
      const items = posts.map((post) => html('li', {}, contentLink(post), ' ', byline(post, call)))
      return [html('ul', { class: 'blog-posts-macro' }, ...items)]
    }
    const shown: Node[] = []
    for (const post of posts) shown.push(await postNode(post, call))
    return [html('div', { class: 'blog-posts-macro' }, ...shown)]
  },
}

async function postNode(post: ContentSummary, call: MacroCall): Promise<Node> {
  const head = [
    html('h3', { class: 'blogHeading' }, contentLink(post)),
    html('p', { class: 'endsection' }, byline(post, call)),
  ]
  if (call.text('content') === 'excerpts')
    return html('div', { class: 'blog-post' }, ...head, html('p', {}, post.excerpt ?? ''))
  const included = await call.include({ kind: 'content', id: post.id })
  const body = included.kind === 'body' ? included.nodes : []
  return html('div', { class: 'blog-post' }, ...head, html('div', { class: 'wiki-content' }, ...body))
}

function byline(post: ContentSummary, call: MacroCall): Node {
  return html(
    'span',
    { class: 'smalltext' },
    userLink(post.updatedBy),
    ` ${dayText(post.updatedAt, call.env.locale)}`,
  )
}
