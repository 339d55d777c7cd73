/** What lies on the server: pages with what was published of them last, their bodies, labels and files. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { sha256 } from '../../base/hash.ts'
import type { Client } from '../../sdk/client.ts'
import { ApiError } from '../../sdk/errors.ts'

/** The content property that remembers a publication. */
export const STATE = 'inver-publish'
/** Where a page has more than was published: what was published, as the base of the next merge. */
const BASE = 'inver-publish-base'
/** Servers take properties of 32 KB; this leaves room for the key and the quotes. */
const BASE_BYTES = 30 * 1024

/** What was published last. */
export interface PublishState {
  /** The publication that the page belongs to. */
  readonly name: string
  readonly source: string
  /** SHA-256 of the source file, and of the storage format that was made of it. */
  readonly sourceHash: string
  readonly storageHash: string
  /** The version of the page that the publication made. */
  readonly version: number
  readonly title: string
  readonly parent: string
  readonly labels: readonly string[]
  readonly properties: Readonly<Record<string, string>>
  /** Names of attachments, with the SHA-256 and the path of each. */
  readonly files: Readonly<Record<string, readonly [string, string]>>
  /** The version holds edits of others, too: what was published itself lies in a property of its own. */
  readonly merged?: true
}

/** A page of the space. */
export interface ServerPage {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly parentId: string
  readonly state: PublishState | undefined
  readonly stateVersion: number
}

interface PropertyOnWire {
  readonly value: unknown
  readonly version?: { readonly number: number }
}

interface PageOnWire {
  readonly id: string
  readonly title: string
  readonly version: { readonly number: number }
  readonly ancestors?: readonly { readonly id: string }[]
  readonly body?: { readonly storage?: { readonly value: string } }
  readonly metadata?: {
    readonly properties?: Readonly<Record<string, PropertyOnWire | undefined>>
    readonly labels?: { readonly results: readonly { readonly prefix: string; readonly name: string }[] }
  }
}

/** Every page of a space, with its state, in lists of as many as the server gives. */
export async function listPages(client: Client, space: string): Promise<readonly ServerPage[]> {
  const expand = `version,ancestors,metadata.properties.${STATE}`
  const pages: ServerPage[] = []
  const query = { type: 'page', spaceKey: space, expand, limit: 200 }
  for await (const page of client.each<PageOnWire>('/rest/api/content', query)) pages.push(presented(page))
  return pages
}

function presented(page: PageOnWire): ServerPage {
  const property = page.metadata?.properties?.[STATE]
  return {
    id: String(page.id),
    title: page.title,
    version: page.version.number,
    parentId: String(page.ancestors?.at(-1)?.id ?? ''),
    state: stateOf(property?.value),
    stateVersion: property?.version?.number ?? 0,
  }
}

/** Somebody may have written anything into the property. */
function stateOf(value: unknown): PublishState | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const state = value as Partial<PublishState>
  const isWhole =
    typeof state.name === 'string' &&
    typeof state.source === 'string' &&
    typeof state.storageHash === 'string' &&
    typeof state.version === 'number' &&
    typeof state.files === 'object'
  return isWhole ? (value as PublishState) : undefined
}

/** A page with its body. */
export interface ReadPage extends ServerPage {
  readonly storage: string
  readonly labels: readonly string[]
}

const WHOLE = `body.storage,version,ancestors,metadata.labels,metadata.properties.${STATE}`

/** Reads one page as it is now. */
export async function readPage(client: Client, id: string): Promise<ReadPage> {
  const query = { expand: WHOLE }
  return presentedWhole(await client.request<PageOnWire>('GET', `/rest/api/content/${id}`, { query }))
}

/** Every page of a space, or a page and everything below it; parents before their children. */
export async function readTree(
  client: Client,
  space: string,
  pageId: string | undefined,
): Promise<readonly ReadPage[]> {
  const found: { page: ReadPage; depth: number }[] = []
  const add = (page: PageOnWire) =>
    found.push({ page: presentedWhole(page), depth: page.ancestors?.length ?? 0 })
  const expand = WHOLE
  if (pageId === undefined) {
    const query = { type: 'page', spaceKey: space, expand, limit: 50 }
    for await (const page of client.each<PageOnWire>('/rest/api/content', query)) add(page)
  } else {
    add(await client.request<PageOnWire>('GET', `/rest/api/content/${pageId}`, { query: { expand } }))
    const below = `/rest/api/content/${pageId}/descendant/page`
    for await (const page of client.each<PageOnWire>(below, { expand, limit: 50 })) add(page)
  }
  return found.toSorted((a, b) => a.depth - b.depth).map(({ page }) => page)
}

