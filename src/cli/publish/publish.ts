/** A folder published: planned, matched with what is on the server, and made so page by page. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import { ApiError } from '../../sdk/errors.ts'
import { applyTask, type Destination, type Outcome, type Task } from './apply.ts'
import { type Folder, readFolder } from './folder.ts'
import { resolveLinks, type Surroundings } from './links.ts'
import { matchPages } from './match.ts'
import { indexFiles, type Plan, type PlannedPage, planFolder } from './plan.ts'
import { aboutFile, type Problem } from './problem.ts'
import { listPages, type ServerPage } from './server.ts'

/** What is wanted beside the folder and the place. */
export interface PublishOptions extends Destination {
  /** The page to publish below; empty: directly in the space. */
  readonly parentId: string
  /** Put pages into the trash whose files are gone. */
  readonly prune: boolean
  /** Of the folder only these files. */
  readonly chosen?: ChosenFiles
  /** Ends the work after the pages that are under way. */
  readonly signal?: AbortSignal
  /** Is told how many pages there are. */
  readonly onPlan?: (count: number) => void
  /** Is told of every page as it is done. */
  readonly onPage?: (path: string, outcome: Outcome) => void
}

/** Files by their paths in the folder. */
export interface ChosenFiles {
  readonly paths: ReadonlySet<string>
  /** The others are not there: none is a page above one of these, and none is linked. */
  readonly areAll: boolean
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
  const folder = chosenFolder(options)
  const [plan, server] = await Promise.all([
    chosenPlan(folder, options.chosen),
    listPages(options.client, options.space),
  ])
  const matches = matchPages(plan, server, options.name)
  const wanted = wantedPages(plan.pages, options.chosen, matches.pages)
  const isWanted = ({ path }: { readonly path: string }): boolean => wanted.has(path)
  const problems: Problem[] = [...plan.problems, ...matches.problems].filter(isWanted)
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
  options.onPlan?.(wanted.size)
  for (const level of levelsOf(plan.pages)) {
    await inParallel(level.filter(isWanted), publishOne, options.signal)
  }
  const stopped = options.signal?.aborted ?? false
  const gone = stopped || options.chosen ? [] : await prune(options, matches.gone, conflicts)
  return { outcomes, problems, conflicts, gone, stopped }
}

/** The folder as a plan; files that were chosen without it have no pages above them but each other. */
async function chosenPlan(folder: Folder, chosen: ChosenFiles | undefined): Promise<Plan> {
  if (!chosen?.areAll) return planFolder(folder)
  const plan = await planFolder(folder)
  const parents = new Map(plan.pages.map(({ path, parent }) => [path, parent]))
  const pages = plan.pages.filter(({ path }) => chosen.paths.has(path))
  const nearest = (path: string | undefined): string | undefined =>
    path === undefined || chosen.paths.has(path) ? path : nearest(parents.get(path))
  return { ...plan, pages: pages.map((page) => ({ ...page, parent: nearest(page.parent) })) }
}

function chosenFolder({ root, chosen }: PublishOptions): Folder {
  const folder = readFolder(root)
  if (!chosen?.areAll) return folder
  return { ...folder, sources: folder.sources.filter(({ path }) => chosen.paths.has(path)) }
}

/** Of a choice, also the pages above that are not on the server yet. */
function wantedPages(
  pages: readonly PlannedPage[],
  chosen: ChosenFiles | undefined,
  known: ReadonlyMap<string, ServerPage>,
): ReadonlySet<string> {
  if (chosen === undefined) return new Set(pages.map(({ path }) => path))
  const parents = new Map(pages.map(({ path, parent }) => [path, parent]))
  const wanted = new Set(chosen.paths)
  for (const path of chosen.paths) {
    let above = parents.get(path)
    for (; above !== undefined && !known.has(above); above = parents.get(above)) wanted.add(above)
  }
  return wanted
}

/** Somebody may have renamed the page on the server; then it keeps that name until the file has another. */
function titleOn(page: PlannedPage, known: ServerPage | undefined): string {
  return known !== undefined && known.state?.title === page.title ? known.title : page.title
}

/** Refusals of everything: of the credentials, or because the server has too much to do. */
const FOR_ALL = [401, 429, 503]

/** A page that the server refuses is said; the others go on. */
async function attempt(to: Destination, task: Task, problems: Problem[]): Promise<Outcome | undefined> {
  try {
    return await applyTask(to, task)
  } catch (error) {
    if (!(error instanceof ApiError) || FOR_ALL.includes(error.status)) throw error
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

/** Begins in order; ends, when told to stop or when something fails, with what is under way. */
async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const left = [...items].toReversed()
  const failures: unknown[] = []
  const lane = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) {
      if (signal?.aborted || failures.length > 0) return
      await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  if (failures.length > 0) throw failures[0]
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
