import type { Client } from './client.ts'
import { ApiError } from './errors.ts'
import { pause } from './retry.ts'

/** A page as it is read and written, the same from either flavour. */
export interface Page {
  readonly id: string
  readonly title: string
  readonly version: number
  /** The body in storage format. */
  readonly storage: string
}

/** How a change is recorded. */
export interface UpdateOptions {
  /** A new title. */
  readonly title?: string
  /** The comment of the new version. */
  readonly message?: string
  /** Spare the watchers a letter; the v2 API has no word for it. */
  readonly minor?: boolean
  /** How often to start over when somebody else was quicker (default 30). */
  readonly attempts?: number
  readonly signal?: AbortSignal
}

/** What `updatePage` did: the page as it stands, and whether a version was written. */
export interface Updated {
  readonly page: Page
  readonly changed: boolean
}

const ATTEMPTS = 30
const LONGEST_WAIT_MS = 1500

/**
 * Changes the body of a page by a function from storage to storage. When somebody else saves in between, reads again and
 * applies the function again, so that neither change is lost; when the function changes nothing, nothing is written.
 */
export async function updatePage(
  client: Client,
  id: string,
  edit: (storage: string, page: Page) => string | Promise<string>,
  options: UpdateOptions = {},
): Promise<Updated> {
  const attempts = options.attempts ?? ATTEMPTS
  for (let turn = 0; ; turn += 1) {
    const page = await readPage(client, id, options.signal)
    const storage = await edit(page.storage, page)
    const title = options.title ?? page.title
    if (storage === page.storage && title === page.title) return { page, changed: false }
    const next = { ...page, title, storage, version: page.version + 1 }
    let unsure = false
    try {
      await writePage(client, next, options, () => (unsure = true))
      return { page: next, changed: true }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error
      if (unsure && (await wasWritten(client, next, options.signal))) return { page: next, changed: true }
      if (turn + 1 >= attempts) throw error
      await pause(Math.random() * Math.min(LONGEST_WAIT_MS, 50 * 2 ** turn), options.signal)
    }
  }
}

/** Reads a page with its body; of its versions the current one, or the one with this number. */
export async function readPage(
  client: Client,
  id: string,
  signal?: AbortSignal,
  version?: number,
): Promise<Page> {
  const { flavour } = await client.detect(signal)
  const page = encodeURIComponent(id)
  if (flavour === 'cloud') {
    const query = { 'body-format': 'storage', version }
    return presented(await client.request<Wire>('GET', `/api/v2/pages/${page}`, { query, signal }))
  }
  const old = version === undefined ? {} : { status: 'historical', version }
  const query = { expand: 'body.storage,version', ...old }
  return presented(await client.request<Wire>('GET', `/rest/api/content/${page}`, { query, signal }))
}

interface Wire {
  readonly id: string
  readonly title: string
  readonly version: { readonly number: number }
  readonly body: { readonly storage: { readonly value: string } }
}

function presented({ id, title, version, body }: Wire): Page {
  return { id, title, version: version.number, storage: body.storage.value }
}

async function writePage(
  client: Client,
  { id, title, version: number, storage: value }: Page,
  { message, minor, signal }: UpdateOptions,
  onRepeat: () => void,
): Promise<void> {
  const body = { value, representation: 'storage' }
  const path = encodeURIComponent(id)
  if (client.flavour === 'cloud') {
    const page = { id, title, status: 'current', body, version: { number, message } }
    await client.request('PUT', `/api/v2/pages/${path}`, { body: page, signal, as: 'nothing', onRepeat })
    return
  }
  const content = {
    type: 'page',
    title,
    body: { storage: body },
    version: { number, message, minorEdit: minor },
  }
  await client.request('PUT', `/rest/api/content/${path}`, { body: content, signal, as: 'nothing', onRepeat })
}

/** A try whose answer was lost may have been the one that made the version that is now in its way. */
async function wasWritten(client: Client, page: Page, signal?: AbortSignal): Promise<boolean> {
  const { storage } = await readPage(client, page.id, signal, page.version)
  return storage === page.storage
}
