/** Which page on the server a planned page is. */
import type { Plan, PlannedPage } from './plan.ts'
import { aboutFile, type Problem } from './problem.ts'
import type { ServerPage } from './server.ts'

/** What was found. */
export interface Matches {
  readonly pages: ReadonlyMap<string, ServerPage>
  /** Pages of this publication whose files are gone. */
  readonly gone: readonly ServerPage[]
  readonly problems: readonly Problem[]
}

/** By the id that a file names, else by the path that was published, else by the title of a file that was moved. */
export function matchPages(plan: Plan, server: readonly ServerPage[], name: string): Matches {
  const ids = new Map(server.map((page) => [page.id, page]))
  const titles = new Map(server.map((page) => [page.title.toLowerCase(), page]))
  const own = server.filter(({ state }) => state?.name === name)
  const sources = new Map(own.map((page) => [page.state?.source, page]))
  const pages = new Map<string, ServerPage>()
  const taken = new Map<string, string>()
  const problems: Problem[] = []
  const take = (page: PlannedPage, found: ServerPage): void => {
    const other = taken.get(found.id)
    if (other !== undefined) {
      problems.push(aboutFile('error', page.path, `${other} is published to page ${found.id}, too`))
      return
    }
    taken.set(found.id, page.path)
    pages.set(page.path, found)
  }
  for (const page of plan.pages.filter(({ id }) => id !== undefined)) {
    const found = ids.get(page.id ?? '')
    if (found !== undefined) take(page, found)
    else problems.push(aboutFile('error', page.path, `there is no page ${page.id} in the space`))
  }
  const left = plan.pages.filter(({ id }) => id === undefined)
  for (const page of left) {
    const found = sources.get(page.path)
    if (found !== undefined && !taken.has(found.id)) take(page, found)
  }
  for (const page of left) {
    if (pages.has(page.path)) continue
    const found = titles.get(page.title.toLowerCase())
    if (found === undefined) continue
    if (found.state?.name === name && !taken.has(found.id)) take(page, found)
    else problems.push(aboutFile('error', page.path, whyTaken(page, found)))
  }
  return { pages, gone: own.filter(({ id }) => !taken.has(id)), problems }
}

function whyTaken({ title }: PlannedPage, { id, state }: ServerPage): string {
  const whose =
    state === undefined ? 'was not published from here' : `is published from ${state.name}/${state.source}`
  return `page ${id} has the title "${title}" and ${whose}; put "id: ${id}" into the front matter to take it over`
}
