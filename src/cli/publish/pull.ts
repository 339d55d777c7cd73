/** Pages brought into a folder: new ones written, known ones merged with what was edited in the files. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import type { Client } from '../../sdk/client.ts'
import { folderOf, formatOf, readFolder, readText } from './folder.ts'
import { filesFolder, resolveLinks, type Surroundings } from './links.ts'
import { blocksOf, mergeThree } from './merge.ts'
import { type FilePlace, markdownBody, withFacts } from './page-file.ts'
import { indexFiles, type PlannedPage, planFolder } from './plan.ts'
import { aboutFile, type Problem } from './problem.ts'
import { restoreBlocks } from './restore.ts'
import { hasBytes, listFiles, readBase, readFile, type ReadPage, readTree, readVersion } from './server.ts'
import { readSource } from './source.ts'

/** What is pulled, and where to. */
export interface PullOptions {
  readonly client: Client
  readonly root: string
  readonly space: string
  /** The page to pull with everything below it; absent: the whole space. */
  readonly pageId?: string
  readonly format: 'markdown' | 'storage'
  /** Is told how many pages there are, and of each as it is done. */
  readonly onPlan?: (count: number) => void
  readonly onPage?: () => void
}

/** What came of it: paths, by what was done. */
export interface PullReport {
  readonly created: readonly string[]
  readonly updated: readonly string[]
  readonly unchanged: readonly string[]
  /** Attachments that were fetched. */
  readonly files: readonly string[]
  readonly conflicts: readonly Problem[]
  readonly problems: readonly Problem[]
}

/** The folder and the server side by side. */
interface Workplace {
  readonly options: PullOptions
  readonly planned: ReadonlyMap<string, PlannedPage>
  readonly around: Surroundings
  /** The files of pages, by title. */
  readonly titles: ReadonlyMap<string, string>
  readonly report: { [K in keyof PullReport]: PullReport[K][number][] }
}

/** Pulls pages. Files that nobody edited become what the server has, edited ones are merged with it. */
export async function pullPages(options: PullOptions): Promise<PullReport> {
  mkdirSync(options.root, { recursive: true })
  const folder = readFolder(options.root)
  const plan = await planFolder(folder)
  const pages = await readTree(options.client, options.space, options.pageId)
  const planned = new Map(plan.pages.map((page) => [page.path, page]))
  const indexes = indexFiles([...planned.keys()])
  const paths = pathsOf(pages, planned, options)
  const outside = outsiders(pages, paths, planned, indexes.get(''))
  for (const { id } of outside) paths.delete(id)
  const byPath = new Map(pages.map((page) => [paths.get(page.id), page]))
  const problems = outside
    .filter(({ parentId }) => !outside.some(({ id }) => id === parentId))
    .map((page) => whyOutside(page, indexes.get('') ?? ''))
  const report = { created: [], updated: [], unchanged: [], files: [], conflicts: [], problems }
  const place: Workplace = {
    options,
    planned,
    around: {
      pages: planned,
      indexes,
      titleOf: (page) => byPath.get(page.path)?.title ?? page.title,
      files: folder.files,
    },
    titles: new Map(pages.map((page) => [page.title, paths.get(page.id) ?? ''])),
    report,
  }
  options.onPlan?.(pages.length)
  for (const page of pages) {
    const path = paths.get(page.id)
    if (path !== undefined && !path.endsWith('/')) await pullPage(place, page, path)
    options.onPage?.()
  }
  return report
}

/** Where each page lies: where it is already, else below the page above it, under a name made of its title. */
function pathsOf(
  pages: readonly ReadPage[],
  planned: ReadonlyMap<string, PlannedPage>,
  { format }: PullOptions,
): Map<string, string> {
  const byId = new Map(
    [...planned.values()].flatMap(({ id, path }) => (id === undefined ? [] : [[id, path]])),
  )
  const paths = new Map<string, string>()
  const taken = new Set([...planned.keys()].map((path) => path.toLowerCase()))
  for (const { id, state } of pages) {
    const own = byId.get(id) ?? (state !== undefined && planned.has(state.source) ? state.source : undefined)
    if (own !== undefined) paths.set(id, own)
  }
  // A page that lists its folder has no file until somebody writes more on it.
  for (const { id, version, state } of pages) {
    const own = paths.get(id)
    if (own?.endsWith('/') && version !== state?.version) paths.set(id, `${own}index.md`)
  }
  for (const { id, title, parentId } of pages) {
    if (paths.has(id)) continue
    const above = paths.get(parentId)
    const folder = above === undefined ? '' : childrenFolder(above)
    const stem = `${folder === '' ? '' : `${folder}/`}${fileName(title)}`
    const suffix = format === 'markdown' ? '.md' : '.xml'
    const path = [stem, `${stem}-${id}`]
      .map((name) => name + suffix)
      .find((one) => !taken.has(one.toLowerCase()))
    taken.add((path ?? '').toLowerCase())
    paths.set(id, path ?? `${stem}-${id}-${suffix}`)
  }
  return paths
}

