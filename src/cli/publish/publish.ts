/** A folder published: planned, matched with what is on the server, and made so page by page. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import { ApiError } from '../../sdk/errors.ts'
import { applyTask, type Destination, type Outcome, type Task } from './apply.ts'
import { type Folder, readFolder } from './folder.ts'
import { resolveLinks, type Surroundings } from './links.ts'
import { matchPages } from './match.ts'
import { indexFiles, type PlannedPage, planFolder } from './plan.ts'
import { aboutFile, type Problem } from './problem.ts'
import { listPages, type ServerPage } from './server.ts'

/** What is wanted beside the folder and the place. */
export interface PublishOptions extends Destination {
  /** The page to publish below; empty: directly in the space. */
  readonly parentId: string
  /** Put pages into the trash whose files are gone. */
  readonly prune: boolean
  /** Ends the work after the pages that are under way. */
  readonly signal?: AbortSignal
  /** Is told of every page as it is done. */
  readonly onPage?: (path: string, outcome: Outcome) => void
}

/** What came of it. */
export interface PublishReport {
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly problems: readonly Problem[]
  readonly conflicts: readonly Problem[]
  /** Pages put into the trash; without `prune`, those that would have been. */
  readonly gone: readonly ServerPage[]
  readonly stopped: boolean
}

/** Pages that are written at the same time. */
const AT_ONCE = 4

/** Publishes a folder. Whatever it is interrupted by, running it again completes the work. */
export async function publishFolder(options: PublishOptions): Promise<PublishReport> {
  const folder = readFolder(options.root)
  const [plan, server] = await Promise.all([planFolder(folder), listPages(options.client, options.space)])
  const matches = matchPages(plan, server, options.name)
  const problems: Problem[] = [...plan.problems, ...matches.problems]
  const failed = new Set(problems.filter(({ severity }) => severity === 'error').map(({ path }) => path))
  const around: Surroundings = {
    pages: new Map(plan.pages.map((page) => [page.path, page])),
    indexes: indexFiles(plan.pages.map(({ path }) => path)),
    titleOf: (page) => titleOn(page, matches.pages.get(page.path)),
    files: folder.files,
  }
  const texts = new Map(folder.sources.map(({ path, text }) => [path, text]))
  const hashes = hasher(folder)
  const ids = new Map([...matches.pages].map(([path, { id }]) => [path, id]))
  const outcomes = new Map<string, Outcome>()
  const conflicts: Problem[] = []
  const publishOne = async (page: PlannedPage): Promise<void> => {
    const parentId = page.parent === undefined ? options.parentId : ids.get(page.parent)
    if (failed.has(page.path)) return
    const body = resolveLinks(page, around)
    problems.push(...body.problems)
    if (parentId === undefined && !options.dryRun) {
      failed.add(page.path)
      problems.push(
        aboutFile('error', page.path, `the page above it, ${page.parent}, could not be published`),
      )
      return
    }
    const task: Task = {
      page,
      body,
      title: around.titleOf(page),
      parentId: parentId ?? '',
      known: matches.pages.get(page.path),
      sourceHash: sha256(texts.get(page.path) ?? ''),
      files: Object.fromEntries(
        [...body.attachments].map(([name, path]) => [name, [hashes(path), path]] as const),
      ),
    }
    const outcome = await attempt(options, task, problems)
    if (outcome === undefined) failed.add(page.path)
    else {
      if (outcome.id !== '') ids.set(page.path, outcome.id)
      outcomes.set(page.path, outcome)
      if (outcome.kind === 'conflict') conflicts.push(aboutFile('error', page.path, outcome.why))
      options.onPage?.(page.path, outcome)
    }
  }
  for (const level of levelsOf(plan.pages)) await inParallel(level, publishOne, options.signal)
  const stopped = options.signal?.aborted ?? false
  const gone = stopped ? [] : await prune(options, matches.gone, conflicts)
  return { outcomes, problems, conflicts, gone, stopped }
}

/** Somebody may have renamed the page on the server; then it keeps that name until the file has another. */
function titleOn(page: PlannedPage, known: ServerPage | undefined): string {
  return known !== undefined && known.state?.title === page.title ? known.title : page.title
}

/** A page that the server refuses is said; the others go on. */
async function attempt(to: Destination, task: Task, problems: Problem[]): Promise<Outcome | undefined> {
  try {
    return await applyTask(to, task)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 401) throw error
    problems.push(aboutFile('error', task.page.path, `the server refused it: ${error.message}`))
    return undefined
  }
}

function hasher({ root }: Folder): (path: string) => string {
  const known = new Map<string, string>()
  return (path) => {
    const hash = known.get(path) ?? sha256(readFileSync(join(root, path)))
    known.set(path, hash)
    return hash
  }
}

/** Pages of the same depth: none of them stands above another. */
function levelsOf(pages: readonly PlannedPage[]): readonly (readonly PlannedPage[])[] {
  const depths = new Map<string, number>()
  const levels: PlannedPage[][] = []
  for (const page of pages) {
    const depth = page.parent === undefined ? 0 : (depths.get(page.parent) ?? 0) + 1
    depths.set(page.path, depth)
    ;(levels[depth] ??= []).push(page)
  }
  return levels
}

/** Begins in order; ends, when told to stop, with what is under way. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const left = [...items].toReversed()
  const lane = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      if (signal?.aborted) return
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** The deepest first. What somebody has edited since is not thrown away. */
async function prune(
  { client, dryRun, prune: isWanted, name }: PublishOptions,
  gone: readonly ServerPage[],
  conflicts: Problem[],
): Promise<readonly ServerPage[]> {
  if (!isWanted) return gone
  const trashed: ServerPage[] = []
  const depth = ({ state }: ServerPage): number => state?.source.split('/').length ?? 0
  for (const page of gone.toSorted((a, b) => depth(b) - depth(a))) {
    const source = page.state?.source ?? name
    if (page.version !== page.state?.version) {
      const text = `the file is gone, but page ${page.id}, "${page.title}", was edited on the server; it stays`
      conflicts.push(aboutFile('error', source, text))
      continue
    }
    if (!dryRun) await client.request('DELETE', `/rest/api/content/${page.id}`, { as: 'nothing' })
    trashed.push(page)
  }
  return trashed
}
