import type { Client } from '../sdk/index.ts'
import { listEither } from './either.ts'
import { type Author, namesOf } from './names.ts'

/** A page to be made. */
export interface NewPage {
  readonly spaceKey: string
  readonly parentId?: string
  readonly title: string
  readonly storage: string
}

/** What is known of a page after something was done with it. */
export interface KnownPage {
  readonly id: string
  readonly title: string
  readonly url: string
}

interface Wire {
  readonly id: string
  readonly title: string
  readonly _links: { readonly base?: string; readonly webui: string }
}

function presented(client: Client, { id, title, _links }: Wire): KnownPage {
  return { id, title, url: (_links.base ?? client.root ?? '') + _links.webui }
}

/** A page with its address, without its body. */
export async function findPage(client: Client, id: string): Promise<KnownPage> {
  const { flavour } = await client.detect()
  const path = flavour === 'cloud' ? '/api/v2/pages' : '/rest/api/content'
  return presented(client, await client.request<Wire>('GET', `${path}/${id}`))
}

/** Makes a page. */
export async function createPage(
  client: Client,
  { spaceKey, parentId, title, storage }: NewPage,
): Promise<KnownPage> {
  const { flavour } = await client.detect()
  const value = { value: storage, representation: 'storage' }
  if (flavour === 'cloud') {
    const spaceId = await spaceIdOf(client, spaceKey)
    const body = { spaceId, status: 'current', title, parentId, body: value }
    return presented(client, await client.request<Wire>('POST', '/api/v2/pages', { body }))
  }
  const ancestors = parentId === undefined ? undefined : [{ id: parentId }]
  const body = { type: 'page', title, space: { key: spaceKey }, ancestors, body: { storage: value } }
  return presented(client, await client.request<Wire>('POST', '/rest/api/content', { body }))
}

/** v1 knows spaces by key, v2 by id; a key that is not there is refused by v1 with its own words. */
async function spaceIdOf(client: Client, key: string): Promise<string> {
  for await (const { id } of client.each<{ id: string }>('/api/v2/spaces', { keys: key })) return id
  return String(
    (await client.request<{ id: number }>('GET', `/rest/api/space/${encodeURIComponent(key)}`)).id,
  )
}

/** Puts a page into the trash. */
export async function deletePage(client: Client, id: string): Promise<void> {
  const { flavour } = await client.detect()
  const path = flavour === 'cloud' ? '/api/v2/pages' : '/rest/api/content'
  await client.request('DELETE', `${path}/${id}`, { as: 'nothing' })
}

/** Hangs a page below another one. */
export async function movePage(client: Client, id: string, parentId: string): Promise<void> {
  const { flavour } = await client.detect()
  if (flavour === 'cloud') {
    await client.request('PUT', `/rest/api/content/${id}/move/append/${parentId}`, { as: 'nothing' })
    return
  }
  const content = await client.request<{ title: string; version: { number: number } }>(
    'GET',
    `/rest/api/content/${id}`,
    { query: { expand: 'version' } },
  )
  const version = { number: content.version.number + 1 }
  const body = { type: 'page', title: content.title, version, ancestors: [{ id: parentId }] }
  await client.request('PUT', `/rest/api/content/${id}`, { body, as: 'nothing' })
}

/** One version of a page, as both APIs tell it. */
export interface PageVersion {
  readonly number: number
  readonly when: string
  readonly by: string
  readonly message: string
}

/** The versions of a page, the latest first. */
export async function versionsOf(client: Client, id: string): Promise<PageVersion[]> {
  const versions = await Array.fromAsync(
    listEither(client, {
      v2: () => client.each<WireVersion>(`/api/v2/pages/${id}/versions`),
      v1: () => client.each<WireVersion>(`/rest/api/content/${id}/version`),
    }),
  )
  const names = await namesOf(client, versions)
  return versions.map((version, i) => ({
    number: version.number,
    when: version.createdAt ?? version.when ?? '',
    by: names[i] ?? '',
    message: version.message ?? '',
  }))
}

interface WireVersion extends Author {
  readonly number: number
  readonly message?: string
  readonly createdAt?: string
  readonly when?: string
}

/** The key of the space that a page is in. */
export async function spaceKeyOf(client: Client, id: string): Promise<string> {
  const { flavour } = await client.detect()
  if (flavour === 'data-center') {
    const query = { expand: 'space' }
    const page = await client.request<{ space: { key: string } }>('GET', `/rest/api/content/${id}`, { query })
    return page.space.key
  }
  const { spaceId } = await client.request<{ spaceId: string }>('GET', `/api/v2/pages/${id}`)
  return (await client.request<{ key: string }>('GET', `/api/v2/spaces/${spaceId}`)).key
}
