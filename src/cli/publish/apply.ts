/** One planned page made so on the server: attachments, then the page with its state in one write. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import type { Client } from '../../sdk/client.ts'
import { ApiError } from '../../sdk/errors.ts'
import { readStorage } from '../../document/formats.ts'
import { textContent } from '../../document/visit.ts'
import { unifiedDiff } from './diff.ts'
import { formatOf } from './folder.ts'
import { mediaTypeOf } from './media-type.ts'
import type { ResolvedBody } from './links.ts'
import { blocksOf, type Conflict, mergeThree } from './merge.ts'
import type { PlannedPage } from './plan.ts'
import { restoreBlocks } from './restore.ts'
import {
  hasBytes,
  listFiles,
  packBase,
  type PublishState,
  readBase,
  readPage,
  type ReadPage,
  readVersion,
  type ServerFile,
  type ServerPage,
  STATE,
  upload,
  writeState,
} from './server.ts'

/** Where pages go. */
export interface Destination {
  readonly client: Client
  readonly root: string
  readonly space: string
  /** The name of the publication. */
  readonly name: string
  readonly dryRun: boolean
}

/** A planned page with all that is known before anything is written. */
export interface Task {
  readonly page: PlannedPage
  readonly body: ResolvedBody
  readonly title: string
  /** Empty: directly in the space. */
  readonly parentId: string
  readonly known: ServerPage | undefined
  readonly sourceHash: string
  /** Name of each attachment, with hash and path. */
  readonly files: PublishState['files']
}

/** What became of a page. */
export type Outcome =
  | {
      readonly kind: 'created' | 'updated' | 'merged' | 'unchanged'
      readonly id: string
      readonly diff?: string
    }
  | { readonly kind: 'conflict'; readonly id: string; readonly why: string }

/** How often to start over when somebody saves in between. */
const ATTEMPTS = 5

/** Whether everything that would be published has been published. */
export function isUnchanged({ page, body, known, title, parentId, files }: Task): boolean {
  const state = known?.state
  if (known === undefined || state === undefined) return false
  return (
    state.source === page.path &&
    state.storageHash === sha256(body.storage) &&
    title === known.title &&
    (parentId === '' || state.parent === parentId) &&
    JSON.stringify([state.labels, state.properties, state.files]) ===
      JSON.stringify([page.labels, page.properties, files]) &&
    (page.version ?? 0) <= state.version
  )
}

/** Makes the page on the server what the file says. */
export async function applyTask(to: Destination, task: Task): Promise<Outcome> {
  if (task.known === undefined) return createPage(to, task)
  if (isUnchanged(task)) return { kind: 'unchanged', id: task.known.id }
  for (let attempt = 1; ; attempt++) {
    try {
      return await updatePage(to, task, await readPage(to.client, task.known.id))
    } catch (error) {
      const isRace = error instanceof ApiError && error.status === 409 && attempt < ATTEMPTS
      if (!isRace) throw error
    }
  }
}

async function createPage(to: Destination, task: Task): Promise<Outcome> {
  const { page, body, title, parentId } = task
  const diff = unifiedDiff('/dev/null', page.path, [], blocksOf(body.storage))
  if (to.dryRun) return { kind: 'created', id: '', diff }
  // The files are not there yet: a run that ends here leaves a state that says so.
  const state = { ...stateAfter(to, task, 1), files: {} }
  const made = await to.client.request<{ id: string }>('POST', '/rest/api/content', {
    body: {
      type: 'page',
      title,
      space: { key: to.space },
      ...(parentId !== '' && { ancestors: [{ id: parentId }] }),
      body: storageBody(body.storage),
      metadata: {
        labels: page.labels.map((name) => ({ prefix: 'global', name })),
        properties: ridingProperties(page, state),
      },
    },
  })
  const id = String(made.id)
  if (body.attachments.size > 0) {
    await uploadFiles(to, task, id, undefined)
    const known = { id, title, version: 1, parentId, state, stateVersion: 1 }
    await writeState(to.client, known, stateAfter(to, task, 1))
  }
  return { kind: 'created', id }
}