/** The key of the space that a page is in. */
export async function spaceOf(client: Client, id: string): Promise<string> {
  const query = { expand: 'space' }
  const page = await client.request<{ space: { key: string } }>('GET', `/rest/api/content/${id}`, { query })
  return page.space.key
}

function presentedWhole(page: PageOnWire): ReadPage {
  const labels = page.metadata?.labels?.results ?? []
  return {
    ...presented(page),
    storage: page.body?.storage?.value ?? '',
    labels: labels
      .filter(({ prefix }) => prefix === 'global')
      .map(({ name }) => name)
      .toSorted(),
  }
}

/** The body that a page had. */
export async function readVersion(client: Client, id: string, version: number): Promise<string | undefined> {
  const query = { status: 'historical', version, expand: 'body.storage' }
  try {
    const page = await client.request<PageOnWire>('GET', `/rest/api/content/${id}`, { query })
    return page.body?.storage?.value
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

/** A text as the value of the property that keeps it; undefined when it is too long for one. */
export function packBase(storage: string): Readonly<Record<string, { value: unknown }>> | undefined {
  const packed = deflateRawSync(storage).toString('base64')
  return packed.length > BASE_BYTES ? undefined : { [BASE]: { value: { deflated: packed } } }
}

/** What was published last of a page that was merged. */
export async function readBase(client: Client, id: string): Promise<string | undefined> {
  try {
    const found = await client.request<{ value: { deflated?: unknown } }>(
      'GET',
      `/rest/api/content/${id}/property/${BASE}`,
    )
    const { deflated } = found.value
    return typeof deflated === 'string'
      ? inflateRawSync(Buffer.from(deflated, 'base64')).toString('utf8')
      : undefined
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

/** Writes the state by itself, where the page stays as it is. */
export async function writeState(client: Client, page: ServerPage, state: PublishState): Promise<void> {
  const body = { key: STATE, value: state, version: { number: page.stateVersion + 1 } }
  await client.request('PUT', `/rest/api/content/${page.id}/property/${STATE}`, { body })
}

/** A file of a page. */
export interface ServerFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly comment: string
  readonly download: string
}

/** The files of a page. */
export async function listFiles(client: Client, id: string): Promise<readonly ServerFile[]> {
  interface FileOnWire {
    readonly id: string
    readonly title: string
    readonly extensions?: { readonly fileSize?: number; readonly comment?: string }
    readonly _links: { readonly download: string }
  }
  const files: ServerFile[] = []
  const path = `/rest/api/content/${id}/child/attachment`
  for await (const file of client.each<FileOnWire>(path, { limit: 200, expand: 'version' })) {
    files.push({
      id: String(file.id),
      name: file.title,
      size: Number(file.extensions?.fileSize ?? -1),
      comment: file.extensions?.comment ?? '',
      download: file._links.download,
    })
  }
  return files
}

/** The bytes of a file. */
export async function readFile(client: Client, file: ServerFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await client.download(file.download)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Whether a file on the server has these bytes: its comment says so, else the bytes themselves. */
export async function hasBytes(client: Client, file: ServerFile, bytes: Uint8Array): Promise<boolean> {
  if (file.size !== bytes.length) return false
  const said = /^sha-256 ([0-9a-f]{64})$/.exec(file.comment)?.[1]
  return (said ?? sha256(await readFile(client, file))) === sha256(bytes)
}

/** Makes a file an attachment, or the next version of one. */
export async function upload(
  client: Client,
  id: string,
  known: ServerFile | undefined,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly type: string },
): Promise<void> {
  const path = `/rest/api/content/${id}/child/attachment${known === undefined ? '' : `/${known.id}/data`}`
  await client.upload(path, { ...file, comment: `sha-256 ${sha256(file.bytes)}`, minor: true })
}
