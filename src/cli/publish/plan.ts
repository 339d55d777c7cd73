/** A folder as a tree of pages: which page stands below which, and what each is called. */
import { folderOf, type Folder } from './folder.ts'
import { aboutFile, type Problem } from './problem.ts'
import { isIndexName, nameOf, readSource, type SourcePage } from './source.ts'

/** A page to be published. */
export interface PlannedPage extends SourcePage {
  /** The path of the page above; undefined directly below the place that is published to. */
  readonly parent: string | undefined
}

/** What a folder becomes. */
export interface Plan {
  /** Parents before their children. */
  readonly pages: readonly PlannedPage[]
  readonly problems: readonly Problem[]
}

/** Reads a folder's files and puts them in their places. A folder that no file speaks for gets a page that lists it. */
export async function planFolder(folder: Folder): Promise<Plan> {
  const sources: SourcePage[] = []
  for (const file of folder.sources) sources.push(await readSource(file))
  const indexes = indexFiles(sources.map(({ path }) => path))
  const made = [...foldersOf(sources)].filter((path) => path !== '' && !indexes.has(path)).map(listingOf)
  const placed = [...sources, ...made].map((page) => ({ ...page, parent: parentOf(page.path, indexes) }))
  const depth = depths(placed)
  const ordered = placed.toSorted(
    (a, b) => (depth.get(a.path) ?? 0) - (depth.get(b.path) ?? 0) || (a.path < b.path ? -1 : 1),
  )
  const { pages, problems } = withDistinctTitles(ordered)
  return { pages, problems: [...pages.flatMap((page) => page.problems), ...problems] }
}

/** For each folder the file that speaks for it: `index` before `README` before the file beside it of the same name. */
export function indexFiles(paths: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const path of paths) found.set(path.replace(/\.[^./]+$/, ''), path)
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (!isIndexName(name)) continue
    const known = found.get(folderOf(path))
    const isBeside = known !== undefined && folderOf(known) !== folderOf(path)
    if (known === undefined || isBeside || /^index\./i.test(name)) found.set(folderOf(path), path)
  }
  return found
}

/** Every folder that holds a page, at whatever depth. */
function foldersOf(sources: readonly SourcePage[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { path } of sources) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder)
  }
  return folders
}

function parentOf(path: string, indexes: ReadonlyMap<string, string>): string | undefined {
  const own = folderOf(path)
  const isIndex = indexes.get(own) === path
  if (isIndex && own === '') return undefined
  const above = isIndex ? folderOf(own) : own
  return indexes.get(above) ?? (above === '' ? undefined : `${above}/`)
}

/** The page of a folder without a file of its own. */
function listingOf(folder: string): SourcePage {
  return {
    path: `${folder}/`,
    text: '',
    linesBefore: 0,
    title: nameOf(folder),
    labels: [],
    properties: {},
    nodes: [{ type: 'macro', name: 'children', parameters: [], body: { kind: 'none' } }],
    problems: [],
  }
}

function depths(pages: readonly PlannedPage[]): ReadonlyMap<string, number> {
  const parents = new Map(pages.map(({ path, parent }) => [path, parent]))
  return new Map(
    pages.map(({ path }) => {
      let depth = 0
      for (let above = parents.get(path); above !== undefined; above = parents.get(above)) depth++
      return [path, depth]
    }),
  )
}

/** In a space a title belongs to one page: the second page of a title is called after its folder, too. */
function withDistinctTitles(ordered: readonly PlannedPage[]): Plan {
  const owners = new Map<string, string>()
  const pages: PlannedPage[] = []
  const problems: Problem[] = []
  for (const page of ordered) {
    const owner = owners.get(page.title.toLowerCase())
    const title = owner === undefined ? page.title : `${page.title} (${nameOf(folderOf(page.path)) || 'top'})`
    const second = owner === undefined ? undefined : owners.get(title.toLowerCase())
    if (owner !== undefined) {
      const clash = `${owner} has the title "${page.title}", too`
      if (second === undefined) {
        problems.push(aboutFile('warning', page.path, `${clash}; this page is published as "${title}"`))
      } else {
        const text = `${clash}, and ${second} has "${title}"; give this file a title of its own`
        problems.push(aboutFile('error', page.path, text))
      }
    }
    if (second === undefined) owners.set(title.toLowerCase(), page.path)
    pages.push({ ...page, title })
  }
  return { pages, problems }
}