async function updatePage(to: Destination, task: Task, current: ReadPage): Promise<Outcome> {
  const { page, title, parentId } = task
  const { id, state } = current
  const body = await mergedBody(to, task, current)
  if ('why' in body) return { kind: 'conflict', id, why: body.why }
  const isMoved = parentId !== '' && parentId !== (state === undefined ? current.parentId : state.parent)
  const labels = labelChanges(page, current)
  const hasFiles = JSON.stringify(task.files) !== JSON.stringify(state?.files ?? {})
  const isWritten =
    body.storage.trimEnd() !== current.storage.trimEnd() ||
    title !== current.title ||
    isMoved ||
    Object.entries(page.properties).some(([key, value]) => state?.properties[key] !== value)
  const relabelled = labels.add.length + labels.remove.length
  if (to.dryRun) {
    const kind = isWritten || hasFiles || relabelled > 0 ? 'updated' : 'unchanged'
    return { kind, id, diff: diffOf(task, current, body.storage) }
  }
  const sent = hasFiles ? await uploadFiles(to, task, id, state) : { count: 0 }
  if (sent.conflict !== undefined) return { kind: 'conflict', id, why: sent.conflict }
  await changeLabels(to.client, id, labels)
  if (isWritten) return writePage(to, task, current, body, isMoved)
  const changes = sent.count + relabelled
  const isOwn = state?.name === to.name && (page.version === undefined || state.source !== page.path)
  if (changes > 0 || isOwn) await writeState(to.client, current, unwrittenState(to, task, current, body))
  return { kind: changes > 0 ? 'updated' : 'unchanged', id }
}

/** The text that a file was made from, and the version of the page that it lies in. */
interface Base {
  readonly storage: string
  readonly version: number
  /** It lies in a property beside that version, which has more. */
  readonly merged?: true
}

/** What the page is to say. */
interface MergedBody {
  readonly storage: string
  /** What the file alone says; something else when others have edited the page. */
  readonly ours: string
  readonly isMerged: boolean
  readonly base: Base
}

async function mergedBody(
  to: Destination,
  task: Task,
  current: ReadPage,
): Promise<MergedBody | { readonly why: string }> {
  const base = await baseOf(to, task, current)
  if (base === undefined) return { why: 'the version that it was made from is gone; pull the page first' }
  const before = blocksOf(base.storage)
  const fresh = blocksOf(task.body.storage)
  const isMarkdown = formatOf(task.page.path) === 'markdown'
  const ours = isMarkdown ? await restoreBlocks(fresh, before, to.space) : fresh
  const { parts, conflicts } = mergeThree(before, ours, blocksOf(current.storage))
  const [conflict] = conflicts
  if (conflict !== undefined) return { why: whyConflict(conflict, current) }
  const [storage, own] = [parts.join(''), ours.join('')]
  const isMerged = storage.trimEnd() !== own.trimEnd()
  if (isMerged && packBase(own) === undefined) {
    return { why: 'it was edited on the server and is long; pull the page first' }
  }
  return { storage, ours: own, isMerged, base }
}

function diffOf({ page, title }: Task, current: ReadPage, storage: string): string {
  const name = `page ${current.id} (version ${current.version})`
  const renamed = title === current.title ? '' : `title: ${current.title} -> ${title}\n`
  return renamed + unifiedDiff(name, page.path, blocksOf(current.storage), blocksOf(storage))
}

async function writePage(
  to: Destination,
  task: Task,
  { id, version: before }: ReadPage,
  { storage, ours, isMerged }: MergedBody,
  isMoved: boolean,
): Promise<Outcome> {
  const { page, title, parentId } = task
  const version = before + 1
  const state = { ...stateAfter(to, task, version), ...(isMerged && { merged: true as const }) }
  const properties = { ...ridingProperties(page, state), ...(isMerged && packBase(ours)) }
  await to.client.request('PUT', `/rest/api/content/${id}`, {
    body: {
      type: 'page',
      title,
      version: { number: version, message: `Published from ${to.name}/${page.path}` },
      ...(isMoved && { ancestors: [{ id: parentId }] }),
      body: storageBody(storage),
      metadata: { properties },
    },
  })
  return { kind: isMerged ? 'merged' : 'updated', id }
}