/** New pages that would lie in a folder whose index speaks for another page, so that publishing would move them below it. */
function outsiders(
  pages: readonly ReadPage[],
  paths: ReadonlyMap<string, string>,
  planned: ReadonlyMap<string, PlannedPage>,
  index: string | undefined,
): readonly ReadPage[] {
  if (index === undefined) return []
  const out = new Set<string>()
  return pages.filter(({ id, parentId }) => {
    const path = paths.get(id) ?? ''
    const isNew = !planned.has(path)
    const isOut = isNew && (out.has(parentId) || !paths.has(parentId))
    if (isOut) out.add(id)
    return isOut
  })
}

function whyOutside({ id, title }: ReadPage, index: string): Problem {
  const text = `page ${id}, "${title}", is not below the page of ${index}; pull it into another folder`
  return aboutFile('warning', index, text)
}

/** Where the files of a page's children lie. */
function childrenFolder(path: string): string {
  if (path.endsWith('/')) return path.slice(0, -1)
  const isIndex = /(?:^|\/)(?:index|readme)\.[a-z]+$/i.test(path)
  return isIndex ? folderOf(path) : path.replace(/\.[^./]+$/, '')
}

function fileName(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const name = words.slice(0, 80) || 'page'
  return /^(?:index|readme)$/.test(name) ? `${name}-page` : name
}

async function pullPage(place: Workplace, page: ReadPage, path: string): Promise<void> {
  const { options, planned, report, titles } = place
  const attachments = await pullFiles(place, page, path)
  const target: FilePlace = { path, space: options.space, pages: titles, attachments }
  const local = planned.get(path)
  if (local !== undefined) return mergePage(place, page, local, target)
  const body = formatOf(path) === 'markdown' ? await markdownBody(page.storage, target) : page.storage
  save(place, path, withFacts(body, { ...page, id: page.id }))
  report.created.push(path)
}

async function mergePage(
  place: Workplace,
  page: ReadPage,
  local: PlannedPage,
  target: FilePlace,
): Promise<void> {
  const { options, report } = place
  const { path } = local
  const base = await baseOf(options.client, page, local)
  if (base === undefined) {
    const text = `page ${page.id} has no version that the file was made from; the file is left as it is`
    report.conflicts.push(aboutFile('error', path, text))
    return
  }
  const isSame = base.trimEnd() === page.storage.trimEnd() && titleStands(page, local)
  if (isSame) return void report.unchanged.push(path)
  const format = formatOf(path)
  if (format !== 'markdown' && format !== 'storage') {
    const text = `page ${page.id} was edited on the server; only Markdown and storage files are pulled`
    report.conflicts.push(aboutFile('error', path, text))
    return
  }
  const baseBlocks = blocksOf(base)
  const ours = await oursOf(place, local, baseBlocks)
  const { parts, conflicts } = mergeThree(baseBlocks, ours, blocksOf(page.storage))
  if (conflicts.length > 0) {
    const text = `page ${page.id}, "${page.title}", was edited on the server (version ${page.version}) in the same place; the file is left as it is`
    report.conflicts.push(aboutFile('error', path, text))
    return
  }
  const merged = parts.join('')
  const text = readText(join(options.root, path))
  const head = text.slice(0, text.length - local.text.length)
  const heading = /^\s*#\s.*\n+/.exec(local.text)?.[0] ?? ''
  const isTitled = heading !== '' && !/^title\s*:/m.test(head)
  const keepsHeading = isTitled && titleStands(page, local)
  const body =
    format === 'storage'
      ? merged
      : await markdownOf(place, { page, local, base, merged, target, heading: isTitled ? heading : '' })
  const labels = labelsAfter(page, local)
  const facts = {
    id: page.id,
    version: page.version,
    ...(!keepsHeading && { title: titleStands(page, local) ? local.title : page.title }),
    ...(labels.join() !== local.labels.join() && { labels }),
  }
  save(place, path, withFacts(head + (keepsHeading ? heading : '') + body, facts))
  report.updated.push(path)
}

