import type { FormatName } from '../../document/format.ts'
import { convert } from '../../document/formats.ts'
import { readContents } from '../content/read.ts'
import type { Context } from '../context.ts'
import { spacesById } from '../space/read.ts'
import type { InlineTask } from '../task/task.ts'
import { environmentFor } from './env.ts'

/** The bodies of tasks in one representation, by task id. The actor may read the tasks: callers have asked. */
export async function renderTasks(
  ctx: Context,
  tasks: readonly InlineTask[],
  to: FormatName,
): Promise<Map<number, string>> {
  if (to === 'storage') return new Map(tasks.map(({ id, body }) => [id, body]))
  const contents = await readContents(
    ctx,
    tasks.map(({ contentId }) => contentId),
  )
  const byId = new Map(contents.map((content) => [content.id, content]))
  const spaces = await spacesById(
    ctx,
    contents.map(({ spaceId }) => spaceId),
  )
  const rendered = new Map<number, string>()
  for (const { id, contentId, body } of tasks) {
    const content = byId.get(contentId)
    const env = environmentFor(ctx, { content, space: content && spaces.get(content.spaceId) })
    rendered.set(id, (await convert(body, 'storage', to, { env })).text)
  }
  return rendered
}