/** The page stays as it is: where it has more than the file, the file is still made from what it was made from. */
function unwrittenState(
  to: Destination,
  task: Task,
  { version }: ReadPage,
  { isMerged, base }: MergedBody,
): PublishState {
  if (!isMerged) return stateAfter(to, task, version)
  return { ...stateAfter(to, task, base.version), ...(base.merged && { merged: true as const }) }
}

/** The version that was pulled, else what was published last. */
async function baseOf(to: Destination, { page }: Task, current: ReadPage): Promise<Base | undefined> {
  const { id, state, version } = current
  const pulled = page.id === id ? page.version : undefined
  const isPulled = pulled !== undefined && pulled >= (state?.version ?? 0) && pulled <= version
  const made = isPulled ? pulled : (state?.version ?? version)
  const merged = state?.merged && !isPulled
  const storage = merged
    ? await readBase(to.client, id)
    : made === version
      ? current.storage
      : await readVersion(to.client, id, made)
  return storage === undefined ? undefined : { storage, version: made, ...(merged && { merged }) }
}

function whyConflict({ theirs, ours }: Conflict, { id, title, version }: ReadPage): string {
  const brief = (parts: readonly string[]): string => {
    const text = textContent(readStorage(parts.join('')).tree.children)
      .replace(/\s+/g, ' ')
      .trim()
    return text === '' ? 'nothing' : `"${text.slice(0, 60)}${text.length > 60 ? '…' : ''}"`
  }
  return (
    `"${title}" was edited on the server (version ${version}) in the same place: ` +
    `there it says ${brief(theirs)}, here ${brief(ours)}; ` +
    `put the file right, with "id: ${id}" and "version: ${version}" in its front matter`
  )
}

function stateAfter(to: Destination, task: Task, version: number): PublishState {
  const { page, title, parentId, known, files, sourceHash, body } = task
  return {
    name: to.name,
    source: page.path,
    sourceHash,
    storageHash: sha256(body.storage),
    version,
    title,
    parent: parentId === '' ? (known?.state?.parent ?? '') : parentId,
    labels: page.labels,
    properties: page.properties,
    files,
  }
}

function ridingProperties({ properties }: PlannedPage, state: PublishState) {
  const own = Object.entries(properties).map(([key, value]) => [key, { value }])
  return { ...Object.fromEntries(own), [STATE]: { value: state } } as Record<string, unknown>
}

function storageBody(value: string) {
  return { storage: { value, representation: 'storage' } }
}

interface LabelChanges {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** Labels that others gave the page stay. */
function labelChanges({ labels }: PlannedPage, { labels: there, state }: ReadPage): LabelChanges {
  const before = state?.labels ?? []
  return {
    add: labels.filter((label) => !there.includes(label) && !before.includes(label)),
    remove: before.filter((label) => !labels.includes(label) && there.includes(label)),
  }
}

async function changeLabels(client: Client, id: string, { add, remove }: LabelChanges): Promise<void> {
  const path = `/rest/api/content/${id}/label`
  if (add.length > 0) {
    await client.request('POST', path, { body: add.map((name) => ({ prefix: 'global', name })) })
  }
  for (const name of remove) await client.request('DELETE', path, { query: { name }, as: 'nothing' })
}

/** Sends the files that are not there yet. One that somebody replaced on the server, too, is a conflict. */
async function uploadFiles(
  to: Destination,
  { body, files }: Task,
  id: string,
  state: PublishState | undefined,
): Promise<{ readonly count: number; readonly conflict?: string }> {
  let there: readonly ServerFile[] | undefined
  let count = 0
  for (const [name, path] of body.attachments) {
    const before = state?.files[name]?.[0]
    if (before !== undefined && before === files[name]?.[0]) continue
    there ??= await listFiles(to.client, id)
    const known = there.find((file) => file.name === name)
    const bytes = readFileSync(join(to.root, path))
    if (known !== undefined && (await hasBytes(to.client, known, bytes))) continue
    if (known !== undefined && before !== undefined && known.comment !== `sha-256 ${before}`) {
      return { count, conflict: `the file ${name} (${path}) was replaced on the server, too` }
    }
    await upload(to.client, id, known, { name, bytes, type: mediaTypeOf(name) })
    count++
  }
  return { count }
}