/** Whether the file's title is what the page is called, or was changed in the file. */
function titleStands({ title, state }: ReadPage, local: PlannedPage): boolean {
  return title === local.title || (state !== undefined && title === state.title)
}

/** The labels of the server, and those that the file has been given since. */
function labelsAfter({ labels, state }: ReadPage, local: PlannedPage): readonly string[] {
  const added = local.labels.filter((label) => !(state?.labels ?? []).includes(label))
  return [...new Set([...labels, ...added])].toSorted()
}

async function oursOf(
  { around, options }: Workplace,
  local: PlannedPage,
  base: readonly string[],
): Promise<readonly string[]> {
  const blocks = blocksOf(resolveLinks(local, around).storage)
  return formatOf(local.path) === 'markdown' ? restoreBlocks(blocks, base, options.space) : blocks
}

interface MergeTask {
  readonly page: ReadPage
  readonly local: PlannedPage
  readonly base: string
  readonly merged: string
  readonly target: FilePlace
  /** The heading that is the title, which is no part of the page. */
  readonly heading: string
}

/** In the words and lines of the file where they can be kept; else as Markdown is written from the page. */
async function markdownOf(place: Workplace, task: MergeTask): Promise<string> {
  const { page, local, base, merged, target, heading } = task
  const fresh = await markdownBody(merged, target)
  const [before, theirs] = [await markdownBody(base, target), await markdownBody(page.storage, target)]
  const body = local.text.slice(heading.length)
  const lines = mergeThree(before.split('\n'), body.split('\n'), theirs.split('\n'))
  if (lines.conflicts.length > 0) return fresh
  const text = lines.parts.join('\n')
  const read = await readSource({ path: local.path, format: 'markdown', text: `---\ntitle: x\n---\n${text}` })
  const made = await oursOf(place, { ...read, parent: local.parent }, blocksOf(merged))
  return made.join('').trimEnd() === merged.trimEnd() ? text : fresh
}

/** What the page said when the file was pulled or published last. */
async function baseOf(client: Client, page: ReadPage, local: PlannedPage): Promise<string | undefined> {
  const { id, version, state } = page
  const at = (number: number) =>
    number === version ? Promise.resolve(page.storage) : readVersion(client, id, number)
  const pulled = local.id === id ? local.version : undefined
  if (pulled !== undefined && pulled >= (state?.version ?? 0) && pulled <= version) return at(pulled)
  if (state === undefined) return undefined
  return state.merged ? readBase(client, id) : at(state.version)
}

/** Fetches the files of a page; gives back where each lies. */
async function pullFiles(
  { options, report, around }: Workplace,
  page: ReadPage,
  path: string,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>()
  const folder = folderOf(path)
  for (const file of await listFiles(options.client, page.id)) {
    const [hash, known] = page.state?.files[file.name] ?? []
    const name = file.name.replace(/[/\\]|^\.+$/g, '-')
    const own = `${folder === '' ? '' : `${folder}/`}${filesFolder(path)}/${name}`
    const at = known !== undefined && around.files.has(known) ? known : own
    paths.set(file.name, at)
    const place = join(options.root, at)
    const there = existsSync(place) ? readFileSync(place) : undefined
    if (there !== undefined && (await hasBytes(options.client, file, there))) continue
    if (there !== undefined && (hash === undefined || sha256(there) !== hash)) {
      const text = `the file of page ${page.id} on the server is another one; it is left as it is`
      report.problems.push(aboutFile('warning', at, text))
      continue
    }
    writeWhole(place, await readFile(options.client, file))
    report.files.push(at)
  }
  return paths
}

function save({ options }: Workplace, path: string, text: string): void {
  writeWhole(join(options.root, path), text)
}

/** No reader ever sees half a file. */
function writeWhole(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, data)
  renameSync(`${path}.part`, path)
}
