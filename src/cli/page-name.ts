import type { Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** A page as somebody names it. */
export type PageName = { readonly id: string } | { readonly spaceKey: string; readonly title: string }

/** A page by its id, its address in a browser, or `SPACE:Title`; undefined when it is none of them. */
export function parsePageName(text: string): PageName | undefined {
  if (/^\d+$/.test(text)) return { id: text }
  if (/^https?:\/\//i.test(text)) return inAddress(new URL(text))
  const named = /^(~?[^:/\s]+):(.+)$/.exec(text)
  return named === null ? undefined : { spaceKey: named[1] ?? '', title: (named[2] ?? '').trim() }
}

function inAddress(address: URL): PageName | undefined {
  const id =
    address.searchParams.get('pageId') ??
    /\/pages\/(?:edit(?:-v2)?\/)?(\d+)(?:\/|$)/.exec(address.pathname)?.[1]
  if (id !== undefined && /^\d+$/.test(id)) return { id }
  const tiny = /\/x\/([\w-]+)\/?$/.exec(address.pathname)?.[1]
  if (tiny !== undefined) return { id: idOfTiny(tiny) }
  const [, key, title] = /\/display\/([^/]+)\/([^/]+)\/?$/.exec(address.pathname) ?? []
  if (key === undefined || title === undefined) return undefined
  return { spaceKey: decodeURIComponent(key), title: decodeURIComponent(title.replace(/\+/g, ' ')) }
}

/** Tiny links are the id's bytes, the least first, in Base64 without its end. */
function idOfTiny(tiny: string): string {
  const bytes = Buffer.from(tiny.replace(/-/g, '/').replace(/_/g, '+').padEnd(11, 'A'), 'base64')
  return bytes.readBigUInt64LE().toString()
}

/** The id of the page that is meant. */
export async function pageId(client: Client, text: string): Promise<string> {
  const name = parsePageName(text)
  if (name === undefined) {
    throw new Failure('misuse', `"${text}" names no page: write its id, its address or SPACE:Title.`)
  }
  if ('id' in name) return name.id
  const found = await pageTitled(client, name.spaceKey, name.title)
  if (found !== undefined) return found
  throw new Failure(
    'notFound',
    `There is no page "${name.title}" in the space ${name.spaceKey}, or you may not see it.`,
  )
}

async function pageTitled(client: Client, spaceKey: string, title: string): Promise<string | undefined> {
  const { flavour } = await client.detect()
  if (flavour === 'data-center') {
    const query = { spaceKey, title, type: 'page', limit: 1 }
    return first<{ id: string }>(client.each('/rest/api/content', query)).then((page) => page?.id)
  }
  const space = await first<{ id: string }>(client.each('/api/v2/spaces', { keys: spaceKey }))
  if (space === undefined) return undefined
  const query = { 'space-id': space.id, title, limit: 1 }
  return (await first<{ id: string }>(client.each('/api/v2/pages', query)))?.id
}

async function first<T>(list: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of list) return item
  return undefined
}
